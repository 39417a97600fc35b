/** Files of a case over the wire: by whom they are sent, to whom they are shown, and what a browser may do with them. */
import multipart from '@fastify/multipart';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../core/actor.ts';
import { carryCase, DAY, HEAD, lead, LEGAL, openCaseScene, type CaseScene } from '../penalty/scene.testing.ts';
import { actorOf, type TestRuntime } from '../testing/runtime.ts';
import { JPEG } from '../testing/upload-files.ts';
import { caseFileRoutes } from './case-files.ts';

let scene: CaseScene<TestRuntime>;
let app: FastifyInstance;
let actor: Actor | undefined;
beforeAll(async () => {
  scene = await openCaseScene();
  scene.at(DAY);
  app = Fastify();
  await app.register(multipart);
  caseFileRoutes(app, scene.runtime, () => Promise.resolve(actor));
}, 60_000);
afterAll(async () => {
  await app.close();
  await scene.close();
});

async function send(caseId: string, as: Actor | undefined, bytes: Uint8Array<ArrayBuffer> = new Uint8Array(JPEG)) {
  actor = as;
  const form = new FormData();
  form.append('file', new Blob([bytes]), '照片.jpg');
  const body = new Response(form);
  return app.inject({
    method: 'POST',
    url: `/api/penalties/${caseId}/files`,
    headers: { 'content-type': body.headers.get('content-type') ?? '' },
    payload: Buffer.from(await body.arrayBuffer()),
  });
}

async function get(url: string, as: Actor | undefined = HEAD) {
  actor = as;
  return app.inject({ method: 'GET', url });
}

describe('a file of a case', () => {
  test('is taken from its handlers alone, and looked at before it is kept', async () => {
    const { caseId } = await carryCase(scene, 'investigating');
    expect((await send(caseId, lead(scene))).json()).toMatchObject({ format: 'jpeg', size: JPEG.length });
    expect((await send(caseId, scene.officers[4])).statusCode).toBe(404);
    expect((await send(caseId, LEGAL)).statusCode).toBe(403);
    expect((await send(caseId, undefined)).statusCode).toBe(401);
    expect((await send('nothing', lead(scene))).statusCode).toBe(404);
    const program = new Uint8Array(Buffer.from('<html><script>alert(1)</script></html>'));
    expect((await send(caseId, lead(scene), program)).statusCode).toBe(409);
  });

  test('is shown sandboxed, to those who read cases, under its own case alone', async () => {
    const [one, other] = [await carryCase(scene, 'evidence'), await carryCase(scene, 'evidence')];
    const [piece, foreign] = [one.evidence[0], other.evidence[0]];
    const path = (caseId: string, sha256: string | undefined): string => `/api/penalties/${caseId}/files/${sha256}`;
    const own = path(one.caseId, piece?.files[0]?.sha256);
    const shown = await get(own);
    expect(shown.statusCode).toBe(200);
    expect(shown.headers['content-security-policy']).toContain('sandbox');
    expect(shown.headers['content-disposition']).toContain('inline');
    expect(shown.headers['cache-control']).toBe('private, no-store');
    expect((await get(`${own}?original=1`)).headers['content-disposition']).toContain('attachment');
    expect((await get(path(one.caseId, foreign?.files[0]?.sha256))).statusCode).toBe(404);
    expect((await get(path(other.caseId, piece?.files[0]?.sha256))).statusCode).toBe(404);
    expect((await get(own, actorOf(['head'], 'head', 2))).statusCode).toBe(404);
    expect((await get(own, actorOf(['equipment-keeper'], 'keeper'))).statusCode).toBe(403);
    expect((await get(own, actorOf(['system-admin'], 'admin'))).statusCode).toBe(403);
  });
});
