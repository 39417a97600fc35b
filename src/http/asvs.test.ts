/** What OWASP ASVS 5.0 asks of a web server and no other test holds; docs/asvs.md has all of it. */
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { read } from '../core/transact.ts';
import { codesOf } from '../testing/door.ts';
import { openSite, type Caller, type TestSite } from '../testing/served-site.ts';
import { testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { buildApp } from './app.ts';

let runtime: TestRuntime;
let site: TestSite;
let port: number;

beforeAll(async () => {
  runtime = await testRuntime();
  site = await openSite(runtime);
  await site.app.listen({ host: '127.0.0.1', port: 0 });
  port = (site.app.server.address() as AddressInfo).port;
}, 90_000);
afterAll(async () => {
  await site.app.close();
  await runtime.close();
});

function callerOf(role: Caller['role']): Caller {
  const found = site.callers.find((one) => one.bureauId === 1 && one.role === role);
  if (found === undefined) throw new Error(`nobody is ${role}`);
  return found;
}

/** What the server answers to these very bytes, to the end of the connection or for a moment. */
function rawly(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    let said = '';
    socket.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    socket.once('error', reject).once('close', () => resolve(said));
    socket.setTimeout(1_500, () => socket.destroy());
  });
}

/** Addresses that answer something to anybody. */
const OPEN = [
  '/',
  '/results',
  '/feed.atom',
  '/data/v1',
  '/data/dictionary.csv',
  '/api/openapi.json',
  '/healthz',
  '/nowhere',
  '/api/nowhere',
];

