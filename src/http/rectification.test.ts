import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../core/actor.ts';
import { knownToStaff } from '../core/actor.ts';
import { newId } from '../core/ids.ts';
import { inBureau, knowingAll } from '../core/transact.ts';
import { openScene, STRANGER, type Scene } from '../inspection/scene.testing.ts';
import { keepPhoto } from '../rectification/actions/photo.ts';
import { enterpriseActor } from '../rectification/rules/access.ts';
import { served } from '../rectification/scene.testing.ts';
import { rectificationRoutes } from './rectification.ts';
import { serveRoutes, type ServedRoutes } from './served.testing.ts';

let scene: Scene;
let routes: ServedRoutes;
beforeAll(async () => {
  scene = await openScene();
  routes = await serveRoutes(scene.runtime, (site, identify) => rectificationRoutes(site, scene.runtime, identify));
}, 60_000);
afterAll(async () => {
  await routes.close();
  await scene.close();
});

const PICTURE = await readFile(new URL('../core/uploads/fixtures/picture.jpg', import.meta.url));

describe('a photo of rectification at the desk', () => {
  test('of a visit that is sealed is shown to those who know of it, and to nobody else', async () => {
    const { team, order } = await served(scene, [{}]);
    const kept = await keepPhoto(scene.runtime, enterpriseActor(1, order.orderId), newId(), {
      orderId: order.orderId,
      findingId: order.items[0]?.findingId ?? '',
      moment: 'after',
      name: 'after.jpg',
      bytes: PICTURE,
    });
    if (!kept.ok) throw new Error(JSON.stringify(kept.refusals));
    const url = `/api/rectifications/${order.orderId}/photos/${kept.value.photoId}`;
    const statusFor = async (actor: Actor): Promise<number> => (await routes.get(url, actor)).statusCode;
    expect(await statusFor(STRANGER)).toBe(200);
    await inBureau(scene.runtime, 1, (tx) =>
      knowingAll(tx, () =>
        tx.db
          .updateTable('inspection')
          .set({ known_to: [knownToStaff(team.lead.staffId)] })
          .where('bureau_id', '=', 1)
          .where('inspection_id', '=', team.inspectionId)
          .execute(),
      ),
    );
    expect(await statusFor(team.lead)).toBe(200);
    expect(await statusFor(STRANGER)).toBe(404);
    expect(await statusFor(team.second)).toBe(404);
  });
});
