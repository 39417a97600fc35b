/**
 * The same work as every run of the clock battery: summers of 1986–1991 in the book, periods by the calendar, and walks through penalty
 * cases, all at instants of their own. Prints what came of it, part by part, as hashes: they may depend on nothing that the clock or the
 * zone of the machine says. `clock.child.ts <walks>` @module
 */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { systemClock } from '../../src/core/clock.ts';
import { deadline } from '../../src/core/calendar/deadline.ts';
import { NATIONAL_CALENDAR } from '../../src/core/calendar/national.ts';
import { addDays, isWeekend } from '../../src/core/calendar/day.ts';
import { sentenceDate, sentenceTime, tableTime } from '../../src/core/calendar/sentences.ts';
import { openDatabase } from '../../src/core/db.ts';
import { newId } from '../../src/core/ids.ts';
import { auditBureau } from '../../src/core/log/audit/audit.ts';
import { ok } from '../../src/core/result.ts';
import { transact } from '../../src/core/transact.ts';
import { openCaseScene } from '../../src/penalty/scene.testing.ts';
import { openStarts, walk } from '../../src/penalty/walk.testing.ts';
import { benchRuntime } from '../../src/testing/bench-runtime.ts';
import { midnights } from '../../src/testing/midnights.ts';
import { actorOf } from '../../src/testing/runtime.ts';

const walks = Number(process.argv[2] ?? 12);
const runtime = await benchRuntime();
const admin = openDatabase(runtime.adminUrl, 1);
const results = {
  days: await daysAndSummers(),
  periods: periods(),
  book: await bookOfSummers(),
  cases: await cases(),
};
const { problems } = await auditBureau(runtime, 1);
const { rows: times } = await sql<{ at: string }>`SELECT now() AS at`.execute(admin);
await admin.destroy();
await runtime.close();
console.log(
  JSON.stringify({ ...results, problems, clocks: { program: systemClock.now(), database: times[0]?.at ?? '' } }),
);

/** Midnights by the program and by the database, and how people read them. */
async function daysAndSummers(): Promise<string> {
  return hashOf(
    (await midnights(runtime, '1986-01-01', '1991-12-31')).map(
      ({ instant, day, until }) => `${instant} ${day} ${until} ${sentenceTime(instant)} ${tableTime(instant)}`,
    ),
  );
}

function periods(): string {
  const lines: string[] = [];
  for (const [from, to] of [
    ['1988-01-01', '1988-12-31'],
    ['2025-12-01', '2027-02-28'],
  ] as const)
    for (let start: string = from; start <= to; start = addDays(start, 1)) {
      const dues = (['workday', 'day', 'month'] as const).map((unit) =>
        [1, 3, 7, 15].map((n) => deadline({ unit, n, start }, NATIONAL_CALENDAR).due),
      );
      const hours = deadline({ unit: 'hour', n: 36, start: `${start}T15:30:00Z` }, NATIONAL_CALENDAR).due;
      lines.push(`${start} ${isWeekend(start)} ${sentenceDate(start)} ${dues.flat().join(' ')} ${hours}`);
    }
  return hashOf(lines);
}

/** Deeds around midnights, turns of the year and the hours that the summers took and gave. */
async function bookOfSummers(): Promise<string> {
  for (const at of [
    '1986-05-03T17:59:00Z',
    '1986-05-03T18:01:00Z',
    '1986-09-13T14:30:00Z',
    '1986-12-31T15:59:59Z',
    '1986-12-31T16:00:00Z',
    '1988-07-01T14:59:59Z',
    '1988-07-01T15:00:00Z',
    '1991-09-14T15:30:00Z',
  ]) {
    runtime.clock.set(at);
    await transact(runtime, { id: newId(), actor: actorOf(['group-office']) }, async (tx) => {
      tx.record({ kind: 'test.note', subject: `note/${tx.now}`, facts: { today: tx.today } });
      return ok(undefined);
    });
  }
  const { rows } = await sql<{ line: string }>`
    SELECT concat_ws(' ', seq, year, subject_id, convert_from(entry, 'UTF8')::jsonb->>'at', convert_from(entry, 'UTF8')::jsonb->'facts') AS line
    FROM sunlot.deed ORDER BY seq`.execute(admin);
  return hashOf(rows.map(({ line }) => line));
}

/** What the walks left: every act with its day, every number that was taken, every deed with its time. */
async function cases(): Promise<string> {
  const scene = await openCaseScene(runtime);
  const starts = await openStarts(scene);
  for (let seed = 1; seed <= walks; seed += 1) await walk(scene, starts, seed, 12);
  const { rows } = await sql<{ line: string }>`
    SELECT concat_ws(' ', 'deed', seq, year, kind, convert_from(entry, 'UTF8')::jsonb->>'at') AS line FROM sunlot.deed
    UNION ALL SELECT concat_ws(' ', 'case', state, procedure, turns, next_due, opened_on, filed_on, decided_on, ended_on) FROM sunlot.penalty_case
    UNION ALL SELECT concat_ws(' ', 'act', seq, act, from_state, to_state, done_by, done_on) FROM sunlot.penalty_act
    UNION ALL SELECT concat_ws(' ', 'document', series, year, number, form, issued_on) FROM sunlot.document
    UNION ALL SELECT concat_ws(' ', 'serial', series, year, serial) FROM sunlot.file_serial
    ORDER BY 1`.execute(admin);
  return hashOf(rows.map(({ line }) => line));
}

function hashOf(lines: readonly string[]): string {
  if (process.env['CLOCK_LINES'] !== undefined) console.error(lines.join('\n'));
  return `${lines.length} ${createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16)}`;
}
