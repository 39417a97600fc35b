/**
 * Program, PostgreSQL, both, or one connection are killed (SIGKILL) while people write, and the program is started again as soon as it has
 * ended: how long from the kill to the first answer "saved" to a command sent after it (gate: p99 of 5 s), and nothing acknowledged is lost.
 * First the control: answers that do not wait for the disk, which must be lost with the PostgreSQL that gave them.
 *
 * `npm run battery -- recovery [--count kills] [--seed text]`
 * @module
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killAndRecover, VICTIMS } from '../../src/testing/recovery.ts';
import { printFigure } from '../figure.ts';
import { readRange } from '../range.ts';

const GATE_MS = 5_000;
const CONTROL_KILLS = 6;
const { count, seed } = readRange(120);
const folder = await mkdtemp(join(tmpdir(), 'sunlot-recovery-'));
try {
  const control = await killAndRecover(join(folder, 'control'), {
    kills: CONTROL_KILLS,
    seed,
    victims: ['postgres'],
    isHasty: true,
  });
  const { recoveries, ...figures } = await killAndRecover(join(folder, 'data'), { kills: count, seed });
  for (const victim of VICTIMS) {
    const ofIt = recoveries.filter((each) => each.victim === victim).map(({ ms }) => ms);
    if (ofIt.length > 0) printFigure(`recovery after kill -9 of ${victim}`, 'ms', ofIt);
  }
  const all = recoveries.map(({ ms }) => ms).toSorted((a, b) => a - b);
  const p99 = all[Math.ceil(all.length * 0.99) - 1] ?? Number.NaN;
  printFigure('recovery after kill -9', 'ms', all, { p99, gateP99: GATE_MS });
  console.log(JSON.stringify({ battery: 'recovery', ...figures, control: { lost: control.lost } }));
  if (figures.lost + figures.doubled + figures.logProblems > 0 || control.lost === 0 || !(p99 <= GATE_MS))
    process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
