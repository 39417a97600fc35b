/** An order opened and served, what the enterprise reports, and the time it asks for. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../core/actor.ts';
import { read } from '../core/transact.ts';
import { CHIEF, DAY, openScene, STRANGER, type Scene } from '../inspection/scene.testing.ts';
import { carry } from '../inspection/steps.testing.ts';
import { act, done } from '../testing/draw-ceremony.ts';
import { actorOf } from '../testing/runtime.ts';
import { decideExtension, reportItem, requestExtension, returnReport } from './actions/answer.ts';
import { openRound } from './actions/round.ts';
import { serveOrder } from './actions/serve.ts';
import { findOrderOfVisit, type StoredOrder } from './reads/orders.ts';
import {
  enterpriseOf,
  issuePapers,
  itemOf,
  orderOf,
  orderWith,
  reportOn,
  sampleService,
  served,
  settleJobs,
} from './scene.testing.ts';
import { codes } from '../testing/refusal-codes.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
}, 60_000);
afterAll(() => scene.close());
afterEach(() => scene.runtime.clock.set(`${DAY}T01:00:00Z`));

const REQUEST = { until: '2026-04-10', reason: '设备到货推迟', interim: '停用该点位并挂牌警示' };

const report = (order: StoredOrder, number?: number): Promise<void> => reportOn(scene, order, number);

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
