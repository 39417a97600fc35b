/** Several bureaus on one server: passkeys and the unified platform at the host of each (docs/adr/0086). */
import { randomUUID } from 'node:crypto';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { amendProfile } from '../bureau/actions/profile.ts';
import { execute } from '../core/command.ts';
import { softAuthenticator, type Authenticator } from '../testing/authenticator.ts';
import { codesOf, cookieOf, openDoor, type Door, type Person } from '../testing/door.ts';
import { openPlatform, type Platform } from '../testing/platform.ts';
import { actorOf, testRuntime, type TestRuntime } from '../testing/runtime.ts';

/** The server's own address, and those of the two bureaus; the second is reached by a port of its own. */
const [SERVER, OWN, NEIGHBOUR] = ['https://chou.example', 'https://yjj.test.example', 'https://lin.test.example:8443'];
const CALLBACK = '/desk/unified';

let runtime: TestRuntime;
let platform: Platform;
let door: Door;

beforeAll(async () => {
  runtime = await testRuntime();
  platform = await openPlatform([SERVER, OWN, NEIGHBOUR, 'http://localhost'].map((origin) => `${origin}${CALLBACK}`));
  await setAddress(1, '120111', `${OWN}/`);
  await setAddress(2, '120112', `${NEIGHBOUR}/gongshi/`);
});
afterAll(async () => {
  platform.close();
  await door.app.close();
  await runtime.close();
});
beforeEach(async () => {
  await door?.app.close();
  door = await openDoor(runtime, { unified: platform.client, publicUrl: SERVER });
});

async function setAddress(bureauId: number, divisionCode: string, disclosureUrl: string): Promise<void> {
  const profile = {
    name: `${divisionCode}应急管理局`,
    creditCode: '111201110001234577',
    divisionCode,
    divisionName: '天津市测试区',
    standing: 'statutory',
    legalBasis: '《中华人民共和国安全生产法》第十条',
    address: '测试路1号',
    phone: '022-27391234',
    complaintPhone: '12350',
    disclosureUrl,
  };
  const by = actorOf(['system-admin'], 'system-admin', bureauId);
  const amended = await execute(runtime, by, amendProfile, randomUUID(), { version: 0, profile });
  expect(amended, JSON.stringify(amended)).toMatchObject({ ok: true });
}

/** Sends as a page under this address does. */
const at = (address: string, url: string, payload: object = {}, cookie = ''): Promise<LightMyRequestResponse> =>
  door.post(url, payload, cookie, { host: new URL(address).host });

interface Question {
  readonly challenge: string;
  readonly rpId: string;
}

async function question(address: string, cookie = ''): Promise<Question> {
  return (await at(address, '/api/sign-in/passkey-question', {}, cookie)).json();
}

async function enrolled(person: Person, address: string): Promise<Authenticator> {
  const authenticator = softAuthenticator();
  const offer = await at(address, '/api/account/passkey-offer', {}, person.cookie);
  expect(offer.json<Question>().rpId).toBe(new URL(address).hostname);
  const made = { ...authenticator.create(offer.json(), address), label: '办公室电脑' };
  const kept = await at(address, '/api/staff.enrol-passkey', made, person.cookie);
  expect(kept.statusCode, kept.body).toBe(200);
  return authenticator;
}

const enter = (address: string, answer: object): Promise<LightMyRequestResponse> =>
  at(address, '/api/sign-in/passkey', answer);

describe('a passkey', () => {
  test.each([
    ['of a bureau with a host of its own', OWN, 1],
    ['of a bureau with a port of its own', NEIGHBOUR, 2],
    ['under the address of the server', SERVER, 2],
  ])('%s is made for that address and opens it', async (_whose, address, bureauId) => {
    const person = await door.newPerson(['officer'], bureauId);
    const authenticator = await enrolled(person, address);
    const asked = await question(address);
    expect(asked.rpId).toBe(new URL(address).hostname);
    const answer = await enter(address, authenticator.get(asked, address));
    expect(answer.json()).toMatchObject({ staffId: person.staffId });
    const cookie = cookieOf(answer);
    runtime.clock.advance(301);
    const passkey = authenticator.get(await question(address, cookie), address);
    expect((await at(address, '/api/confirm-password', { passkey }, cookie)).statusCode).toBe(200);
  });

  test('used under the address of another bureau, or of the server, is refused at one’s own', async () => {
    const person = await door.newPerson(['officer']);
    const authenticator = await enrolled(person, OWN);
    for (const elsewhere of [NEIGHBOUR, SERVER, 'https://evil.example', 'http://yjj.test.example']) {
      const answer = await enter(OWN, authenticator.get(await question(OWN), elsewhere));
      expect(codesOf(answer), elsewhere).toEqual(['passkey-unknown']);
    }
    expect((await enter(OWN, authenticator.get(await question(OWN), OWN))).statusCode).toBe(200);
  });

  test('made at the server opens nothing under a bureau’s host that relays its question', async () => {
    const person = await door.newPerson(['officer']);
    const authenticator = await enrolled(person, SERVER);
    const relayed = authenticator.get(await question(SERVER), NEIGHBOUR);
    expect(codesOf(await enter(NEIGHBOUR, relayed))).toEqual(['passkey-unknown']);
    expect(codesOf(await enter(SERVER, relayed))).toEqual(['passkey-unknown']);
  });

  test('of people of the one bureau is neither made nor taken under the host of the other', async () => {
    const person = await door.newPerson(['officer']);
    const offer = await at(NEIGHBOUR, '/api/account/passkey-offer', {}, person.cookie);
    expect(codesOf(offer)).toEqual(['address-of-another-bureau']);
    const asked = (await at(SERVER, '/api/account/passkey-offer', {}, person.cookie)).json<Question>();
    const made = { ...softAuthenticator().create(asked, NEIGHBOUR), label: '钥匙' };
    expect(codesOf(await at(NEIGHBOUR, '/api/staff.enrol-passkey', made, person.cookie))).toEqual(['passkey-not-kept']);
    // Even one that was made there, before the host was the neighbour's.
    const authenticator = await enrolled(person, SERVER);
    await moved(NEIGHBOUR, async () => {
      expect((await enter(NEIGHBOUR, authenticator.get(await question(NEIGHBOUR), NEIGHBOUR))).statusCode).toBe(200);
    });
    const answer = authenticator.get(await question(NEIGHBOUR), NEIGHBOUR);
    expect(codesOf(await enter(NEIGHBOUR, answer))).toEqual(['passkey-unknown']);
  });

  test('of a bureau without a host of its own is one of the server’s address, whatever host is asked', async () => {
    for (const host of ['evil.example', 'localhost', '10.1.2.3', '120111.test.example'])
      expect((await question(`https://${host}`)).rpId, host).toBe('chou.example');
  });
});

