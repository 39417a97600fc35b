import { createHash } from 'node:crypto';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../core/actor.ts';
import { newId } from '../core/ids.ts';
import { read } from '../core/transact.ts';
import { openUpload } from '../core/uploads/receive.ts';
import { Phone } from '../inspection/phone.testing.ts';
import { deedsOf, linesOf, openScene, STRANGER, type Scene, type Team } from '../inspection/scene.testing.ts';
import { carry } from '../inspection/steps.testing.ts';
import { JPEG } from '../testing/upload-files.ts';
import { buildApp } from './app.ts';
import { fieldFileRoutes } from './field-files.ts';

let scene: Scene;
let app: FastifyInstance;
let team: Team;
let actor: Actor | undefined;

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const PIECE = 100;

beforeAll(async () => {
  scene = await openScene();
  app = await buildApp({
    runtime: scene.runtime,
    logging: false,
    identify: () => Promise.resolve(actor),
    extend: (instance) => fieldFileRoutes(instance, scene.runtime, () => Promise.resolve(actor)),
  });
  team = await carry(scene, scene.take(), 'checked-in');
  actor = team.lead;
}, 60_000);
afterAll(async () => {
  await app.close();
  await scene.close();
});

/** The phone says that it has taken this picture. */
async function announce(bytes: Uint8Array): Promise<string> {
  const phone = await new Phone(scene, team, team.lead).register();
  const [line] = await linesOf(scene, team);
  const sha256 = sha256Of(bytes);
  phone.say({
    kind: 'photo',
    photoId: newId(),
    sha256,
    bytes: bytes.length,
    type: 'image/jpeg',
    takenAt: scene.runtime.clock.now(),
    itemId: line?.itemId ?? '',
    pointNo: line?.no ?? 0,
    isWithdrawn: false,
  });
  await phone.sync();
  return `/api/field/files/${team.inspectionId}/${sha256}`;
}

function send(url: string, at: number, payload: Buffer): Promise<LightMyRequestResponse> {
  const headers = { 'content-type': 'application/octet-stream' };
  return app.inject({ method: 'POST', url: `${url}?at=${at}`, headers, payload });
}

function codesOf(answer: LightMyRequestResponse): string[] {
  return answer.json<{ refusals?: { code: string }[] }>().refusals?.map(({ code }) => code) ?? [];
}

describe('a picture in pieces', () => {
  test('goes on where the server is, and is confirmed when its hash is that of the picture', async () => {
    const url = await announce(JPEG);
    let at = 0;
    let pieces = 0;
    while (at < JPEG.length) {
      const answer = await send(url, at, JPEG.subarray(at, at + PIECE));
      expect(answer.statusCode).toBe(200);
      const { received, isConfirmed } = answer.json<{ received: number; isConfirmed: boolean }>();
      expect(isConfirmed).toBe(received === JPEG.length);
      at = received;
      pieces += 1;
      // The reply is lost: the same piece comes again, and the server says where it is.
      if (pieces === 2) {
        const again = await send(url, 0, JPEG.subarray(0, PIECE));
        expect(codesOf(again)).toEqual(['upload-offset']);
        expect((await app.inject({ url })).json()).toEqual({ received: 2 * PIECE, isConfirmed: false });
      }
    }
    expect((await app.inject({ url })).json()).toEqual({ received: JPEG.length, isConfirmed: true });
    const kept = await read(scene.runtime, 1, (tx) => openUpload(tx, scene.runtime, sha256Of(JPEG)));
    expect(kept.equals(JPEG)).toBe(true);
    await expect(scene.runtime.files.get(sha256Of(JPEG)), 'unsealed').rejects.toThrow('ENOENT');
    expect((await send(url, 0, JPEG)).json()).toMatchObject({ isConfirmed: true });
    expect((await deedsOf(scene, team)).filter((kind) => kind === 'inspection.keep-file')).toHaveLength(1);
  });

  test('the same piece twice at once is there once', async () => {
    const bytes = Buffer.concat([JPEG, Buffer.from('x')]);
    const url = await announce(bytes);
    const [first, second] = await Promise.all([
      send(url, 0, bytes.subarray(0, 50)),
      send(url, 0, bytes.subarray(0, 50)),
    ]);
    for (const answer of [first, second]) expect(answer.json()).toEqual({ received: 50, isConfirmed: false });
    expect((await app.inject({ url })).json()).toMatchObject({ received: 50 });
  });

  test('other bytes under its hash begin anew; what is no picture is not kept', async () => {
    const picture = Buffer.from(JPEG);
    picture[picture.length - 3] = 1;
    const url = await announce(picture);
    expect(codesOf(await send(url, 0, Buffer.alloc(picture.length, 7)))).toEqual(['upload-hash-wrong']);
    expect((await app.inject({ url })).json()).toEqual({ received: 0, isConfirmed: false });
    const program = Buffer.from('MZ this is a program, whatever its name says');
    const evil = await announce(program);
    expect((await send(evil, 0, program)).statusCode).toBeGreaterThanOrEqual(400);
    expect((await app.inject({ url: evil })).json()).toEqual({ received: 0, isConfirmed: false });
  });

  test('nobody outside the team learns of it, and nothing is taken that no photo of the visit announced', async () => {
    const url = await announce(Buffer.concat([JPEG, Buffer.from('y')]));
    const unknown = `/api/field/files/${team.inspectionId}/${'0'.repeat(64)}`;
    expect(codesOf(await send(unknown, 0, JPEG))).toEqual(['upload-not-announced']);
    actor = STRANGER;
    expect(codesOf(await send(url, 0, JPEG))).toEqual(['upload-not-announced']);
    actor = undefined;
    expect((await app.inject({ url })).statusCode).toBe(401);
    actor = team.lead;
  });
});
