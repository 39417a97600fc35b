/** 异议: taken once, answered by an uninvolved person by a day, together with what the answer does to the entry. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadNotice } from '../calendar/actions.ts';
import { answer } from '../core/command.ts';
import { newId } from '../core/ids.ts';
import { read } from '../core/transact.ts';
import { DAY, openScene, type Scene, type Team } from '../inspection/scene.testing.ts';
import { carry } from '../inspection/steps.testing.ts';
import { findAlert } from '../oversight/reads/console.ts';
import { DEFAULT_LIMITS } from '../oversight/types/alerts.ts';
import { served } from '../rectification/scene.testing.ts';
import { act, done, office } from '../testing/draw-ceremony.ts';
import { codes } from '../testing/refusal-codes.ts';
import { actorOf } from '../testing/runtime.ts';
import { withdrawEntry } from './actions.ts';
import { decideObjection, setObjectionDays, submitObjection } from './actions/objection.ts';
import { LEGAL, object, PUBLIC, publishResultOf } from './objection.testing.ts';
import { findEntry } from './reads/entries.ts';
import { findObjection, type ObjectionRecord } from './reads/objections.ts';
import { listVersions } from './reads/published.ts';
import { disclosureTurns } from './reads/turns.ts';
import { objectionReadSpecs } from './routes/objections.ts';
import { CHIEF, draftEntries, must, REVIEWER } from './sample.testing.ts';
import { MOST_PUBLIC_REPORTS, type ObjectionOutcome } from './types/objection.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
}, 60_000);
afterAll(() => scene.close());

interface Published {
  readonly team: Team;
  readonly orderId: string;
  readonly entryId: string;
}
const published = async (): Promise<Published> => {
  const { team, order } = await served(scene, [{ days: 7, description: '配电箱未锁闭' }]);
  return { team, orderId: order.orderId, entryId: await publishResultOf(scene.runtime, team) };
};
const objected = async (entryId: string): Promise<string> => (await must(object(scene.runtime, entryId))).objectionId;
const decide = (actor: typeof LEGAL, objectionId: string, outcome: ObjectionOutcome, more: object = {}) =>
  act(scene.runtime, actor, decideObjection, { objectionId, outcome, reason: '经核查现场记录', ...more });
const objectionOf = async (objectionId: string): Promise<ObjectionRecord> => {
  const found = await read(scene.runtime, 1, (tx) => findObjection(tx, objectionId));
  if (found === undefined) throw new Error('no such objection');
  return found;
};
const entryOf = (entryId: string) => read(scene.runtime, 1, (tx) => findEntry(tx, entryId));
/** The entries of the log about something, as they are published. */
const deedsOf = async (id: string) =>
  read(scene.runtime, 1, async (tx) => {
    const rows = await tx.db
      .selectFrom('deed')
      .select(['kind', 'actor_id', 'entry'])
      .where('bureau_id', '=', 1)
      .where('subject_id', '=', id)
      .orderBy('seq')
      .execute();
    return rows.map(({ entry, ...deed }) => ({ ...deed, entry: entry.toString('utf8') }));
  });
const WORDING = [{ at: 'findings.1.text', text: '配电箱门未关闭' }];

describe('disclosure.object', () => {
  test('is taken from anybody while the entry is public, due within the period of the law; the deed holds no words', async () => {
    const { entryId } = await published();
    const { objectionId } = await must(object(scene.runtime, entryId, { contact: '13800001234', words: '写错了厂房' }));
    expect(await objectionOf(objectionId)).toMatchObject({
      state: 'open',
      objector: 'public',
      version: 1,
      received_on: DAY,
      workdays: 20,
      due_on: '2026-04-10',
    });
    const [deed] = await deedsOf(objectionId);
    expect(deed).toMatchObject({ kind: 'disclosure.object', actor_id: 'public' });
    expect(deed?.entry).toContain(entryId);
    expect(deed?.entry).not.toMatch(/写错|13800001234/);
  });

  test('what is not public is not objected to, and every reason is told', async () => {
    const { entryId, orderId } = await published();
    const drafted = await carry(scene, scene.take(), 'signed-off');
    await draftEntries(scene.runtime);
    expect(codes(await object(scene.runtime, newId()))).toEqual(['objection-entry-not-public']);
    const { entry_id: draft } = await read(scene.runtime, 1, (tx) =>
      tx.db
        .selectFrom('disclosure_entry')
        .select('entry_id')
        .where('inspection_id', '=', drafted.inspectionId)
        .executeTakeFirstOrThrow(),
    );
    expect(codes(await object(scene.runtime, draft))).toEqual(['objection-entry-not-public']);
    expect(codes(await object(scene.runtime, entryId, { ground: '', words: ' ' }))).toEqual([
      'input-invalid',
      'input-invalid',
    ]);
    const files = [
      { name: 'a.exe', bytes: Buffer.from('MZ') },
      { name: 'b.txt', bytes: Buffer.from('b') },
      { name: 'c.txt', bytes: Buffer.from('c') },
    ];
    expect(codes(await object(scene.runtime, entryId, { files }))).toContain('objection-files-most');
    // The public cannot speak as an enterprise, nor one enterprise for another, nor staff at all.
    const as = (actor: typeof PUBLIC, of: string | null) =>
      submitObjection(scene.runtime, actor, newId(), {
        entryId,
        orderId: of,
        ground: 'facts',
        words: '说明',
        contact: '',
        files: [],
      });
    expect(codes(await as(PUBLIC, orderId))).toEqual(['objection-entry-not-public']);
    expect(codes(await as(LEGAL, null))).toEqual(['not-allowed']);
    const { orderId: other } = await published();
    expect(codes(await object(scene.runtime, entryId, { orderId: other }))).toEqual(['objection-entry-not-public']);
  });

  test('an enterprise waits for its answer; of two sent at once one is taken; the public is held at twenty', async () => {
    const { entryId, orderId } = await published();
    const both = await Promise.all([1, 2].map(() => object(scene.runtime, entryId, { orderId })));
    expect(both.flatMap((each) => (each.ok ? [] : codes(each)))).toEqual(['objection-waiting']);
    const first = both.find((each) => each.ok);
    await must(decide(LEGAL, first?.ok === true ? first.value.objectionId : '', 'upheld'));
    expect((await object(scene.runtime, entryId, { orderId })).ok).toBe(true);
    for (let n = 0; n < MOST_PUBLIC_REPORTS; n += 1) expect((await object(scene.runtime, entryId)).ok).toBe(true);
    expect(codes(await object(scene.runtime, entryId))).toEqual(['objection-too-many']);
  }, 30_000);
});

