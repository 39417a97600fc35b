/** Looking again, and the other ends of a finding: a case, another department. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../core/actor.ts';
import { read } from '../core/transact.ts';
import { pdfText } from '../testing/pdf.ts';
import { listOpinions } from './reads/papers.ts';
import { closeVisit } from '../inspection/actions/sign.ts';
import { CHIEF, DAY, openScene, visitOf, type Scene, type Team } from '../inspection/scene.testing.ts';
import { act, done } from '../testing/draw-ceremony.ts';
import { confirmTransfer, consent, referCase } from './actions/end.ts';
import { closeRound, openRound, reopenRound, signRound, stateVerdict } from './actions/round.ts';
import { listRounds, type StoredOrder } from './reads/orders.ts';
import { itemOf, orderOf, reportOn, served, settleJobs } from './scene.testing.ts';
import type { Verdict } from './types/order.ts';
import { codes } from '../testing/refusal-codes.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
}, 60_000);
afterAll(() => scene.close());
afterEach(() => scene.runtime.clock.set(`${DAY}T01:00:00Z`));

const PASSED: Verdict = { outcome: 'passed', opinion: '已更换为防爆型插座，现场核实' };

const report = (order: StoredOrder, number?: number): Promise<void> => reportOn(scene, order, number);

/** A round over everything that is due, up to both signatures. */
async function lookAgain(team: Team, order: StoredOrder, verdicts: readonly Verdict[]): Promise<void> {
  const { orderId } = order;
  await done(scene.runtime, team.lead, openRound, { orderId, officerIds: [...team.officerIds] });
  const round = (await roundsOf(order)).at(-1);
  for (const [n, { findingId }] of (round?.verdicts ?? []).entries())
    await done(scene.runtime, team.second, stateVerdict, { orderId, findingId, verdict: verdicts[n] ?? PASSED });
  const { documentHash } = await done(scene.runtime, team.lead, closeRound, { orderId });
  for (const officer of [team.lead, team.second])
    await done(scene.runtime, officer, signRound, { orderId, documentHash });
}

const roundsOf = ({ orderId }: StoredOrder) => read(scene.runtime, 1, (tx) => listRounds(tx, orderId));