/** While `address` is the server's own. */
async function moved(address: string, work: () => Promise<void>): Promise<void> {
  await door.app.close();
  door = await openDoor(runtime, { unified: platform.client, publicUrl: address });
  await work();
  await door.app.close();
  door = await openDoor(runtime, { unified: platform.client, publicUrl: SERVER });
}

interface Begun {
  readonly url: string;
  readonly state: string;
}

const begin = async (address: string): Promise<Begun> => (await at(address, '/api/sign-in/unified')).json();
const finish = (address: string, url: string): Promise<LightMyRequestResponse> =>
  at(address, '/api/sign-in/unified/finish', { url });

async function linked(bureauId: number, subject: string, address: string): Promise<Person> {
  const person = await door.newPerson(['officer'], bureauId);
  const offer = (await at(address, '/api/account/unified-offer', {}, person.cookie)).json<Begun>();
  const url = await platform.recognise(offer.url, subject);
  const response = await at(address, '/api/staff.link-unified', { url }, person.cookie);
  expect(response.statusCode, response.body).toBe(200);
  return person;
}

describe('the unified platform', () => {
  test.each([
    [OWN, 1],
    [NEIGHBOUR, 2],
    [SERVER, 2],
  ])('sends people back to %s, from where they went, and they are let in there', async (address, bureauId) => {
    const person = await linked(bureauId, `of ${address}`, address);
    const { url } = await begin(address);
    expect(new URL(url).searchParams.get('redirect_uri')).toBe(`${address}${CALLBACK}`);
    const back = await platform.recognise(url, `of ${address}`);
    expect(back.startsWith(`${address}${CALLBACK}?`)).toBe(true);
    expect((await finish(address, back)).json()).toMatchObject({ staffId: person.staffId });
  });

  test('is never told to send them to a host that is no bureau’s', async () => {
    for (const host of ['evil.example', 'localhost']) {
      const { url } = await begin(`https://${host}`);
      expect(new URL(url).searchParams.get('redirect_uri'), host).toBe(`${SERVER}${CALLBACK}`);
    }
  });

  test('recognises nobody by an answer that was given for another address', async () => {
    await linked(1, 'zhang.san', OWN);
    for (const elsewhere of [NEIGHBOUR, SERVER]) {
      const back = await platform.recognise((await begin(OWN)).url, 'zhang.san');
      expect(codesOf(await finish(elsewhere, back)), elsewhere).toEqual(['unified-failed']);
      expect(codesOf(await finish(OWN, back)), 'an answer is shown once').toEqual(['unified-failed']);
    }
  });

  test('lets nobody in under the host of another bureau, nor links him there', async () => {
    const person = await linked(1, 'li.si', OWN);
    const back = await platform.recognise((await begin(NEIGHBOUR)).url, 'li.si');
    expect(codesOf(await finish(NEIGHBOUR, back))).toEqual(['address-of-another-bureau']);
    const offer = await at(NEIGHBOUR, '/api/account/unified-offer', {}, person.cookie);
    expect(codesOf(offer)).toEqual(['address-of-another-bureau']);
  });
});

describe('a server whose address nobody has said', () => {
  beforeEach(async () => {
    await door.app.close();
    door = await openDoor(runtime, { unified: platform.client });
  });

  test('asks for passkeys and the platform under the hosts of bureaus and of this machine alone', async () => {
    expect((await question(OWN)).rpId).toBe('yjj.test.example');
    expect((await question('http://localhost')).rpId).toBe('localhost');
    for (const host of ['evil.example', '10.1.2.3', 'localhost.evil.example', 'localhost:port']) {
      const headers = { host };
      for (const url of ['/api/sign-in/passkey-question', '/api/sign-in/unified']) {
        const answer = await door.post(url, {}, '', headers);
        expect(answer.statusCode, host).toBe(403);
        expect(codesOf(answer), host).toEqual(['address-unknown']);
      }
    }
  });

  test('takes no answer under another', async () => {
    const person = await door.newPerson(['officer']);
    const authenticator = await enrolled(person, OWN);
    const answer = authenticator.get(await question(OWN), 'https://evil.example');
    expect(codesOf(await enter('https://evil.example', answer))).toEqual(['passkey-unknown']);
  });
});
