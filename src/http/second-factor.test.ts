import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { read } from '../core/transact.ts';
import { softAuthenticator, type Authenticator } from '../testing/authenticator.ts';
import { codesOf, cookieOf, openDoor, PASSWORD, type Door, type Person } from '../testing/door.ts';
import { testRuntime, type TestRuntime } from '../testing/runtime.ts';

const PAGE = 'http://localhost';

let runtime: TestRuntime;
let door: Door;

beforeAll(async () => {
  runtime = await testRuntime();
});
afterAll(() => runtime.close());
beforeEach(async () => {
  await door?.app.close();
  door = await openDoor(runtime);
});

const signIn = ({ username }: Person): Promise<LightMyRequestResponse> =>
  door.post('/api/sign-in', { username, password: PASSWORD });

async function half(person: Person): Promise<string> {
  const first = await signIn(person);
  expect(codesOf(first)).toEqual(['second-factor-needed']);
  return cookieOf(first);
}

const second = (cookie: string, code: string): Promise<LightMyRequestResponse> =>
  door.post('/api/sign-in/second-step', { code }, cookie);

async function eventsOf(staffId: string): Promise<readonly string[]> {
  const rows = await read(runtime, 1, (tx) =>
    tx.db.selectFrom('security_event').select('kind').where('staff_id', '=', staffId).orderBy('event_id').execute(),
  );
  return rows.map(({ kind }) => kind);
}

