import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../core/actor.ts';
import { follow } from '../core/follow.ts';
import { listDocuments } from '../core/register/reads.ts';
import { searchForms } from '../core/search-text.ts';
import { inBureau, read } from '../core/transact.ts';
import { directoryFollowers } from '../directory/jobs/credit.ts';
import { carryCase, DAY, openCaseScene, sampleLead, type CaseScene } from '../penalty/scene.testing.ts';
import { act, done } from '../testing/draw-ceremony.ts';
import { loadNewYear } from '../testing/new-year.ts';
import { codes } from '../testing/refusal-codes.ts';
import { actorOf } from '../testing/runtime.ts';
import { acknowledgeMeasure, liftMeasure, requestMeasure } from './actions/joint.ts';
import {
  decideListing,
  hearParty,
  notifyListing,
  proposeListing,
  publishListing,
  reviewListing,
} from './actions/list.ts';
import {
  askRemoval,
  decideRemoval,
  removeExpired,
  removeRevoked,
  restoreListing,
  verifyRemoval,
} from './actions/remove.ts';
import { creditFollowers } from './jobs.ts';
import { findEntry, listEntries, listSteps, SERIES, viewProposal } from './reads/entries.ts';
import { listPublicEntries } from './reads/public.ts';
import { creditTurns } from './reads/turns.ts';
import { creditDuties } from './rules/duties.ts';
import { isMove } from './rules/moves.ts';
import { CreditQuery } from './types/views.ts';

const CHIEF = actorOf(['section-chief'], 'credit-chief');
const LEGAL = actorOf(['legal-reviewer'], 'credit-legal');
const HEAD = actorOf(['head'], 'credit-head');
const REVIEWER = actorOf(['disclosure-reviewer'], 'credit-reviewer');

let scene: CaseScene;
const enterprises: { id: string; name: string; code: string; creditClass: string | null }[] = [];
beforeAll(async () => {
  scene = await openCaseScene();
  const rows = await read(scene.runtime, 1, ({ db }) =>
    db
      .selectFrom('enterprise')
      .select(['enterprise_id', 'name', 'credit_code', 'credit_class'])
      .orderBy('credit_code')
      .execute(),
  );
  enterprises.push(
    ...rows.map((row) => ({
      id: row.enterprise_id,
      name: row.name,
      code: row.credit_code,
      creditClass: row.credit_class,
    })),
  );
}, 60_000);
afterAll(() => scene.close());
afterEach(() => scene.at(DAY));

/** A penalty against the next enterprise, decided and served. */
async function penalised(step: 'executing' | 'decided' = 'executing') {
  const enterprise = enterprises.shift();
  if (enterprise === undefined) throw new Error('no enterprise left');
  const party = {
    ...sampleLead().party,
    name: enterprise.name,
    creditCode: enterprise.code,
    enterpriseId: enterprise.id,
  };
  const { caseId } = await carryCase(scene, step, undefined, sampleLead({ party }));
  return { enterprise, caseId };
}

const PROPOSAL = { situation: 'refuses-penalty', facts: '有能力履行而拒不履行' };

async function proposed() {
  const { enterprise, caseId } = await penalised();
  const { entryId } = await done(scene.runtime, CHIEF, proposeListing, { penaltyCaseId: caseId, ...PROPOSAL });
  return { enterprise, caseId, one: { entryId } };
}

async function notified() {
  const found = await proposed();
  await done(scene.runtime, LEGAL, reviewListing, { ...found.one, outcome: 'agree', opinion: '符合' });
  await done(scene.runtime, CHIEF, notifyListing, { ...found.one, servedOn: scene.today(), recipient: '甲企一' });
  return found;
}

async function published() {
  const found = await notified();
  await done(scene.runtime, CHIEF, hearParty, {
    ...found.one,
    heardOn: scene.today(),
    argument: '无异议',
    reply: '维持',
  });
  await done(scene.runtime, HEAD, decideListing, { ...found.one, outcome: 'list', opinion: '同意列入' });
  await done(scene.runtime, REVIEWER, publishListing, found.one);
  await settle();
  return found;
}

