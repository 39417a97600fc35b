import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor, Role } from '../core/actor.ts';
import { searchForms } from '../core/search-text.ts';
import { read } from '../core/transact.ts';
import { CHIEF, DAY, openScene, STRANGER, type Scene } from '../inspection/scene.testing.ts';
import { done } from '../testing/draw-ceremony.ts';
import { reportItem, requestExtension } from './actions/answer.ts';
import { countByStage, listOrders } from './reads/list.ts';
import { rectificationTurns } from './reads/turns.ts';
import { enterpriseActor } from './rules/access.ts';
import { rectificationDuties } from './rules/duties.ts';
import { orderWith, served } from './scene.testing.ts';
import { OrderQuery } from './types/views.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
}, 60_000);
afterAll(() => scene.close());

/** What this person finds of the duties of a role: duty, order, day. */
async function turnsOf({ staffId }: Actor, role: Role) {
  const own = Object.entries(rectificationDuties).filter(([, { owners }]) => owners.some((owner) => owner === role));
  const asked = { staffId, duties: new Set(own.map(([name]) => name)), most: 50, skip: 0 };
  const open = await read(scene.runtime, 1, (tx) => rectificationTurns(tx, asked));
  return open.flatMap(({ duty, turns }) => turns.map(({ record, dueOn }) => [duty, record, dueOn]));
}

describe('what waits for whom', () => {
  test('every open thing exactly once, for those whose turn it is, with the day by which it is due', async () => {
    const { team, order: draft } = await orderWith(scene, [{}]);
    const { order: reported, team: reporting } = await served(scene, [{ days: 7 }]);
    const [item] = reported.items;
    await done(scene.runtime, enterpriseActor(1, reported.orderId), reportItem, {
      orderId: reported.orderId,
      findingId: item?.findingId ?? '',
      report: { text: '已改' },
    });
    const { order: asking } = await served(scene, [{ days: 7 }]);
    await done(scene.runtime, enterpriseActor(1, asking.orderId), requestExtension, {
      orderId: asking.orderId,
      findingId: asking.items[0]?.findingId ?? '',
      request: { until: '2026-04-10', reason: '设备到货推迟', interim: '停用' },
    });
    const mine = await turnsOf(team.lead, 'officer');
    expect(mine).toContainEqual(['rectification.serve', draft.orderId, '2026-03-19']);
    expect(await turnsOf(reporting.second, 'officer')).toContainEqual([
      'rectification.open-round',
      reported.orderId,
      '2026-03-22',
    ]);
    expect(await turnsOf(CHIEF, 'section-chief')).toEqual([
      ['rectification.decide-extension', asking.orderId, '2026-03-19'],
    ]);
    expect(await turnsOf(STRANGER, 'officer')).toEqual([]);
  });

  test('past its deadline an order waits to be looked at without any report, and is counted as overdue', async () => {
    const { order, team } = await served(scene, [{ days: 7 }]);
    scene.runtime.clock.set('2026-03-20T01:00:00Z');
    const [counts, { rows }] = await read(scene.runtime, 1, async (tx) => [
      await countByStage(tx, OrderQuery.parse({}), ''),
      await listOrders(tx, OrderQuery.parse({ stage: 'overdue', size: 100 }), ''),
    ]);
    expect(counts.overdue).toBe(rows.length);
    expect(rows).toContainEqual(expect.objectContaining({ orderId: order.orderId, overdue: 1, daysLeft: -1 }));
    expect(await turnsOf(team.lead, 'officer')).toContainEqual([
      'rectification.open-round',
      order.orderId,
      '2026-03-29',
    ]);
    scene.runtime.clock.set(`${DAY}T01:00:00Z`);
  });

  test('an order is found by a part of its enterprise, and signs typed for patterns are no patterns', async () => {
    const { order } = await served(scene, [{}]);
    const found = (q: string) => read(scene.runtime, 1, (tx) => listOrders(tx, OrderQuery.parse({ q, size: 100 }), ''));
    const all = await found('');
    const name = all.rows.find(({ orderId }) => orderId === order.orderId)?.enterpriseName ?? '';
    expect((await found(name.slice(1, -1))).rows.map(({ orderId }) => orderId)).toContain(order.orderId);
    expect((await found(searchForms(name).split('|')[1] ?? '')).rows.map(({ orderId }) => orderId)).toContain(
      order.orderId,
    );
    expect((await found('%')).total).toBe(0);
    expect((await found('_')).total).toBe(0);
  });
});
