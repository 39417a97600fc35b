/** 异议 as people meet it: forms without account or script, a receipt, the mark in public, the answer; nothing of whoever objects. */
import { readFile } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../core/ids.ts';
import { read } from '../core/transact.ts';
import { decideObjection } from '../disclosure/actions/objection.ts';
import { LEGAL, object, publishResultOf } from '../disclosure/objection.testing.ts';
import { findObjection, listObjectionFiles, receiptCode } from '../disclosure/reads/objections.ts';
import { CHIEF, must } from '../disclosure/sample.testing.ts';
import type { Actor } from '../core/actor.ts';
import { openScene, type Scene } from '../inspection/scene.testing.ts';
import { codeOf } from '../rectification/reads/access.ts';
import { served } from '../rectification/scene.testing.ts';
import { act, done } from '../testing/draw-ceremony.ts';
import { buildApp } from './app.ts';
import { enterpriseRoutes } from './enterprise.ts';
import { objectionFileRoutes } from './objection-files.ts';
import { objectionRoutes } from './objections.ts';
import { portalRoutes } from './portal.ts';

const PICTURE = await readFile(new URL('../core/uploads/fixtures/picture.jpg', import.meta.url));
const SECRET = '我是车间的李四，电话13800001234，隔壁单位混淆';

let scene: Scene;
let app: FastifyInstance;
let caller: Actor | undefined;
let asked = 0;
beforeAll(async () => {
  scene = await openScene();
  app = await buildApp({
    runtime: scene.runtime,
    identify: () => Promise.resolve(caller),
    logging: false,
    extend: (site) => {
      enterpriseRoutes(site, scene.runtime);
      objectionRoutes(site, scene.runtime);
      objectionFileRoutes(site, scene.runtime, () => Promise.resolve(caller));
      return Promise.resolve(portalRoutes(site, scene.runtime));
    },
  });
}, 60_000);
afterAll(async () => {
  await app.close();
  await scene.close();
});

/** Each time from elsewhere: nobody is told to wait, but where a test asks for it. */
function get(url: string, headers: Record<string, string> = {}) {
  asked += 1;
  return app.inject({ url, headers, remoteAddress: `10.1.${(asked >> 8) % 256}.${asked % 256}` });
}

async function send(
  url: string,
  values: Readonly<Record<string, string>>,
  files: readonly (readonly [name: string, bytes: Uint8Array])[] = [],
  remoteAddress = `10.2.${(asked >> 8) % 256}.${(asked += 1) % 256}`,
) {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) form.append(name, value);
  for (const [name, bytes] of files) form.append('file', new Blob([Buffer.from(bytes)]), name);
  const request = new Request('http://127.0.0.1/', { method: 'POST', body: form });
  const headers = { 'content-type': request.headers.get('content-type') ?? '' };
  const payload = Buffer.from(await request.arrayBuffer());
  return app.inject({ method: 'POST', url, headers, payload, remoteAddress });
}

const published = async () => {
  const { team, order } = await served(scene, [{ days: 7, description: '配电箱未锁闭' }]);
  const entryId = await publishResultOf(scene.runtime, team);
  return { entryId, code: codeOf(scene.runtime.fieldCipher, order) ?? '', creditCode: await creditCodeOf(entryId) };
};
const creditCodeOf = (entryId: string): Promise<string> =>
  read(scene.runtime, 1, async (tx) => {
    const row = await tx.db
      .selectFrom('disclosure_entry')
      .select('content')
      .where('entry_id', '=', entryId)
      .executeTakeFirstOrThrow();
    return row.content.enterprise.creditCode;
  });
const form = (change: Readonly<Record<string, string>> = {}) => ({
  command: newId(),
  ground: 'not-us',
  words: SECRET,
  contact: '13800001234',
  ...change,
});

