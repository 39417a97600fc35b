/**
 * A witness program beside the program, and people who write: how long until a deed is in a checkpoint that the witness has signed (gate: 60 s), as
 * the witness itself shows it; then the same with a witness that is killed half-way and comes back. First the control: one that stands still for
 * longer than the gate must show in the figure.
 *
 * `npm run battery -- witness-delay [--count seconds of each run]`
 * @module
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureDelay, type DelayFigures } from '../../src/testing/witness-delay.ts';
import { printFigure } from '../figure.ts';
import { readRange } from '../range.ts';

const GATE_SECONDS = 60;
const CONTROL_MS = 61_000;
const DOWN_MS = 5_000;
const { count: seconds } = readRange(300);
const folder = await mkdtemp(join(tmpdir(), 'sunlot-delay-'));
const most = ({ delays }: DelayFigures): number => Math.max(...delays);
try {
  const control = await measureDelay(join(folder, 'control'), { seconds: 6, haltMs: CONTROL_MS });
  const calm = await measureDelay(join(folder, 'calm'), { seconds });
  const restarted = await measureDelay(join(folder, 'restarted'), { seconds, restartAfterMs: DOWN_MS });
  for (const [name, { delays, ...more }] of Object.entries({ calm, restarted }))
    printFigure(`deed to witness, ${name}`, 's', delays, { ...more, gateMost: GATE_SECONDS });
  console.log(JSON.stringify({ battery: 'witness-delay', control: { most: most(control) } }));
  const isGood = [calm, restarted].every((each) => each.unseen === 0 && each.deeds > 0 && most(each) <= GATE_SECONDS);
  if (!isGood || most(control) <= GATE_SECONDS) process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