describe('looking again', () => {
  test('the second signature settles what passed, closes the order, and lets the visit be closed', async () => {
    const { team, order } = await served(scene, [{}]);
    const early = await act(scene.runtime, CHIEF, closeVisit, { inspectionId: team.inspectionId });
    expect(codes(early)).toEqual(['close-open-findings']);
    await report(order);
    await lookAgain(team, order, [PASSED]);
    const after = await orderOf(scene, team);
    expect(after.state).toBe('closed');
    expect(itemOf(after).state).toBe('passed');
    await settleJobs(scene);
    await done(scene.runtime, CHIEF, closeVisit, { inspectionId: team.inspectionId });
    expect((await visitOf(scene, team)).state).toBe('closed');
  });

  test('one signature changes nothing', async () => {
    const { team, order } = await served(scene, [{}]);
    const { orderId } = order;
    await report(order);
    await done(scene.runtime, team.lead, openRound, { orderId, officerIds: [...team.officerIds] });
    await done(scene.runtime, team.lead, stateVerdict, {
      orderId,
      findingId: itemOf(order).findingId,
      verdict: PASSED,
    });
    const { documentHash } = await done(scene.runtime, team.lead, closeRound, { orderId });
    await done(scene.runtime, team.lead, signRound, { orderId, documentHash });
    const twice = await act(scene.runtime, team.lead, signRound, { orderId, documentHash });
    expect(codes(twice)).toEqual(['sign-twice']);
    expect(await orderOf(scene, team)).toMatchObject({ state: 'reinspecting', items: [{ state: 'reported' }] });
  });

  test('part passes, part gets a new deadline, and the next round takes only what is open', async () => {
    const { team, order } = await served(scene, [{}, {}]);
    await report(order, 1);
    await report(order, 2);
    await lookAgain(team, order, [PASSED, { outcome: 'again', opinion: '接地仍缺失', days: 5 }]);
    const after = await orderOf(scene, team);
    expect(after.state).toBe('served');
    expect(after.items.map(({ state, dueOn }) => [state, dueOn])).toEqual([
      ['passed', '2026-03-19'],
      ['open', '2026-03-17'],
    ]);
    await report(order, 2);
    await lookAgain(team, order, [PASSED]);
    expect((await roundsOf(order)).map(({ verdicts }) => verdicts.length)).toEqual([2, 1]);
    const opinions = await read(scene.runtime, 1, (tx) => listOpinions(tx, order.inspectionId));
    expect(opinions.map(({ number }) => number.replace(/^.*复查〔2026〕\d+/, ''))).toEqual(['号', '-2号']);
    const second = await pdfText(await scene.runtime.files.get(opinions[1]?.sha256 ?? ''));
    expect(second).toContain('第2次复查');
    expect(second).toContain('整改合格');
    expect((await orderOf(scene, team)).state).toBe('closed');
  });

  test('a round is opened by those who go, two of them, over something that is due', async () => {
    const { team, order } = await served(scene, [{}]);
    const refused = await act(scene.runtime, team.lead, openRound, {
      orderId: order.orderId,
      officerIds: [team.officerIds[1]],
    });
    expect(codes(refused)).toEqual(['too-few-officers', 'round-without-opener', 'round-nothing-due']);
  });

  test('two who open it at once open one', async () => {
    const { team, order } = await served(scene, [{}]);
    await report(order);
    const input = { orderId: order.orderId, officerIds: [...team.officerIds] };
    const both = await Promise.all([
      act(scene.runtime, team.lead, openRound, input),
      act(scene.runtime, team.second, openRound, input),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await roundsOf(order)).toHaveLength(1);
  });

  test('an opinion without every verdict is not closed; reopened, the signatures given count for nothing', async () => {
    const { team, order } = await served(scene, [{}]);
    const { orderId } = order;
    const findingId = itemOf(order).findingId;
    await report(order);
    await done(scene.runtime, team.lead, openRound, { orderId, officerIds: [...team.officerIds] });
    expect(codes(await act(scene.runtime, team.lead, closeRound, { orderId }))).toEqual(['round-verdicts-missing']);
    await done(scene.runtime, team.lead, stateVerdict, { orderId, findingId, verdict: PASSED });
    const first = await done(scene.runtime, team.lead, closeRound, { orderId });
    await done(scene.runtime, team.lead, signRound, { orderId, documentHash: first.documentHash });
    await done(scene.runtime, team.second, reopenRound, { orderId, reason: '意见有误' });
    const failed: Verdict = { outcome: 'case', opinion: '拒不整改', ground: 'ansheng-102' };
    await done(scene.runtime, team.second, stateVerdict, { orderId, findingId, verdict: failed });
    scene.runtime.clock.advance(60);
    const second = await done(scene.runtime, team.second, closeRound, { orderId });
    const old = await act(scene.runtime, team.second, signRound, { orderId, documentHash: first.documentHash });
    expect(codes(old)).toEqual(['sign-other-record']);
    await done(scene.runtime, team.second, signRound, { orderId, documentHash: second.documentHash });
    expect((await orderOf(scene, team)).state).toBe('reinspecting');
    await done(scene.runtime, team.lead, signRound, { orderId, documentHash: second.documentHash });
    expect(await orderOf(scene, team)).toMatchObject({ state: 'closed', items: [{ state: 'in-case' }] });
  });

  test('stopped work starts again only when somebody consents who did not sign the opinion', async () => {
    const { team, order } = await served(scene, [{ measureKind: 'stop-use', days: 0 }]);
    const one = { orderId: order.orderId, findingId: itemOf(order).findingId };
    await report(order);
    await lookAgain(team, order, [PASSED]);
    expect(itemOf(await orderOf(scene, team)).state).toBe('awaiting-consent');
    const own: Actor = { ...team.lead, roles: ['officer', 'section-chief'] };
    expect(codes(await act(scene.runtime, own, consent, one))).toEqual(['consent-own-opinion']);
    await done(scene.runtime, CHIEF, consent, one);
    expect(await orderOf(scene, team)).toMatchObject({ state: 'closed', items: [{ state: 'passed' }] });
  });
});

describe('rectification.refer-case', () => {
  test('only when the time is over', async () => {
    const { team, order } = await served(scene, [{ days: 7 }]);
    const input = { orderId: order.orderId, findingId: itemOf(order).findingId, ground: 'ansheng-102' as const };
    expect(codes(await act(scene.runtime, team.lead, referCase, input))).toEqual(['case-not-overdue']);
    scene.runtime.clock.set('2026-03-20T01:00:00Z');
    await done(scene.runtime, team.lead, referCase, input);
    expect(await orderOf(scene, team)).toMatchObject({ state: 'closed', items: [{ state: 'in-case' }] });
  });
});

describe('rectification.confirm-transfer', () => {
  test('a transferred finding ends with the receipt of the other department', async () => {
    const { team, order } = await served(scene, [{ measureKind: 'transfer', days: 0 }]);
    const input = {
      orderId: order.orderId,
      findingId: itemOf(order).findingId,
      receipt: { department: '区消防救援支队', number: '收〔2026〕3号', receivedOn: '2026-03-12' },
    };
    const later = { ...input, receipt: { ...input.receipt, receivedOn: '2026-03-13' } };
    expect(codes(await act(scene.runtime, team.lead, confirmTransfer, later))).toEqual(['transfer-received-later']);
    await done(scene.runtime, team.lead, confirmTransfer, input);
    expect(await orderOf(scene, team)).toMatchObject({ state: 'closed', items: [{ state: 'transferred' }] });
  });
});