describe('a report of the public', () => {
  test('is sent at the entry without name or script, gets a receipt, and marks the entry everywhere without its words', async () => {
    const { entryId, creditCode } = await published();
    const page = await get(`/results/${entryId}`);
    expect(page.body).toContain(`href="/results/${entryId}/objection"`);
    expect(page.body).not.toContain('异议处理中');
    const empty = await get(`/results/${entryId}/objection`);
    expect([empty.statusCode, empty.headers['cache-control']]).toEqual([200, 'no-store']);
    expect(empty.body).toContain('最迟 2026年4月10日答复');
    expect(empty.body).not.toContain('<script');
    const values = form();
    const codes: (string | undefined)[] = [];
    for (const _time of [1, 2]) {
      const sent = await send(`/results/${entryId}/objection`, values, [['现场.jpg', PICTURE]]);
      expect(sent.statusCode).toBe(303);
      codes.push(sent.headers.location);
    }
    // The same form sent twice is one objection.
    expect(codes[0]).toBe(codes[1]);
    const receipt = await get(codes[0] ?? '');
    expect(receipt.body).toMatch(/回执代码 [0-9A-Z]{4}-/);
    for (const words of [SECRET, '2026年4月10日', '附件 1（JPG 图片）']) expect(receipt.body).toContain(words);
    expect(receipt.body).not.toContain('联系方式');
    for (const url of [
      `/results/${entryId}`,
      `/enterprises/${creditCode}`,
      '/changes',
      '/feed.atom',
      `/enterprises/${creditCode}/feed.atom`,
    ]) {
      const { body } = await get(url);
      expect(body, url).toContain(url === '/changes' ? '核查中' : '异议处理中');
      expect(body, url).not.toMatch(/李四|13800001234|混淆/);
    }
  });

  test('is refused with every reason and keeps what was typed; nothing that no database keeps gets in', async () => {
    const { entryId } = await published();
    const url = `/results/${entryId}/objection`;
    const refused = await send(url, form({ ground: '', contact: 'x'.repeat(101) }));
    expect(refused.statusCode).toBe(422);
    for (const words of ['请选择事由', '联系方式最多 100 字', SECRET]) expect(refused.body).toContain(words);
    expect(refused.body).toMatch(/<title>错误：/);
    expect(refused.body).toMatch(/id="errors" tabindex="-1" autofocus/);
    expect(refused.body).toMatch(/<fieldset class="rating" aria-describedby="errors">/);
    expect(refused.body).toMatch(/name="contact"[^>]*aria-describedby="objection-contact-hint errors"\s+aria-invalid/);
    expect(refused.body.match(/aria-invalid/g)).toHaveLength(1);
    const hot = await send(url, form({ words: '<script>alert(1)</script>', ground: '' }));
    expect(hot.body).not.toContain('<script>alert');
    expect((await send(url, form({ words: 'a\u0000b' }))).statusCode).toBe(422);
    expect((await send(url, form({ command: 'x' }))).statusCode).toBe(422);
    const program = await send(url, form(), [['附件.pdf', Buffer.from('MZ')]]);
    expect([program.statusCode >= 400, program.statusCode < 500]).toEqual([true, true]);
    const asJson = await app.inject({ method: 'POST', url, payload: { words: 'x' } });
    expect(asJson.statusCode).toBe(415);
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    for (const payload of [
      'no form at all',
      '--x\r\n',
      '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nbroken off',
    ])
      expect((await app.inject({ method: 'POST', url, headers, payload })).statusCode, payload).toBe(400);
    const many = [1, 2, 3].map((n) => [`${n}.jpg`, PICTURE] as const);
    expect((await send(url, form(), many)).body).toContain('附件超过 2 个');
    const foreign = { method: 'POST' as const, url, headers: { origin: 'https://elsewhere.example' } };
    expect((await app.inject(foreign)).statusCode).toBe(403);
  });

  test('asked for under an address that nothing has is led to it, whatever was typed there', async () => {
    for (const [source, location] of [
      ['results', '/results/%EF%BF%BD'],
      ['penalties', '/penalties/%EF%BF%BD'],
    ] as const) {
      const { statusCode, headers } = await app.inject(`/${source}/%EF%BF%BD/objection`);
      expect([statusCode, headers.location]).toEqual([303, location]);
    }
  });

  test('one address sends ten a minute', async () => {
    const url = `/results/${newId()}/objection`;
    const statuses: number[] = [];
    for (let n = 0; n < 11; n += 1) statuses.push((await send(url, form(), [], '10.9.9.9')).statusCode);
    expect([new Set(statuses.slice(0, 10)), statuses[10]]).toEqual([new Set([303]), 429]);
  });

  test('a receipt opens by its code in any writing, and nothing else opens anything', async () => {
    const { entryId } = await published();
    const { objectionId } = await must(object(scene.runtime, entryId));
    const record = await read(scene.runtime, 1, (tx) => findObjection(tx, objectionId));
    const code = record === undefined ? '' : receiptCode(scene.runtime.fieldCipher, record);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const typed = new URLSearchParams({ code: ` ${code.slice(0, 8).toLowerCase()} ${code.slice(8)}` });
    const opened = await app.inject({ method: 'POST', url: '/objections', headers, payload: typed.toString() });
    expect([opened.statusCode, opened.headers.location]).toEqual([303, `/objections/${code}`]);
    expect((await get(`/objections/${code}`)).body).toContain('正在核查');
    for (const wrong of ['0000000000000000', objectionId, encodeURIComponent('<b>')]) {
      const page = await get(`/objections/${wrong}`);
      expect([wrong, page.statusCode]).toEqual([wrong, 404]);
      expect(page.body).toContain('没有找到这个代码');
    }
  });
});

