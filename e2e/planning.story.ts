/** The office with the keyboard alone, on the desk's and the phone's width: every screen walked through by Tab and accessible; items and plan worked on. */
import type { FastifyInstance } from 'fastify';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoCreditCode } from '../demo/codes.ts';
import { openDemo, type DemoStage } from '../demo/loaded.testing.ts';
import { DEMO_PASSWORD } from '../demo/logins.ts';
import { openIdentity } from '../src/core/identity/identity.ts';
import { temporaryIdentitySecrets } from '../src/core/identity/secrets.ts';
import { buildApp } from '../src/http/app.ts';
import { deskRoutes } from '../src/http/desk.ts';
import { identifier, sessionRoutes } from '../src/http/session.ts';
import { focusField, press, walk } from './keyboard.ts';
import { openBrowser, SCREENS, sidewaysScroll, violations, visitor, type Screen, signIn } from './browser.ts';
import {
  addEnterprise,
  adjustPlan,
  bookVehicle,
  configureDraw,
  draftPlan,
  editEnterprise,
  loadHolidays,
  mergeDuplicates,
  seal,
  verifyMonth,
} from './office-tasks.ts';

let demo: DemoStage;
let app: FastifyInstance;
let browser: Browser;
let address: string;

beforeAll(async () => {
  demo = await openDemo();
  const { runtime } = demo;
  const secrets = temporaryIdentitySecrets();
  const identity = openIdentity({ db: runtime.db, clock: runtime.clock, secrets, publicUrl: undefined });
  const extend = async (instance: FastifyInstance): Promise<void> => {
    sessionRoutes(instance, runtime, identity);
    await deskRoutes(instance);
  };
  app = await buildApp({ runtime, identify: identifier(runtime, identity), logging: false, extend });
  address = await app.listen({ host: '127.0.0.1', port: 0 });
  browser = await openBrowser();
}, 600_000);
afterAll(async () => {
  await browser.close();
  await app.close();
  await demo.close();
});

/** Addresses, or those that the first link with this beginning in the page before leads to. */
const PAGES: readonly (readonly [name: string, path: string, via?: string])[] = [
  ['home', '/desk/'],
  ['directory', '/desk/directory'],
  ['enterprise', '/desk/directory', '/desk/directory/enterprises/'],
  ['new enterprise', '/desk/directory/enterprises/new'],
  ['officer', '/desk/directory/officers', '/desk/directory/officers/'],
  ['duplicates', '/desk/directory/duplicates'],
  ['verification', '/desk/directory/verification'],
  ['leading group', '/desk/directory/organisation'],
  ['directory of a day', '/desk/directory/as-of'],
  ['recusals', '/desk/directory/recusals'],
  ['streets', '/desk/directory/subdistricts'],
  ['import', '/desk/directory/import'],
  ['calendar', '/desk/calendar'],
  ['holiday notice', '/desk/calendar/load'],
  ['draws', '/desk/draw'],
  ['new draw', '/desk/draw/new'],
  ['draw', '/desk/draw', '/desk/draw/'],
  ['tasks', '/desk/inspection'],
  ['month', '/desk/inspection/month'],
  ['inspection settings', '/desk/inspection/settings'],
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
  test('every screen of the office is accessible, with everything unfolded; Tab comes to each control, seen and in the open, and out again', async () => {
    const context = await signedIn('jihua', screen);
    const page = await context.newPage();
    for (const [name, path, via] of PAGES) {
      await open(page, path, via);
      await page.evaluate(() => document.querySelectorAll('details').forEach((each) => (each.open = true)));
      expect(await violations(page), name).toEqual([]);
      expect(await sidewaysScroll(page), name).toBe(0);
      // What drops over the page is walked through where it is used.
      await page.evaluate(() =>
        document.querySelectorAll('.drop-menu').forEach((each) => each.removeAttribute('open')),
      );
      const { stops, ...met } = await walk(page);
      expect(met, name).toEqual({ unseen: [], hidden: [], unreached: [], trap: undefined });
      expect(stops, name).toBeGreaterThan(3);
    }
    await context.close();
  }, 300_000);
});

describe('with the keyboard alone', () => {
  // The first: what is drafted and drawn afterwards would hold the next version up.
  test('the running plan is adjusted, with its reason; the next version goes the whole way and takes its place', async () => {
    const page = await desk('jihua');
    const superseded = async (): Promise<number> => {
      await open(page, '/desk/plan?state=superseded');
      return page.locator('main tbody tr').count();
    };
    const before = await superseded();
    await adjustPlan(page, '新增 4 家重点企业');
    await carryThrough(page);
    await open(page, page.url());
    await press(page, '启动年度计划');
    await page.getByRole('listitem').filter({ hasText: '执行中' }).first().waitFor();
    expect(await superseded()).toBe(before + 1);
    await page.context().close();
  }, 240_000);

  test('an enterprise is found and changed, a vehicle booked, two records merged, the month verified', async () => {
    const page = await desk('jihua');
    await editEnterprise(page);
    await bookVehicle(page);
    const [name, spaced] = ['天津市西青区键盘示例机械有限公司', '天津市西青区 键盘示例机械有限公司'] as const;
    await addEnterprise(page, name, demoCreditCode(901));
    await addEnterprise(page, spaced, demoCreditCode(902));
    await mergeDuplicates(page, name, spaced);
    await verifyMonth(page);
    await page.context().close();
  }, 120_000);

  test('holidays are loaded, a draw is configured', async () => {
    const page = await desk('jihua');
    await loadHolidays(page);
    await configureDraw(page, '2026-09-30', '2026-09-30');
    await page.context().close();
  }, 60_000);

  test('a plan is drafted with fewer enterprises and another department, submitted, endorsed, approved, published', async () => {
    const page = await desk('jihua');
    await draftPlan(page);
    await carryThrough(page);
    await page.context().close();
  }, 180_000);
});

/** The draft on this page submitted, endorsed, approved and published, by whom it is for. */
async function carryThrough(page: Page): Promise<void> {
  const url = page.url();
  await press(page, '提交年度计划');
  await page.getByText('待分管副局长审核').waitFor();
  for (const [who, deed, title, after] of [
    ['fujuzhang', '审核同意年度计划', '审核年度计划', '已审核同意，待领导小组组长批准'],
    ['juzhang', '批准年度计划', '批准年度计划', '已批准，待公开'],
  ] as const) {
    const leader = await desk(who);
    await open(leader, url);
    await focusField(leader, '意见');
    await leader.keyboard.type('同意');
    await seal(leader, deed, title);
    await leader.getByText(after).first().waitFor({ timeout: 20_000 });
    expect(await leader.locator('main').textContent()).toContain('同意');
    await leader.context().close();
  }
  const publisher = await desk('gongkai');
  await open(publisher, url);
  await seal(publisher, '公开年度计划');
  await publisher.context().close();
}

/** A desk of their own for somebody of the demo. */
async function desk(username: string): Promise<Page> {
  return (await signedIn(username, SCREENS[0])).newPage();
}

async function signedIn(username: string, screen: Screen): Promise<BrowserContext> {
  const context = await visitor(browser, address, screen);
  await signIn(context, username, DEMO_PASSWORD);
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
