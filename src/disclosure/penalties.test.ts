/** A penalty decision on its way to the public and away from it: drafted by itself, due in seven workdays, gone when revoked, repaired or over. */
import { describe, expect, test } from 'vitest';
import { answer, execute } from '../core/command.ts';
import { follow } from '../core/follow.ts';
import { newId } from '../core/ids.ts';
import { read } from '../core/transact.ts';
import {
  carryCase,
  doAct,
  HEAD,
  hashToSign,
  later,
  lead,
  LEGAL,
  openedCaseScene,
  sampleLead,
} from '../penalty/scene.testing.ts';
import type { CaseFile } from '../penalty/types/file.ts';
import { penaltyDeedSpecs } from '../penalty/routes.ts';
import { actorOf } from '../testing/runtime.ts';
import { codes } from '../testing/refusal-codes.ts';
import { approveEntry, confirmEntry, publishEntry, withdrawEntry } from './actions.ts';
import { redactEntry, repairEntry } from './actions/redact.ts';
import { disclosureFollowers, endPublications } from './jobs.ts';
import { findEntryOfCase, type Entry } from './reads/entries.ts';
import { findPublicPenalty, listOverduePenalties, listPublicPenalties } from './reads/public-penalties.ts';
import { disclosureReadSpecs } from './routes.ts';
import { hashOf, must } from './sample.testing.ts';
import { QueueRow } from './types.ts';

const CHIEF = actorOf(['section-chief'], 'chief');
const REVIEWER = actorOf(['disclosure-reviewer'], 'reviewer');
const scene = openedCaseScene();

async function settle(): Promise<void> {
  for (const follower of disclosureFollowers) await follow(scene.runtime, 1, follower);
}
async function entryOf({ caseId }: CaseFile): Promise<Entry> {
  await settle();
  const entry = await read(scene.runtime, 1, (tx) => findEntryOfCase(tx, caseId));
  if (entry === undefined) throw new Error(`case ${caseId} has no entry`);
  return entry;
}
const run: typeof execute = (...given) => execute(...given);

/** Decided on the day the scene stands at, and out. */
async function publishedPenalty(file?: CaseFile): Promise<{ file: CaseFile; entryId: string }> {
  const decided = file ?? (await carryCase(scene, 'executing'));
  const { entry_id: entryId } = await entryOf(decided);
  await must(run(scene.runtime, lead(scene), confirmEntry, newId(), { entryId }));
  await must(run(scene.runtime, CHIEF, approveEntry, newId(), { entryId }));
  await must(
    run(scene.runtime, REVIEWER, publishEntry, newId(), { entryId, hash: await hashOf(scene.runtime, entryId) }),
  );
  return { file: decided, entryId };
}
const publicOf = (entryId: string) => read(scene.runtime, 1, (tx) => findPublicPenalty(tx, entryId));
const listed = async (): Promise<string[]> =>
  (await read(scene.runtime, 1, (tx) => listPublicPenalties(tx, { page: 1, size: 100 }))).rows.map(
    ({ entryId }) => entryId,
  );
const queue = async (query: Record<string, string>): Promise<QueueRow[]> => {
  const [readQueue] = disclosureReadSpecs;
  if (readQueue === undefined) throw new Error('no queue');
  return QueueRow.array().parse(
    Object(await must(answer(scene.runtime, CHIEF, readQueue, { size: '100', ...query }))).rows,
  );
};

