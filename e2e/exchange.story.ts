/** An export pack by hand: its columns are edited, it goes out, the answer of the other system is typed in, and what it rejected waits again. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plantCanaries, publishedEntry } from '../src/disclosure/sample.testing.ts';
import { buildDistrict } from '../src/testing/draw-district.ts';
import { carryTo } from '../src/testing/draw-ceremony.ts';
import { testRuntime, type TestRuntime } from '../src/testing/runtime.ts';
import { openBrowser, SCREENS, signIn, visitor } from './browser.ts';
import { hold } from './hold.ts';
import { openAccount, serveSite, type ServedSite } from './site.ts';

let runtime: TestRuntime;
let site: ServedSite;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  runtime = await testRuntime('2026-03-02T01:00:00Z');
  const district = await buildDistrict(runtime, 1);
  await plantCanaries(runtime, district, 3);
  const drawId = await carryTo(runtime, 'released', { planId: district.planId });
  for (const n of [0, 1]) await publishedEntry(runtime, district, { n, drawId });
  site = await serveSite(runtime);
  browser = await openBrowser();
  const { username, password } = await openAccount(runtime, 'group-office', 'pack.office');
  const context = await visitor(browser, site.address, SCREENS[0]);
  context.setDefaultTimeout(20_000);
  await signIn(context, username, password);
  page = await context.newPage();
}, 120_000);

afterAll(async () => {
  await browser.close();
  await site.close();
  await runtime.close();
});

async function checkPage(name: string): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await hold(page, name);
}

test('the office edits the columns, and the file has them', async () => {
  await page.goto('/desk/exchange', { waitUntil: 'networkidle' });
  await page.getByText('新增 2，修改 0，撤销 0').first().waitFor();
  await checkPage('exchange-list');
  await page.getByRole('link', { name: '双随机抽查结果' }).click();
  await page.getByText('列是参考版式').waitFor();
  await page.getByLabel('第 1 列的列名').fill('单位名称');
  await page.getByRole('button', { name: '增加一列' }).click();
  const last = page.locator('.exchange-columns > li').last();
  await last.getByPlaceholder('列名').fill('数据来源');
  await last.getByPlaceholder('固定文字').fill('区应急管理局');
  await page.getByRole('button', { name: '保存字段对应' }).click();
  await page.getByText('第 1 版', { exact: true }).waitFor();
  expect(await page.getByText('列是参考版式').count()).toBe(0);
  await checkPage('exchange-pack');
  await page.getByText('CSV', { exact: true }).click();
  await page.getByRole('button', { name: '导出归集文件' }).click();
  await page.getByText('已导出').waitFor();
  await page.getByText('没有要导出的行。').waitFor();
  const answer = await page
    .context()
    .request.get((await page.getByRole('link', { name: '下载' }).first().getAttribute('href')) ?? '');
  const [heading = '', ...rows] = (await answer.text()).trim().split('\r\n');
  expect(heading.startsWith('单位名称,')).toBe(true);
  expect(heading.endsWith('数据来源')).toBe(true);
  expect(rows).toHaveLength(2);
  for (const row of rows) expect(row.endsWith('区应急管理局')).toBe(true);
});

test('the answer is typed in: what cannot be read is said, and what was rejected waits again', async () => {
  await page
    .getByRole('link', { name: /第 1 批/ })
    .first()
    .click();
  await page.getByLabel('回执编号').fill('GS-2026-0001');
  await page.getByLabel('被退回的行').fill('统一社会信用代码不存在');
  await page.getByRole('button', { name: '登记回执' }).click();
  await page.getByText('看不懂这一行').waitFor();
  await checkPage('exchange-receipt');
  await page.getByLabel('被退回的行').fill('2 统一社会信用代码不存在');
  await page.getByRole('button', { name: '登记回执' }).click();
  await page.getByText('已回执').waitFor();
  await page.getByRole('cell', { name: '统一社会信用代码不存在' }).waitFor();
  await checkPage('exchange-batch');
  await page.goto('/desk/exchange/inspection-result', { waitUntil: 'networkidle' });
  await page.getByText('新增 1，修改 0，撤销 0').waitFor();
});
