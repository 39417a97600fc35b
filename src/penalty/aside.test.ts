/** What stands beside the straight road of a case: sent back, handed on, called off, ended without its money. */
import { describe, expect, test } from 'vitest';
import { newId } from '../core/ids.ts';
import { read } from '../core/transact.ts';
import { act, done } from '../testing/draw-ceremony.ts';
import { loggedDeeds } from '../testing/deeds.ts';
import { codes } from '../testing/refusal-codes.ts';
import { renewCode } from './actions/access.ts';
import { accessOf } from './reads/access.ts';
import {
  carryCase,
  caseOf,
  CHIEF,
  DAY,
  DEPUTY,
  doAct,
  HEAD,
  LARGE,
  lead,
  openedCaseScene,
  sampleEvidence,
  sampleService,
  tryAct,
} from './scene.testing.ts';
import { documentsOf } from './roads.testing.ts';

const scene = openedCaseScene();

/** The last of that kind in the log. */
const logged = async (kind: string) => (await loggedDeeds(scene.runtime, kind)).at(-1);

/** Heard by the chief in two weeks; the call is not served yet. */
async function calledToHearing() {
  scene.at(DAY);
  const { caseId } = await carryCase(scene, 'noticed', LARGE);
  await doAct(scene, lead(scene), 'request-hearing', caseId, { on: DAY, request: '要求听证' });
  return doAct(scene, HEAD, 'schedule-hearing', caseId, {
    on: '2026-03-16',
    place: '第一会议室',
    presiderId: 'chief',
    isClosed: false,
  });
}

describe('a request that is sent back', () => {
  test('of a filing leaves a lead without a number, which may be asked for again', async () => {
    scene.at(DAY);
    const { caseId } = await carryCase(scene, 'filing');
    const back = (actor = DEPUTY) => tryAct(scene, actor, 'return-filing', caseId, { reason: '补充线索材料' });
    expect(await back({ ...DEPUTY, staffId: lead(scene).staffId })).toEqual(['case-apart']);
    expect(await back()).toEqual([]);
    expect(await caseOf(scene, caseId)).toMatchObject({ state: 'lead', filedOn: null, filingRequestedOn: null });
    expect(await documentsOf(scene, caseId)).toEqual([]);
    expect(await logged('penalty.return-filing')).toMatchObject({
      subject: `penalty/${caseId}`,
      actor: 'deputy',
      facts: { state: 'lead' },
    });
    expect(await back()).toEqual(['case-state']);
    const again = await doAct(scene, lead(scene), 'request-filing', caseId, {
      officerIds: scene.officerIds.slice(0, 2),
      cause: '未采取措施消除事故隐患',
      facts: '已补充',
      opinion: '建议立案',
    });
    expect([again.state, again.handlers.length]).toEqual(['filing', 2]);
  });

  test('of a closing leaves the case executed, until it is asked for again', async () => {
    scene.at(DAY);
    const { caseId } = await carryCase(scene, 'executing');
    const mine = lead(scene);
    await doAct(scene, mine, 'note-payment', caseId, { on: DAY, fen: 800_000, means: 'bank', receipt: '1' });
    await doAct(scene, mine, 'note-executed', caseId, { result: '已缴清' });
    await doAct(scene, mine, 'request-closing', caseId, { result: '罚款已缴清' });
    const back = (actor = DEPUTY) => tryAct(scene, actor, 'return-closing', caseId, { reason: '附缴款票据' });
    expect(await back({ ...DEPUTY, staffId: mine.staffId })).toEqual(['case-apart']);
    expect(await back()).toEqual([]);
    expect(await caseOf(scene, caseId)).toMatchObject({ state: 'executed', closingRequestedOn: null, endedOn: null });
    expect(await logged('penalty.return-closing')).toMatchObject({ subject: `penalty/${caseId}`, actor: 'deputy' });
    await doAct(scene, mine, 'request-closing', caseId, { result: '票据已附' });
    expect((await doAct(scene, DEPUTY, 'approve-closing', caseId, { opinion: '同意' })).state).toBe('closed');
  });
});