describe('from a decision to a draft', () => {
  test('allowed fields only, words masked, due on the seventh workday, once; no person stands in it', async () => {
    scene.at('2026-03-02');
    const given = sampleLead({ cause: '安全员李国强未在岗', facts: '不进报告的经过' });
    const file = await carryCase(scene, 'decided', undefined, given);
    const entry = await entryOf(file);
    await settle();
    expect(entry).toMatchObject({
      source: 'penalty',
      state: 'drafted',
      due_on: '2026-03-11',
      counted_from: '2026-03-02',
    });
    expect(entry.content).toMatchObject({
      party: 'unit',
      enterprise: { name: given.party.name, creditCode: given.party.creditCode },
      cause: '安全员李某某未在岗',
      facts: ['喷漆房使用非防爆插座1处，逾期未改'],
      basis: '《中华人民共和国安全生产法》第一百零二条',
      items: [{ kind: 'fine', fen: 800_000, detail: '' }],
      level: 'general',
    });
    expect(JSON.stringify(entry.content)).not.toMatch(/甲企一|测试路|李国强|不进报告|证据|handlers/);
    expect(entry.source === 'penalty' ? entry.content.number : '').toMatch(/^（.+）应急罚〔2026〕\d+号$/);
  });

  test('a natural person is a surname; no decision, no penalty, no entry', async () => {
    const party = {
      kind: 'person' as const,
      name: '王建国',
      creditCode: '',
      principal: '',
      address: '某路1号',
      enterpriseId: null,
    };
    const entry = await entryOf(
      await carryCase(scene, 'decided', undefined, sampleLead({ party, cause: '王建国违章作业' })),
    );
    expect(entry.content).toMatchObject({
      party: 'person',
      enterprise: { name: '王某某', creditCode: '' },
      cause: '王某某违章作业',
    });
    const none = { kind: 'no-penalty' as const, ground: 'facts-fail' as const, reason: '事实不能成立' };
    const mild = await carryCase(scene, 'noticing', none);
    await doAct(scene, HEAD, 'decide', mild.caseId, { documentHash: await hashToSign(scene, mild.caseId) });
    const open = await carryCase(scene, 'noticed');
    await settle();
    for (const { caseId } of [mild, open])
      expect(await read(scene.runtime, 1, (tx) => findEntryOfCase(tx, caseId))).toBeUndefined();
  });

  test('three people, of whom the first handles the case; the class sets the period', async () => {
    const file = await carryCase(scene, 'executing');
    const { entry_id: entryId } = await entryOf(file);
    const stranger = actorOf(['officer'], 'stranger');
    expect(codes(await run(scene.runtime, stranger, confirmEntry, newId(), { entryId }))).toEqual([
      'disclosure-not-handler',
    ]);
    expect(
      codes(
        await run(scene.runtime, REVIEWER, publishEntry, newId(), {
          entryId,
          hash: await hashOf(scene.runtime, entryId),
        }),
      ),
    ).toEqual(['disclosure-state']);
    await must(run(scene.runtime, lead(scene), redactEntry, newId(), { entryId, marks: [], level: 'serious' }));
    const content = (await entryOf(file)).content;
    expect(content).toMatchObject({ level: 'serious', repairFrom: '2027-03-02', publicUntil: '2029-03-01' });
    await publishedPenalty(file);
    expect(await publicOf(entryId)).toMatchObject({
      state: 'published',
      versions: [{ version: 1, content: { level: 'serious' } }],
    });
    expect(await listed()).toContain(entryId);
  });
});

describe('revoked or changed', () => {
  test('what is out must be withdrawn within three workdays and says why; the queue and its clock show it', async () => {
    const { file, entryId } = await publishedPenalty();
    scene.at('2026-03-16');
    await doAct(scene, HEAD, 'revoke-decision', file.caseId, { reason: '主要证据不足' });
    await settle();
    await settle();
    expect(await entryOf(file)).toMatchObject({ state: 'published', withdraw_by: '2026-03-19' });
    expect((await queue({ kind: 'penalty' })).find(({ id }) => id === entryId)).toMatchObject({
      clock: 'withdraw',
      dueOn: '2026-03-19',
      workdaysLeft: 3,
    });
    expect(await queue({ overdue: 'yes' })).not.toContainEqual(expect.objectContaining({ id: entryId }));
    scene.at('2026-03-23');
    expect(await queue({ overdue: 'yes' })).toContainEqual(expect.objectContaining({ id: entryId, workdaysLeft: -2 }));
    const late = () => read(scene.runtime, 1, (tx) => listOverduePenalties(tx));
    const standing = { href: `/penalties/${entryId}`, enterprise: expect.stringContaining('测试') };
    expect(await late()).toContainEqual({ what: 'withdraw', decidedOn: '2026-03-02', dueOn: '2026-03-19', standing });
    await must(run(scene.runtime, REVIEWER, withdrawEntry, newId(), { entryId, reason: '处罚决定被撤销' }));
    expect(await publicOf(entryId)).toEqual({ state: 'withdrawn', on: '2026-03-23', reason: '处罚决定被撤销' });
    expect(await listed()).not.toContain(entryId);
    expect((await late()).filter(({ what }) => what === 'withdraw')).toEqual([]);
  });

  test('what is late and was never published is told by its days alone', async () => {
    const { due_on: dueOn, counted_from: decidedOn } = await entryOf(await carryCase(scene, 'executing'));
    const late = () => read(scene.runtime, 1, (tx) => listOverduePenalties(tx));
    const row = { what: 'publish', decidedOn, dueOn, standing: null };
    expect(await late()).not.toContainEqual(row);
    later(scene, 60);
    expect(await late()).toContainEqual(row);
    scene.at('2026-03-23');
  });

  test('what was not out yet never will be', async () => {
    const file = await carryCase(scene, 'executing');
    const { entry_id: entryId } = await entryOf(file);
    await must(run(scene.runtime, lead(scene), confirmEntry, newId(), { entryId }));
    await doAct(scene, HEAD, 'revoke-decision', file.caseId, { reason: '主要证据不足' });
    expect(await entryOf(file)).toMatchObject({ state: 'cancelled' });
    expect(codes(await run(scene.runtime, CHIEF, approveEntry, newId(), { entryId }))).toEqual(['disclosure-state']);
    expect(await publicOf(entryId)).toBeUndefined();
  });

  test('a challenge that was upheld changes nothing, one that overturned counts as revoked', async () => {
    const { file } = await publishedPenalty();
    const challenge = async (outcome: 'upheld' | 'overturned') => {
      await doAct(scene, LEGAL, 'note-challenge', file.caseId, {
        on: scene.today(),
        kind: 'reconsideration',
        organ: '区政府',
      });
      await doAct(scene, LEGAL, 'end-challenge', file.caseId, {
        on: scene.today(),
        outcome,
        number: '复决〔2026〕1号',
      });
    };
    await challenge('upheld');
    expect(await entryOf(file)).toMatchObject({ withdraw_by: null });
    await challenge('overturned');
    expect(await entryOf(file)).toMatchObject({ withdraw_by: '2026-03-26' });
  });
});

