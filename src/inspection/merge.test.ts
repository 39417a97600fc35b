import { afterAll, beforeAll, expect, test } from 'vitest';
import { execute } from '../core/command.ts';
import { inBureau, read } from '../core/transact.ts';
import { mergeEnterprises } from '../directory/actions/merge.ts';
import { actorOf } from '../testing/runtime.ts';
import { loadOf, mergeHoldsOfVisits, visitsOf } from './reads/enterprise.ts';
import { visitsThisYear } from './reads/preparation.ts';
import { DAY, openScene, visitOf, type Scene } from './scene.testing.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

const merge = mergeEnterprises({ mergeHolds: mergeHoldsOfVisits });
const clerk = actorOf(['group-office'], 'clerk');

async function join(survivor: string, merged: string): Promise<readonly string[]> {
  const input = {
    survivor: { recordId: survivor, version: 1 },
    merged: [{ recordId: merged, version: 1 }],
    reason: '同一家',
  };
  const result = await execute(scene.runtime, clerk, merge, crypto.randomUUID(), input);
  return result.ok ? [] : result.refusals.map(({ code }) => code);
}

test('an enterprise with an unsigned visit is not joined with another; signed visits count for the one that stays', async () => {
  const going = await visitOf(scene, scene.take());
  const staying = await visitOf(scene, scene.take());
  expect(await join(staying.enterpriseId, going.enterpriseId)).toEqual(['merge-visit-open']);

  await inBureau(scene.runtime, 1, (tx) =>
    tx.db
      .updateTable('inspection')
      .set({ state: 'signed', signed_on: DAY })
      .where('inspection_id', '=', going.inspectionId)
      .execute(),
  );
  expect(await join(staying.enterpriseId, going.enterpriseId)).toEqual([]);
  expect(await read(scene.runtime, 1, (tx) => visitsThisYear(tx, staying))).toMatchObject({ thisYear: 1 });
  const both = [staying.enterpriseId, going.enterpriseId];
  expect(await read(scene.runtime, 1, (tx) => visitsOf(tx, both))).toEqual({ thisYear: 1, lastOn: DAY });
  const member = going.team[0]?.personId ?? '';
  expect(await read(scene.runtime, 1, (tx) => loadOf(tx, member))).toEqual({ thisYear: 1, lastOn: DAY });
});