describe('disclosure.decide-objection', () => {
  test('nobody who had a hand in the entry answers, nor a role that may not, nor about what is elsewhere', async () => {
    const { entryId, team } = await published();
    const objectionId = await objected(entryId);
    expect(codes(await decide(REVIEWER, objectionId, 'upheld'))).toEqual(['objection-own-entry']);
    const hands = [team.lead, CHIEF].map((actor) => ({ ...actor, roles: [...actor.roles, 'legal-reviewer' as const] }));
    for (const actor of hands)
      expect(codes(await decide(actor, objectionId, 'withdrawn'))).toEqual(['objection-own-entry']);
    expect(codes(await decide(CHIEF, objectionId, 'upheld'))).toEqual(['not-allowed']);
    expect(codes(await decide({ ...LEGAL, bureauId: 2 }, objectionId, 'upheld'))).toEqual(['objection-not-found']);
    expect((await objectionOf(objectionId)).state).toBe('open');
  });

  test('upheld: the reason is public and holds nothing protected, the entry stays; of two answers at once one stands', async () => {
    const { entryId } = await published();
    const objectionId = await objected(entryId);
    const hot = await decide(LEGAL, objectionId, 'upheld', { reason: '已电话 13812345678 核实' });
    expect(codes(hot)).toEqual(['disclosure-protected']);
    expect(codes(await decide(LEGAL, objectionId, 'upheld', { wording: WORDING }))).toEqual(['objection-wording']);
    const other = actorOf(['disclosure-reviewer'], 'second-reviewer');
    const both = await Promise.all([LEGAL, other].map((actor) => decide(actor, objectionId, 'upheld')));
    expect(both.flatMap(codes)).toEqual(['objection-answered']);
    expect(await entryOf(entryId)).toMatchObject({ state: 'published', version: 1 });
  });

  test('corrected: a new version beside the old one, with both deeds; the words are looked at', async () => {
    const { entryId } = await published();
    const objectionId = await objected(entryId);
    expect(codes(await decide(LEGAL, objectionId, 'corrected'))).toEqual(['objection-wording']);
    const hot = [{ at: 'findings.1.text', text: '联系 13812345678' }];
    expect(codes(await decide(LEGAL, objectionId, 'corrected', { wording: hot }))).toEqual(['disclosure-protected']);
    expect((await entryOf(entryId))?.version).toBe(1);
    await must(decide(LEGAL, objectionId, 'corrected', { wording: WORDING }));
    const versions = await read(scene.runtime, 1, (tx) => listVersions(tx, entryId));
    expect(versions.map(({ version, reason }) => [version, reason])).toEqual([
      [2, '经核查现场记录'],
      [1, null],
    ]);
    expect(await objectionOf(objectionId)).toMatchObject({ state: 'corrected', decided_version: 2, decided_on: DAY });
    expect((await deedsOf(entryId)).at(-1)).toMatchObject({ kind: 'disclosure.correct', actor_id: LEGAL.staffId });
    expect((await deedsOf(objectionId)).map(({ kind }) => kind)).toEqual([
      'disclosure.object',
      'disclosure.decide-objection',
    ]);
  });

  test('withdrawn: off at once; what is off is only ever answered so, and nothing brings it back', async () => {
    const { entryId } = await published();
    const [first, second] = [await objected(entryId), await objected(entryId)];
    await must(decide(LEGAL, first, 'withdrawn', { reason: '不是该单位' }));
    expect(await entryOf(entryId)).toMatchObject({ state: 'withdrawn', withdraw_reason: '不是该单位' });
    expect(codes(await decide(LEGAL, second, 'upheld'))).toEqual(['objection-entry-gone']);
    expect(codes(await decide(LEGAL, second, 'corrected', { wording: WORDING }))).toEqual(['objection-entry-gone']);
    await must(decide(LEGAL, second, 'withdrawn', { reason: '已经撤回' }));
    expect(await entryOf(entryId)).toMatchObject({ state: 'withdrawn', withdraw_reason: '不是该单位' });
    expect((await deedsOf(entryId)).filter(({ kind }) => kind === 'disclosure.withdraw')).toHaveLength(1);
  });

  test('a withdrawal of its own while an objection waits leaves the objection to be answered', async () => {
    const { entryId } = await published();
    const objectionId = await objected(entryId);
    await done(scene.runtime, REVIEWER, withdrawEntry, { entryId, reason: '检查决定被撤销' });
    expect(codes(await object(scene.runtime, entryId))).toEqual(['objection-entry-not-public']);
    expect((await objectionOf(objectionId)).state).toBe('open');
    await must(decide(LEGAL, objectionId, 'withdrawn'));
  });
});

