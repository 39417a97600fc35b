/** The public copy before it is published: drafted, masked, confirmed, approved, returned. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { execute } from '../core/command.ts';
import { newId } from '../core/ids.ts';
import { inBureau, read } from '../core/transact.ts';
import { buildDistrict, type District } from '../testing/draw-district.ts';
import { kindsOf } from '../testing/deeds.ts';
import { actorOf, testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { approveEntry, confirmEntry, returnEntry } from './actions.ts';
import { findEntry } from './reads/entries.ts';
import { redactEntry } from './actions/redact.ts';
import {
  CANARIES,
  CHIEF,
  draftedEntry,
  draftEntries,
  must,
  OFFICER,
  plantCanaries,
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

const stateOf = async (entryId: string): Promise<string | undefined> =>
  (await read(runtime, 1, (tx) => findEntry(tx, entryId)))?.state;

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
    expect(await kindsOf(runtime, entryId)).toEqual(['disclosure.draft']);
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
      execute(runtime, OFFICER, redactEntry, newId(), {
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
    await must(execute(runtime, OFFICER, redactEntry, newId(), { entryId, marks: [] }));
    expect((await wordsOf(runtime, entryId))[1]).toEqual([2, '【商业秘密已隐去】']);
    expect(await kindsOf(runtime, entryId)).toEqual(['disclosure.draft', 'disclosure.redact', 'disclosure.redact']);
  });

  test('an identity number is never lifted; nothing is lifted without reason, or that was not found; all is told at once', async () => {
    const entryId = await draftedEntry(runtime, district, {
      n: n(),
      findings: [`${written}，证号${CANARIES.idNumber}`],
    });
    const lift = (found: string, kind: string, reason: string) => ({ at: AT, found, kind, how: 'lifted', reason });
    const refused = await execute(runtime, OFFICER, redactEntry, newId(), {
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
      codes(await execute(runtime, actorOf(['officer'], 'stranger'), redactEntry, newId(), { entryId, marks: [] })),
    ).toEqual(['disclosure-not-handler']);
    expect(codes(await execute(runtime, CHIEF, redactEntry, newId(), { entryId, marks: [] }))).toEqual(['not-allowed']);
  });

  test('lifting a clause leaves the name in it hidden; after the confirmation nothing is changed', async () => {
    const words = `配方由${CANARIES.principal}保管`;
    const entryId = await draftedEntry(runtime, district, { n: n(), findings: [words] });
    const mark = { at: AT, found: words, kind: 'trade-secret', how: 'lifted' };
    await must(
      execute(runtime, OFFICER, redactEntry, newId(), { entryId, marks: [{ ...mark, reason: '没有写出配方' }] }),
    );
    expect(await wordsOf(runtime, entryId)).toEqual([[1, '配方由某某保管']]);
    await must(execute(runtime, OFFICER, confirmEntry, newId(), { entryId }));
    expect(codes(await execute(runtime, OFFICER, redactEntry, newId(), { entryId, marks: [] }))).toEqual([
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
    const refused = await execute(runtime, OFFICER, confirmEntry, newId(), { entryId });
    expect(refused.ok ? [] : refused.refusals.map(({ code, at, facts }) => [code, at, facts?.['kind']])).toEqual([
      ['disclosure-protected', AT_FIRST, '个人姓名'],
    ]);
    expect(await stateOf(entryId)).toBe('drafted');
    await must(execute(runtime, OFFICER, redactEntry, newId(), { entryId, marks: [] }));
    await must(execute(runtime, OFFICER, confirmEntry, newId(), { entryId }));
    await rename('专家乙');
    expect(await read(runtime, 1, (tx) => findEntry(tx, entryId))).toMatchObject({
      state: 'confirmed',
      confirmed_by: OFFICER.staffId,
    });
    expect(await wordsOf(runtime, entryId)).toEqual([[1, '路某某在场']]);
    expect(await kindsOf(runtime, entryId)).toEqual(['disclosure.draft', 'disclosure.redact', 'disclosure.confirm']);
  });

  test('another officer, another role, another bureau, a finding that is not there', async () => {
    const entryId = await draftedEntry(runtime, district, { n: n() });
    expect(codes(await execute(runtime, actorOf(['officer'], 'stranger'), confirmEntry, newId(), { entryId }))).toEqual(
      ['disclosure-not-handler'],
    );
    expect(codes(await execute(runtime, CHIEF, confirmEntry, newId(), { entryId }))).toEqual(['not-allowed']);
    expect(
      codes(await execute(runtime, actorOf(['officer'], OFFICER.staffId, 2), confirmEntry, newId(), { entryId })),
    ).toEqual(['disclosure-not-found']);
    expect(await kindsOf(runtime, entryId)).toEqual(['disclosure.draft']);
  });
});

describe('disclosure.approve', () => {
  test('not before it is confirmed, and not by who confirmed it', async () => {
    const both = actorOf(['officer', 'section-chief'], OFFICER.staffId);
    const entryId = await draftedEntry(runtime, district, { n: n() });
    expect(codes(await execute(runtime, CHIEF, approveEntry, newId(), { entryId }))).toEqual(['disclosure-state']);
    await must(execute(runtime, both, confirmEntry, newId(), { entryId }));
    expect(codes(await execute(runtime, both, approveEntry, newId(), { entryId }))).toEqual(['disclosure-own-draft']);
    await must(execute(runtime, CHIEF, approveEntry, newId(), { entryId }));
    expect(await stateOf(entryId)).toBe('approved');
  });
});

describe('disclosure.return', () => {
  test('goes back to the officer with the reason, and all hands start anew', async () => {
    const entryId = await draftedEntry(runtime, district, { n: n() });
    await must(execute(runtime, OFFICER, confirmEntry, newId(), { entryId }));
    await must(execute(runtime, CHIEF, approveEntry, newId(), { entryId }));
    expect(codes(await execute(runtime, REVIEWER, returnEntry, newId(), { entryId, reason: ' ' }))).toEqual([
      'input-invalid',
    ]);
    await must(execute(runtime, REVIEWER, returnEntry, newId(), { entryId, reason: '请写明依据' }));
    expect(await read(runtime, 1, (tx) => findEntry(tx, entryId))).toMatchObject({
      state: 'drafted',
      confirmed_by: null,
      approved_by: null,
      return_reason: '请写明依据',
    });
    expect(await kindsOf(runtime, entryId)).toEqual([
      'disclosure.draft',
      'disclosure.confirm',
      'disclosure.approve',
      'disclosure.return',
    ]);
  });
});