describe('the answer', () => {
  test('corrected: both versions stand side by side with the reason, and the receipt says so', async () => {
    const { entryId, creditCode } = await published();
    const { objectionId } = await must(object(scene.runtime, entryId, { words: SECRET }));
    await done(scene.runtime, LEGAL, decideObjection, {
      objectionId,
      outcome: 'corrected',
      reason: '经查部位写错',
      wording: [{ at: 'findings.1.text', text: '配电箱已锁闭' }],
    });
    const { body } = await get(`/results/${entryId}`);
    expect(body).not.toContain('异议处理中');
    for (const words of ['第 1 版与第 2 版', '经查部位写错', '异议与答复']) expect(body).toContain(words);
    expect(body).toMatch(/<del>[^<]*未/);
    expect(body).toMatch(/<ins>[^<]*已/);
    expect(body).not.toMatch(/李四|13800001234/);
    expect((await get('/changes')).body).toContain('经查部位写错');
    expect((await get(`/enterprises/${creditCode}/feed.atom`)).body).toContain('异议答复（更正）');
  });

  test('withdrawn: the very next answer is a 410 with the reason, and its name is in no list of what was objected to', async () => {
    const { entryId } = await published();
    const { objectionId } = await must(object(scene.runtime, entryId));
    const name = (await get('/changes')).body.match(new RegExp(`href="/results/${entryId}">([^<]+)<`))?.[1] ?? '';
    expect(name).toContain('公司');
    await done(scene.runtime, LEGAL, decideObjection, { objectionId, outcome: 'withdrawn', reason: '不是该单位' });
    const gone = await get(`/results/${entryId}`);
    expect([gone.statusCode, gone.body.includes('不是该单位'), gone.body.includes('配电箱')]).toEqual([
      410,
      true,
      false,
    ]);
    const changes = (await get('/changes')).body;
    expect(changes).toContain(`<code>${entryId}</code>`);
    expect(changes).not.toContain(name);
    expect((await get(`/results/${entryId}/objection`)).headers.location).toBe(`/results/${entryId}`);
  });
});

