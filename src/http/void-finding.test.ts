/** 撤销整改事项 (domain §21.4–21.5, docs/adr/0085): by the section chief, with a reason and what it rests on; what it ends, and what stands against it. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { read } from '../core/transact.ts';
import { listDocuments } from '../core/register/reads.ts';
import { dismissHazard } from '../hazard/actions/supervise.ts';
import { hazardIn, hazardOf } from '../hazard/scene.testing.ts';
import { voidDocument } from '../inspection/actions/documents.ts';
import { closeVisit } from '../inspection/actions/sign.ts';
import { SERIES } from '../inspection/reads/documents.ts';
import { listFindings } from '../inspection/reads/visits.ts';
import { CHIEF, DAY, openScene, STRANGER, type Scene, type Team } from '../inspection/scene.testing.ts';
import { caseSceneOver, doAct, HEAD } from '../penalty/scene.testing.ts';
import { findCaseOfFinding } from '../penalty/reads/cases.ts';
import { renewCode } from '../rectification/actions/access.ts';
import { reportItem, requestExtension } from '../rectification/actions/answer.ts';
import { referCase } from '../rectification/actions/end.ts';
import { decideExposure, proposeExposure } from '../rectification/actions/remind.ts';
import { closeRound, openRound, signRound, stateVerdict } from '../rectification/actions/round.ts';
import { serveOrder } from '../rectification/actions/serve.ts';
import { listRounds, type StoredOrder } from '../rectification/reads/orders.ts';
import { standingPapers } from '../rectification/reads/papers.ts';
import { rectificationTurns } from '../rectification/reads/turns.ts';
import { enterpriseName, viewForEnterprise } from '../rectification/reads/view.ts';
import { enterpriseActor } from '../rectification/rules/access.ts';
import { rectificationDuties } from '../rectification/rules/duties.ts';
import { issuePapers, orderOf, orderWith, sampleService, served } from '../rectification/scene.testing.ts';
import type { Verdict } from '../rectification/types/order.ts';
import { act, done } from '../testing/draw-ceremony.ts';
import { pdfText } from '../testing/pdf.ts';
import { codes } from '../testing/refusal-codes.ts';
import { actorOf } from '../testing/runtime.ts';
import { catchUp, orderNow, statesNow, tryVoid, voidFinding } from './void-finding.testing.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
}, 60_000);
afterAll(() => scene.close());
afterEach(() => scene.runtime.clock.set(`${DAY}T01:00:00Z`));

const PASSED: Verdict = { outcome: 'passed', opinion: '已更换' };
const DECISION = {
  kind: 'reconsideration',
  organ: '西青区人民政府',
  number: '津西青政复决〔2026〕3号',
  on: '2026-03-25',
} as const;
const itemId = ({ items }: StoredOrder, n = 0): string => items[n]?.findingId ?? '';
const roundsOf = ({ orderId }: StoredOrder) => read(scene.runtime, 1, (tx) => listRounds(tx, orderId));

async function report(order: StoredOrder, n = 0): Promise<void> {
  const { orderId } = order;
  const input = { orderId, findingId: itemId(order, n), report: { text: '已更换' } };
  await done(scene.runtime, enterpriseActor(1, orderId), reportItem, input);
}

/** A round over what was reported, with its verdicts. */
async function roundOver(team: Team, order: StoredOrder): Promise<void> {
  const { orderId } = order;
  await done(scene.runtime, team.lead, openRound, { orderId, officerIds: [...team.officerIds] });
  for (const { findingId } of (await roundsOf(order)).at(-1)?.verdicts ?? [])
    await done(scene.runtime, team.lead, stateVerdict, { orderId, findingId, verdict: PASSED });
}

async function signAll(team: Team, { orderId }: StoredOrder): Promise<void> {
  const { documentHash } = await done(scene.runtime, team.lead, closeRound, { orderId });
  for (const officer of [team.lead, team.second])
    await done(scene.runtime, officer, signRound, { orderId, documentHash });
}

