/** A list of the desk by keyboard alone: searched, opened, come back to, arranged, and many records marked and unmarked. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedEnterprises } from '../src/testing/many-enterprises.ts';
import { testRuntime, type TestRuntime } from '../src/testing/runtime.ts';
import { openBrowser, SCREENS, sidewaysScroll, violations, visitor } from './browser.ts';
import { openAccount, serveSite, type Keeper, type ServedSite } from './site.ts';

/** Three pages. */
const ENTERPRISES = 60;

let runtime: TestRuntime;
let site: ServedSite;
let keeper: Keeper;
let browser: Browser;

beforeAll(async () => {
  runtime = await testRuntime();
  site = await serveSite(runtime);
  browser = await openBrowser();
  await seedEnterprises(runtime, ENTERPRISES);
  keeper = await openAccount(runtime, 'group-office', 'list.keeper');
});
afterAll(async () => {
  await browser.close();
  await site.close();
  await runtime.close();
});

async function openList(screen: (typeof SCREENS)[number], search = ''): Promise<Page> {
  const context = await visitor(browser, site.address, screen);
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  await page.goto(`/desk/directory${search}`);
  await page.getByLabel('用户名').fill(keeper.username);
  await page.getByLabel('密码', { exact: true }).fill(keeper.password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByRole('table').waitFor();
  return page;
}

const focusedText = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? '');
/** Where the page stands, two frames on: the screen hears of a scroll with the next frame, and no hand is faster. */
const scrolledTo = (page: Page): Promise<number> =>
  page.evaluate(
    () => new Promise<number>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(scrollY)))),
  );
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
  const scrolled = await scrolledTo(page);
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
  await page.getByRole('status').filter({ hasText: '符合条件' }).first().waitFor();
  expect(new URL(page.url()).searchParams.get('page')).toBeNull();
  await page.getByRole('button', { name: '清除条件' }).press('Enter');
  await found(page, ENTERPRISES);
  await page.context().close();
});

test('an address nobody could have made opens the list as it is', async () => {
  const page = await openList(SCREENS[0], '?page=-3&sort=phone&status=pink&riskColor=red');
  await page.getByRole('status').filter({ hasText: '符合条件' }).first().waitFor();
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
        { timeout: 15_000 },
      )
      .toBe(true);
    await page.context().close();
  },
);

test.each(SCREENS)(
  'at $width px an enterprise is searched in a form and keeps its name while others are looked for',
  async (screen) => {
    const page = await openList(screen);
    const name = (await page.getByRole('row').nth(1).getByRole('link').textContent()) ?? '';
    await page.goto('/desk/directory/recusals');
    const field = page.getByRole('combobox', { name: /^被检查企业/ });
    await field.fill(name);
    await page.locator('.ant-select-item-option', { hasText: name }).first().waitFor();
    await field.press('Enter');
    await expect.poll(() => page.locator('.ant-select-content', { hasText: name }).count()).toBe(1);
    await field.fill('没有这样的企业');
    await page.waitForResponse((answer) => answer.url().includes(encodeURIComponent('没有这样的企业')));
    await field.press('Escape');
    await field.blur();
    expect(await page.locator('.ant-select-content', { hasText: name }).count()).toBe(1);
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  },
);

test.each(SCREENS)(
  'at $width px several values of a filter are any of them, stand in the address, and become a sub-library',
  async (screen) => {
    const page = await openList(screen);
    await page.getByRole('button', { name: '红', exact: true }).press('Enter');
    await page.waitForURL(/riskColor=red/);
    await page.getByRole('button', { name: '橙', exact: true }).press('Enter');
    await page.waitForURL(/riskColor=red%2Corange/);
    await page.getByText('更多条件', { exact: true }).press('Enter');
    await page.getByRole('group', { name: '重点单位' }).getByRole('button', { name: '一般' }).press('Enter');
    await page.getByText('更多条件（已设 1 项）').waitFor();
    const row = await page.getByRole('status').first().textContent();
    expect(await violations(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);

    await page.reload();
    await page.getByText('更多条件（已设 1 项）').waitFor();
    expect(await page.getByRole('button', { name: '橙', exact: true }).getAttribute('aria-pressed')).toBe('true');
    const total = /符合条件 (\d+) 条/.exec(row ?? '')?.[1] ?? '';
    await found(page, Number(total));

    const name = `红橙一般 ${screen.width}`;
    await page.getByText('把现在的条件存为子库').press('Enter');
    await page.getByLabel('子库名称').fill(name);
    await page.getByRole('button', { name: '存为子库' }).press('Enter');
    await page.getByRole('link', { name: `${name}（${total}）` }).waitFor();
    await page.getByRole('button', { name: '红', exact: true }).press('Enter');
    await page.waitForURL(/riskColor=orange/);
    await page.context().close();
  },
);

test('all that meet the conditions are chosen over all pages, marked, and put back', async () => {
  const page = await openList(SCREENS[0]);
  await page.getByRole('button', { name: `选择符合条件的全部 ${ENTERPRISES} 条` }).press('Enter');
  await page.getByText(`已选 ${ENTERPRISES} 条`).waitFor();
  await page.getByRole('combobox', { name: '内容' }).press('Enter');
  await page.keyboard.type('停产');
  await page.keyboard.press('Enter');
  await page.getByLabel('变更原因').fill('街镇核实全部停产');
  await page.getByRole('button', { name: '批量标记' }).press('Enter');
  await page.getByText(/^已标记 \d+ 条/).waitFor();
  await page.getByRole('button', { name: '停产', exact: true }).press('Enter');
  await found(page, ENTERPRISES);
  await page.getByRole('button', { name: /^撤销/ }).press('Enter');
  await page.getByText(/^已撤销，\d+ 条记录恢复原样/).waitFor();
  await page.context().close();
});

test('the vehicles of a past day are filtered by their kind and stay vehicles', async () => {
  const page = await openList(SCREENS[0]);
  const today = await page.evaluate(async () => {
    const answer = (await (await fetch('/api/directory/enterprises')).json()) as { asOf: string };
    return answer.asOf.slice(0, 10);
  });
  await page.goto(`/desk/directory/as-of?list=vehicle&day=${today}`);
  await page.getByRole('button', { name: '执法车', exact: true }).press('Enter');
  await page.waitForURL(/list=vehicle.*kind=enforcement/);
  await page.getByText('没有符合条件的记录').waitFor();
  await page.getByRole('button', { name: '应急指挥车', exact: true }).waitFor();
  await page.context().close();
});
