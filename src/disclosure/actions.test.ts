import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answer, execute } from '../core/command.ts';
import { newId } from '../core/ids.ts';
import { inBureau, read } from '../core/transact.ts';
import { buildDistrict, type District } from '../testing/draw-district.ts';
import { actorOf, testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { approveEntry, confirmEntry, correctEntry, publishEntry, returnEntry, withdrawEntry } from './actions.ts';
import { findEntry } from './reads/entries.ts';
import { findPublicEntry, listPublishedResults } from './reads/published.ts';
import { disclosureReadSpecs } from './routes.ts';
import { redactEntry } from './actions/redact.ts';
import { QueueRow } from './types.ts';
import {
  CANARIES,
  CHIEF,
  draftedEntry,
  draftEntries,
  hashOf,
  must,
  OFFICER,
  plantCanaries,
  publishedEntry,
  REVIEWER,
  wordsOf,
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

const run: typeof execute = (...given) => execute(...given);
const stateOf = async (entryId: string): Promise<string | undefined> =>
  (await read(runtime, 1, (tx) => findEntry(tx, entryId)))?.state;
const deedsOf = async (entryId: string): Promise<string[]> =>
  read(runtime, 1, async (tx) => {
    const rows = await tx.db
      .selectFrom('deed')
      .select('kind')
      .where('bureau_id', '=', 1)
      .where('subject_id', '=', entryId)
      .orderBy('seq')
      .execute();
    return rows.map(({ kind }) => kind);
  });

describe('disclosure.draft', () => {
  test('a signed visit becomes a draft of allowed fields only, due in 20 workdays, and once', async () => {
    const entryId = await draftedEntry(runtime, district, { n: n(), findings: ['配电箱未锁闭', '气瓶未固定'] });
    const entry = await read(runtime, 1, (tx) => findEntry(tx, entryId));
    expect(entry).toMatchObject({ state: 'drafted', version: 1, due_on: '2026-03-30' });
    expect(await wordsOf(runtime, entryId)).toEqual([
      [1, '配电箱未锁闭'],
      [2, '气瓶未固定'],
    ]);
    const text = JSON.stringify(entry?.content);
    for (const value of Object.values(CANARIES)) expect(text).not.toContain(value);
    expect(await draftEntries(runtime)).toBe(0);
    expect(await deedsOf(entryId)).toEqual(['disclosure.draft']);
  });
});

describe('disclosure.redact', () => {
  const written = `安全员${CANARIES.safetyManager}未在岗，电话${CANARIES.phone}`;
  const AT = 'findings.1.text';

  test('the copy begins masked; the handler writes anew, marks what was missed, lifts with a reason; the words stay', async () => {
    const entryId = await draftedEntry(runtime, district, { n: n(), findings: [written, '台账载明客户名单'] });
    expect(await wordsOf(runtime, entryId)).toEqual([
      [1, '安全员某某未在岗，电话【电话号码已隐去】'],
      [2, '【商业秘密已隐去】'],
    ]);
    await must(
      run(runtime, OFFICER, redactEntry, newId(), {
        entryId,
        wording: [{ at: AT, text: '安全员未在岗，东侧第三门' }],
        marks: [
          { at: AT, found: '东侧第三门', kind: 'other', how: 'added', reason: '' },
          {
            at: 'findings.2.text',
            found: '台账载明客户名单',
            kind: 'trade-secret',
            how: 'lifted',
            reason: '只提到有名单，没有内容',
          },
        ],
      }),
    );
    expect(await wordsOf(runtime, entryId)).toEqual([
      [1, '安全员未在岗，【其他不宜公开的内容已隐去】'],
      [2, '台账载明客户名单'],
    ]);
    expect((await read(runtime, 1, (tx) => findEntry(tx, entryId)))?.words).toMatchObject({
      [AT]: '安全员未在岗，东侧第三门',
    });
    // What was decided lasts: given up, the marks are those of the detector again.
    await must(run(runtime, OFFICER, redactEntry, newId(), { entryId, marks: [] }));
    expect((await wordsOf(runtime, entryId))[1]).toEqual([2, '【商业秘密已隐去】']);
    expect(await deedsOf(entryId)).toEqual(['disclosure.draft', 'disclosure.redact', 'disclosure.redact']);
  });

  test('an identity number is never lifted; nothing is lifted without reason, or that was not found; all is told at once', async () => {
    const entryId = await draftedEntry(runtime, district, {
      n: n(),
      findings: [`${written}，证号${CANARIES.idNumber}`],
    });
    const lift = (found: string, kind: string, reason: string) => ({ at: AT, found, kind, how: 'lifted', reason });
    const refused = await run(runtime, OFFICER, redactEntry, newId(), {
      entryId,
      wording: [{ at: 'findings.9.text', text: '无' }],
      marks: [
        lift(CANARIES.idNumber, 'id-number', '公开'),
        lift(CANARIES.phone, 'phone', ''),
        lift('不在这里', 'phone', '理由'),
        { at: AT, found: '也不在', kind: 'other', how: 'added', reason: '' },
      ],
    });
    expect(codes(refused)).toEqual([
      'disclosure-place-unknown',
      'disclosure-mark-absolute',
      'disclosure-lift-reason',
      'disclosure-mark-not-there',
      'disclosure-mark-not-there',
    ]);
    expect(
      codes(await run(runtime, actorOf(['officer'], 'stranger'), redactEntry, newId(), { entryId, marks: [] })),
    ).toEqual(['disclosure-not-handler']);
    expect(codes(await run(runtime, CHIEF, redactEntry, newId(), { entryId, marks: [] }))).toEqual(['not-allowed']);
  });

  test('lifting a clause leaves the name in it hidden; after the confirmation nothing is changed', async () => {
    const words = `配方由${CANARIES.principal}保管`;
    const entryId = await draftedEntry(runtime, district, { n: n(), findings: [words] });
    const mark = { at: AT, found: words, kind: 'trade-secret', how: 'lifted' };
    await must(run(runtime, OFFICER, redactEntry, newId(), { entryId, marks: [{ ...mark, reason: '没有写出配方' }] }));
    expect(await wordsOf(runtime, entryId)).toEqual([[1, '配方由某某保管']]);
    await must(run(runtime, OFFICER, confirmEntry, newId(), { entryId }));
    expect(codes(await run(runtime, OFFICER, redactEntry, newId(), { entryId, marks: [] }))).toEqual([
      'disclosure-state',
    ]);
  });
});

describe('disclosure.confirm', () => {
  test('the officer of the team answers for the copy; a name that has come into the rosters since is refused', async () => {
    const entryId = await draftedEntry(runtime, district, { n: n(), findings: ['路遥知在场'] });
    expect(await wordsOf(runtime, entryId)).toEqual([[1, '路遥知在场']]);
    const rename = (name: string) =>
      inBureau(runtime, 1, ({ db }) =>
        db
          .updateTable('expert')
          .set({ name })
          .where('expert_id', '=', district.expertIds[1] ?? '')
          .execute(),
      );
    await rename('路遥知');
    const refused = await run(runtime, OFFICER, confirmEntry, newId(), { entryId });
    expect(refused.ok ? [] : refused.refusals.map(({ code, at, facts }) => [code, at, facts?.['kind']])).toEqual([
      ['disclosure-protected', AT_FIRST, '个人姓名'],
    ]);
    expect(await stateOf(entryId)).toBe('drafted');
    await must(run(runtime, OFFICER, redactEntry, newId(), { entryId, marks: [] }));
    await must(run(runtime, OFFICER, confirmEntry, newId(), { entryId }));
    await rename('专家乙');
    expect(await read(runtime, 1, (tx) => findEntry(tx, entryId))).toMatchObject({
      state: 'confirmed',
      confirmed_by: OFFICER.staffId,
    });
    expect(await wordsOf(runtime, entryId)).toEqual([[1, '路某某在场']]);
    expect(await deedsOf(entryId)).toEqual(['disclosure.draft', 'disclosure.redact', 'disclosure.confirm']);
  });

  test('another officer, another role, another bureau, a finding that is not there', async () => {
    const entryId = await draftedEntry(runtime, district, { n: n() });
    expect(codes(await run(runtime, actorOf(['officer'], 'stranger'), confirmEntry, newId(), { entryId }))).toEqual([
      'disclosure-not-handler',
    ]);
    expect(codes(await run(runtime, CHIEF, confirmEntry, newId(), { entryId }))).toEqual(['not-allowed']);
    expect(
      codes(await run(runtime, actorOf(['officer'], OFFICER.staffId, 2), confirmEntry, newId(), { entryId })),
    ).toEqual(['disclosure-not-found']);
    expect(await deedsOf(entryId)).toEqual(['disclosure.draft']);
  });
});

describe('disclosure.approve', () => {
  test('not before it is confirmed, and not by who confirmed it', async () => {
    const both = actorOf(['officer', 'section-chief'], OFFICER.staffId);
    const entryId = await draftedEntry(runtime, district, { n: n() });
    expect(codes(await run(runtime, CHIEF, approveEntry, newId(), { entryId }))).toEqual(['disclosure-state']);
    await must(run(runtime, both, confirmEntry, newId(), { entryId }));
    expect(codes(await run(runtime, both, approveEntry, newId(), { entryId }))).toEqual(['disclosure-own-draft']);
    await must(run(runtime, CHIEF, approveEntry, newId(), { entryId }));
    expect(await stateOf(entryId)).toBe('approved');
  });
});

describe('disclosure.return', () => {
  test('goes back to the officer with the reason, and all hands start anew', async () => {
    const entryId = await draftedEntry(runtime, district, { n: n() });
    await must(run(runtime, OFFICER, confirmEntry, newId(), { entryId }));
    await must(run(runtime, CHIEF, approveEntry, newId(), { entryId }));
    expect(codes(await run(runtime, REVIEWER, returnEntry, newId(), { entryId, reason: ' ' }))).toEqual([
      'input-invalid',
    ]);
    await must(run(runtime, REVIEWER, returnEntry, newId(), { entryId, reason: '请写明依据' }));
    expect(await read(runtime, 1, (tx) => findEntry(tx, entryId))).toMatchObject({
      state: 'drafted',
      confirmed_by: null,
      approved_by: null,
      return_reason: '请写明依据',
    });
    expect(await deedsOf(entryId)).toEqual([
      'disclosure.draft',
      'disclosure.confirm',
      'disclosure.approve',
      'disclosure.return',
    ]);
  });
});

describe('disclosure.publish', () => {
  test('nothing is public before; afterwards exactly what was read, with its hash in the log', async () => {
    const entryId = await draftedEntry(runtime, district, { n: n() });
    await must(run(runtime, OFFICER, confirmEntry, newId(), { entryId }));
    await must(run(runtime, CHIEF, approveEntry, newId(), { entryId }));
    expect(await read(runtime, 1, (tx) => findPublicEntry(tx, entryId))).toBeUndefined();
    expect(codes(await run(runtime, REVIEWER, publishEntry, newId(), { entryId, hash: '0'.repeat(64) }))).toEqual([
      'disclosure-changed',
    ]);
    const hash = await hashOf(runtime, entryId);
    const done = await must(run(runtime, REVIEWER, publishEntry, newId(), { entryId, hash }));
    expect(done).toMatchObject({ state: 'published', version: 1, hash });
    expect(await read(runtime, 1, (tx) => findPublicEntry(tx, entryId))).toMatchObject({
      state: 'published',
      versions: [{ version: 1, hash, reason: null }],
    });
    expect((await deedsOf(entryId)).at(-1)).toBe('disclosure.publish');
  });

  test('two at once: one publishes, the other is told the state; the same command again gives the same answer', async () => {
    const entryId = await draftedEntry(runtime, district, { n: n() });
    await must(run(runtime, OFFICER, confirmEntry, newId(), { entryId }));
    await must(run(runtime, CHIEF, approveEntry, newId(), { entryId }));
    const input = { entryId, hash: await hashOf(runtime, entryId) };
    const commands = [newId(), newId()];
    const results = await Promise.all(commands.map((id) => run(runtime, REVIEWER, publishEntry, id, input)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.flatMap(codes)).toEqual(['disclosure-state']);
    const winner = commands[results.findIndex(({ ok }) => ok)] ?? '';
    expect(await run(runtime, REVIEWER, publishEntry, winner, input)).toEqual(results.find(({ ok }) => ok));
    expect((await deedsOf(entryId)).filter((kind) => kind === 'disclosure.publish')).toHaveLength(1);
  });

  test('who approved does not publish', async () => {
    const both = actorOf(['section-chief', 'disclosure-reviewer'], 'both');
    const entryId = await draftedEntry(runtime, district, { n: n() });
    await must(run(runtime, OFFICER, confirmEntry, newId(), { entryId }));
    await must(run(runtime, both, approveEntry, newId(), { entryId }));
    expect(
      codes(await run(runtime, both, publishEntry, newId(), { entryId, hash: await hashOf(runtime, entryId) })),
    ).toEqual(['disclosure-own-draft']);
  });
});

describe('disclosure.correct', () => {
  test('is a new version with its reason; the old one stays', async () => {
    const entryId = await publishedEntry(runtime, district, { n: n() });
    const wording = [{ at: AT_FIRST, text: '配电箱未上锁' }];
    expect(
      codes(
        await run(runtime, REVIEWER, correctEntry, newId(), { entryId, wording, reason: `${CANARIES.principal}要求` }),
      ),
    ).toEqual(['disclosure-protected']);
    await must(run(runtime, REVIEWER, correctEntry, newId(), { entryId, wording, reason: '用词更正' }));
    const entry = await read(runtime, 1, (tx) => findPublicEntry(tx, entryId));
    expect(
      entry?.state === 'published'
        ? entry.versions.map(({ version, reason, content }) => [version, reason, content.findings[0]?.text])
        : [],
    ).toEqual([
      [2, '用词更正', '配电箱未上锁'],
      [1, null, '配电箱未锁闭'],
    ]);
    expect((await deedsOf(entryId)).at(-1)).toBe('disclosure.correct');
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
    expect(codes(await run(runtime, REVIEWER, withdrawEntry, newId(), protectedReason))).toEqual([
      'disclosure-protected',
      'disclosure-protected',
    ]);
    await must(run(runtime, REVIEWER, withdrawEntry, newId(), { entryId, reason: '检查决定被撤销' }));
    expect(await read(runtime, 1, (tx) => findPublicEntry(tx, entryId))).toEqual({
      state: 'withdrawn',
      withdrawnOn: '2026-03-02',
      reason: '检查决定被撤销',
    });
    const { rows } = await read(runtime, 1, (tx) => listPublishedResults(tx, { page: 1, size: 100 }));
    expect(rows.some((row) => row.entryId === entryId)).toBe(false);
    expect((await deedsOf(entryId)).at(-1)).toBe('disclosure.withdraw');
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