describe('动态口令', () => {
  test('is enrolled by its first right code, with a QR made on the server, and leaves a deed without the secret', async () => {
    const person = await door.newPerson(['officer']);
    const offer = await door.post('/api/account/totp-offer', {}, person.cookie);
    const { secret, qr } = offer.json<{ secret: string; qr: string }>();
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(qr).toMatch(/^<svg/);
    const wrong = await door.post('/api/staff.enrol-totp', { code: '000000' }, person.cookie);
    expect(codesOf(wrong)).toEqual(['totp-code-wrong']);
    expect((await signIn(person)).statusCode, 'nothing is asked before the first right code').toBe(200);
    const again = { ...person, cookie: cookieOf(await signIn(person)) };
    const { recoveryCodes } = await door.enrolTotp(again);
    expect(new Set(recoveryCodes).size).toBe(10);
    const deeds = await read(runtime, 1, (tx) =>
      tx.db
        .selectFrom('deed')
        .select(['kind', 'entry'])
        .where('subject_id', '=', person.staffId)
        .where('kind', '=', 'staff.enrol-totp')
        .execute(),
    );
    expect(deeds).toHaveLength(1);
    expect(deeds[0]?.entry.toString()).not.toContain(secret);
  });

  test('is asked after the password: the cookie opens nothing before, everything after', async () => {
    const person = await door.newPerson(['officer']);
    const { codeAt } = await door.enrolTotp(person);
    const cookie = await half(person);
    for (const url of ['/api/session', '/api/account', '/api/bureau'])
      expect((await door.get(url, cookie)).statusCode, url).toBe(401);
    expect(codesOf(await door.post('/api/confirm-password', { password: PASSWORD }, cookie))).toEqual([
      'not-signed-in',
    ]);
    expect((await second(cookie, await codeAt())).json()).toMatchObject({ staffId: person.staffId, hasFactor: true });
    expect((await door.get('/api/session', cookie)).statusCode).toBe(200);
  });

  test('takes a code once: a second use is refused, also of two at the same moment', async () => {
    const person = await door.newPerson(['officer']);
    const { codeAt } = await door.enrolTotp(person);
    const code = await codeAt();
    const cookies = [await half(person), await half(person), await half(person)] as const;
    const both = await Promise.all([second(cookies[0], code), second(cookies[1], code)]);
    expect(both.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([200, 401]);
    const replayed = await second(cookies[2], code);
    expect(replayed.statusCode).toBe(401);
    expect(codesOf(replayed)).toEqual(['second-factor-wrong']);
    runtime.clock.advance(30);
    expect(codesOf(await second(cookies[2], code)), 'nor the code before').toEqual(['second-factor-wrong']);
    expect((await second(cookies[2], await codeAt())).statusCode).toBe(200);
    expect(await eventsOf(person.staffId)).toContain('second-factor-wrong');
  });

  test('cannot be guessed: wrong codes count with wrong passwords, and lock', async () => {
    const person = await door.newPerson(['officer']);
    const { codeAt } = await door.enrolTotp(person);
    const cookie = await half(person);
    // The password has counted one: four tries are left of five.
    const answers: number[] = [];
    for (let guess = 0; guess < 5; guess += 1) answers.push((await second(cookie, `00000${guess}`)).statusCode);
    expect(answers).toEqual([401, 401, 401, 401, 423]);
    expect((await second(cookie, await codeAt())).statusCode, 'the right one too, while it lasts').toBe(423);
  });

  test('comes within five minutes or not at all', async () => {
    const person = await door.newPerson(['officer']);
    const { codeAt } = await door.enrolTotp(person);
    const cookie = await half(person);
    runtime.clock.advance(301);
    expect(codesOf(await second(cookie, await codeAt()))).toEqual(['second-step-expired']);
  });

  test('may drift by one step and no further', async () => {
    const person = await door.newPerson(['officer']);
    const { codeAt } = await door.enrolTotp(person);
    runtime.clock.advance(600);
    const cookie = await half(person);
    for (const seconds of [-60, 60])
      expect((await second(cookie, await codeAt(seconds))).statusCode, `${seconds} s`).toBe(401);
    expect((await second(cookie, await codeAt(30))).statusCode).toBe(200);
  });

  test('is shown again, beside the password, for what asks for a fresh look', async () => {
    const person = await door.newPerson(['group-office']);
    const { codeAt } = await door.enrolTotp(person);
    runtime.clock.advance(301);
    const freeze = (): Promise<LightMyRequestResponse> => door.post('/api/draw.freeze', {}, person.cookie);
    expect(codesOf(await freeze())).toEqual(['reauthentication-needed']);
    const byPassword = await door.post('/api/confirm-password', { password: PASSWORD }, person.cookie);
    expect(codesOf(byPassword)).toEqual(['second-factor-needed']);
    expect(codesOf(await freeze()), 'the password alone opens nothing').toEqual(['reauthentication-needed']);
    const code = await codeAt();
    const wrongPassword = await door.post('/api/confirm-password', { password: 'guess', code }, person.cookie);
    expect(codesOf(wrongPassword)).toEqual(['current-password-wrong']);
    expect((await door.post('/api/confirm-password', { password: PASSWORD, code }, person.cookie)).statusCode).toBe(
      200,
    );
    expect(codesOf(await freeze())).not.toContain('reauthentication-needed');
  });
});

describe('恢复码', () => {
  test('opens once, in any spelling, and the used one is dead', async () => {
    const person = await door.newPerson(['officer']);
    const { recoveryCodes } = await door.enrolTotp(person);
    const [code = ''] = recoveryCodes;
    expect((await second(await half(person), code.replaceAll('-', ' ').toUpperCase())).statusCode).toBe(200);
    const cookie = await half(person);
    expect((await second(cookie, code)).statusCode).toBe(401);
    expect((await second(cookie, recoveryCodes[1] ?? '')).statusCode).toBe(200);
    expect((await door.get('/api/account', cookie)).json()).toMatchObject({ recoveryCodesLeft: 8 });
  });

  test('of before is dead when new ones are made; of another person it opens nothing', async () => {
    const [person, other] = [await door.newPerson(['officer']), await door.newPerson(['officer'])];
    const { recoveryCodes } = await door.enrolTotp(person);
    const others = await door.enrolTotp(other);
    const renewed = await door.post('/api/staff.renew-recovery-codes', {}, person.cookie);
    const { recoveryCodes: fresh } = renewed.json<{ recoveryCodes: string[] }>();
    const cookie = await half(person);
    expect((await second(cookie, recoveryCodes[0] ?? '')).statusCode).toBe(401);
    expect((await second(cookie, others.recoveryCodes[0] ?? '')).statusCode).toBe(401);
    expect((await second(cookie, fresh[0] ?? '')).statusCode).toBe(200);
  });

  test('leaves neither itself nor the secret of the app in the database', async () => {
    const person = await door.newPerson(['officer']);
    const offer = await door.post('/api/account/totp-offer', {}, person.cookie);
    const { recoveryCodes } = await door.enrolTotp(person);
    let content = '';
    await runtime.asOwner(async (owner) => {
      for (const table of ['identity_totp', 'identity_recovery', 'command', 'deed'] as const)
        content += JSON.stringify(await owner.selectFrom(table).selectAll().execute());
    });
    for (const secret of [offer.json<{ secret: string }>().secret, recoveryCodes[0] ?? 'x'])
      expect(content).not.toContain(secret);
  });
});

describe('通行密钥', () => {
  async function enrolled(person: Person): Promise<Authenticator> {
    const authenticator = softAuthenticator();
    const question = await door.post('/api/account/passkey-offer', {}, person.cookie);
    const made = { ...authenticator.create(question.json(), PAGE), label: '办公室电脑' };
    const kept = await door.post('/api/staff.enrol-passkey', made, person.cookie);
    expect(kept.json()).toMatchObject({ recoveryCodes: expect.any(Array) });
    return authenticator;
  }
  const question = async (cookie = ''): Promise<{ challenge: string }> =>
    (await door.post('/api/sign-in/passkey-question', {}, cookie)).json();

  test('is a whole sign-in, and shows again who one is', async () => {
    const person = await door.newPerson(['group-office']);
    const authenticator = await enrolled(person);
    const answer = await door.post('/api/sign-in/passkey', authenticator.get(await question(), PAGE));
    expect(answer.json()).toMatchObject({ staffId: person.staffId, hasFactor: true });
    const cookie = cookieOf(answer);
    runtime.clock.advance(301);
    expect(codesOf(await door.post('/api/draw.freeze', {}, cookie))).toEqual(['reauthentication-needed']);
    const passkey = authenticator.get(await question(cookie), PAGE);
    expect((await door.post('/api/confirm-password', { passkey }, cookie)).statusCode).toBe(200);
    expect(codesOf(await door.post('/api/draw.freeze', {}, cookie))).not.toContain('reauthentication-needed');
  });

  test('is the second step after a password', async () => {
    const person = await door.newPerson(['officer']);
    const authenticator = await enrolled(person);
    const cookie = await half(person);
    const passkey = authenticator.get(await question(), PAGE);
    expect((await door.post('/api/sign-in/second-step', { passkey }, cookie)).statusCode).toBe(200);
  });

  test('answers a challenge once, at this address, with its holder verified, and never backwards', async () => {
    const person = await door.newPerson(['officer']);
    const authenticator = await enrolled(person);
    const asked = await question();
    const answer = authenticator.get(asked, PAGE);
    expect((await door.post('/api/sign-in/passkey', answer)).statusCode).toBe(200);
    const refused: [string, Record<string, string>][] = [
      ['replayed', answer],
      ['of another site', authenticator.get(await question(), 'https://evil.example')],
      ['without verification', authenticator.get(await question(), PAGE, 0x01)],
      ['to a challenge nobody made', authenticator.get({ challenge: 'AAAA' }, PAGE)],
      ['of an unknown key', softAuthenticator().get(await question(), PAGE)],
      ['signed for another', { ...authenticator.get(await question(), PAGE), signature: answer['signature'] ?? '' }],
    ];
    for (const [name, wrong] of refused) {
      const response = await door.post('/api/sign-in/passkey', wrong);
      expect(response.statusCode, name).toBe(401);
      expect(codesOf(response), name).toEqual(['passkey-unknown']);
    }
    const late = authenticator.get(await question(), PAGE);
    runtime.clock.advance(301);
    expect((await door.post('/api/sign-in/passkey', late)).statusCode, 'late').toBe(401);
  });

  test('of a copied authenticator, whose counter lies behind, opens nothing', async () => {
    const person = await door.newPerson(['officer']);
    const authenticator = await enrolled(person);
    const earlier = authenticator.get(await question(), PAGE);
    expect((await door.post('/api/sign-in/passkey', authenticator.get(await question(), PAGE))).statusCode).toBe(200);
    expect((await door.post('/api/sign-in/passkey', earlier)).statusCode).toBe(401);
  });

  test('of another person is no second step, and cannot be taken away', async () => {
    const [person, other] = [await door.newPerson(['officer']), await door.newPerson(['officer'])];
    await enrolled(person);
    const foreign = await enrolled(other);
    const cookie = await half(person);
    const passkey = foreign.get(await question(), PAGE);
    expect((await door.post('/api/sign-in/second-step', { passkey }, cookie)).statusCode).toBe(401);
    const account = (await door.get('/api/account', other.cookie)).json<{ passkeys: { credentialId: string }[] }>();
    const removal = { credentialId: account.passkeys[0]?.credentialId ?? '' };
    expect(codesOf(await door.post('/api/staff.remove-passkey', removal, person.cookie))).toEqual([
      'passkey-not-found',
    ]);
    expect((await door.post('/api/staff.remove-passkey', removal, other.cookie)).statusCode).toBe(200);
  });

  test('made for another site or another account is not kept', async () => {
    const [person, other] = [await door.newPerson(['officer']), await door.newPerson(['officer'])];
    const offer = async (cookie: string): Promise<{ challenge: string }> =>
      (await door.post('/api/account/passkey-offer', {}, cookie)).json();
    const elsewhere = softAuthenticator().create(await offer(person.cookie), 'https://evil.example');
    const foreign = softAuthenticator().create(await offer(other.cookie), PAGE);
    for (const made of [elsewhere, foreign]) {
      const response = await door.post('/api/staff.enrol-passkey', { ...made, label: '钥匙' }, person.cookie);
      expect(codesOf(response)).toEqual(['passkey-not-kept']);
    }
  });
});

describe('taking a second factor away', () => {
  test('asks for a fresh look, and asks no more at sign-in afterwards', async () => {
    const person = await door.newPerson(['officer']);
    await door.enrolTotp(person);
    runtime.clock.advance(301);
    expect(codesOf(await door.post('/api/staff.remove-totp', {}, person.cookie))).toEqual(['reauthentication-needed']);
    expect((await signIn(person)).statusCode).toBe(401);
  });

  test('is for the security admin when the phone is lost: it ends the sessions, and never his own', async () => {
    const [person, security] = [await door.newPerson(['officer']), await door.newPerson(['security-admin'])];
    await door.enrolTotp(person);
    const reset = (staffId: string): Promise<LightMyRequestResponse> =>
      door.post('/api/staff.reset-factors', { staffId }, security.cookie);
    expect(codesOf(await reset(security.staffId))).toEqual(['own-factors-reset']);
    expect((await reset(person.staffId)).statusCode).toBe(200);
    expect((await door.get('/api/session', person.cookie)).statusCode).toBe(401);
    expect((await signIn(person)).statusCode).toBe(200);
    expect(codesOf(await reset(person.staffId))).toEqual(['second-factor-none']);
    const system = await door.newPerson(['system-admin']);
    const byOther = await door.post('/api/staff.reset-factors', { staffId: person.staffId }, system.cookie);
    expect(codesOf(byOther), 'who resets passwords does not reset factors').toEqual(['not-allowed']);
  });
});
