import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../core/actor.ts';
import { read } from '../core/transact.ts';
import { pdfText } from '../testing/pdf.ts';
import { listOpinions } from './reads/papers.ts';
import { closeVisit } from '../inspection/actions/sign.ts';
import { CHIEF, DAY, openScene, STRANGER, visitOf, type Scene, type Team } from '../inspection/scene.testing.ts';
import { carry } from '../inspection/steps.testing.ts';
import { act, done } from '../testing/draw-ceremony.ts';
import { actorOf } from '../testing/runtime.ts';
import { decideExtension, reportItem, requestExtension, returnReport } from './actions/answer.ts';
import { confirmTransfer, consent, referCase } from './actions/end.ts';
import { closeRound, openRound, reopenRound, signRound, stateVerdict } from './actions/round.ts';
import { serveOrder } from './actions/serve.ts';
import { findOrderOfVisit, listRounds, type StoredOrder } from './reads/orders.ts';
import { enterpriseActor } from './rules/access.ts';
import { issuePapers, orderOf, orderWith, sampleService, served, settleJobs } from './scene.testing.ts';
import type { Verdict } from './types/order.ts';
import { codes } from '../testing/refusal-codes.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
}, 60_000);
afterAll(() => scene.close());
afterEach(() => scene.runtime.clock.set(`${DAY}T01:00:00Z`));

const PASSED: Verdict = { outcome: 'passed', opinion: '已更换为防爆型插座，现场核实' };
const REQUEST = { until: '2026-04-10', reason: '设备到货推迟', interim: '停用该点位并挂牌警示' };

/** The item of a finding by its number in the visit. */
function itemOf({ items }: StoredOrder, number = 1) {
  const item = items.find((each) => each.number === number);
  if (item === undefined) throw new Error(`no item ${number}`);
  return item;
}

const enterpriseOf = ({ orderId }: StoredOrder): Actor => enterpriseActor(1, orderId);

async function report(order: StoredOrder, number = 1): Promise<void> {
  await done(scene.runtime, enterpriseOf(order), reportItem, {
    orderId: order.orderId,
    findingId: itemOf(order, number).findingId,
    report: { text: '已更换' },
  });
}

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

describe('rectification.open-order', () => {
  test('a signed visit with open findings gets one order with one item a finding, whatever the job does twice', async () => {
    const { team, order } = await orderWith(scene, [
      { days: 7 },
      { measureKind: 'on-the-spot', days: 0 },
      { measureKind: 'transfer', days: 0 },
    ]);
    await settleJobs(scene);
    expect(order).toMatchObject({ state: 'draft', servedOn: null });
    expect(order.items).toEqual([
      expect.objectContaining({ number: 1, measureKind: 'rectify', state: 'open', dueOn: '2026-03-19' }),
      expect.objectContaining({ number: 3, measureKind: 'transfer', state: 'transferring', dueOn: null }),
    ]);
    expect((await orderOf(scene, team)).orderId).toBe(order.orderId);
  });

  test('a visit without findings gets none', async () => {
    const team = await carry(scene, scene.take(), 'signed-off');
    await settleJobs(scene);
    expect(await read(scene.runtime, 1, (tx) => findOrderOfVisit(tx, team.inspectionId))).toBeUndefined();
  });
});

