import { readFile } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../core/ids.ts';
import { read } from '../core/transact.ts';
import { openScene, type Scene } from '../inspection/scene.testing.ts';
import { renewCode } from '../rectification/actions/access.ts';
import { codeOf } from '../rectification/reads/access.ts';
import { listPhotos } from '../rectification/reads/photos.ts';
import type { StoredOrder } from '../rectification/reads/orders.ts';
import { orderOf, orderWith, served } from '../rectification/scene.testing.ts';
import { act, done } from '../testing/draw-ceremony.ts';
import { buildApp } from './app.ts';
import { enterpriseRoutes } from './enterprise.ts';

let scene: Scene;
let app: FastifyInstance;
beforeAll(async () => {
  scene = await openScene();
  app = await buildApp({
    runtime: scene.runtime,
    identify: () => Promise.resolve(undefined),
    logging: false,
    extend: (site) => Promise.resolve(enterpriseRoutes(site, scene.runtime)),
  });
}, 60_000);
afterAll(async () => {
  await app.close();
  await scene.close();
});

const PICTURE = await readFile(new URL('../core/uploads/fixtures/picture.jpg', import.meta.url));

function codeFor(order: StoredOrder): string {
  const code = codeOf(scene.runtime.fieldCipher, order);
  if (code === undefined) throw new Error('the order has no code');
  return code;
}

type Photo = readonly [name: string, bytes: Uint8Array];

async function send(
  url: string,
  values: Readonly<Record<string, string>>,
  photos: Readonly<Record<string, Photo>> = {},
) {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) form.append(name, value);
  for (const [field, [name, bytes]] of Object.entries(photos)) form.append(field, new Blob([Buffer.from(bytes)]), name);
  const request = new Request('http://127.0.0.1/', { method: 'POST', body: form });
  const headers = { 'content-type': request.headers.get('content-type') ?? '' };
  return app.inject({ method: 'POST', url, headers, payload: Buffer.from(await request.arrayBuffer()) });
}

const photosOf = ({ orderId }: StoredOrder) => read(scene.runtime, 1, (tx) => listPhotos(tx, orderId));
const findingOf = ({ items }: StoredOrder): string => items[0]?.findingId ?? '';

describe('the page of an enterprise', () => {
  test('opens by the code in any writing, is not kept by any cache, and names neither officer nor other enterprise', async () => {
    const { order } = await served(scene, [{ description: '使用非防爆插座1处' }]);
    const code = codeFor(order);
    const page = await app.inject(`/e/${code}`);
    expect(page.statusCode).toBe(200);
    expect(page.headers['cache-control']).toBe('no-store');
    expect(page.headers['referrer-policy']).toBe('same-origin');
    expect(page.body).toContain('使用非防爆插座1处');
    expect(page.body).toContain('noindex');
    expect(page.body).not.toContain('officer-');
    const typed = new URLSearchParams({ code: ` ${code.slice(0, 8).toLowerCase()}-${code.slice(8)} ` });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const opened = await app.inject({ method: 'POST', url: '/e', headers, payload: typed.toString() });
    expect([opened.statusCode, opened.headers.location]).toEqual([303, `/e/${code}`]);
  });

  test.each(['0000000000000000', 'x', encodeURIComponent('<script>')])(
    'a code that opens nothing: %s',
    async (code) => {
      const page = await app.inject(`/e/${code}`);
      expect(page.statusCode).toBe(404);
      expect(page.body).toContain('没有找到这个代码');
      expect(page.body).not.toContain('<script>');
    },
  );

  test('before the service there is no code', async () => {
    const { order } = await orderWith(scene, [{}]);
    expect(codeOf(scene.runtime.fieldCipher, order)).toBeUndefined();
  });
});

describe('rectification.renew-code', () => {
  test('shuts the old code out of page, photos and forms at once; the new one opens them all', async () => {
    const { team, order } = await served(scene, [{}]);
    const old = codeFor(order);
    const report = { findingId: findingOf(order), command: newId(), text: '插座已改为防爆型' };
    await send(`/e/${old}/report`, report, { after: ['现场.jpg', PICTURE] });
    const [photo] = await photosOf(order);
    const renewal = { orderId: order.orderId, reason: 'lost' as const };
    const others = await act(scene.runtime, { ...team.lead, staffId: 'stranger' }, renewCode, renewal);
    expect(others).toMatchObject({ ok: false, refusals: [{ code: 'inspection-not-member' }] });
    await done(scene.runtime, team.lead, renewCode, renewal);
    const code = codeFor(await orderOf(scene, team));
    expect(code).not.toBe(old);
    for (const below of ['', `/photo/${photo?.photoId}`]) {
      expect([below, (await app.inject(`/e/${code}${below}`)).statusCode]).toEqual([below, 200]);
      expect([below, (await app.inject(`/e/${old}${below}`)).statusCode]).toEqual([below, 404]);
    }
    expect((await send(`/e/${old}/words`, { command: newId(), text: '说明' })).statusCode).toBe(404);
    expect((await send(`/e/${code}/words`, { command: newId(), text: '说明' })).statusCode).toBe(303);
  });

  test('is refused before the service', async () => {
    const { team, order } = await orderWith(scene, [{}]);
    const early = await act(scene.runtime, team.lead, renewCode, { orderId: order.orderId, reason: 'contact' });
    expect(early).toMatchObject({ ok: false, refusals: [{ code: 'rectification-state' }] });
  });
});

