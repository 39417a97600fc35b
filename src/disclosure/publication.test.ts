/** What is published, corrected and withdrawn, and who reads which of it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answer, execute } from '../core/command.ts';
import { newId } from '../core/ids.ts';
import { read } from '../core/transact.ts';
import { buildDistrict, type District } from '../testing/draw-district.ts';
import { kindsOf } from '../testing/deeds.ts';
import { actorOf, testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { approveEntry, confirmEntry, correctEntry, publishEntry, withdrawEntry } from './actions.ts';
import { findPublicEntry, listPublishedResults } from './reads/published.ts';
import { disclosureReadSpecs } from './routes.ts';
import { QueueRow } from './types.ts';
import {
  CANARIES,
  CHIEF,
  draftedEntry,
  hashOf,
  must,
  OFFICER,
  plantCanaries,
  publishedEntry,
  REVIEWER,
} from './sample.testing.ts';
import { codes } from '../testing/refusal-codes.ts';

let runtime: TestRuntime;
let district: District;
let nextEnterprise = 0;
const n = (): number => nextEnterprise++ % 20;
const AT_FIRST = 'findings.1.text';

beforeAll(async () => {
  runtime = await testRuntime('2026-03-02T01:00:00Z');
  district = await buildDistrict(runtime, 1);
  await plantCanaries(runtime, district, 20);
});
afterAll(() => runtime.close());

describe('disclosure.publish', () => {
  test('nothing is public before; afterwards exactly what was read, with its hash in the log', async () => {
    const entryId = await draftedEntry(runtime, district, { n: n() });
    await must(execute(runtime, OFFICER, confirmEntry, newId(), { entryId }));
    await must(execute(runtime, CHIEF, approveEntry, newId(), { entryId }));
    expect(await read(runtime, 1, (tx) => findPublicEntry(tx, entryId))).toBeUndefined();
    expect(codes(await execute(runtime, REVIEWER, publishEntry, newId(), { entryId, hash: '0'.repeat(64) }))).toEqual([
      'disclosure-changed',
    ]);
    const hash = await hashOf(runtime, entryId);
    const done = await must(execute(runtime, REVIEWER, publishEntry, newId(), { entryId, hash }));
    expect(done).toMatchObject({ state: 'published', version: 1, hash });
    expect(await read(runtime, 1, (tx) => findPublicEntry(tx, entryId))).toMatchObject({
      state: 'published',
      versions: [{ version: 1, hash, reason: null }],
    });
    expect((await kindsOf(runtime, entryId)).at(-1)).toBe('disclosure.publish');
  });

  test('two at once: one publishes, the other is told the state; the same command again gives the same answer', async () => {
    const entryId = await draftedEntry(runtime, district, { n: n() });
    await must(execute(runtime, OFFICER, confirmEntry, newId(), { entryId }));
    await must(execute(runtime, CHIEF, approveEntry, newId(), { entryId }));
    const input = { entryId, hash: await hashOf(runtime, entryId) };
    const commands = [newId(), newId()];
    const results = await Promise.all(commands.map((id) => execute(runtime, REVIEWER, publishEntry, id, input)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.flatMap(codes)).toEqual(['disclosure-state']);
    const winner = commands[results.findIndex(({ ok }) => ok)] ?? '';
    expect(await execute(runtime, REVIEWER, publishEntry, winner, input)).toEqual(results.find(({ ok }) => ok));
    expect((await kindsOf(runtime, entryId)).filter((kind) => kind === 'disclosure.publish')).toHaveLength(1);
  });

  test('who approved does not publish', async () => {
    const both = actorOf(['section-chief', 'disclosure-reviewer'], 'both');
    const entryId = await draftedEntry(runtime, district, { n: n() });
    await must(execute(runtime, OFFICER, confirmEntry, newId(), { entryId }));
    await must(execute(runtime, both, approveEntry, newId(), { entryId }));
    expect(
      codes(await execute(runtime, both, publishEntry, newId(), { entryId, hash: await hashOf(runtime, entryId) })),
    ).toEqual(['disclosure-own-draft']);
  });
});

describe('disclosure.correct', () => {
  test('is a new version with its reason; the old one stays', async () => {
    const entryId = await publishedEntry(runtime, district, { n: n() });
    const wording = [{ at: AT_FIRST, text: '配电箱未上锁' }];
    expect(
      codes(
        await execute(runtime, REVIEWER, correctEntry, newId(), {
          entryId,
          wording,
          reason: `${CANARIES.principal}要求`,
        }),
      ),
    ).toEqual(['disclosure-protected']);
    await must(execute(runtime, REVIEWER, correctEntry, newId(), { entryId, wording, reason: '用词更正' }));
    const entry = await read(runtime, 1, (tx) => findPublicEntry(tx, entryId));
    expect(
      entry?.state === 'published'
        ? entry.versions.map(({ version, reason, content }) => [version, reason, content.findings[0]?.text])
        : [],
    ).toEqual([
      [2, '用词更正', '配电箱未上锁'],
      [1, null, '配电箱未锁闭'],
    ]);
    expect((await kindsOf(runtime, entryId)).at(-1)).toBe('disclosure.correct');
  });

  test('a published version cannot be changed or removed, even in the database', async () => {
    const entryId = await publishedEntry(runtime, district, { n: n() });
    for (const change of [
      () =>
        runtime.db.updateTable('disclosure_snapshot').set({ reason: 'x' }).where('entry_id', '=', entryId).execute(),
      () => runtime.db.deleteFrom('disclosure_snapshot').where('entry_id', '=', entryId).execute(),
    ])
      await expect(change()).rejects.toThrow(/permission denied/);
  });
});

describe('disclosure.withdraw', () => {
  test('leaves the reason, which may hold nothing protected either', async () => {
    const entryId = await publishedEntry(runtime, district, { n: n() });
    const protectedReason = { entryId, reason: `${CANARIES.representative}（${CANARIES.idNumber}）申请` };
    expect(codes(await execute(runtime, REVIEWER, withdrawEntry, newId(), protectedReason))).toEqual([
      'disclosure-protected',
      'disclosure-protected',
    ]);
    await must(execute(runtime, REVIEWER, withdrawEntry, newId(), { entryId, reason: '检查决定被撤销' }));
    expect(await read(runtime, 1, (tx) => findPublicEntry(tx, entryId))).toEqual({
      state: 'withdrawn',
      withdrawnOn: '2026-03-02',
      reason: '检查决定被撤销',
    });
    const { rows } = await read(runtime, 1, (tx) => listPublishedResults(tx, { page: 1, size: 100 }));
    expect(rows.some((row) => row.entryId === entryId)).toBe(false);
    expect((await kindsOf(runtime, entryId)).at(-1)).toBe('disclosure.withdraw');
  });
});

describe('disclosure.read', () => {
  const [readQueue, readEntry] = disclosureReadSpecs;

  test('the queue has what is due first at its top and counts every state; experts do not see it', async () => {
    if (readQueue === undefined) throw new Error('no queue');
    const queue = await must(answer(runtime, CHIEF, readQueue, { size: '100' }));
    expect(queue).toMatchObject({ total: nextEnterprise });
    const rows = QueueRow.array().parse(Object(queue).rows);
    const waits = rows.map(({ workdaysLeft }) => workdaysLeft);
    expect(waits.filter((left) => left !== null).every((left) => left === 20)).toBe(true);
    expect(waits.indexOf(null)).toBe(waits.filter((left) => left !== null).length);
    expect(codes(await answer(runtime, actorOf(['expert']), readQueue, {}))).toEqual(['not-allowed']);
    expect(await must(answer(runtime, actorOf(['section-chief'], 'other', 2), readQueue, {}))).toMatchObject({
      total: 0,
      rows: [],
    });
    expect(await must(answer(runtime, CHIEF, readQueue, { q: '_' }))).toMatchObject({ total: 0 });
  });

  test('the entry shows the record beside the public words, and who may confirm', async () => {
    if (readEntry === undefined) throw new Error('no entry');
    const entryId = await draftedEntry(runtime, district, { n: n(), findings: ['津A12345 车辆堵塞通道'] });
    expect(await must(answer(runtime, OFFICER, readEntry, { entryId }))).toMatchObject({
      isHandler: true,
      texts: [
        {
          at: AT_FIRST,
          written: '津A12345 车辆堵塞通道',
          copy: '【车牌号已隐去】 车辆堵塞通道',
          marks: [{ kind: 'plate', found: '津A12345', how: 'found', from: 0, to: 7 }],
        },
      ],
      places: [{ number: 1, place: CANARIES.place }],
      versions: [],
    });
    expect(await must(answer(runtime, CHIEF, readEntry, { entryId }))).toMatchObject({ isHandler: false });
    expect(codes(await answer(runtime, CHIEF, readEntry, { entryId: newId() }))).toEqual(['disclosure-not-found']);
  });
});

describe('what the public reads', () => {
  test('is found by name, code, subdistrict, conclusion and day, in pages', async () => {
    const find = (query: Partial<Parameters<typeof listPublishedResults>[1]>) =>
      read(runtime, 1, (tx) => listPublishedResults(tx, { page: 1, size: 100, ...query }));
    const all = await find({});
    const [first] = all.rows;
    if (first === undefined) throw new Error('nothing published');
    expect((await find({ q: first.content.enterprise.name })).rows.map(({ entryId }) => entryId)).toContain(
      first.entryId,
    );
    expect((await find({ q: first.content.enterprise.creditCode.toLowerCase() })).total).toBe(1);
    expect((await find({ q: '%' })).total).toBe(0);
    expect((await find({ conclusion: 'unreachable' })).total).toBe(0);
    expect((await find({ conclusion: 'corrected' })).total).toBe(all.total);
    expect((await find({ subdistrictCode: '120111100' })).total).toBe(all.total);
    expect((await find({ from: '2026-03-03' })).total).toBe(0);
    expect((await find({ from: '2026-03-02', to: '2026-03-02', size: 1, page: 2 })).rows).toHaveLength(1);
  });
});