describe('rectification.void-finding', () => {
  test('the finding stands no more, nothing waits for it, its decision is issued, and the others go on', async () => {
    const { team, order } = await served(scene, [{ days: 7 }, { days: 7 }]);
    const { orderId } = order;
    await done(scene.runtime, enterpriseActor(1, orderId), requestExtension, {
      orderId,
      findingId: itemId(order),
      request: { until: '2026-04-10', reason: '设备到货推迟', interim: '停用' },
    });
    scene.runtime.clock.set('2026-03-26T01:00:00Z');
    const voided = await tryVoid(scene, order, { basis: { kind: 'document', document: DECISION } });
    expect(voided).toMatchObject({ ok: true, value: { state: 'voided', order: 'served' } });
    await catchUp(scene);
    expect(await statesNow(scene, order)).toEqual(['served', 'voided', 'open']);
    const asked = { staffId: CHIEF.staffId, duties: new Set(Object.keys(rectificationDuties)), most: 50, skip: 0 };
    const turns = await read(scene.runtime, 1, (tx) => rectificationTurns(tx, asked));
    expect(turns.flatMap(({ turns: own }) => own).filter(({ record }) => record === orderId)).toEqual([]);
    const findings = await read(scene.runtime, 1, (tx) => listFindings(tx, team.inspectionId));
    expect(findings.map(({ isWithdrawn, voidedOn }) => [isWithdrawn, voidedOn])).toEqual([
      [true, '2026-03-26'],
      [false, null],
    ]);
    // The words of the record stay as they were signed: nobody has changed them afterwards.
    expect(findings.map(({ version }) => version)).toEqual([1, 1]);
    const papers = await read(scene.runtime, 1, (tx) => listDocuments(tx, SERIES, team.inspectionId));
    const paper = papers.find(({ form }) => form === 'finding-void');
    expect(paper?.number).toContain('改撤');
    const pdf = await pdfText(await scene.runtime.files.get(paper?.sha256 ?? ''));
    const text = pdf.replaceAll(/\s/g, '');
    for (const words of [DECISION.number, '该插座不属于本单位', '问题第1项', '撤销该项问题的认定'])
      expect(text).toContain(words);
  });

  test('its enterprise reads why, on what and in which decision; nothing is asked of it for that finding', async () => {
    const { order } = await served(scene, [{ days: 7 }]);
    await tryVoid(scene, order);
    const view = await read(scene.runtime, 1, async (tx) =>
      viewForEnterprise(tx, await orderNow(scene, order), {
        bureau: '测试区应急管理局',
        enterprise: await enterpriseName(tx, order.inspectionId),
      }),
    );
    expect(view.items[0]).toMatchObject({
      state: 'voided',
      isOverdue: false,
      daysLeft: null,
      voided: { reason: '该插座不属于本单位，现场认定有误', basis: { kind: 'error' }, decidedOn: DAY },
    });
  });

  test('with the last finding the order is over, and the visit can be closed', async () => {
    const { team, order } = await served(scene, [{ days: 7 }, { days: 7 }]);
    await tryVoid(scene, order);
    expect(await tryVoid(scene, order, { n: 1 })).toMatchObject({ ok: true, value: { order: 'closed' } });
    await catchUp(scene);
    expect((await orderNow(scene, order)).row.closed_on).toBe(DAY);
    expect(codes(await act(scene.runtime, CHIEF, closeVisit, { inspectionId: team.inspectionId }))).toEqual([]);
  });

  test('what was rectified long ago is voided when a review says so; the order stays closed as it was', async () => {
    const { team, order } = await served(scene, [{ days: 7 }]);
    await report(order);
    await roundOver(team, order);
    await signAll(team, order);
    expect(await statesNow(scene, order)).toEqual(['closed', 'passed']);
    scene.runtime.clock.set('2026-06-01T01:00:00Z');
    expect(await tryVoid(scene, order, { basis: { kind: 'document', document: DECISION } })).toMatchObject({
      ok: true,
    });
    const after = await orderNow(scene, order);
    expect([after.state, after.row.closed_on, after.items[0]?.state]).toEqual(['closed', DAY, 'voided']);
  });

  test('refused: twice, two at once, an officer, another bureau, a finding of another order', async () => {
    const { order } = await served(scene, [{}]);
    const { order: other } = await served(scene, [{}]);
    const elsewhere = { ...CHIEF, bureauId: 2 };
    expect(codes(await tryVoid(scene, order, { by: STRANGER }))).toEqual(['not-allowed']);
    expect(codes(await tryVoid(scene, order, { by: elsewhere }))).toEqual(['rectification-not-found']);
    expect(codes(await tryVoid(scene, { ...order, items: other.items }))).toEqual(['rectification-item-not-found']);
    const second = actorOf(['section-chief'], 'second-chief');
    const both = await Promise.all([tryVoid(scene, order), tryVoid(scene, order, { by: second })]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.flatMap(codes)).toEqual(['rectification-item-state']);
    expect(codes(await tryVoid(scene, order))).toEqual(['rectification-item-state']);
  });

  test('whoever was of the team, or went to look again, does not take back what was found, whatever roles he has', async () => {
    const { team, order } = await served(scene, [{}]);
    for (const { staffId } of [team.lead, team.second])
      expect(codes(await tryVoid(scene, order, { by: { ...CHIEF, staffId } }))).toEqual(['void-own-finding']);
    const stranger = scene.take();
    await report(order);
    const { orderId } = order;
    await done(scene.runtime, stranger.lead, openRound, { orderId, officerIds: [...stranger.officerIds] });
    const looked = { ...CHIEF, staffId: stranger.second.staffId };
    expect(codes(await tryVoid(scene, order, { by: looked }))).toEqual(['void-own-finding']);
  });

  test('a proposal to expose it ends undecided by the head, and none is made of it', async () => {
    const { team, order } = await served(scene, [{ days: 7 }]);
    scene.runtime.clock.set('2026-03-26T01:00:00Z');
    const one = { orderId: order.orderId, findingId: itemId(order) };
    const proposal = { ...one, ground: 'overdue', facts: '期限届满仍未更换' } as const;
    await done(scene.runtime, team.lead, proposeExposure, proposal);
    await tryVoid(scene, order);
    const decision = { ...one, outcome: 'expose', opinion: '同意' } as const;
    expect(codes(await act(scene.runtime, HEAD, decideExposure, decision))).toEqual(['exposure-none']);
    expect(codes(await act(scene.runtime, team.lead, proposeExposure, proposal))).toContain('exposure-not-ordered');
  });
});