describe('rectification.serve', () => {
  test('what was not issued is not served: 责改 for what is to be mended, 现决 for what is stopped', async () => {
    const { team, order } = await orderWith(scene, [{}, { measureKind: 'stop-use', days: 0 }]);
    const serve = () =>
      act(scene.runtime, team.lead, serveOrder, { orderId: order.orderId, service: sampleService(scene, team) });
    expect(await serve()).toMatchObject({
      ok: false,
      refusals: [
        { code: 'rectification-paper-missing', facts: { titles: ['责令限期整改指令书', '现场处理措施决定书'] } },
      ],
    });
    await issuePapers(scene, team);
    expect(codes(await serve())).toEqual([]);
  });

  test('one officer, a day to come and no witness: refused for every reason at once, and nothing is served', async () => {
    const { team, order } = await orderWith(scene, [{}]);
    await issuePapers(scene, team);
    const refused = await act(scene.runtime, team.lead, serveOrder, {
      orderId: order.orderId,
      service: sampleService(scene, team, {
        officerIds: [team.officerIds[0]],
        servedOn: '2026-03-13',
        means: 'left',
      }),
    });
    expect(codes(refused)).toEqual(['too-few-officers', 'rectification-served-later', 'rectification-witness-missing']);
    expect((await orderOf(scene, team)).state).toBe('draft');
  });

  test('nobody outside the team serves it, and a second service is refused', async () => {
    const { team, order } = await orderWith(scene, [{}]);
    await issuePapers(scene, team);
    const input = { orderId: order.orderId, service: sampleService(scene, team) };
    expect(codes(await act(scene.runtime, STRANGER, serveOrder, input))).toEqual(['inspection-not-member']);
    const both = await Promise.all([
      act(scene.runtime, team.lead, serveOrder, input),
      act(scene.runtime, team.second, serveOrder, input),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.flatMap(codes)).toEqual(['rectification-state']);
  });

  test('an officer whose certificate has expired on the day of service does not count', async () => {
    const { team, order } = await orderWith(scene, [{}]);
    await issuePapers(scene, team);
    scene.runtime.clock.set('2040-03-12T01:00:00Z');
    const refused = await act(scene.runtime, team.lead, serveOrder, {
      orderId: order.orderId,
      service: sampleService(scene, team),
    });
    expect(codes(refused)).toEqual(['certificate-expired', 'certificate-expired']);
  });

  test('an order of another bureau is not there', async () => {
    const { order, team } = await orderWith(scene, [{}]);
    const other: Actor = { ...actorOf(['officer'], 'elsewhere'), bureauId: 2 };
    const input = { orderId: order.orderId, service: sampleService(scene, team) };
    expect(codes(await act(scene.runtime, other, serveOrder, input))).toEqual(['rectification-not-found']);
  });
});

describe('rectification.report', () => {
  test('the enterprise reports, officers return it with a reason, it reports again', async () => {
    const { team, order } = await served(scene, [{}]);
    const one = { orderId: order.orderId, findingId: itemOf(order).findingId };
    await report(order);
    await done(scene.runtime, team.second, returnReport, { ...one, reason: '照片看不清插座型号' });
    expect(itemOf(await orderOf(scene, team)).state).toBe('open');
    await report(order);
    expect(itemOf(await orderOf(scene, team)).state).toBe('reported');
  });

  test('another enterprise finds no such order, and a report before the service is refused', async () => {
    const { order } = await served(scene, [{}]);
    const { order: draft } = await orderWith(scene, [{}]);
    const input = { findingId: itemOf(order).findingId, report: { text: '已更换' } };
    expect(
      codes(await act(scene.runtime, enterpriseOf(draft), reportItem, { orderId: order.orderId, ...input })),
    ).toEqual(['rectification-not-found']);
    const early = await act(scene.runtime, enterpriseOf(draft), reportItem, {
      orderId: draft.orderId,
      findingId: itemOf(draft).findingId,
      report: { text: '已更换' },
    });
    expect(codes(early)).toEqual(['rectification-state']);
  });

  test('the enterprise does no deed of an officer', async () => {
    const { team, order } = await served(scene, [{}]);
    const refused = await act(scene.runtime, enterpriseOf(order), openRound, {
      orderId: order.orderId,
      officerIds: [...team.officerIds],
    });
    expect(codes(refused)).toEqual(['not-allowed']);
  });
});

describe('rectification.request-extension', () => {
  test('asked in time and granted, the deadline moves back; a second request waits for the first', async () => {
    const { team, order } = await served(scene, [{}]);
    const one = { orderId: order.orderId, findingId: itemOf(order).findingId };
    await done(scene.runtime, enterpriseOf(order), requestExtension, { ...one, request: REQUEST });
    const again = await act(scene.runtime, enterpriseOf(order), requestExtension, { ...one, request: REQUEST });
    expect(codes(again)).toEqual(['extension-pending']);
    await done(scene.runtime, CHIEF, decideExtension, { ...one, decision: { outcome: 'granted', reply: '同意' } });
    expect(itemOf(await orderOf(scene, team)).dueOn).toBe('2026-04-10');
    const twice = await act(scene.runtime, CHIEF, decideExtension, {
      ...one,
      decision: { outcome: 'refused', reply: '不同意' },
    });
    expect(codes(twice)).toEqual(['extension-none']);
  });

  test('asked after the deadline, or for no later day: refused for both reasons', async () => {
    const { order } = await served(scene, [{ days: 7 }]);
    scene.runtime.clock.set('2026-03-20T01:00:00Z');
    const refused = await act(scene.runtime, enterpriseOf(order), requestExtension, {
      orderId: order.orderId,
      findingId: itemOf(order).findingId,
      request: { ...REQUEST, until: '2026-03-18' },
    });
    expect(codes(refused)).toEqual(['extension-too-late', 'extension-not-longer']);
  });

  test('a refused request leaves the deadline where it was', async () => {
    const { team, order } = await served(scene, [{}]);
    const one = { orderId: order.orderId, findingId: itemOf(order).findingId };
    await done(scene.runtime, enterpriseOf(order), requestExtension, { ...one, request: REQUEST });
    await done(scene.runtime, CHIEF, decideExtension, { ...one, decision: { outcome: 'refused', reply: '措施不足' } });
    expect(itemOf(await orderOf(scene, team)).dueOn).toBe('2026-03-19');
  });
});

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