async function settle(): Promise<void> {
  for (const follower of directoryFollowers) await follow(scene.runtime, 1, follower);
}

const classOf = async (id: string): Promise<string | null | undefined> =>
  (
    await read(scene.runtime, 1, ({ db }) =>
      db.selectFrom('enterprise').select('credit_class').where('enterprise_id', '=', id).executeTakeFirst(),
    )
  )?.credit_class;
const isPublic = async (code: string): Promise<boolean> =>
  (await read(scene.runtime, 1, (tx) => listPublicEntries(tx, code))).length > 0;

/** As the penalty module leaves a case whose decision was revoked, or performed. */
async function change(caseId: string, field: 'revokedOn' | 'executedOn'): Promise<void> {
  await inBureau(scene.runtime, 1, async ({ db }) => {
    const { content } = await db
      .selectFrom('penalty_case')
      .select('content')
      .where('case_id', '=', caseId)
      .executeTakeFirstOrThrow();
    const changed = JSON.stringify({ ...content, [field]: scene.today() });
    await db
      .updateTable('penalty_case')
      .set({ content: changed })
      .where('bureau_id', '=', 1)
      .where('case_id', '=', caseId)
      .execute();
  });
}

describe('credit.propose', () => {
  test('needs a penalty that was served, a situation of the rules in force, and an enterprise of the directory; once', async () => {
    const { caseId } = await penalised('decided');
    const early = { penaltyCaseId: caseId, ...PROPOSAL };
    expect(codes(await act(scene.runtime, CHIEF, proposeListing, early))).toEqual(['credit-no-penalty']);
    const { caseId: stranger } = await carryCase(scene, 'executing');
    const unknown = { penaltyCaseId: stranger, ...PROPOSAL, situation: 'over-layer' };
    expect(codes(await act(scene.runtime, CHIEF, proposeListing, unknown))).toEqual([
      'credit-situation-unknown',
      'credit-enterprise-unknown',
    ]);
    const { caseId: fit } = await penalised();
    const both = await Promise.all(
      [1, 2].map(() => act(scene.runtime, CHIEF, proposeListing, { penaltyCaseId: fit, ...PROPOSAL })),
    );
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(codes(await act(scene.runtime, CHIEF, proposeListing, { penaltyCaseId: fit, ...PROPOSAL }))).toEqual([
      'credit-listed-already',
      'credit-penalty-used',
    ]);
    const elsewhere: Actor = { ...CHIEF, bureauId: 2 };
    expect(codes(await act(scene.runtime, elsewhere, proposeListing, { penaltyCaseId: fit, ...PROPOSAL }))).toEqual([
      'credit-no-penalty',
    ]);
  });
});

describe('what may be proposed', () => {
  test('is found by pinyin, code and cause; a penalty that led to an entry is no longer offered', async () => {
    const { enterprise, caseId } = await penalised();
    const offered = (q: string) => read(scene.runtime, 1, (tx) => viewProposal(tx, q));
    const found = async (q: string): Promise<string[]> => (await offered(q)).penalties.map((each) => each.caseId);
    const initials = searchForms(enterprise.name).split('|')[1] ?? '';
    expect(await found(`${initials} ${enterprise.code.toLowerCase()}`)).toEqual([caseId]);
    expect(await found('没有这样的案由')).toEqual([]);
    const { total } = await offered('没有这样的案由');
    await done(scene.runtime, CHIEF, proposeListing, { penaltyCaseId: caseId, ...PROPOSAL });
    expect(await found(enterprise.code)).toEqual([]);
    expect((await offered('')).total).toBe(total - 1);
  });
});

describe('the list of entries', () => {
  test('is searched by the pinyin of the enterprise, as the directory is', async () => {
    const { enterprise, one } = await proposed();
    const found = async (q: string): Promise<string[]> =>
      (await read(scene.runtime, 1, (tx) => listEntries(tx, CreditQuery.parse({ q })))).rows.map(
        ({ entryId }) => entryId,
      );
    expect(await found(searchForms(enterprise.name).split('|')[1] ?? '')).toContain(one.entryId);
    expect(await found(`${enterprise.code.toLowerCase()} 没有`)).toEqual([]);
  });
});