describe('who handles a case', () => {
  test('hands it on by the chief: the other acts, he does not any more, and still judges nothing', async () => {
    scene.at(DAY);
    const { caseId } = await carryCase(scene, 'investigating');
    const mine = lead(scene);
    const [leaving = '', stays = '', comes = ''] = scene.officerIds;
    const hand = (officerId: string, replacementId: string) =>
      tryAct(scene, CHIEF, 'change-handler', caseId, { officerId, replacementId, reason: '调离岗位' });
    expect(await hand(leaving, leaving)).toEqual(['case-replacement-same']);
    expect(await hand(comes, leaving)).toEqual(['case-handler-unknown']);
    expect(await hand(leaving, comes)).toEqual([]);
    expect((await caseOf(scene, caseId)).handlers.map(({ officerId }) => officerId)).toEqual([comes, stays]);
    expect(await logged('penalty.change-handler')).toMatchObject({ subject: `penalty/${caseId}`, actor: 'chief' });
    const evidence = await sampleEvidence(scene, { officerIds: [comes, stays] });
    expect(await tryAct(scene, mine, 'add-evidence', caseId, { evidence })).toEqual(['case-not-handler']);
    const newcomer = scene.officers[2] ?? mine;
    expect((await doAct(scene, newcomer, 'add-evidence', caseId, { evidence })).evidence).toHaveLength(1);
    const promoted = { ...HEAD, staffId: mine.staffId };
    expect(await tryAct(scene, promoted, 'extend-case', caseId, { reason: '复杂' })).toEqual(['case-apart']);
  });

  test('gives the party another code when the first was lost: it alone opens the case from then on', async () => {
    scene.at(DAY);
    const { caseId } = await carryCase(scene, 'investigating');
    const code = () => read(scene.runtime, 1, (tx) => accessOf(tx, scene.runtime.fieldCipher, caseId));
    const before = await code();
    const renew = (actor = lead(scene), of = caseId) =>
      act(scene.runtime, actor, renewCode, { caseId: of, reason: 'lost' });
    expect(codes(await renew(scene.officers[3]))).toEqual(['case-not-handler']);
    expect(codes(await renew(lead(scene), newId()))).toEqual(['case-not-found']);
    await done(scene.runtime, lead(scene), renewCode, { caseId, reason: 'lost' });
    const after = await code();
    expect(after?.code).toMatch(/^[0-9A-Z-]+$/);
    expect(after?.code).not.toBe(before?.code);
    expect(await loggedDeeds(scene.runtime, 'penalty.renew-code')).toEqual([
      { subject: `penalty/${caseId}`, actor: lead(scene).staffId, facts: { reason: 'lost' } },
    ]);
    const early = await carryCase(scene, 'filing');
    expect(codes(await renew(lead(scene), early.caseId)), 'no code before the filing').toEqual(['case-code-none']);
  });

  test('notes the address that the party confirmed on paper, by which it is then served', async () => {
    scene.at(DAY);
    const { caseId } = await carryCase(scene, 'noticing');
    const address = { recipient: '甲企一', phone: '022-1', address: '测试路1号', isElectronic: true };
    const note = (electronicTo: string, actor = lead(scene)) =>
      tryAct(scene, actor, 'note-address', caseId, { address: { ...address, electronicTo } });
    expect(await note('')).toEqual(['input-invalid']);
    expect(await note('a@example.com', scene.officers[3])).toEqual(['case-not-handler']);
    expect(await note('a@example.com')).toEqual([]);
    const { address: kept, papers } = await caseOf(scene, caseId);
    expect(kept).toMatchObject({ electronicTo: 'a@example.com', on: DAY, by: 'officer' });
    expect(papers.filter(({ form }) => form === 'address')).toHaveLength(1);
    expect(await logged('penalty.note-address')).toMatchObject({ subject: `penalty/${caseId}` });
    const service = sampleService(scene, { means: 'electronic' });
    expect(await tryAct(scene, lead(scene), 'serve-notice', caseId, { service })).toEqual([]);
  });
});

describe('what is called off', () => {
  test('a hearing that the party does not want any more, and with it the call that was not served', async () => {
    const { caseId } = await calledToHearing();
    const drop = (on: string) => tryAct(scene, lead(scene), 'drop-hearing', caseId, { on, reason: '书面撤回' });
    expect(await drop('2026-03-03')).toEqual(['case-day-later']);
    expect(await drop('2026-03-01')).toEqual(['case-day-before']);
    expect(await drop(DAY)).toEqual([]);
    const { state, hearing, papers } = await caseOf(scene, caseId);
    expect([state, hearing?.droppedOn, hearing?.heardOn]).toEqual(['submitting', DAY, null]);
    expect(papers.filter(({ form }) => form === 'hearing-call').map(({ isOver }) => isOver)).toEqual([true]);
    expect(await logged('penalty.drop-hearing')).toMatchObject({
      subject: `penalty/${caseId}`,
      facts: { state: 'submitting' },
    });
    expect(await drop(DAY)).toEqual(['case-state']);
  });

  test('a paper that was not served is voided, keeps its number, and is served no more', async () => {
    const { caseId, papers } = await calledToHearing();
    const paper = (form: string): string => papers.find((each) => each.form === form)?.documentId ?? '';
    const call = paper('hearing-call');
    const voided = (documentId: string) =>
      tryAct(scene, lead(scene), 'void-paper', caseId, { documentId, reason: '地点有误' });
    expect(await voided(paper('notice')), 'served').toEqual(['document-not-to-serve']);
    expect(await voided(call)).toEqual([]);
    const ended = (await documentsOf(scene, caseId)).find(({ documentId }) => documentId === call);
    expect(ended?.end?.kind).toBe('voided');
    expect(ended?.number).not.toBe('');
    expect(await logged('penalty.void-paper')).toMatchObject({
      subject: `penalty/${caseId}`,
      facts: { state: 'hearing' },
    });
    expect(await voided(call)).toEqual(['document-not-to-serve']);
    const service = sampleService(scene);
    expect(await tryAct(scene, lead(scene), 'serve', caseId, { documentIds: [call], service })).toEqual([
      'document-not-to-serve',
    ]);
  });

  test('the execution against who has nothing left ends by the head, and the case is closed with its debt', async () => {
    scene.at(DAY);
    const { caseId } = await carryCase(scene, 'executing');
    const end = (actor = HEAD) =>
      tryAct(scene, actor, 'end-execution', caseId, { ground: 'dissolved', reason: '企业已注销，无财产可供执行' });
    expect(await end(DEPUTY)).toEqual(['case-no-delegation']);
    expect(await end()).toEqual([]);
    const { state, executedOn, payments } = await caseOf(scene, caseId);
    expect([state, executedOn, payments]).toEqual(['executed', DAY, []]);
    expect(await logged('penalty.end-execution')).toMatchObject({
      subject: `penalty/${caseId}`,
      actor: 'head',
      facts: { state: 'executed' },
    });
    expect(await end()).toEqual(['case-state']);
    await doAct(scene, lead(scene), 'request-closing', caseId, { result: '终结执行' });
    expect((await doAct(scene, DEPUTY, 'approve-closing', caseId, { opinion: '同意' })).state).toBe('closed');
  });
});
