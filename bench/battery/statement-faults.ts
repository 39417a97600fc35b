/**
 * The year of the demo, done over a line to PostgreSQL that fails: of every kind of deed in it each SQL statement fails once by every fault
 * (refused; done and answered with an error; done and the connection gone). Nothing is half done, nothing is falsely called done, and the same
 * command then succeeds; at the end the log holds and every row is as its deed says. Ends with 1 when something is wrong.
 *
 * `npm run battery -- statement-faults`
 * @module
 */
import { loadDemo } from '../../demo/load.ts';
import { execute } from '../../src/core/command.ts';
import { auditBureau } from '../../src/core/log/audit/audit.ts';
import { read } from '../../src/core/transact.ts';
import { DEED_SPECS } from '../../src/http/modules.ts';
import { compareProjections } from '../../src/jobs/projections.ts';
import { emptyRuntime } from '../../src/testing/bench-runtime.ts';
import { failEachStatement } from '../../src/testing/statement-faults.ts';

const runtime = await emptyRuntime('2026-11-30T01:00:00Z');
const seen = new Set<string>();
const sums = { runs: 0, statements: 0, wrong: 0 };

const doing: typeof execute = async (staged, actor, spec, commandId, input) => {
  const send = (): ReturnType<typeof execute<typeof spec.input, typeof spec.output>> =>
    execute(staged, actor, spec, commandId, input);
  if (seen.has(spec.kind)) return send();
  seen.add(spec.kind);
  const tried = await failEachStatement(staged, { bureauId: actor.bureauId, commandId, send }, seen.size);
  sums.runs += tried.runs;
  sums.statements += tried.statements;
  sums.wrong += tried.wrong.length;
  for (const each of tried.wrong) console.error(`${spec.kind}: ${each}`);
  return tried.result;
};

const started = performance.now();
try {
  await loadDemo(runtime, doing);
  const { findings } = await auditBureau(runtime, 1);
  const { differences } = await read(runtime, 1, compareProjections);
  for (const each of [...findings, ...differences]) console.error(JSON.stringify(each));
  const missing = DEED_SPECS.filter(({ kind }) => !seen.has(kind)).map(({ kind }) => kind);
  const seconds = Math.round((performance.now() - started) / 1000);
  const wrong = sums.wrong + findings.length + differences.length;
  const [kinds, of] = [seen.size, DEED_SPECS.length];
  console.log(JSON.stringify({ battery: 'statement-faults', kinds, of, ...sums, wrong, seconds, missing }));
  if (wrong > 0) process.exitCode = 1;
} finally {
  await runtime.close();
}
