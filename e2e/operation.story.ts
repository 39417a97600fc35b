/** The system admin sees on the home page how the night went; nobody else is bothered with it. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Role } from '../src/core/actor.ts';
import { noteOperation } from '../src/core/operation.ts';
import { testRuntime, type TestRuntime } from '../src/testing/runtime.ts';
import { systemClock } from '../src/core/clock.ts';
import { openBrowser, SCREENS, sidewaysScroll, violations, visitor, type Screen, signIn } from './browser.ts';
import { openAccount, serveSite, type ServedSite } from './site.ts';

let runtime: TestRuntime;
let site: ServedSite;
let browser: Browser;

beforeAll(async () => {
  runtime = await testRuntime(systemClock.now());
  site = await serveSite(runtime);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await site.close();
  await runtime.close();
});

async function homeOf(role: Role, username: string, screen: Screen): Promise<Page> {
  const { password } = await openAccount(runtime, role, username);
  const context = await visitor(browser, site.address, screen);
  await signIn(context, username, password);
  const page = await context.newPage();
  await page.goto('/desk/');
  await page.getByRole('heading', { name: '待办' }).waitFor();
  return page;
}

async function look(page: Page, name: string): Promise<void> {
  expect(await violations(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBe(0);
  const folder = process.env['SUNLOT_STORY_SHOTS'];
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

test('before anything was done, the home page says what to set up', async () => {
  const page = await homeOf('system-admin', 'story.first', SCREENS[0]);
  await page.getByText('备份须先设置').waitFor();
  await look(page, 'operation-none-1366');
});

test('a drill that failed stands in words beside what went well, and what to do', async () => {
  await noteOperation(runtime, 'backup', true, '');
  await noteOperation(runtime, 'log', true, '');
  await noteOperation(runtime, 'drill', true, '');
  await noteOperation(runtime, 'drill', false, 'log-missing');
  for (const screen of SCREENS) {
    const page = await homeOf('system-admin', `story.admin${screen.width}`, screen);
    await page.getByText('没有成功').waitFor();
    await page.getByText('npx sunlot drill').waitFor();
    expect(await page.getByText('正常').count()).toBe(2);
    await look(page, `operation-${screen.width}`);
  }
  const officer = await homeOf('officer', 'story.officer', SCREENS[0]);
  expect(await officer.getByText('运行检查').count()).toBe(0);
});
