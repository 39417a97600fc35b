/**
 * What people do, done over a line to PostgreSQL that fails: of every kind of deed in the year of the demo, and in random walks through penalty
 * cases and volumes of the archive, each SQL statement fails once by every fault (refused; done and answered with an error; done and the
 * connection gone). Nothing is half done, nothing is falsely called done, and the same command then succeeds; at the end the log holds and, in
 * the demo, every row is as its deed says. Ends with 1 when something is wrong.
 *
 * `npm run battery -- statement-faults [--count walks]`
 * @module
 */
import { loadDemo } from '../../demo/load.ts';
import { walkVolume } from '../../src/archive/walk.testing.ts';
import { execute } from '../../src/core/command.ts';
import { auditBureau } from '../../src/core/log/audit/audit.ts';
import type { Runtime } from '../../src/core/runtime.ts';
import { read } from '../../src/core/transact.ts';
import { DEED_SPECS } from '../../src/http/modules.ts';
import { compareProjections } from '../../src/jobs/projections.ts';
import { openCaseScene } from '../../src/penalty/scene.testing.ts';
import { openStarts, walk } from '../../src/penalty/walk.testing.ts';
import { benchRuntime, emptyRuntime } from '../../src/testing/bench-runtime.ts';
import { failEachStatement } from '../../src/testing/statement-faults.ts';
import { readRange } from '../range.ts';

/** A walk says much that is refused: so many times a kind is tried until it was done once. */
const MOST_TRIES = 12;
const COMMANDS = 12;

const done = new Set<string>();
const tries = new Map<string, number>();
const sums = { runs: 0, statements: 0, wrong: 0 };

const doing: typeof execute = async (runtime, actor, spec, commandId, input) => {
  const send = (): ReturnType<typeof execute<typeof spec.input, typeof spec.output>> =>
    execute(runtime, actor, spec, commandId, input);
  const tried = (tries.get(spec.kind) ?? 0) + 1;
  if (done.has(spec.kind) || tried > MOST_TRIES) return send();
  tries.set(spec.kind, tried);
  const subject = { bureauId: actor.bureauId, commandId, send };
  const { result, ...found } = await failEachStatement(runtime, subject, done.size);
  if (result.ok) done.add(spec.kind);
  sums.runs += found.runs;
  sums.statements += found.statements;
  sums.wrong += found.wrong.length;
  for (const each of found.wrong) console.error(`${spec.kind}: ${each}`);
  return result;
};

/** Whether the log holds after all that. */
async function judgeLog(runtime: Runtime): Promise<void> {
  count((await auditBureau(runtime, 1)).findings);
}

function count(found: readonly object[]): void {
  for (const each of found) console.error(JSON.stringify(each));
  sums.wrong += found.length;
}

const started = performance.now();
const { count: walks } = readRange(400);
const demo = await emptyRuntime('2026-11-30T01:00:00Z');
await loadDemo(demo, doing);
await judgeLog(demo);
count((await read(demo, 1, compareProjections)).differences);
await demo.close();
const scene = await openCaseScene(await benchRuntime());
const starts = await openStarts(scene);
for (let seed = 0; seed < walks; seed += 1) {
  await walk(scene, starts, seed, COMMANDS, doing);
  if (seed % 10 === 0) await walkVolume(scene, seed, COMMANDS, doing);
}
await judgeLog(scene.runtime);
await scene.close();
const seconds = Math.round((performance.now() - started) / 1000);
const missing = DEED_SPECS.filter(({ kind }) => !done.has(kind)).map(({ kind }) => kind);
const [kinds, of] = [done.size, DEED_SPECS.length];
console.log(JSON.stringify({ battery: 'statement-faults', kinds, of, ...sums, seconds, missing }));
if (sums.wrong > 0) process.exitCode = 1;
