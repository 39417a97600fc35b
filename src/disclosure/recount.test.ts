import { afterAll, beforeAll, expect, test } from 'vitest';
import { follow } from '../core/follow.ts';
import { read } from '../core/transact.ts';
import { buildDistrict, type District } from '../testing/draw-district.ts';
import { loadNewYear } from '../testing/new-year.ts';
import { testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { disclosureFollowers } from './jobs.ts';
import { findEntry } from './reads/entries.ts';
import { draftedEntry, plantCanaries, publishedEntry } from './sample.testing.ts';

let runtime: TestRuntime;
let district: District;
beforeAll(async () => {
  runtime = await testRuntime('2026-03-02T01:00:00Z');
  district = await buildDistrict(runtime, 1);
  await plantCanaries(runtime, district, 2);
});
afterAll(() => runtime.close());

const dueOf = async (entryId: string): Promise<string | undefined> =>
  (await read(runtime, 1, (tx) => findEntry(tx, entryId)))?.due_on;
const recounts = (): Promise<{ subject_id: string }[]> =>
  read(runtime, 1, (tx) =>
    tx.db
      .selectFrom('deed')
      .select('subject_id')
      .where('bureau_id', '=', 1)
      .where('kind', '=', 'disclosure.recount')
      .execute(),
  );

test('a holiday notice moves the deadlines that still run, says so in the log, and leaves what is published', async () => {
  runtime.clock.set('2026-12-21T01:00:00Z');
  const running = await draftedEntry(runtime, district, { n: 0, findings: [] });
  const finished = await publishedEntry(runtime, district, { n: 1, findings: [] });
  const before = '2027-01-18';
  expect([await dueOf(running), await dueOf(finished)]).toEqual([before, before]);

  await loadNewYear(runtime);
  for (const follower of disclosureFollowers) await follow(runtime, 1, follower);

  expect([await dueOf(running), await dueOf(finished)]).toEqual(['2027-01-19', before]);
  expect((await recounts()).map(({ subject_id }) => subject_id)).toEqual([running]);
  // Following the same deed again finds nothing left to do.
  for (const follower of disclosureFollowers) expect(await follow(runtime, 1, follower)).toBe(0);
});