describe('the course of an entry', () => {
  test('four people, five workdays for the party, and a paper for each decision', async () => {
    const { one } = await proposed();
    const both = { ...CHIEF, roles: ['section-chief', 'legal-reviewer', 'head'] as const };
    const agree = { ...one, outcome: 'agree' as const, opinion: '符合' };
    expect(codes(await act(scene.runtime, both, reviewListing, agree))).toEqual(['credit-own-hand']);
    await done(scene.runtime, LEGAL, reviewListing, agree);
    await done(scene.runtime, CHIEF, notifyListing, { ...one, servedOn: scene.today(), recipient: '甲企一' });
    const list = { ...one, outcome: 'list' as const, opinion: '同意' };
    expect(codes(await act(scene.runtime, HEAD, decideListing, list))).toEqual(['credit-still-arguing']);
    // 2026-03-02 and five workdays: the 9th is the last day to argue.
    scene.at('2026-03-09');
    expect(codes(await act(scene.runtime, HEAD, decideListing, list))).toEqual(['credit-still-arguing']);
    scene.at('2026-03-10');
    const legalHead = { ...LEGAL, roles: ['legal-reviewer', 'head'] as const };
    expect(codes(await act(scene.runtime, legalHead, decideListing, list))).toEqual(['credit-own-hand']);
    await done(scene.runtime, HEAD, decideListing, list);
    const headPublishes = { ...HEAD, roles: ['head', 'disclosure-reviewer'] as const };
    expect(codes(await act(scene.runtime, headPublishes, publishListing, one))).toEqual(['credit-own-hand']);
    expect((await done(scene.runtime, REVIEWER, publishListing, one)).endsOn).toBe('2029-03-09');
    const documents = await read(scene.runtime, 1, (tx) => listDocuments(tx, SERIES, one.entryId));
    expect(documents.map(({ form }) => form)).toEqual(['credit/notice', 'credit/listing']);
    const steps = await read(scene.runtime, 1, (tx) => listSteps(tx, one.entryId));
    expect(steps.every(({ deed, from, to }) => isMove(deed, from, to))).toBe(true);
  });

  test('a penalty that is revoked before the decision lists nobody', async () => {
    const { one, caseId } = await notified();
    await done(scene.runtime, CHIEF, hearParty, {
      ...one,
      heardOn: scene.today(),
      argument: '已申请复议',
      reply: '待定',
    });
    await change(caseId, 'revokedOn');
    const list = { ...one, outcome: 'list' as const, opinion: '同意' };
    expect(codes(await act(scene.runtime, HEAD, decideListing, list))).toEqual(['credit-no-penalty']);
    expect((await done(scene.runtime, HEAD, decideListing, { ...list, outcome: 'decline' })).state).toBe('declined');
  });
});

