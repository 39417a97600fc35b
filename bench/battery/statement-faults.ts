/**
 * What people do, done over a line to PostgreSQL that fails: of every kind of deed each SQL statement fails once by every fault (refused;
 * done and answered with an error; done and the connection gone). Nothing is half done, nothing is falsely called done, and the same command
 * then succeeds. Four parts: the year of the demo, random walks through penalty cases and volumes of the archive (at their end the log holds
 * and, in the demo, every row is as its deed says), the check of a workbook, and the tests, whose commands are the scenes of all other kinds.
 * Ends with 1 when something is wrong, a test fails, or people have a deed that was done nowhere and has no reason here.
 *
 * `npm run battery -- statement-faults [--part demo|walks|check|tests] [--count walks] [--notes file] [tests …]`: with `--notes` it goes on
 * from the pieces before; tests are named by a part of their path, and only all of them tell whether a kind is missing.
 * @module
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadDemo } from '../../demo/load.ts';
import { walkVolume } from '../../src/archive/walk.testing.ts';
import { execute } from '../../src/core/command.ts';
import { auditBureau } from '../../src/core/log/audit/audit.ts';
import type { Runtime } from '../../src/core/runtime.ts';
import { read } from '../../src/core/transact.ts';
import { compareProjections } from '../../src/jobs/projections.ts';
import { openCaseScene } from '../../src/penalty/scene.testing.ts';
import { openStarts, walk } from '../../src/penalty/walk.testing.ts';
import { benchRuntime, emptyRuntime } from '../../src/testing/bench-runtime.ts';
import { failingDeeds, openNotes, readNotes, type DeedNote } from '../../src/testing/failing-deeds.ts';
import { allDeeds } from '../../src/permissions.ts';
import { readRange } from '../range.ts';
import { failCheck } from '../statement-check.ts';
import { failTests } from '../statement-tests.ts';

const COMMANDS = 12;
/** Deeds on one's own account: one transaction each, and no key by which one could tell whether it was done (docs/adr/0080). */
const WITHOUT_KEY: ReadonlySet<string> = new Set([
  'staff.change-own-password',
  'staff.enrol-totp',
  'staff.remove-totp',
  'staff.renew-recovery-codes',
  'staff.enrol-passkey',
  'staff.remove-passkey',
  'staff.end-own-session',
  'staff.link-unified',
  'staff.unlink-unified',
]);
/** What people do; the rest are jobs (G20), and the founding of a bureau. */
const kinds = Object.entries(allDeeds).flatMap(([kind, { roles, parties }]) =>
  roles.length > 0 || parties !== undefined ? [kind] : [],
);

const { values, positionals: files } = parseArgs({
  options: {
    part: { type: 'string' },
    notes: { type: 'string' },
    count: { type: 'string' },
  },
  allowPositionals: true,
});
const started = performance.now();
const folder = await mkdtemp(join(tmpdir(), 'sunlot-statements-'));
const path = values.notes ?? join(folder, 'notes');
const doing = failingDeeds(execute, openNotes(path));
/** What was found beside the commands themselves. */
const beside: object[] = [];

const PARTS: Readonly<Record<string, () => Promise<void>>> = {
  demo: async () => {
    const demo = await emptyRuntime('2026-11-30T01:00:00Z');
    await loadDemo(demo, doing);
    await judgeLog(demo);
    beside.push(...(await read(demo, 1, compareProjections)).differences);
    await demo.close();
  },
  walks: async () => {
    const scene = await openCaseScene(await benchRuntime());
    const starts = await openStarts(scene);
    const { count } = readRange(400);
    for (let seed = 0; seed < count; seed += 1) {
      await walk(scene, starts, seed, COMMANDS, doing);
      if (seed % 10 === 0) await walkVolume(scene, seed, COMMANDS, doing);
    }
    await judgeLog(scene.runtime);
    await scene.close();
  },
  check: () => failCheck(openNotes(path)),
  tests: async () => {
    beside.push(...(await failTests(path, files)));
  },
};

/** Whether the log holds after all that. */
async function judgeLog(runtime: Runtime): Promise<void> {
  beside.push(...(await auditBureau(runtime, 1)).findings);
}

for (const [name, run] of Object.entries(PARTS)) if (values.part === undefined || values.part === name) await run();

const notes = readNotes(path);
const done = new Set(notes.flatMap(({ kind, isDone }) => (isDone ? [kind] : [])));
const missing = kinds.filter((kind) => !done.has(kind) && !WITHOUT_KEY.has(kind));
for (const { kind, wrong } of notes) for (const each of wrong) console.error(`${kind}: ${each}`);
for (const each of beside) console.error(JSON.stringify(each));
console.log(
  JSON.stringify({
    battery: 'statement-faults',
    part: values.part ?? 'all',
    kinds: kinds.filter((kind) => done.has(kind)).length,
    of: kinds.length,
    runs: sum(notes, ({ runs }) => runs),
    statements: sum(notes, ({ statements }) => statements),
    wrong: beside.length + sum(notes, ({ wrong }) => wrong.length),
    seconds: Math.round((performance.now() - started) / 1000),
    missing,
    excused: WITHOUT_KEY.size,
  }),
);
await rm(folder, { recursive: true });

const isWhole = files.length === 0 && (values.part ?? 'tests') === 'tests';
if (beside.length > 0 || notes.some(({ wrong }) => wrong.length > 0) || (isWhole && missing.length > 0))
  process.exitCode = 1;

function sum(of: readonly DeedNote[], what: (note: DeedNote) => number): number {
  return of.reduce((total, note) => total + what(note), 0);
}
