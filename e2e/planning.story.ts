/** The office with the keyboard alone, on the desk's and the phone's width: items, law, plan; every screen of them accessible. */
import type { FastifyInstance } from 'fastify';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadDemo } from '../demo/load.ts';
import { DEMO_PASSWORD } from '../demo/logins.ts';
import { manualClock } from '../src/core/clock.ts';
import { openDatabase } from '../src/core/db.ts';
import { temporaryFieldCipher } from '../src/core/field-cipher.ts';
import { openFileStore } from '../src/core/files.ts';
import { openIdentity } from '../src/core/identity/identity.ts';
import { temporaryIdentitySecrets } from '../src/core/identity/secrets.ts';
import { temporaryLogKey } from '../src/core/log/key.ts';
import { buildApp } from '../src/http/app.ts';
import { deskRoutes } from '../src/http/desk.ts';
import { identifier, sessionRoutes } from '../src/http/session.ts';
import { testDatabase, type TestDatabase } from '../src/testing/database.ts';
import { focus, focusField, pressSeal } from './keyboard.ts';
import { openBrowser, SCREENS, sidewaysScroll, violations, visitor, type Screen } from './browser.ts';

let database: TestDatabase;
let folder: string;
let app: FastifyInstance;
let browser: Browser;
let address: string;
let close: () => Promise<void>;

beforeAll(async () => {
  database = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'sunlot-story-'));
  const runtime = {
    db: openDatabase(database.appUrl, 8),
    clock: manualClock('2026-09-29T01:00:00Z'),
    files: openFileStore(folder),
    logKey: temporaryLogKey(),
    fieldCipher: temporaryFieldCipher(),
  };
  await loadDemo(runtime);
  const secrets = temporaryIdentitySecrets();
  const identity = openIdentity({ db: runtime.db, clock: runtime.clock, secrets, publicUrl: undefined });
  const extend = async (instance: FastifyInstance): Promise<void> => {
    sessionRoutes(instance, runtime, identity);
    await deskRoutes(instance);
  };
  app = await buildApp({ runtime, identify: identifier(runtime, identity), logging: false, extend });
  address = await app.listen({ host: '127.0.0.1', port: 0 });
  browser = await openBrowser();
  close = () => runtime.db.destroy();
}, 180_000);
afterAll(async () => {
  await browser.close();
  await app.close();
  await close();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

/** Addresses, or those that the first link with this beginning in the page before leads to. */
const PAGES: readonly (readonly [name: string, path: string, via?: string])[] = [
  ['items', '/desk/items'],
  ['item', '/desk/items?q=FC-01', '/desk/items/'],
  ['new item', '/desk/items/new'],
  ['edition', '/desk/items/editions/2'],
  ['law changes', '/desk/items/law'],
  ['laws', '/desk/items/law/texts'],
  ['one law', '/desk/items/law/texts/%E5%AE%89%E5%85%A8%E7%94%9F%E4%BA%A7%E6%B3%95'],
  ['a new version of a law', '/desk/items/law/adopt'],
  ['plans', '/desk/plan'],
  ['plan', '/desk/plan', '/desk/plan/'],
  ['new plan', '/desk/plan/new?year=2027'],
  ['templates', '/desk/plan/templates'],
];

describe.each(SCREENS)('at $width × $height', (screen) => {
  test('items, law and plan are accessible and stay inside the screen, with everything unfolded', async () => {
    const context = await signedIn('jihua', screen);
    const page = await context.newPage();
    for (const [name, path, via] of PAGES) {
      await open(page, path, via);
      await page.evaluate(() => document.querySelectorAll('details').forEach((each) => (each.open = true)));
      expect(await violations(page), name).toEqual([]);
      expect(await sidewaysScroll(page), name).toBe(0);
    }
    await context.close();
  });
});

test('with the keyboard alone: an item is found and amended, a plan drafted, submitted, endorsed and approved', async () => {
  const office = await signedIn('jihua', SCREENS[0]);
  const page = await office.newPage();
  await open(page, '/desk/items?q=ZH-07', '/desk/items/');
  await focus(page, '修改');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/edit$/);
  await focusField(page, '备注');
  await page.keyboard.type('键盘修改');
  await focus(page, '保存事项');
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => !url.pathname.endsWith('/edit'));
  await page.getByText('键盘修改').first().waitFor();

  await open(page, '/desk/plan/new?year=2027');
  await focus(page, '增加一行', 1);
  await page.keyboard.press('Enter');
  await focusField(page, '文件名称', 'Shift+Tab');
  await page.keyboard.type('安全生产年度监督检查计划编制办法');
  await page.keyboard.press('Tab');
  await page.keyboard.type('安监总政法〔2017〕150号');
  await focus(page, '起草年度计划');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/desk\/plan\/[0-9a-f-]{36}$/);
  const url = page.url();
  await focus(page, '提交年度计划');
  await page.keyboard.press('Enter');
  await page.getByText('待分管副局长审核').waitFor();

  for (const [who, deed, title, after] of [
    ['fujuzhang', '审核同意年度计划', '审核年度计划', '已审核同意，待领导小组组长批准'],
    ['juzhang', '批准年度计划', '批准年度计划', '已批准，待公开'],
  ] as const) {
    const leader = await signedIn(who, SCREENS[0]);
    const desk = await leader.newPage();
    await open(desk, url);
    await focusField(desk, '意见');
    await desk.keyboard.type('同意');
    await focus(desk, deed, 0, 'Shift+Tab');
    await desk.keyboard.press('Enter');
    await desk.getByRole('dialog').waitFor();
    expect(await violations(desk), deed).toEqual([]);
    await pressSeal(desk, title);
    await desk.getByText(after).first().waitFor({ timeout: 20_000 });
    expect(await desk.locator('main').textContent()).toContain('同意');
    await leader.close();
  }
  await office.close();
}, 180_000);

async function signedIn(username: string, screen: Screen): Promise<BrowserContext> {
  const context = await visitor(browser, address, screen);
  const answer = await context.request.post('/api/sign-in', { data: { username, password: DEMO_PASSWORD } });
  expect(answer.ok(), username).toBe(true);
  return context;
}

async function open(page: Page, path: string, via?: string): Promise<void> {
  await page.goto(path, { waitUntil: 'networkidle' });
  if (via !== undefined) {
    const href = await page.locator(`main table a[href^="${via}"]`).first().getAttribute('href');
    await page.goto(href ?? '', { waitUntil: 'networkidle' });
  }
  await page.waitForFunction(() => document.querySelector('.skeleton') === null);
}