describe('a round that looks at it', () => {
  test('goes on without it: the opinion is written again, signatures on the first count for nothing', async () => {
    const { team, order } = await served(scene, [{ days: 7 }, { days: 7 }]);
    const { orderId } = order;
    await report(order);
    await report(order, 1);
    await roundOver(team, order);
    const { documentHash } = await done(scene.runtime, team.lead, closeRound, { orderId });
    await done(scene.runtime, team.lead, signRound, { orderId, documentHash });
    expect(await tryVoid(scene, order)).toMatchObject({ ok: true, value: { order: 'reinspecting' } });
    const [round] = await roundsOf(order);
    expect(round).toMatchObject({ state: 'open', documentHash: null, signedBy: [] });
    expect(round?.verdicts.map(({ findingId }) => findingId)).toEqual([itemId(order, 1)]);
    expect(codes(await act(scene.runtime, team.second, signRound, { orderId, documentHash }))).toEqual([
      'round-not-closed',
    ]);
    await signAll(team, order);
    expect(await statesNow(scene, order)).toEqual(['closed', 'voided', 'passed']);
    // What was said of it before is no part of what was signed.
    expect((await roundsOf(order)).at(-1)?.verdicts).toEqual([{ findingId: itemId(order, 1), verdict: PASSED }]);
  });

  test('ends with the last of what it was to look at, and another one can begin', async () => {
    const { team, order } = await served(scene, [{ days: 7 }, { days: 7 }]);
    await report(order);
    await roundOver(team, order);
    expect(await tryVoid(scene, order)).toMatchObject({ ok: true, value: { order: 'served' } });
    expect((await roundsOf(order)).map(({ state }) => state)).toEqual(['dropped']);
    await report(order, 1);
    await roundOver(team, order);
    await signAll(team, order);
    expect((await roundsOf(order)).map(({ state }) => state)).toEqual(['dropped', 'done']);
    expect(await statesNow(scene, order)).toEqual(['closed', 'voided', 'passed']);
  });
});

describe('before the service', () => {
  test('a paper that names it is voided first; what is served then leaves it out', async () => {
    const { team, order } = await orderWith(scene, [{ days: 7 }, { days: 7 }]);
    const { inspectionId } = team;
    await issuePapers(scene, team);
    expect(codes(await tryVoid(scene, order))).toEqual(['void-paper-issued']);
    const [paper] = await read(scene.runtime, 1, (tx) => standingPapers(tx, inspectionId));
    const ending = { inspectionId, documentId: paper?.documentId ?? '', reason: '问题撤销' };
    await done(scene.runtime, CHIEF, voidDocument, ending);
    expect(await tryVoid(scene, order)).toMatchObject({ ok: true, value: { order: 'draft' } });
    await catchUp(scene);
    await issuePapers(scene, team);
    await done(scene.runtime, team.lead, serveOrder, { orderId: order.orderId, service: sampleService(scene, team) });
    const after = await orderOf(scene, team);
    const { items } = JSON.parse(String(after.row.document)) as { items: readonly { number: number }[] };
    expect(items.map(({ number }) => number)).toEqual([2]);
    expect(after.state).toBe('served');
  });

  test('with nothing left there is nothing to serve: the order is over, and has no code', async () => {
    const { team, order } = await orderWith(scene, [{ days: 7 }]);
    expect(await tryVoid(scene, order)).toMatchObject({ ok: true, value: { order: 'closed' } });
    const { orderId } = order;
    const service = sampleService(scene, team);
    expect(codes(await act(scene.runtime, team.lead, serveOrder, { orderId, service }))).toEqual([
      'rectification-state',
    ]);
    expect(codes(await act(scene.runtime, team.lead, renewCode, { orderId, reason: 'lost' }))).toEqual([
      'rectification-not-served',
    ]);
    await catchUp(scene);
    expect(codes(await act(scene.runtime, CHIEF, closeVisit, { inspectionId: team.inspectionId }))).toEqual([]);
  });
});

