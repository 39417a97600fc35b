/** 送达撤销决定书 (docs/adr/0085): who was handed what says that a finding does not stand, and who owes it until then. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { read } from '../core/transact.ts';
import { DAY, openScene, STRANGER, type Scene, type Team } from '../inspection/scene.testing.ts';
import { serveVoid } from '../rectification/actions/serve-void.ts';
import { countByStage } from '../rectification/reads/list.ts';
import type { StoredOrder } from '../rectification/reads/orders.ts';
import { rectificationTurns } from '../rectification/reads/turns.ts';
import { listVoids } from '../rectification/reads/voids.ts';
import { enterpriseActor } from '../rectification/rules/access.ts';
import { served } from '../rectification/scene.testing.ts';
import type { Service } from '../rectification/types/order.ts';
import { OrderQuery } from '../rectification/types/views.ts';
import { act, done } from '../testing/draw-ceremony.ts';
import { codes } from '../testing/refusal-codes.ts';
import { tryVoid } from './void-finding.testing.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
}, 60_000);
afterAll(() => scene.close());
afterEach(() => scene.runtime.clock.set(`${DAY}T01:00:00Z`));

const DECIDED = '2026-03-26';

async function voided(): Promise<{ readonly team: Team; readonly order: StoredOrder; readonly findingId: string }> {
  const { team, order } = await served(scene, [{ days: 7 }]);
  scene.runtime.clock.set(`${DECIDED}T01:00:00Z`);
  expect(codes(await tryVoid(scene, order))).toEqual([]);
  return { team, order, findingId: order.items[0]?.findingId ?? '' };
}

const receipt = ({ officerIds }: Team, change: Partial<Service> = {}): Service => ({
  officerIds: [...officerIds],
  means: 'direct',
  servedOn: DECIDED,
  recipient: '王收件',
  ...change,
});

/** The days on which this person owes it to the order. */
async function owed({ lead }: Team, { orderId }: StoredOrder): Promise<(string | null)[]> {
  const asked = { staffId: lead.staffId, duties: new Set(['rectification.serve-void']), most: 50, skip: 0 };
  const duties = await read(scene.runtime, 1, (tx) => rectificationTurns(tx, asked));
  return duties.flatMap(({ turns }) => turns.filter(({ record }) => record === orderId).map(({ dueOn }) => dueOn));
}

describe('rectification.serve-void', () => {
  test('the team owes it within seven days, though the order is closed, until its receipt is noted', async () => {
    const { team, order, findingId } = await voided();
    const { orderId } = order;
    const waiting = (): Promise<number> =>
      read(
        scene.runtime,
        1,
        async (tx) => (await countByStage(tx, OrderQuery.parse({}), team.lead.staffId))['serve-void'],
      );
    expect(await owed(team, order)).toEqual(['2026-04-02']);
    const before = await waiting();
    await done(scene.runtime, team.second, serveVoid, { orderId, findingId, service: receipt(team) });
    expect(await owed(team, order)).toEqual([]);
    expect(await waiting()).toBe(before - 1);
    const found = await read(scene.runtime, 1, (tx) => listVoids(tx, orderId));
    expect(found.get(findingId)?.service).toEqual(receipt(team));
  });

  test('by two certified officers, between the decision and today, with a witness where it is left: all reasons at once', async () => {
    const { team, order, findingId } = await voided();
    const { orderId } = order;
    const tried = async (service: Service): Promise<string[]> =>
      codes(await act(scene.runtime, team.lead, serveVoid, { orderId, findingId, service }));
    expect(
      await tried(receipt(team, { officerIds: team.officerIds.slice(0, 1), servedOn: '2026-03-25', means: 'left' })),
    ).toEqual(['too-few-officers', 'rectification-served-before', 'rectification-witness-missing']);
    expect(await tried(receipt(team, { servedOn: '2026-03-27' }))).toEqual(['rectification-served-later']);
    expect(await owed(team, order)).toEqual(['2026-04-02']);
    expect(await tried(receipt(team, { means: 'left', witness: '居委会见证' }))).toEqual([]);
  });

  test('once: a second receipt is refused with the day of the first, also when both come at one moment', async () => {
    const { team, order, findingId } = await voided();
    const serve = (by: Team['lead']) =>
      act(scene.runtime, by, serveVoid, { orderId: order.orderId, findingId, service: receipt(team) });
    const answers = await Promise.all([serve(team.lead), serve(team.second)]);
    expect(answers.map((answer) => codes(answer)).toSorted((a, b) => a.length - b.length)).toEqual([
      [],
      ['void-served-already'],
    ]);
  });

  test('not of a finding that stands, by nobody outside the team, and not by the enterprise', async () => {
    const { team, order } = await served(scene, [{ days: 7 }]);
    const input = { orderId: order.orderId, findingId: order.items[0]?.findingId ?? '', service: receipt(team) };
    const today = { ...input, service: receipt(team, { servedOn: DAY }) };
    expect(codes(await act(scene.runtime, team.lead, serveVoid, today))).toEqual(['rectification-item-state']);
    expect(codes(await act(scene.runtime, STRANGER, serveVoid, today))).toEqual(['inspection-not-member']);
    expect(codes(await act(scene.runtime, enterpriseActor(1, order.orderId), serveVoid, today))).toEqual([
      'not-allowed',
    ]);
  });
});
