/** The frame of the desk in a real browser: its parts in every state, signing in, and a session that ends under one's hands. */
import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createStaff } from '../src/bureau/actions/staff.ts';
import { execute } from '../src/core/command.ts';
import { openIdentity } from '../src/core/identity/identity.ts';
import { temporaryIdentitySecrets } from '../src/core/identity/secrets.ts';
import { buildApp } from '../src/http/app.ts';
import { deskRoutes } from '../src/http/desk.ts';
import { identifier, sessionRoutes } from '../src/http/session.ts';
import { actorOf, testRuntime, type TestRuntime } from '../src/testing/runtime.ts';
import { openBrowser, SCREENS, sidewaysScroll, violations, visitor } from './browser.ts';

const USERNAME = 'story.person';
const ONE_TIME = 'k7m2-9xpq-zr4t-hw3n';
const PASSWORD = 'correct horse battery';

let runtime: TestRuntime;
let app: FastifyInstance;
let browser: Browser;
let address: string;

beforeAll(async () => {
  runtime = await testRuntime();
  const secrets = temporaryIdentitySecrets();
  const identity = openIdentity({ db: runtime.db, clock: runtime.clock, secrets, publicUrl: undefined });
  const extend = async (instance: FastifyInstance): Promise<void> => {
    sessionRoutes(instance, runtime, identity);
    await deskRoutes(instance);
  };
  app = await buildApp({ runtime, identify: identifier(runtime, identity), logging: false, extend });
  address = await app.listen({ host: '127.0.0.1', port: 0 });
  browser = await openBrowser();
  const created = await execute(runtime, actorOf(['system-admin']), createStaff, randomUUID(), {
    username: USERNAME,
    name: '示例人员',
    department: '综合科',
    oneTimePassword: ONE_TIME,
  });
  expect(created).toMatchObject({ ok: true });
});
afterAll(async () => {
  await browser.close();
  await app.close();
  await runtime.close();
});

describe.each(SCREENS)('at $width × $height', (screen) => {
  test('every part in every state is accessible and stays inside the screen', async () => {
    const context = await visitor(browser, address, screen);
    const page = await context.newPage();
    const errors = errorsOf(page);
    await page.goto('/desk/_states');
    await page.getByRole('heading', { level: 2, name: '空与错误' }).waitFor();
    expect(await sidewaysScroll(page)).toBe(0);
    expect(await violations(page)).toEqual([]);

    await page.getByRole('button', { name: '显示全部错误' }).click();
    await expect.poll(() => focusedClass(page)).toBe('refusal-box');
    expect(await violations(page)).toEqual([]);

    for (const state of ['签署前', '签署被拒', '签署后', '正在写入']) {
      await page.getByRole('button', { name: `打开：${state}` }).click();
      await page.getByRole('dialog').waitFor();
      expect(await violations(page), state).toEqual([]);
      if (state !== '正在写入') await page.keyboard.press('Escape');
    }
    // While the record is being written there is no way to close the dialog by mistake.
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog').isVisible()).toBe(true);
    expect(errors).toEqual([]);
    await context.close();
  });
});

test('a person signs in, must first change the one-time password, and loses nothing when the session ends', async () => {
  const context = await visitor(browser, address, SCREENS[0]);
  const page = await context.newPage();
  await page.goto('/desk/password');

  // A password manager fills both; nothing has to be typed from memory or copied from a picture.
  expect(await page.getByLabel('用户名').getAttribute('autocomplete')).toBe('username');
  expect(await page.getByLabel('密码', { exact: true }).getAttribute('autocomplete')).toBe('current-password');
  await signIn(page, 'wrong-wrong-wrong');
  const reasons = page.getByRole('alert');
  await reasons.waitFor();
  expect(await reasons.textContent()).toContain('用户名或密码不正确');
  expect(await page.getByLabel('用户名').inputValue()).toBe(USERNAME);
  expect(await focusedClass(page)).toBe('refusal-box');

  await signIn(page, ONE_TIME);
  await page.getByText('当前是一次性密码').waitFor();
  await page.getByLabel('现在的密码').fill(ONE_TIME);
  await page.getByLabel('新密码').fill('short');
  await press(page, '修改本人密码');
  await page.getByRole('alert').waitFor();
  expect(await page.getByRole('alert').textContent()).toContain('新密码：密码有 5 个字符，至少要 12 个');
  expect(await page.title()).toMatch(/^错误：/);

  await context.clearCookies();
  await page.getByLabel('新密码').fill(PASSWORD);
  await press(page, '修改本人密码');
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  expect(await violations(page)).toEqual([]);
  expect(await dialog.getByLabel('用户名').inputValue()).toBe(USERNAME);
  await dialog.getByLabel('密码', { exact: true }).fill(ONE_TIME);
  await dialog.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: '待办' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/desk/');

  await press(page, '退出登录');
  await page.getByRole('heading', { level: 1, name: '登录' }).waitFor();
  await signIn(page, PASSWORD);
  await page.getByRole('heading', { level: 1, name: '待办' }).waitFor();
  await context.close();
});

test('two minutes before a session ends the page says so, and one press goes on with it; what ended is opened again in place', async () => {
  const context = await visitor(browser, address, SCREENS[0]);
  const page = await context.newPage();
  await page.clock.install();
  await page.goto('/desk/login');
  await signIn(page, PASSWORD);
  await page.getByRole('heading', { level: 1, name: '待办' }).waitFor();
  const notice = page.locator('.session-end');

  await page.clock.fastForward('26:30');
  expect(await notice.count()).toBe(0);
  await page.clock.fastForward('00:31');
  await notice.getByText('两分钟后登录结束').waitFor();
  expect(await violations(page)).toEqual([]);
  const used = page.waitForResponse((response) => response.url().endsWith('/api/session') && response.ok());
  await press(page, '继续使用');
  await used;
  await notice.waitFor({ state: 'detached' });

  await page.clock.fastForward('30:00');
  await notice.getByText('登录已结束').waitFor();
  await context.clearCookies();
  await press(page, '重新登录');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await dialog.getByRole('button', { name: '登录', exact: true }).click();
  await notice.waitFor({ state: 'detached' });
  await context.close();
});

async function signIn(page: Page, password: string): Promise<void> {
  await page.getByLabel('用户名').fill(USERNAME);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
}

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).click();
}

function focusedClass(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.className ?? '');
}

/** What the browser complains about, a blocked script or style among it. */
function errorsOf(page: Page): string[] {
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  return errors;
}
