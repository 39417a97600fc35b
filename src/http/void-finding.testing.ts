/** 撤销整改事项 with everything that follows it, for tests. @module */
import type { Actor } from '../core/actor.ts';
import { follow } from '../core/follow.ts';
import { read } from '../core/transact.ts';
import { hazardFollowers } from '../hazard/jobs.ts';
import { disclosureFollowers } from '../disclosure/jobs.ts';
import { inspectionFollowers } from '../inspection/jobs.ts';
import { CHIEF, type Scene } from '../inspection/scene.testing.ts';
import { penaltyFollowers } from '../penalty/jobs.ts';
import { voidFindingWith } from '../rectification/actions/void.ts';
import { rectificationFollowers } from '../rectification/jobs.ts';
import { findOrder, type StoredOrder } from '../rectification/reads/orders.ts';
import type { VoidBasis } from '../rectification/types/void.ts';
import { act } from '../testing/draw-ceremony.ts';
import { laterOfFindings } from './order-later.ts';

export const voidFinding = voidFindingWith(laterOfFindings);

/** Lets every module that follows an order catch up. */
export async function catchUp({ runtime }: Scene): Promise<void> {
  const followers = [
    rectificationFollowers,
    hazardFollowers,
    penaltyFollowers,
    disclosureFollowers,
    inspectionFollowers,
  ];
  for (const follower of followers.flat()) await follow(runtime, 1, follower);
}

export const ERROR: VoidBasis = { kind: 'error' };

export interface Voiding {
  readonly by?: Actor;
  readonly basis?: VoidBasis;
  /** Of the finding in the order, the first one where it is left out. */
  readonly n?: number;
}

/** The section chief voids it; the jobs do not run by that. */
export async function tryVoid({ runtime }: Scene, { orderId, items }: StoredOrder, voiding: Voiding = {}) {
  const { by = CHIEF, basis = ERROR, n = 0 } = voiding;
  const findingId = items[n]?.findingId ?? '';
  return act(runtime, by, voidFinding, { orderId, findingId, basis, reason: '该插座不属于本单位，现场认定有误' });
}

export async function orderNow({ runtime }: Scene, { orderId }: StoredOrder): Promise<StoredOrder> {
  const order = await read(runtime, 1, (tx) => findOrder(tx, orderId));
  if (order === undefined) throw new Error(`order ${orderId} is gone`);
  return order;
}

export async function statesNow(scene: Scene, order: StoredOrder): Promise<string[]> {
  const { state, items } = await orderNow(scene, order);
  return [state, ...items.map((item) => item.state)];
}
