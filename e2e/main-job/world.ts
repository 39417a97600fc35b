/** One bureau's installation for a story: real database, real server, real jobs, and people at their own browsers. @module */
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { NO_BEACON_HOSTS } from '../../src/core/beacon-hosts.ts';
import type { Clock } from '../../src/core/clock.ts';
import { openDatabase } from '../../src/core/db.ts';
import { temporaryFieldCipher } from '../../src/core/field-cipher.ts';
import { openFileStore } from '../../src/core/files.ts';
import { openIdentity } from '../../src/core/identity/identity.ts';
import { temporaryIdentitySecrets } from '../../src/core/identity/secrets.ts';
import { openSetupCode } from '../../src/core/identity/setup-code.ts';
import { temporaryLogKey } from '../../src/core/log/key.ts';
import { FOLLOWERS } from '../../src/http/modules.ts';
import { buildSite } from '../../src/http/site.ts';
import { startWorker } from '../../src/jobs/worker.ts';
import { testDatabase } from '../../src/testing/database.ts';
import { openBrowser, SCREENS, violations, visitor } from '../browser.ts';

const PICTURES = fileURLToPath(new URL('../../test-results/main-job/', import.meta.url));
/** Longer than any page of ours takes on two busy cores; a story waits for texts, so this is reached only by a failure. */
const PATIENCE_MS = 20_000;

export interface Person {
  readonly username: string;
  readonly name: string;
  readonly password: string;
}

export interface World {
  readonly address: string;
  /** The one-time code that a first start prints. */
  readonly code: string;
  /** A page of somebody without an account. */
  stranger(): Promise<Page>;
  /** The desk of this person at the address, signed in through the login page when the session is over. */
  desk(person: Person, path?: string): Promise<Page>;
  /** Holds the screen to what every screen is held to, and keeps its picture. */
  screen(page: Page, name: string): Promise<void>;
  /** Pictures of every open page as it stands: for a story that failed. */
  keepEvidence(): Promise<void>;
  close(): Promise<void>;
}

/**
 * An installation without a bureau. `markDemo`: whichever bureau is founded in it is marked as a demo (a trigger of the
 * story's own), since the log of a real bureau refuses any other time than the database's.
 */
export async function openWorld(clock: Clock, { markDemo }: { readonly markDemo: boolean }): Promise<World> {
  const database = await testDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'sunlot-story-'));
  const runtime = {
    db: openDatabase(database.appUrl, 8),
    clock,
    files: openFileStore(join(folder, 'files')),
    logKey: temporaryLogKey(),
    fieldCipher: temporaryFieldCipher(),
  };
  if (markDemo) await markBureausAsDemo(database.ownerUrl);
  const setupCode = openSetupCode(join(folder, 'setup-code'));
  const code = await setupCode.issue();
  const identity = openIdentity({ db: runtime.db, clock, secrets: temporaryIdentitySecrets(), publicUrl: undefined });
  const faults: unknown[] = [];
  const worker = startWorker(runtime, FOLLOWERS, (error) => faults.push(error));
  const workerError = (): string | undefined => worker.lastError();
  const site = await buildSite({
    runtime,
    beaconHosts: NO_BEACON_HOSTS,
    identity,
    setupCode,
    database: 'embedded',
    workerError,
    logging: false,
  });
  const address = await site.listen({ host: '127.0.0.1', port: 0 });
  const browser = await openBrowser();
  await mkdir(PICTURES, { recursive: true });
  const desks = new Map<string, Page>();
  let pictures = 0;
  return {
    address,
    code,
    stranger: async () => (await patientVisitor(browser, address)).newPage(),
    desk: async (person, path = '/') => {
      const page = desks.get(person.username) ?? (await (await patientVisitor(browser, address)).newPage());
      desks.set(person.username, page);
      await enter(page, person, path);
      return page;
    },
    screen: async (page, name) => {
      await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
      pictures += 1;
      await page.screenshot({ path: `${PICTURES}${String(pictures).padStart(2, '0')}-${name}.png`, fullPage: true });
      expect(await violations(page), name).toEqual([]);
    },
    keepEvidence: async () => {
      const pages = browser.contexts().flatMap((context) => context.pages());
      for (const [n, page] of pages.entries())
        await page.screenshot({ path: `${PICTURES}failed-${n}.png`, fullPage: true });
    },
    close: async () => {
      await browser.close();
      await site.close();
      await worker.stop();
      await runtime.db.destroy();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
      expect(faults, 'faults of the jobs').toEqual([]);
    },
  };
}

async function markBureausAsDemo(ownerUrl: string): Promise<void> {
  const owner = openDatabase(ownerUrl, 1);
  await sql`CREATE FUNCTION mark_demo() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN NEW.is_demo := true; RETURN NEW; END'`.execute(owner);
  await sql`CREATE TRIGGER mark_demo BEFORE INSERT ON bureau FOR EACH ROW EXECUTE FUNCTION mark_demo()`.execute(owner);
  await owner.destroy();
}

async function patientVisitor(browser: Browser, address: string): Promise<BrowserContext> {
  const context = await visitor(browser, address, SCREENS[0]);
  context.setDefaultTimeout(PATIENCE_MS);
  return context;
}

/** Goes there; where the login page stands instead, signs in and is led there. */
async function enter(page: Page, person: Person, path: string): Promise<void> {
  await page.goto(`/desk${path}`);
  const login = page.getByRole('button', { name: '登录', exact: true });
  const signOut = page.getByRole('banner').getByRole('button', { name: '退出登录' });
  await login.or(signOut).first().waitFor();
  if (await signOut.isVisible()) return;
  await signIn(page, person.username, person.password);
  await signOut.waitFor();
}

async function signIn(page: Page, username: string, password: string): Promise<void> {
  await page.getByLabel('用户名').fill(username);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
}

/** Opens the address again until it is there: what a job of the server has still to make. */
export async function appears(page: Page, wanted: Locator): Promise<void> {
  const seen = async (): Promise<boolean> => {
    await page.reload();
    await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
    await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
    return wanted.first().isVisible();
  };
  await expect.poll(seen, { timeout: PATIENCE_MS }).toBe(true);
}

/** For the few deeds that have no screen: sent as a screen would send them, in the person's own session. */
export async function send(page: Page, kind: string, input: object): Promise<void> {
  const headers = { 'idempotency-key': randomUUID() };
  const answer = await page.context().request.post(`/api/${kind}`, { headers, data: input });
  expect(answer.status(), `${kind}: ${await answer.text()}`).toBe(200);
}

/** Opens the act, checks that nothing goes without the tick, seals it, sees the stamp. */
export async function seal(page: Page, button: string, title: string, stamp: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click();
  const dialog = page.getByRole('dialog');
  const press = dialog.getByRole('button', { name: title, exact: true });
  await press.waitFor();
  expect(await press.isDisabled(), title).toBe(true);
  await dialog.getByRole('checkbox', { name: '我已逐项看过以上内容，由本人签署' }).check();
  await press.click();
  await dialog.getByRole('status').getByText(stamp).first().waitFor();
  await dialog.getByRole('button', { name: '关闭' }).last().click();
  await dialog.waitFor({ state: 'hidden' });
}
