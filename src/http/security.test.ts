import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openIdentity } from '../core/identity/identity.ts';
import { temporaryIdentitySecrets } from '../core/identity/secrets.ts';
import { openSetupCode } from '../core/identity/setup-code.ts';
import { NO_BEACON_HOSTS } from '../core/beacon-hosts.ts';
import { codesOf } from '../testing/door.ts';
import { testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { buildSite } from './site.ts';

let runtime: TestRuntime;
let app: FastifyInstance;

beforeAll(async () => {
  runtime = await testRuntime();
  app = await buildSite({
    runtime,
    identity: openIdentity({
      db: runtime.db,
      clock: runtime.clock,
      secrets: temporaryIdentitySecrets(),
      publicUrl: 'https://chou.example',
    }),
    setupCode: openSetupCode(`${runtime.folder}/setup-code`),
    beaconHosts: NO_BEACON_HOSTS,
    database: 'embedded',
    workerError: () => undefined,
    logging: false,
  });
});
afterAll(async () => {
  await app.close();
  await runtime.close();
});

/** One address of every kind that a browser may be sent to. */
const KINDS = [
  '/',
  '/verify',
  '/wall',
  '/setup',
  '/desk/',
  '/desk/login',
  '/field/',
  '/nowhere',
  '/api/front',
  '/api/session',
  '/api/nowhere',
  '/api/openapi.json',
  '/healthz',
  '/log/120111/2026/checkpoint',
  '/e/ABCDEFGH',
];

const header = (answer: LightMyRequestResponse, name: string): string => String(answer.headers[name] ?? '');

/** `name → values` of a policy. */
function directivesOf(answer: LightMyRequestResponse): ReadonlyMap<string, readonly string[]> {
  return new Map(
    header(answer, 'content-security-policy')
      .split(';')
      .map((part) => part.trim().split(/\s+/))
      .map(([name = '', ...values]) => [name, values] as const),
  );
}

/** The marks of MDN's HTTP Observatory (mdn/mdn-http-observatory, src/grader/charts.js) for what these answers can show. */
function observatory(answer: LightMyRequestResponse): number {
  const csp = directivesOf(answer);
  const values = [...csp.values()].flat();
  const isUnsafe = ["'unsafe-inline'", "'unsafe-eval'", 'data:'].some((value) =>
    [csp.get('script-src'), csp.get('style-src'), csp.get('object-src')].flat().includes(value),
  );
  let score = 100;
  score += isUnsafe || values.includes('https:') ? -20 : csp.get('default-src')?.join(' ') === "'none'" ? 10 : 5;
  score += Number(/max-age=(\d+)/.exec(header(answer, 'strict-transport-security'))?.[1] ?? 0) >= 15_768_000 ? 0 : -10;
  score += header(answer, 'x-content-type-options') === 'nosniff' ? 0 : -5;
  score += csp.get('frame-ancestors')?.join(' ') === "'none'" ? 5 : -20;
  score += /^(no-referrer|same-origin|strict-origin)/.test(header(answer, 'referrer-policy')) ? 5 : 0;
  score += header(answer, 'cross-origin-resource-policy') === 'same-origin' ? 10 : 0;
  const cookies = [answer.headers['set-cookie'] ?? []].flat();
  score += cookies.every((cookie) => /HttpOnly/.test(cookie) && /Secure/.test(cookie)) ? 5 : -40;
  score += answer.headers['access-control-allow-origin'] === undefined ? 0 : -50;
  return score;
}

describe.each(KINDS)('the answer at %s', (url) => {
  test('bears every header, says nothing of the server, and has 135 marks at the Observatory', async () => {
    const answer = await app.inject({ method: 'GET', url });
    expect(observatory(answer)).toBeGreaterThanOrEqual(135);
    const csp = directivesOf(answer);
    for (const values of csp.values()) for (const value of values) expect(value).not.toMatch(/^'unsafe-/);
    expect(csp.get('require-trusted-types-for')).toEqual(["'script'"]);
    expect(csp.get('base-uri')).toEqual(["'none'"]);
    expect(csp.get('form-action')).toEqual(["'self'"]);
    expect(answer.headers).toMatchObject({
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'x-frame-options': 'DENY',
      'permissions-policy': expect.stringContaining('microphone=()'),
    });
    for (const name of ['server', 'x-powered-by', 'via']) expect(answer.headers[name], name).toBeUndefined();
  });
});

test('each answer of the desk has a number of its own for styles, and is kept by nobody', async () => {
  const pages = [await app.inject({ url: '/desk/' }), await app.inject({ url: '/desk/' })];
  // Without a build there is a sentence instead of the page.
  if (pages[0]?.statusCode !== 200) return expect(pages[0]?.statusCode).toBe(503);
  const numbers = pages.map((page) => /'nonce-([0-9a-f]{32})'/.exec(header(page, 'content-security-policy'))?.[1]);
  expect(new Set(numbers).size).toBe(2);
  for (const [index, page] of pages.entries()) {
    expect(page.body).toContain(`nonce="${numbers[index]}"`);
    expect(header(page, 'cache-control')).toBe('no-store');
  }
});

describe('what another site sends', () => {
  const send = (headers: Record<string, string>, method: 'POST' | 'GET' = 'POST'): Promise<LightMyRequestResponse> =>
    app.inject({ method, url: method === 'GET' ? '/api/session' : '/api/sign-out', headers });

  test.each([
    ['a page of another site', { 'sec-fetch-site': 'cross-site' }],
    ['a page of a neighbour under the same domain', { 'sec-fetch-site': 'same-site' }],
    ['an older browser on another site', { origin: 'https://evil.example' }],
    ['a page without an origin', { origin: 'null' }],
    ['another port of this machine', { host: 'localhost:8080', origin: 'http://localhost:9090' }],
    ['a forged Fetch Metadata beside', { 'sec-fetch-site': 'nonsense', origin: 'http://localhost:80' }],
  ])('is refused: %s', async (_who, headers: Record<string, string>) => {
    const answer = await send(headers);
    expect(answer.statusCode).toBe(403);
    expect(codesOf(answer)).toEqual(['foreign-page']);
    expect(observatory(answer), 'with all headers').toBeGreaterThanOrEqual(135);
  });

  test.each([
    ['our own page', { 'sec-fetch-site': 'same-origin', origin: 'https://chou.example' }],
    ['our own page on plain http', { host: 'chou.local:8080', origin: 'http://chou.local:8080' }],
    ['our own page behind a proxy that ends TLS', { host: 'chou.example', origin: 'https://chou.example' }],
    ['our own address though the proxy hides it', { host: '127.0.0.1:8080', origin: 'https://chou.example' }],
    ['a program', {}],
  ])('is not %s', async (_who, headers: Record<string, string>) => {
    expect((await send(headers)).statusCode).toBe(200);
  });

  test('may read what anybody may: a link from elsewhere opens', async () => {
    expect(codesOf(await send({ 'sec-fetch-site': 'cross-site' }, 'GET'))).toEqual(['not-signed-in']);
  });
});

describe('a body', () => {
  const post = (payload: string): Promise<LightMyRequestResponse> =>
    app.inject({ method: 'POST', url: '/api/sign-in', payload, headers: { 'content-type': 'application/json' } });

  test('nested or listed beyond reason is refused before anybody looks at it', async () => {
    for (const payload of [
      `${'['.repeat(40)}${']'.repeat(40)}`,
      `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`,
      `[${'{},'.repeat(20_000)}{}]`,
      `{"x":[${'1,'.repeat(20_000)}1]}`,
    ]) {
      const answer = await post(payload);
      expect(answer.statusCode, payload.slice(0, 20)).toBe(413);
      expect(codesOf(answer)).toEqual(['body-beyond-limits']);
    }
  });

  test('with text that no database keeps is refused, in an address too', async () => {
    for (const text of ['\\u0000', '\\ud800']) {
      const answer = await post(`{"username":"a${text}","password":"x"}`);
      expect(codesOf(answer)).toEqual(['text-unstorable']);
    }
    for (const url of ['/draws/a%00/record.pdf', '/api/penalties?q=%00', '/wall/a%00'])
      expect((await app.inject({ url })).statusCode, url).toBe(422);
  });

  test('larger than two megabytes, or no JSON, or with a prototype in it, is refused as such', async () => {
    expect((await post(`"${'x'.repeat(2 * 1024 * 1024)}"`)).statusCode).toBe(413);
    expect((await post('{')).statusCode).toBe(400);
    expect((await post('{"__proto__":{"isAdmin":true}}')).statusCode).toBe(400);
  });
});

test('only those who are listed speak to other machines', () => {
  const root = fileURLToPath(new URL('../', import.meta.url));
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !/\.(test|testing)\.ts$|^(web|testing|witness)\//.test(file),
  );
  const speaking = files.filter((file) =>
    /\bfetch\(|from 'node:(http|https|net|tls|dns|dgram)(\/promises)?'|new WebSocket|openid-client/.test(
      readFileSync(`${root}${file}`, 'utf8'),
    ),
  );
  expect(speaking.toSorted()).toEqual([
    // Judges the form of a witness's address; connects to nothing.
    'bureau/actions/witnesses.ts',
    // The unified identity platform: its own origin alone, no redirect.
    'core/identity/unified.ts',
    // Witnesses: addresses the security admin has typed; never this machine, never link-local, checked when connecting.
    'core/log/ask-witness.ts',
    // The embedded database: a private socket or a loopback port.
    'core/postgres/listener.ts',
    // Beacons: the hosts of the configuration.
    'draw/beacons.ts',
  ]);
});