describe('a report with photos', () => {
  test('is taken once, however often the form is sent, and its photos lose their traces', async () => {
    const { team, order } = await served(scene, [{}]);
    const code = codeFor(order);
    const values = { findingId: findingOf(order), command: newId(), text: '插座已改为防爆型' };
    for (const _time of [1, 2]) {
      const answer = await send(`/e/${code}/report`, values, { after: ['现场.jpg', PICTURE] });
      expect([answer.statusCode, answer.headers.location]).toEqual([303, `/e/${code}?done=report`]);
    }
    const photos = await photosOf(order);
    expect(photos).toHaveLength(1);
    expect((await orderOf(scene, team)).items[0]?.state).toBe('reported');
    const page = (await app.inject(`/e/${code}`)).body;
    expect(page.split('插座已改为防爆型')).toHaveLength(2);
    const photo = await app.inject(`/e/${code}/photo/${photos[0]?.photoId ?? ''}`);
    expect([photo.statusCode, photo.headers['content-type']]).toEqual([200, 'image/jpeg']);
    expect(photo.headers['content-security-policy']).toContain('sandbox');
    expect(photo.headers['cache-control']).toBe('private, no-store');
    expect(photo.rawPayload.includes('Exif')).toBe(false);
  });

  test('a file that is no photo is refused with its reason; the words and the good photo are not lost', async () => {
    const { team, order } = await served(scene, [{}]);
    const code = codeFor(order);
    const answer = await send(
      `/e/${code}/report`,
      { findingId: findingOf(order), command: newId(), text: '已断电并挂牌' },
      { before: ['前.jpg', PICTURE], after: ['后.jpg', Buffer.from('MZ not a photo')] },
    );
    expect(answer.statusCode).toBe(409);
    expect(answer.body).toContain('role="alert"');
    expect(answer.body).toContain('已断电并挂牌');
    expect(answer.body).toContain('已上传 1 张照片');
    expect((await orderOf(scene, team)).items[0]?.state).toBe('open');
  });

  test('a photo of another order is not shown by this one', async () => {
    const [mine, other] = [await served(scene, [{}]), await served(scene, [{}])];
    await send(
      `/e/${codeFor(other.order)}/report`,
      { findingId: findingOf(other.order), command: newId(), text: '已改' },
      { after: ['后.jpg', PICTURE] },
    );
    const [photo] = await photosOf(other.order);
    const answer = await app.inject(`/e/${codeFor(mine.order)}/photo/${photo?.photoId ?? ''}`);
    expect(answer.statusCode).toBe(404);
  });

  test('a finding of another order is refused', async () => {
    const [mine, other] = [await served(scene, [{}]), await served(scene, [{}])];
    const values = { findingId: findingOf(other.order), command: newId(), text: '已改' };
    expect((await send(`/e/${codeFor(mine.order)}/report`, values)).statusCode).toBe(404);
    expect((await orderOf(scene, other.team)).items[0]?.state).toBe('open');
  });
});

describe('a request for more time', () => {
  test('without interim measures it comes back with everything typed; with them it is taken', async () => {
    const { order } = await served(scene, [{}]);
    const code = codeFor(order);
    const values = { findingId: findingOf(order), command: newId(), until: '2026-04-10', reason: '设备到货推迟' };
    const refused = await send(`/e/${code}/extension`, { ...values, interim: '' });
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('请填写延期期间的安全措施');
    expect(refused.body).toContain('设备到货推迟');
    const taken = await send(`/e/${code}/extension`, { ...values, command: newId(), interim: '停用并挂牌' });
    expect(taken.headers.location).toBe(`/e/${code}?done=extension`);
    expect((await app.inject(`/e/${code}?done=extension`)).body).toContain('延期申请已提交');
  });
});
