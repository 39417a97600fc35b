import diagnostics from 'node:diagnostics_channel';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testRuntime, type TestRuntime } from '../../testing/runtime.ts';
import { createAccount } from './accounts.ts';
import type { Identity } from './identity.ts';
import { openIdentitySecrets } from './secrets.ts';
import { accountsOf, openOn, PASSWORD } from './accounts.testing.ts';

let runtime: TestRuntime;
let identity: Identity;

beforeAll(async () => {
  runtime = await testRuntime();
  identity = openOn(runtime);
});
afterAll(() => runtime.close());
beforeEach(() => runtime.clock.set('2026-03-02T01:00:00Z'));

const { newPerson, signedIn } = accountsOf(() => ({ runtime, identity }));

describe('identity', () => {
  test('speaks to nobody but the database', async () => {
    const requests: unknown[] = [];
    const note = (message: unknown): void => void requests.push(message);
    for (const channel of ['undici:request:create', 'http.client.request.start']) diagnostics.subscribe(channel, note);
    const { cookie } = await signedIn(await newPerson());
    await openOn(runtime).sessionOf(cookie);
    await identity.signOut(cookie);
    expect(requests).toEqual([]);
    await fetch('http://127.0.0.1:59999/').catch(() => undefined);
    expect(requests.length, 'the listener hears requests').toBeGreaterThan(0);
    for (const channel of ['undici:request:create', 'http.client.request.start'])
      diagnostics.unsubscribe(channel, note);
  });

  test('gives a user name to one person only, over all bureaus', async () => {
    const username = await newPerson();
    const second = { accountId: 'someone-else', bureauId: 2, username, password: PASSWORD, isOneTime: false };
    expect(await createAccount(runtime.db, second, runtime.clock.now())).toBe(false);
  });

  test('keeps its key in a file only the owner reads, and never replaces a damaged one', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sunlot-test-'));
    const path = join(folder, 'keys', 'identity.key');
    const first = await openIdentitySecrets(path);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await openIdentitySecrets(path)).cookieSecret).toBe(first.cookieSecret);
    expect(await readFile(path, 'utf8')).not.toContain(first.cookieSecret);
    await writeFile(path, 'damaged');
    await expect(openIdentitySecrets(path)).rejects.toThrow('is not an identity key');
    await rm(folder, { recursive: true });
  });
});