describe('over', () => {
  test('the last day passes: gone from every list before anybody notes it, noted once, and only the day is told', async () => {
    scene.at('2026-04-10');
    const { file, entryId } = await publishedPenalty();
    expect((await entryOf(file)).public_until).toBe('2027-04-09');
    scene.at('2027-04-09');
    expect(await listed()).toContain(entryId);
    expect(await endPublications(scene.runtime, 1)).toBe(0);
    scene.at('2027-04-10');
    expect(await listed()).not.toContain(entryId);
    expect(await publicOf(entryId)).toEqual({ state: 'ended', on: '2027-04-09', repair: null });
    const ended = await Promise.all([endPublications(scene.runtime, 1), endPublications(scene.runtime, 1)]);
    expect(ended.reduce((sum, each) => sum + each, 0)).toBeGreaterThanOrEqual(1);
    expect(await entryOf(file)).toMatchObject({ state: 'ended', ended_on: '2027-04-10' });
    const deeds = await read(scene.runtime, 1, ({ db }) =>
      db
        .selectFrom('deed')
        .select('kind')
        .where('bureau_id', '=', 1)
        .where('kind', '=', 'disclosure.expire')
        .where('subject_id', '=', entryId)
        .execute(),
    );
    expect(deeds).toHaveLength(1);
    expect(await publicOf(entryId)).toEqual({ state: 'ended', on: '2027-04-09', repair: null });
  });

  test('信用修复 ends it early, not before the least period, with the number of the decision', async () => {
    scene.at('2027-05-10');
    const { entryId } = await publishedPenalty();
    const repair = (number: string) => run(scene.runtime, REVIEWER, repairEntry, newId(), { entryId, number });
    scene.at('2027-08-09');
    expect(codes(await repair('信修〔2027〕3号'))).toEqual(['disclosure-repair-early']);
    scene.at('2027-08-10');
    expect(codes(await repair('13900001111'))).toEqual(['disclosure-protected']);
    await must(repair('信修〔2027〕3号'));
    expect(await publicOf(entryId)).toEqual({ state: 'ended', on: '2027-08-10', repair: '信修〔2027〕3号' });
    expect(await listed()).not.toContain(entryId);
  });
});

test('on the spot is a decision like another', async () => {
  const spec = penaltyDeedSpecs.find(({ kind }) => kind === 'penalty.decide-on-spot');
  if (spec === undefined) throw new Error('no deed');
  scene.at('2026-03-02');
  const { caseId } = Object(
    await must(
      run(scene.runtime, lead(scene), spec, newId(), {
        lead: sampleLead(),
        officerIds: scene.officerIds.slice(0, 2),
        benchmark: 'hazard-102',
        grade: 'light',
        evidence: { kind: 'record', name: '现场检查记录', obtainedOn: '2026-03-02', place: '车间', proves: '未锁闭' },
        fen: 200_000,
        correction: '责令立即改正',
        argument: '',
        recipient: '签收人',
      }),
    ),
  );
  await settle();
  const entry = await read(scene.runtime, 1, (tx) => findEntryOfCase(tx, String(caseId)));
  expect(entry).toMatchObject({ source: 'penalty', due_on: '2026-03-11', content: { level: 'minor' } });
});
