/** How the portal's pages are shown and sent: large type, pages kept and sent again, looks at the log that are shared. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedLook } from './portal/kept-pages.ts';
import { openPortal, type Portal } from './portal-figures.testing.ts';

let app: Portal['app'];
let get: Portal['get'];
let body: Portal['body'];
let close: Portal['close'];

beforeAll(async () => {
  ({ app, get, body, close } = await openPortal());
}, 120_000);
afterAll(() => close());

describe('large type and high contrast', () => {
  test('are addresses that a cookie keeps; the switch keeps the rest of the address', async () => {
    const asked = await get('/results?conclusion=no-problem&display=large');
    expect(asked.body).toContain('<html lang="zh-CN" class="large">');
    expect(asked.headers['set-cookie']).toMatch(
      /^sunlot-display=large; Path=\/; Max-Age=31536000; SameSite=Lax; HttpOnly$/,
    );
    expect(asked.headers['cache-control']).toBe('private, no-cache');
    expect(asked.body).toContain('href="/results?conclusion=no-problem&amp;display=large-contrast"');
    const kept = await get('/results', { cookie: 'a=b; sunlot-display=large-contrast' });
    expect(kept.body).toContain('class="large contrast"');
    expect(kept.headers['set-cookie']).toBeUndefined();
    expect((await get('/results', { cookie: 'sunlot-display=<x>' })).body).toContain('<html lang="zh-CN" class="">');
    const back = await get('/?display=standard', { cookie: 'sunlot-display=large' });
    expect(back.headers['set-cookie']).toContain('Max-Age=0');
  });

  test('an address cannot write itself into the page, nor lead elsewhere', async () => {
    expect(await body('//example.com/')).not.toContain('href="//');
    expect(await body('/results?q=%22%3E%3Cscript%3E&display=large')).not.toContain('<script');
    expect(await body(`/results?"><script>alert(1)</script>`)).not.toContain('<script');
  });
});

describe('a page that goes out again', () => {
  test('has the same head and bytes as the first time: policy, tag, length; packed or not, and nothing when it is known', async () => {
    for (const headers of [{}, { 'accept-encoding': 'gzip' }]) {
      const [first, again] = [await get('/plans', headers), await get('/plans', headers)];
      const { date: _first, connection: _c, 'keep-alive': _k, ...was } = first.headers;
      const { date: _again, ...is } = again.headers;
      expect(is).toMatchObject(was);
      expect(again.rawPayload.equals(first.rawPayload)).toBe(true);
      expect(is['content-security-policy']).toContain("default-src 'none'");
      expect(is['x-content-type-options']).toBe('nosniff');
      expect(Number(is['content-length'])).toBe(again.rawPayload.length);
    }
    const { headers } = await get('/plans');
    const known = await get('/plans', { 'if-none-match': String(headers.etag) });
    expect([known.statusCode, known.body]).toEqual([304, '']);
    const head = await app.inject({ method: 'HEAD', url: '/plans' });
    expect([head.statusCode, head.body, Number(head.headers['content-length']) > 0]).toEqual([200, '', true]);
  });

  test('asks nobody to wait; what must be made counts against whoever asks for too much', async () => {
    const remoteAddress = '203.0.113.9';
    const ask = (url: string) => app.inject({ url, remoteAddress });
    await ask('/plans');
    for (let n = 0; n < 1_300; n += 1) await ask('/plans');
    expect((await ask('/plans')).statusCode).toBe(200);
    let last = 200;
    for (let n = 0; n < 1_250 && last !== 429; n += 1) last = (await ask(`/nowhere/${n}`)).statusCode;
    expect(last).toBe(429);
    expect((await ask('/nowhere/more')).json().refusals[0].code).toBe('too-many-requests');
    expect((await get('/nowhere/other')).statusCode).toBe(404);
  }, 60_000);
});

test('nobody is given a look at the log that began before he asked, and looks are shared', async () => {
  let looks = 0;
  let release = (): void => undefined;
  const look = sharedLook(async () => {
    looks += 1;
    const mine = looks;
    await new Promise<void>((resolve) => (release = resolve));
    return mine;
  });
  const first = look();
  const others = [look(), look(), look()];
  release();
  expect(await first).toBe(1);
  await Promise.resolve();
  setImmediate(() => release());
  expect(await Promise.all(others)).toEqual([2, 2, 2]);
});