describe('who reads an objection', () => {
  test('whoever answers sees how to reach the objector, a supervisor does not, an officer sees nothing', async () => {
    const { entryId, team } = await published();
    const { objectionId } = await must(object(scene.runtime, entryId, { contact: '13800001234' }));
    const [, readOne] = objectionReadSpecs;
    if (readOne === undefined) throw new Error('no read of one objection');
    const seen = (actor: typeof LEGAL) => answer(scene.runtime, actor, readOne, { objectionId });
    expect(await seen(LEGAL)).toMatchObject({ value: { contact: '13800001234', refusals: { upheld: [] } } });
    expect(await seen(REVIEWER)).toMatchObject({ value: { refusals: { upheld: [{ code: 'objection-own-entry' }] } } });
    expect(await seen(actorOf(['supervisor']))).toMatchObject({ value: { contact: null } });
    expect(codes(await seen(team.lead))).toEqual(['not-allowed']);
    expect(codes(await seen({ ...LEGAL, bureauId: 2 }))).toEqual(['objection-not-found']);
  });
});

describe('the clock of an objection', () => {
  test('the office sets fewer days than the law, never more; what was received before keeps its day', async () => {
    const { entryId } = await published();
    const before = await objected(entryId);
    const set = (workdays: number, version: number) =>
      act(scene.runtime, office, setObjectionDays, { version, workdays });
    expect(codes(await set(21, 0))).toEqual(['objection-days-beyond']);
    await must(set(10, 0));
    expect(codes(await set(9, 0))).toEqual(['thresholds-changed-meanwhile']);
    expect((await objectionOf(await objected(entryId))).due_on).toBe('2026-03-26');
    expect((await objectionOf(before)).due_on).toBe('2026-04-10');
  });

  test('stands in the queue of the uninvolved, moves with a holiday notice, and is an alert when it is over', async () => {
    const { entryId } = await published();
    const objectionId = await objected(entryId);
    const duties = new Set(['disclosure.decide-objection']);
    const turns = await read(scene.runtime, 1, (tx) =>
      disclosureTurns(tx, { staffId: LEGAL.staffId, duties, most: 100, skip: 0 }),
    );
    expect(turns[0]?.turns.filter(({ record }) => record === objectionId)).toMatchObject([
      { dueOn: '2026-03-26', href: `/disclosure/objections/${objectionId}` },
    ]);
    const alerts = async () =>
      (await read(scene.runtime, 1, (tx) => findAlert(tx, 'late-objection', DEFAULT_LIMITS, 100))).rows.filter(
        ({ key }) => key === objectionId,
      );
    expect(await alerts()).toEqual([]);
    const notice = {
      year: 2026,
      title: '关于2026年部分节假日安排的补充通知（示例）',
      source: '国办发明电〔2026〕0号',
      off: [{ name: '示例假日', from: '2026-03-23', to: '2026-03-24' }],
      work: [],
    };
    await done(scene.runtime, office, loadNotice, { notice });
    await draftEntries(scene.runtime);
    expect((await objectionOf(objectionId)).due_on).toBe('2026-03-30');
    expect((await deedsOf(objectionId)).at(-1)).toMatchObject({ kind: 'disclosure.recount-objection' });
    scene.runtime.clock.set('2026-04-01T01:00:00Z');
    expect(await alerts()).toMatchObject([{ what: '期限 2026-03-30，逾期 2 天仍未答复' }]);
    await must(decide(LEGAL, objectionId, 'upheld'));
    expect(await alerts()).toMatchObject([{ what: '期限 2026-03-30，逾期 2 天才答复' }]);
    expect((await deedsOf(objectionId)).at(-1)?.entry).toMatch(/"isLate":true.*"outcome":"upheld"/);
  });
});
