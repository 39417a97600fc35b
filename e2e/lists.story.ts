/** A list of the desk by keyboard alone: searched, opened, come back to, arranged, and many records marked and unmarked. */
import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStaff, grantRoles } from '../src/bureau/actions/staff.ts';
import { NO_BEACON_HOSTS } from '../src/core/beacon-hosts.ts';
import { execute } from '../src/core/command.ts';
import { setPassword } from '../src/core/identity/accounts.ts';
import { openIdentity } from '../src/core/identity/identity.ts';
import { temporaryIdentitySecrets } from '../src/core/identity/secrets.ts';
import { openSetupCode } from '../src/core/identity/setup-code.ts';
import { buildSite } from '../src/http/site.ts';
import { seedEnterprises } from '../src/testing/many-enterprises.ts';
import { actorOf, testRuntime, type TestRuntime } from '../src/testing/runtime.ts';
import { openBrowser, SCREENS, sidewaysScroll, violations, visitor } from './browser.ts';

const USERNAME = 'list.keeper';
const PASSWORD = 'correct horse battery staple';
/** Three pages. */
const ENTERPRISES = 60;

let runtime: TestRuntime;
let site: Awaited<ReturnType<typeof buildSite>>;
let browser: Browser;
let address: string;

beforeAll(async () => {
  runtime = await testRuntime();
  const identity = openIdentity({
    db: runtime.db,
    clock: runtime.clock,
    secrets: temporaryIdentitySecrets(),
    publicUrl: undefined,
  });
  site = await buildSite({
    runtime,
    beaconHosts: NO_BEACON_HOSTS,
    identity,
    setupCode: openSetupCode('/dev/null'),
    database: 'embedded',
    workerError: () => undefined,
    logging: false,
  });
  address = await site.listen({ host: '127.0.0.1', port: 0 });
  browser = await openBrowser();
  await seedEnterprises(runtime, ENTERPRISES);
  const created = await execute(runtime, actorOf(['system-admin']), createStaff, randomUUID(), {
    username: USERNAME,
    name: '示例人员',
    department: '综合科',
    oneTimePassword: 'k7m2-9xpq-zr4t-hw3n',
  });
  if (!created.ok) throw new Error('no person');
  const { staffId } = created.value;
  await execute(runtime, actorOf(['security-admin']), grantRoles, randomUUID(), { staffId, roles: ['group-office'] });
  await setPassword(runtime.db, { accountId: staffId, password: PASSWORD, isOneTime: false }, runtime.clock.now());
});
afterAll(async () => {
  await browser.close();
  await site.close();
  await runtime.close();
});

async function openList(screen: (typeof SCREENS)[number], search = ''): Promise<Page> {
  const context = await visitor(browser, address, screen);
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  await page.goto(`/desk/directory${search}`);
  await page.getByLabel('用户名').fill(USERNAME);
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByRole('table').waitFor();
  return page;
}

const focusedText = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? '');
const found = (page: Page, count: number): Promise<void> =>
  page
    .getByRole('status')
    .filter({ hasText: `${count} 条` })
    .first()
    .waitFor();

test('the keyboard searches, opens a record and comes back to the same page at the same place', async () => {
  const page = await openList(SCREENS[0], '?page=2&sort=-name');
  const rows = page.getByRole('row');
  const eighth = (await rows.nth(8).getByRole('link').textContent()) ?? '';
  await page.keyboard.press('/');
  for (let n = 0; n < 8; n += 1) await page.keyboard.press('ArrowDown');
  expect(await focusedText(page)).toBe(eighth);
  const scrolled = await page.evaluate(() => scrollY);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: eighth }).waitFor();
  await page.goBack();
  await page.getByRole('link', { name: eighth }).waitFor();
  expect(new URL(page.url()).search).toBe('?page=2&sort=-name');
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(scrolled);

  await page.keyboard.press('/');
  await page.keyboard.type('yxgs');
  await page.keyboard.press('Enter');
  await page.waitForURL(/q=yxgs/);
  await page.getByText('符合条件').waitFor();
  expect(new URL(page.url()).searchParams.get('page')).toBeNull();
  await page.getByRole('button', { name: '清除条件' }).press('Enter');
  await found(page, ENTERPRISES);
  await page.context().close();
});

test('an address nobody could have made opens the list as it is', async () => {
  const page = await openList(SCREENS[0], '?page=-3&sort=phone&status=pink&riskColor=red');
  await page.getByText('符合条件').waitFor();
  expect(await page.getByRole('alert').count()).toBe(0);
  expect(await page.getByRole('button', { name: '红', exact: true }).getAttribute('aria-pressed')).toBe('true');
  await page.context().close();
});

test('columns are arranged once and follow the person to another machine', async () => {
  const page = await openList(SCREENS[0]);
  await page.getByText('栏目', { exact: true }).press('Enter');
  await page.getByRole('checkbox', { name: '从业人数' }).check();
  await page.getByRole('checkbox', { name: '特殊风险' }).uncheck();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: '保存栏目' }).press('Enter');
  await page.getByRole('columnheader', { name: '从业人数' }).waitFor();
  expect(await page.getByRole('columnheader', { name: '特殊风险' }).count()).toBe(0);

  const other = await openList(SCREENS[1]);
  await other.getByRole('columnheader', { name: '从业人数' }).waitFor();
  expect(await sidewaysScroll(other)).toBe(0);
  expect(await violations(other)).toEqual([]);
  await other.getByText('栏目', { exact: true }).press('Enter');
  await other.getByRole('button', { name: '恢复默认' }).press('Enter');
  await other.getByRole('columnheader', { name: '特殊风险' }).waitFor();
  await page.context().close();
  await other.context().close();
});

test.each(SCREENS)(
  'at $width px several records are marked with a reason, and put back within ten seconds',
  async (screen) => {
    const page = await openList(screen, '?status=active');
    const total = (await page.getByRole('status').first().textContent()) ?? '';
    await page.keyboard.press('/');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('x');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('x');
    await page.getByText('已选 2 条').waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
    await page.getByRole('combobox', { name: '内容' }).press('Enter');
    await page.keyboard.type('停产');
    await page.keyboard.press('Enter');
    await page.getByLabel('变更原因').fill('街镇核实已停产');
    await page.getByRole('button', { name: '批量标记' }).press('Enter');
    await page.getByText('已标记 2 条').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: /^撤销/ }).press('Enter');
    await page.getByText('已撤销，2 条记录恢复原样').waitFor();
    await expect
      .poll(
        async () =>
          (await page.getByRole('status').first().textContent()) === total ||
          (await page.getByText(total.slice(0, 8)).count()) > 0,
      )
      .toBe(true);
    await page.context().close();
  },
);
