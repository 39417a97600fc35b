import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { read } from '../core/transact.ts';
import { codesOf, cookieOf, openDoor, type Door } from '../testing/door.ts';
import { openPlatform, type Platform } from '../testing/platform.ts';
import { testRuntime, type TestRuntime } from '../testing/runtime.ts';

const REDIRECT = 'http://localhost/desk/unified';

let runtime: TestRuntime;
let door: Door;
let platform: Platform;

beforeAll(async () => {
  runtime = await testRuntime();
  platform = await openPlatform([REDIRECT]);
});
afterAll(async () => {
  platform.close();
  await runtime.close();
});
beforeEach(async () => {
  door = await openDoor(runtime, { unified: platform.client });
});
afterEach(() => door.app.close());

interface Begun {
  readonly url: string;
  readonly state: string;
}

const begin = async (): Promise<Begun> => (await door.post('/api/sign-in/unified')).json();
const finish = (url: string): Promise<LightMyRequestResponse> => door.post('/api/sign-in/unified/finish', { url });

async function linked(subject: string): Promise<Awaited<ReturnType<Door['newPerson']>>> {
  const person = await door.newPerson(['officer']);
  const offer = (await door.post('/api/account/unified-offer', {}, person.cookie)).json<Begun>();
  const url = await platform.recognise(offer.url, subject);
  const response = await door.post('/api/staff.link-unified', { url }, person.cookie);
  expect(response.statusCode, response.body).toBe(200);
  return person;
}

describe('the unified identity platform', () => {
  test('lets in whom it recognises, once the account was linked by its owner, and leaves a deed', async () => {
    const person = await linked('zhang.san');
    const { url, state } = await begin();
    expect(new URL(url).searchParams.get('code_challenge_method')).toBe('S256');
    const back = await platform.recognise(url, 'zhang.san');
    expect(new URL(back).searchParams.get('state')).toBe(state);
    const answer = await finish(back);
    expect(answer.json()).toMatchObject({ staffId: person.staffId, roles: ['officer'] });
    expect((await door.get('/api/session', cookieOf(answer))).statusCode).toBe(200);
    const deeds = await read(runtime, 1, (tx) =>
      tx.db.selectFrom('deed').select('entry').where('kind', '=', 'staff.link-unified').execute(),
    );
    expect(deeds.at(-1)?.entry.toString()).not.toContain('zhang.san');
  });

  test('makes no account: who has linked none is refused', async () => {
    const accounts = async (): Promise<number> =>
      (await runtime.db.selectFrom('identity_account').select('account_id').execute()).length;
    const before = await accounts();
    const answer = await finish(await platform.recognise((await begin()).url, 'stranger'));
    expect(answer.statusCode).toBe(401);
    expect(codesOf(answer)).toEqual(['unified-not-linked']);
    expect(await accounts()).toBe(before);
  });

  test('is asked for the account’s own second factor all the same', async () => {
    const person = await linked('li.si');
    const { codeAt } = await door.enrolTotp(person);
    const answer = await finish(await platform.recognise((await begin()).url, 'li.si'));
    expect(codesOf(answer)).toEqual(['second-factor-needed']);
    const cookie = cookieOf(answer);
    expect((await door.get('/api/session', cookie)).statusCode).toBe(401);
    expect((await door.post('/api/sign-in/second-step', { code: await codeAt() }, cookie)).statusCode).toBe(200);
  });

  test('answers a question once: replayed, changed, foreign and late answers open nothing', async () => {
    await linked('wang.wu');
    const back = await platform.recognise((await begin()).url, 'wang.wu');
    const foreign = new URL(back);
    foreign.searchParams.set('state', (await begin()).state);
    expect(codesOf(await finish(foreign.href)), 'the answer to another question').toEqual(['unified-failed']);
    expect((await finish(back)).statusCode).toBe(200);
    expect(codesOf(await finish(back)), 'replayed').toEqual(['unified-failed']);
    const changed = new URL(await platform.recognise((await begin()).url, 'wang.wu'));
    changed.searchParams.set('code', 'made-up');
    expect(codesOf(await finish(changed.href))).toEqual(['unified-failed']);
    const late = await platform.recognise((await begin()).url, 'wang.wu');
    runtime.clock.advance(301);
    expect(codesOf(await finish(late))).toEqual(['unified-failed']);
    expect(codesOf(await finish('http://localhost/desk/unified'))).toEqual(['unified-failed']);
  });

  test('links one account to one person: a link begun by another is not taken, nor is a sign-in', async () => {
    const person = await linked('zhao.liu');
    const other = await door.newPerson(['officer']);
    const offer = (await door.post('/api/account/unified-offer', {}, other.cookie)).json<Begun>();
    const back = await platform.recognise(offer.url, 'zhao.liu');
    const taken = await door.post('/api/staff.link-unified', { url: back }, person.cookie);
    expect(codesOf(taken), 'begun by another').toEqual(['unified-failed']);
    const again = (await door.post('/api/account/unified-offer', {}, other.cookie)).json<Begun>();
    const answer = { url: await platform.recognise(again.url, 'zhao.liu') };
    expect(codesOf(await door.post('/api/staff.link-unified', answer, other.cookie))).toEqual([
      'unified-linked-already',
    ]);
    const signIn = await platform.recognise((await begin()).url, 'zhao.liu');
    expect(codesOf(await door.post('/api/staff.link-unified', { url: signIn }, other.cookie))).toEqual([
      'unified-failed',
    ]);
    expect((await door.post('/api/staff.unlink-unified', {}, person.cookie)).statusCode).toBe(200);
    const gone = await finish(await platform.recognise((await begin()).url, 'zhao.liu'));
    expect(codesOf(gone)).toEqual(['unified-not-linked']);
  });

  test('that does not answer is said to be silent; one that is not configured is not there', async () => {
    const silent = await openDoor(runtime, {
      unified: { issuer: 'http://127.0.0.1:9', clientId: 'x', clientSecret: 'x' },
    });
    expect(codesOf(await silent.post('/api/sign-in/unified'))).toEqual(['unified-unreachable']);
    await silent.app.close();
    const none = await openDoor(runtime);
    expect(codesOf(await none.post('/api/sign-in/unified'))).toEqual(['unified-none']);
    await none.app.close();
  });

  test('is spoken to at its own address alone', async () => {
    const asked: string[] = [];
    const elsewhere = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end('{}');
    }).listen(0, '127.0.0.1');
    await once(elsewhere, 'listening');
    const inside = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
    const liar = createServer((_request, response) => {
      const own = `http://127.0.0.1:${(liar.address() as AddressInfo).port}`;
      const document = { issuer: own, authorization_endpoint: `${own}/auth`, token_endpoint: `${inside}/token` };
      response.setHeader('content-type', 'application/json').end(JSON.stringify(document));
    }).listen(0, '127.0.0.1');
    await once(liar, 'listening');
    const own = `http://127.0.0.1:${(liar.address() as AddressInfo).port}`;
    const lied = await openDoor(runtime, { unified: { issuer: own, clientId: 'sunlot', clientSecret: 'x' } });
    const { state } = (await lied.post('/api/sign-in/unified')).json<Begun>();
    const url = `${REDIRECT}?code=x&state=${state}`;
    expect(codesOf(await lied.post('/api/sign-in/unified/finish', { url }))).toEqual(['unified-failed']);
    expect(asked).toEqual([]);
    await lied.app.close();
    elsewhere.close();
    liar.close();
  });
});
