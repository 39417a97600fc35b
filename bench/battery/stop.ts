/**
 * The program is told to stop (SIGTERM) while twelve people write without a pause: every command that it had taken up is answered "saved", it ends
 * within 10 s without a complaint, and after it nothing is lost, doubled or half done. First the control: a program that is killed must be seen to
 * leave commands without an answer.
 *
 * `npm run battery -- stop [--count stops] [--seed text]`
 * @module
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopUnderLoad } from '../../src/testing/stop-under-load.ts';
import { printFigure } from '../figure.ts';
import { readRange } from '../range.ts';

const GATE_MS = 10_000;
const { count, seed } = readRange(50);
const folder = await mkdtemp(join(tmpdir(), 'sunlot-stop-'));
try {
  const control = await stopUnderLoad(join(folder, 'control'), { stops: 2, seed, signal: 'SIGKILL' });
  const { ends, complaints, ...figures } = await stopUnderLoad(join(folder, 'data'), { stops: count, seed });
  for (const each of complaints.slice(0, 20)) console.error(each);
  printFigure('stop under load', 'ms', ends, { gateMost: GATE_MS });
  console.log(
    JSON.stringify({
      battery: 'stop',
      ...figures,
      complaints: complaints.length,
      control: { unanswered: control.broken + control.unheard, of: control.inFlight },
    }),
  );
  const { broken, lost, doubled, logProblems } = figures;
  if (broken + lost + doubled + logProblems + complaints.length > 0 || control.broken + control.unheard === 0)
    process.exitCode = 1;
  if (Math.max(...ends) > GATE_MS) process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