describe('a case', () => {
  test('that rests on it stands against it; declined, it does not', async () => {
    const { team, order } = await served(scene, [{ days: 7 }]);
    scene.runtime.clock.set('2026-03-26T01:00:00Z');
    const one = { orderId: order.orderId, findingId: itemId(order) };
    await done(scene.runtime, team.lead, referCase, { ...one, ground: 'ansheng-102' });
    expect(codes(await tryVoid(scene, order))).toEqual(['void-case-to-come']);
    await catchUp(scene);
    expect(await tryVoid(scene, order)).toMatchObject({
      refusals: [{ code: 'void-case-standing', facts: { number: 1, state: '线索待核' } }],
    });
    const caseId = await read(scene.runtime, 1, (tx) => findCaseOfFinding(tx, itemId(order)));
    const cases = await caseSceneOver(scene.runtime);
    await doAct(cases, HEAD, 'decline-lead', caseId ?? '', { reason: '认定有误' });
    expect(await tryVoid(scene, order)).toMatchObject({ ok: true });
    await catchUp(scene);
    expect(await statesNow(scene, order)).toEqual(['closed', 'voided']);
    // On what it was referred stays in the row; no second case comes of it.
    expect((await orderNow(scene, order)).items[0]?.ground).toBe('ansheng-102');
    expect(await read(scene.runtime, 1, (tx) => findCaseOfFinding(tx, itemId(order)))).toBeUndefined();
  });
});

describe('a major hazard', () => {
  test('ends first, on a document that denies it and by nobody who called it so; then it is rectified like every finding, or voided', async () => {
    const { team, hazard } = await hazardIn(scene);
    const { hazardId } = hazard;
    const order = await orderOf(scene, team);
    scene.runtime.clock.set('2026-03-26T01:00:00Z');
    expect(codes(await tryVoid(scene, order))).toEqual(['rectification-item-state', 'void-hazard-open']);
    const other = actorOf(['section-chief'], 'other-chief');
    const reason = '复议认定不属于重大事故隐患';
    const dismissal = { hazardId, reason, document: DECISION };
    expect(codes(await act(scene.runtime, other, dismissHazard, { hazardId, reason }))).toEqual(['hazard-still-major']);
    // The section chief of the scene is the second person who called it major.
    expect(codes(await act(scene.runtime, CHIEF, dismissHazard, dismissal))).toEqual(['hazard-own-judgement']);
    await done(scene.runtime, other, dismissHazard, dismissal);
    await catchUp(scene);
    expect((await hazardOf(scene, team)).state).toBe('dismissed');
    expect(await statesNow(scene, order)).toEqual(['draft', 'open']);
    expect(await tryVoid(scene, order)).toMatchObject({ ok: true, value: { order: 'closed' } });
  });
});

test('the deed names ids, days and numbers, and nothing that anybody wrote', async () => {
  const { order } = await served(scene, [{}]);
  await tryVoid(scene, order);
  const { rows } = await read(scene.runtime, 1, async (tx) => ({
    rows: await tx.db
      .selectFrom('deed')
      .select(['kind', 'entry'])
      .where('bureau_id', '=', 1)
      .where('subject_id', 'in', [order.orderId, itemId(order)])
      .where('kind', 'in', [voidFinding.kind, 'rectification.settle'])
      .orderBy('seq')
      .execute(),
  }));
  const said = rows.map(({ kind, entry }) => [kind, JSON.parse(String(entry)) as { readonly facts: object }] as const);
  expect(said.map(([kind]) => kind)).toEqual(['rectification.void-finding', 'rectification.settle']);
  expect(said[0]?.[1].facts).toMatchObject({ finding: itemId(order), number: 1, was: 'open', basis: 'error' });
  expect(said[1]?.[1].facts).toEqual({ outcome: 'voided' });
  expect(JSON.stringify(said)).not.toContain('插座');
});