describe('an enterprise', () => {
  test('objects on its own page, waits, and finds the answer there', async () => {
    const { entryId, code } = await published();
    const url = `/e/${code}/objections`;
    expect((await get(`/e/${code}`)).body).toContain(`href="${url}"`);
    expect((await get(url)).body).toContain(entryId);
    const sent = await send(url, form({ entryId, contact: '' }));
    expect([sent.statusCode, sent.headers.location]).toEqual([303, `${url}?done=1`]);
    const waiting = (await get(`${url}?done=1`)).body;
    for (const words of ['异议已提交', '异议处理中，答复后可以再次提出', SECRET]) expect(waiting).toContain(words);
    expect(waiting).not.toContain('order-form');
    expect((await send(url, form({ entryId }))).body).toContain('对这一条的异议还在核查');
    const { body } = await get(`/results/${entryId}`);
    expect(body).toContain('收到企业对本条公示的异议（不是本单位）');
    const { objection_id: objectionId } = await read(scene.runtime, 1, (tx) =>
      tx.db
        .selectFrom('disclosure_objection')
        .select('objection_id')
        .where('entry_id', '=', entryId)
        .executeTakeFirstOrThrow(),
    );
    await done(scene.runtime, LEGAL, decideObjection, { objectionId, outcome: 'upheld', reason: '单位名称与记录一致' });
    const answered = (await get(url)).body;
    for (const words of ['维持公示的内容', '单位名称与记录一致', 'order-form']) expect(answered).toContain(words);
  });

  test('sees and objects to what stands under its own code alone; no code opens nothing', async () => {
    const [one, other] = [await published(), await published()];
    expect((await get(`/e/${one.code}/objections`)).body).not.toContain(other.entryId);
    const refused = await send(`/e/${one.code}/objections`, form({ entryId: other.entryId }));
    expect([refused.statusCode, refused.body.includes('这条内容没有在公示')]).toEqual([409, true]);
    expect((await get('/e/0000000000000000/objections')).statusCode).toBe(404);
    expect((await send('/e/0000000000000000/objections', form())).statusCode).toBe(404);
  });
});

describe('the files of an objection', () => {
  test('come back to whoever has its receipt, and to no other receipt, code or id', async () => {
    const { entryId, code } = await published();
    const receipts: string[] = [];
    for (const words of ['第一件', '第二件']) {
      const sent = await send(`/results/${entryId}/objection`, form({ words }), [['现场.jpg', PICTURE]]);
      receipts.push(sent.headers.location?.replace('?done=1', '') ?? '');
    }
    const [mine = '', other = ''] = receipts;
    const hrefOf = async (receipt: string) => /href="([^"]+\/file\/[^"]+)"/.exec((await get(receipt)).body)?.[1] ?? '';
    const href = await hrefOf(mine);
    expect(href.startsWith(`${mine}/file/`)).toBe(true);
    const sent = await get(href);
    expect([sent.statusCode, sent.headers['content-type'], sent.headers['cache-control']]).toEqual([
      200,
      'image/jpeg',
      'private, no-store',
    ]);
    expect(sent.headers['content-security-policy']).toContain('sandbox');
    expect(sent.rawPayload.includes('Exif')).toBe(false);
    const fileId = href.split('/').at(-1) ?? '';
    for (const wrong of [
      `${other}/file/${fileId}`,
      `${mine}/file/${newId()}`,
      `${mine}/file/x`,
      `/objections/${code}/file/${fileId}`,
      `/objections/0000000000000000/file/${fileId}`,
    ])
      expect([wrong, (await get(wrong)).statusCode]).toEqual([wrong, 404]);
  });

  test('are for whoever checks, without the traces of a picture', async () => {
    const { entryId } = await published();
    const { objectionId } = await must(
      object(scene.runtime, entryId, { files: [{ name: '现场.jpg', bytes: PICTURE }] }),
    );
    const [file] = await read(scene.runtime, 1, (tx) => listObjectionFiles(tx, objectionId));
    const url = `/api/objections/${objectionId}/files/${file?.fileId}`;
    const as = async (actor: Actor | undefined) => {
      caller = actor;
      return get(url);
    };
    expect((await as(undefined)).statusCode).toBe(401);
    expect((await as(CHIEF)).statusCode).toBe(403);
    expect((await as({ ...LEGAL, bureauId: 2 })).statusCode).toBe(404);
    const sent = await as(LEGAL);
    expect([sent.statusCode, sent.headers['content-type']]).toEqual([200, 'image/jpeg']);
    expect(sent.headers['content-security-policy']).toContain('sandbox');
    expect(sent.rawPayload.includes('Exif')).toBe(false);
    caller = undefined;
    expect(
      (await act(scene.runtime, LEGAL, decideObjection, { objectionId, outcome: 'upheld', reason: '照片与记录一致' }))
        .ok,
    ).toBe(true);
  });
});