describe('what is answered (V4, V13)', () => {
  test.each(OPEN)('at %s has its type, and as text its characters', async (url) => {
    const answer = await site.app.inject({ url });
    expect(answer.headers['content-type']).toMatch(
      /^(text\/(html|csv)|application\/(atom\+xml)); charset=utf-8$|^application\/(problem\+)?json/,
    );
    expect(Number(answer.headers['content-length'])).toBe(answer.rawPayload.length);
  });

  test('tells nothing of folders, sources or versions', async () => {
    const addresses = [
      '/.git/config',
      '/.git/HEAD',
      '/package.json',
      '/src/',
      '/migrations/',
      '/desk/assets/',
      '/assets/',
      '/desk/../package.json',
      '/desk/%2e%2e/package.json',
      '/field/..%2f..%2fpackage.json',
      '/.env',
      '/data/files/',
    ];
    for (const url of addresses) {
      const { statusCode, body } = await site.app.inject({ url });
      expect(statusCode, url).not.toBe(500);
      expect(body, url).not.toMatch(/repositoryformatversion|"dependencies"|Index of|<li><a href="\.\./);
    }
    const health = await site.app.inject({ url: '/nowhere' });
    for (const value of Object.values(health.headers)) expect(String(value)).not.toMatch(/fastify|node|postgres/i);
  });

  test('is nothing to methods that no route has: TRACE and all others', async () => {
    for (const method of ['TRACE', 'TRACK', 'CONNECT', 'PUT', 'DELETE', 'PATCH', 'PROPFIND']) {
      const said = await rawly(
        `${method} /api/session HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX-Secret: told-back\r\nConnection: close\r\n\r\n`,
      );
      expect(said, method).toMatch(/^HTTP\/1\.1 (400|403|404|405)|^$/);
      expect(said, method).not.toContain('told-back');
    }
  });

  test('is data and no script: no callback wraps it, no other site may read it', async () => {
    const answer = await site.app.inject({
      url: '/data/v1?callback=steal&jsonp=steal',
      headers: { origin: 'https://evil.example' },
    });
    expect(answer.body).not.toContain('steal(');
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    const preflight = await site.app.inject({
      method: 'OPTIONS',
      url: '/api/plan.approve',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    });
    expect(preflight.headers['access-control-allow-origin']).toBeUndefined();
  });
});

describe('a message (V4.2)', () => {
  const smuggled = 'GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n';

  test('with two lengths, or a length beside pieces, is refused, and nothing is found behind it', async () => {
    for (const heads of [
      `Content-Length: 4\r\nTransfer-Encoding: chunked\r\n`,
      `Transfer-Encoding: chunked\r\nContent-Length: 4\r\n`,
      `Content-Length: 4\r\nContent-Length: 40\r\n`,
      `Transfer-Encoding: xchunked\r\n`,
      `Transfer-Encoding : chunked\r\n`,
    ]) {
      const said = await rawly(
        `POST /api/sign-in HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${heads}Content-Type: application/json\r\n\r\n0\r\n\r\n${smuggled}`,
      );
      expect(said.match(/HTTP\/1\.1 \d{3}/g), heads).toEqual(['HTTP/1.1 400']);
    }
  });

  test('with a line break in a header or an address is none', async () => {
    expect(await rawly(`GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: a\rSet-Cookie: b\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400/);
    const answer = await site.app.inject({ url: '/open-data/%0d%0aset-cookie:%20a=b' });
    expect(answer.headers['set-cookie']).toBeUndefined();
  });
});

describe('who asks (V4.1.3, V15.3.4)', () => {
  const ipOf = async (): Promise<string | undefined> =>
    (
      await read(runtime, 1, (tx) =>
        tx.db
          .selectFrom('security_event')
          .select('ip')
          .where('kind', '=', 'not-allowed')
          .orderBy('event_id', 'desc')
          .executeTakeFirst(),
      )
    )?.ip;

  test('is told by a proxy on this machine alone; nobody elsewhere can say he were another', async () => {
    const { cookie } = callerOf('officer');
    const headers = { cookie, 'x-forwarded-for': '203.0.113.9', 'x-real-ip': '203.0.113.9' };
    await site.app.inject({ url: '/api/security-events', headers, remoteAddress: '198.51.100.4' });
    expect(await ipOf()).toBe('198.51.100.4');
    await site.app.inject({ url: '/api/security-events', headers, remoteAddress: '127.0.0.1' });
    expect(await ipOf()).toBe('203.0.113.9');
  });
});

describe('what is asked (V1.5.3, V15.3)', () => {
  test('a parameter twice is no way past its check: a list where a word is wanted is refused', async () => {
    const { cookie } = callerOf('group-office');
    for (const query of ['page=1&page=2', 'size=5&size=100000', 'sort=name&sort=-name', 'q=a&q=b']) {
      const answer = await site.app.inject({ url: `/api/directory/enterprises?${query}`, headers: { cookie } });
      expect(answer.statusCode, query).toBe(422);
      expect(codesOf(answer), query).toContain('input-invalid');
    }
  });

  test('a field that an action does not know is not taken', async () => {
    const { cookie } = callerOf('system-admin');
    const input = {
      name: '多余',
      department: '综合科',
      username: 'more.fields',
      oneTimePassword: 'k7m2-9xpq-zr4t-hw3n',
      roles: ['head'],
      bureauId: 2,
    };
    const answer = await site.app.inject({
      method: 'POST',
      url: '/api/staff.create',
      payload: input,
      headers: { cookie, 'idempotency-key': '0b9d5a0e-5a55-4d5f-8f0e-9a4a6f0d1c11' },
    });
    expect([200, 422]).toContain(answer.statusCode);
    const made = await Promise.all(
      [1, 2].map((bureauId) =>
        read(runtime, bureauId, (tx) =>
          tx.db.selectFrom('staff').select('roles').where('username', '=', 'more.fields').execute(),
        ),
      ),
    );
    expect(
      made.flat().flatMap(({ roles }) => roles),
      'no role came along',
    ).toEqual([]);
    expect(made[1], 'nor another bureau').toEqual([]);
  });
});

test('a fault of ours says that it is one, and nothing of how it came (V16.5.1)', async () => {
  const app = await buildApp({
    runtime,
    logging: false,
    identify: () => Promise.resolve(undefined),
    extend: (one) => {
      one.get('/broken', () => {
        throw new Error('SELECT password_hash FROM identity_account at /srv/secret.ts');
      });
      return Promise.resolve();
    },
  });
  const answer = await app.inject({ url: '/broken' });
  expect(answer.statusCode).toBe(500);
  expect(codesOf(answer)).toEqual(['internal-error']);
  expect(answer.body).not.toMatch(/SELECT|secret|\.ts|stack/);
  await app.close();
});
