import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../core/actor.ts';
import { read } from '../core/transact.ts';
import { composedPdf, composeDocument } from '../inspection/actions/compose.ts';
import { issueDocument, voidDocument } from '../inspection/actions/documents.ts';
import { CHIEF, openScene, STRANGER, visitOf, type Scene, type Team } from '../inspection/scene.testing.ts';
import { serveOrder } from '../rectification/actions/serve.ts';
import { standingPapers } from '../rectification/reads/papers.ts';
import { orderWith, sampleService } from '../rectification/scene.testing.ts';
import { done } from '../testing/draw-ceremony.ts';
import { pdfText } from '../testing/pdf.ts';
import { actorOf } from '../testing/runtime.ts';
import { orderSlipRoutes } from './order-slip.ts';
import { serveRoutes, type ServedRoutes } from './served.testing.ts';

let scene: Scene;
let routes: ServedRoutes;

beforeAll(async () => {
  scene = await openScene();
  routes = await serveRoutes(scene.runtime, (site, identify) => orderSlipRoutes(site, scene.runtime, identify));
}, 60_000);
afterAll(async () => {
  await routes.close();
  await scene.close();
});

const slip = (orderId: string, width: number, as: Actor | undefined) =>
  routes.get(`/api/rectifications/${orderId}/slip.pdf?width=${width}`, as);

async function issue(team: Team, form: 'order') {
  const visit = await visitOf(scene, team);
  const sha256 = await read(scene.runtime, 1, async (tx) => {
    const composed = await composeDocument(tx, scene.runtime, visit, form);
    if (!composed.ok) throw new Error(JSON.stringify(composed.refusals));
    return composedPdf(composed.value, tx.today).sha256;
  });
  return done(scene.runtime, team.lead, issueDocument, { inspectionId: team.inspectionId, form, sha256 });
}

describe('the slip of an order', () => {
  test('names the paper by its register number, what is due when, and after service the enterprise’s code; at both widths', async () => {
    const { team, order } = await orderWith(scene, [{ place: '龘𬭎㛃·车间' }]);
    const paper = await issue(team, 'order');
    const before = await pdfText((await slip(order.orderId, 80, team.lead)).rawPayload);
    expect(before).toContain(paper.number);
    expect(before).toContain('龘𬭎㛃·车间');
    expect(before).not.toContain('整改代码');
    await done(scene.runtime, team.lead, serveOrder, { orderId: order.orderId, service: sampleService(scene, team) });
    for (const width of [58, 80]) {
      const answer = await slip(order.orderId, width, team.second);
      expect(await pdfText(answer.rawPayload)).toMatch(/整改代码：[0-9A-Z-]{16,}/);
      const box = /MediaBox\s*\[\s*0 0 ([\d.]+)/.exec(answer.rawPayload.toString('latin1'))?.[1];
      expect(Math.round((Number(box) / 72) * 25.4)).toBe(width);
    }
  });

  test('is for the team alone: it opens the enterprise’s page', async () => {
    const { order } = await orderWith(scene, [{}]);
    for (const [who, status] of [
      [undefined, 401],
      [STRANGER, 404],
      [CHIEF, 404],
      [actorOf(['officer'], 'x', 2), 404],
    ] as const)
      expect((await slip(order.orderId, 80, who)).statusCode).toBe(status);
    expect((await slip(order.orderId, 999, CHIEF)).statusCode).toBe(404);
  });

  test('says the paper that holds: not the voided one', async () => {
    const { team, order } = await orderWith(scene, [{}]);
    const first = await issue(team, 'order');
    const second = await issue(team, 'order');
    const { inspectionId } = team;
    await done(scene.runtime, CHIEF, voidDocument, {
      inspectionId,
      documentId: first.documentId,
      reason: '期限有误',
      supersededBy: second.documentId,
    });
    const standing = await read(scene.runtime, 1, (tx) => standingPapers(tx, inspectionId));
    expect(standing.map(({ number }) => number)).toEqual([second.number]);
    const text = await pdfText((await slip(order.orderId, 80, team.lead)).rawPayload);
    expect(text).toContain(second.number);
    expect(text).not.toContain(first.number);
  });
});