describe('on the list', () => {
  test('the portal shows it, the directory weighs it as D; removed, both forget it at once', async () => {
    const { enterprise, one, caseId } = await published();
    expect(await isPublic(enterprise.code)).toBe(true);
    expect(await classOf(enterprise.id)).toBe('D');
    await change(caseId, 'revokedOn');
    await done(scene.runtime, CHIEF, removeRevoked, { ...one, reason: '复议撤销' });
    expect(await isPublic(enterprise.code)).toBe(false);
    await settle();
    expect(await classOf(enterprise.id)).toBe(enterprise.creditClass);
  });

  test('when the term is over the public sees nothing, though nobody has noted it yet; then it is noted', async () => {
    const { enterprise, one } = await published();
    expect(codes(await act(scene.runtime, CHIEF, removeExpired, one))).toEqual(['credit-not-expired']);
    scene.at('2029-03-02');
    expect(await isPublic(enterprise.code)).toBe(false);
    const asked = { staffId: CHIEF.staffId, duties: new Set(Object.keys(creditDuties)), most: 50, skip: 0 };
    const open = await read(scene.runtime, 1, (tx) => creditTurns(tx, asked));
    expect(
      open.filter(({ turns }) => turns.some(({ record }) => record === one.entryId)).map(({ duty }) => duty),
    ).toEqual(['credit.remove-expired']);
    expect((await done(scene.runtime, CHIEF, removeExpired, one)).state).toBe('removed');
  });

  test('early removal: a year, performed, verified, decided; got by fraud it is restored by an entry of its own', async () => {
    const { one, caseId } = await published();
    const asking = { ...one, reason: '已履行' };
    expect(codes(await act(scene.runtime, CHIEF, askRemoval, asking))).toEqual([
      'credit-removal-early',
      'credit-not-performed',
    ]);
    await change(caseId, 'executedOn');
    scene.at('2027-03-02');
    await done(scene.runtime, CHIEF, askRemoval, asking);
    const officer = actorOf(['officer'], 'verifier');
    const verified = { ...one, isHarmRemoved: true, opinion: '已核实' };
    expect(codes(await act(scene.runtime, { ...officer, staffId: CHIEF.staffId }, verifyRemoval, verified))).toEqual([
      'credit-own-hand',
    ]);
    await done(scene.runtime, officer, verifyRemoval, verified);
    const decided = { ...one, outcome: 'granted', opinion: '同意' } as const;
    for (const { staffId } of [officer, CHIEF])
      expect(codes(await act(scene.runtime, { ...HEAD, staffId }, decideRemoval, decided))).toEqual([
        'credit-own-hand',
      ]);
    await done(scene.runtime, HEAD, decideRemoval, decided);
    expect(
      codes(await act(scene.runtime, HEAD, decideRemoval, { ...one, outcome: 'refused', opinion: '不同意' })),
    ).toEqual(['credit-state']);
    const restored = await done(scene.runtime, HEAD, restoreListing, { ...one, reason: '提交的证明是假的' });
    expect(restored).toMatchObject({ state: 'reviewed', restoredFrom: one.entryId });
  });
});

describe('联合惩戒', () => {
  test('asked for on the list, answered with a receipt, and lifted after the removal', async () => {
    const { one, caseId } = await published();
    const request = { ...one, agency: '市场监督管理局', measure: 'approval' as const, basis: '安全生产法第七十八条' };
    const { measureId } = await done(scene.runtime, CHIEF, requestMeasure, request);
    const answer = {
      ...one,
      measureId,
      outcome: 'acknowledged' as const,
      reply: '示市监函〔2026〕1号',
      on: scene.today(),
    };
    const late = await act(scene.runtime, CHIEF, acknowledgeMeasure, { ...answer, on: '2026-03-03' });
    expect(codes(late)).toEqual(['credit-heard-day']);
    expect(codes(await act(scene.runtime, CHIEF, liftMeasure, { ...one, measureId }))).toEqual(['credit-state']);
    await done(scene.runtime, CHIEF, acknowledgeMeasure, answer);
    await change(caseId, 'revokedOn');
    await done(scene.runtime, CHIEF, removeRevoked, { ...one, reason: '撤销' });
    await done(scene.runtime, CHIEF, liftMeasure, { ...one, measureId });
    expect(codes(await act(scene.runtime, CHIEF, requestMeasure, request))).toEqual(['credit-state']);
  });
});

test('a holiday notice moves the days to argue of an entry that waits for them, and not the end of a listing', async () => {
  scene.at('2026-12-28');
  const out = await published();
  const { one } = await notified();
  const timers = async (): Promise<(string | null | undefined)[]> =>
    Promise.all(
      [one, out.one].map(
        async ({ entryId }) => (await read(scene.runtime, 1, (tx) => findEntry(tx, entryId)))?.timerOn,
      ),
    );
  const [before, end] = await timers();
  expect(before).toBe('2027-01-04');
  await loadNewYear(scene.runtime);
  for (const follower of creditFollowers) await follow(scene.runtime, 1, follower);
  expect(await timers()).toEqual(['2027-01-05', end]);
});
