/** Workbooks in and out by keyboard alone, on the desk's and the phone's width: checked, mended, written, exported as a job, taken back. */
import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testRuntime, type TestRuntime } from '../src/testing/runtime.ts';
import { startWorker, type Worker } from '../src/jobs/worker.ts';
import { openBrowser, SCREENS, sidewaysScroll, violations, visitor, type Screen, signIn } from './browser.ts';
import { focus, focusField, unreached } from './keyboard.ts';
import { openAccount, serveSite, type Keeper, type ServedSite } from './site.ts';

/** More than leave at once. */
const OFFICERS = 2_010;

let runtime: TestRuntime;
let site: ServedSite;
let keeper: Keeper;
let browser: Browser;
let worker: Worker;
const faults: unknown[] = [];

beforeAll(async () => {
  runtime = await testRuntime();
  site = await serveSite(runtime);
  browser = await openBrowser();
  worker = startWorker(runtime, [], (error) => faults.push(error));
  keeper = await openAccount(runtime, 'group-office', 'book.keeper');
});
afterAll(async () => {
  await worker.stop();
  await browser.close();
  await site.close();
  await runtime.close();
});

/** Wrong: one certificate twice, one day that never was, a column nobody knows. */
function workbook(from: number): Buffer {
  const rows = Array.from({ length: OFFICERS }, (_, n) => `=示例${from + n},津${from + n},2027-12-31,`);
  const wrong = [`示例甲,津${from},2027-12-31,`, `示例乙,津${from + OFFICERS},2027-02-30,备注`];
  return Buffer.from(['姓名,执法证号,有效期至,联络员备注', ...rows, ...wrong].join('\r\n'));
}

test.each([
  ['at the desk', SCREENS[0], 1],
  ['on the phone', SCREENS[1], 100_001],
] as const)(
  '%s: a workbook is checked, its good rows written, the list exported as a job over a closed tab, the batch taken back',
  async (_where, screen, from) => {
    const context = await signedIn(screen);
    const page = await context.newPage();
    await page.goto('/desk/directory/import?kind=officer', { waitUntil: 'networkidle' });
    await held(page, 'the empty page');
    await chooseFile(page, { name: `人员${from}.csv`, mimeType: 'text/csv', buffer: workbook(from) });
    await focus(page, '校验');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 2, name: '校验结果' }).waitFor({ timeout: 60_000 });
    await page.getByRole('table').waitFor();
    await page.getByText('D 列“联络员备注”，1 行有内容').waitFor();
    await held(page, 'the verdict');
    await focus(page, '有误 1');
    await page.keyboard.press('Enter');
    await page.getByText('没有2027-02-30这一天').waitFor();
    await focus(page, '重复 2', 0, 'Tab');
    await page.keyboard.press('Enter');
    await page.getByText('请只保留一行').first().waitFor();
    await focus(page, '下载标红的原文件');
    expect((await pressed(page)).fileName).toBe(`待修改-人员${from}.xlsx`);
    const batch = page.url();
    await page.goto(batch, { waitUntil: 'networkidle' });
    await focusField(page, '只导入正确的行');
    await page.keyboard.press('Space');
    await focus(page, '写入名录');
    await page.keyboard.press('Enter');
    await page.getByText(`已写入：新增 ${OFFICERS - 1} 条、更新 0 条`).waitFor({ timeout: 60_000 });
    await held(page, 'written');
    await focus(page, '查看名录');
    await page.keyboard.press('Enter');
    await page.getByRole('table').waitFor();

    await openExports(page);
    await focus(page, '全部栏目（CSV）');
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: '我的导出' }).waitFor();
    // It may be done at any moment, and the page with it another one: what Tab reaches is asked below.
    expect(await violations(page)).toEqual([]);
    await page.close();
    const later = await context.newPage();
    await later.goto('/desk/directory/officers', { waitUntil: 'networkidle' });
    await openExports(later);
    await later.getByText(`${OFFICERS - 1} 条，可以下载`).waitFor({ timeout: 60_000 });
    await held(later, 'an export that is done');
    await focus(later, '下载');
    const { fileName, text } = await pressed(later);
    expect(fileName).toBe('执法人员名录.csv');
    expect(text.split('\r\n')).toHaveLength(OFFICERS);
    expect(text).toContain(`'=示例${from + 7},`);
    await focus(later, '停止或删去导出');
    await later.keyboard.press('Enter');
    await later.getByRole('region', { name: '我的导出' }).waitFor({ state: 'detached' });

    await later.goto(batch, { waitUntil: 'networkidle' });
    await focus(later, '撤销导入');
    await later.keyboard.press('Enter');
    await later.getByText('已撤销，名录恢复到写入之前').waitFor({ timeout: 60_000 });
    await held(later, 'taken back');
    expect(faults).toEqual([]);
    await context.close();
  },
);

async function signedIn(screen: Screen): Promise<BrowserContext> {
  const context = await visitor(browser, site.address, screen);
  context.setDefaultTimeout(20_000);
  await signIn(context, keeper.username, keeper.password);
  return context;
}

/** What every screen is held to; the last also that Tab reaches whatever can be pressed. */
async function held(page: Page, name: string): Promise<void> {
  await page.waitForFunction(() => document.querySelector('.skeleton') === null);
  expect(await violations(page), name).toEqual([]);
  expect(await sidewaysScroll(page), name).toBe(0);
  expect(await unreached(page), name).toEqual([]);
}

/** The browser's own dialog is opened by the keyboard; what is chosen in it is the browser's affair. */
async function chooseFile(page: Page, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
  // Listened for beforehand: the browser is told to hand the dialog over, and the key must not come first.
  const choosing = page.waitForEvent('filechooser');
  const isReached = (): Promise<boolean> =>
    page.evaluate(() => document.activeElement?.getAttribute('type') === 'file');
  for (let presses = 0; presses < 200 && !(await isReached()); presses += 1) await page.keyboard.press('Tab');
  expect(await isReached()).toBe(true);
  await page.keyboard.press('Enter');
  await (await choosing).setFiles(file);
  await page.getByText('已选择：').waitFor();
}

async function openExports(page: Page): Promise<void> {
  await focus(page, '导出');
  await page.keyboard.press('Enter');
  await page.getByText('按当前的查找和筛选条件导出').waitFor();
}

/** Presses the focused link and reads the file it gives. */
async function pressed(page: Page): Promise<{ fileName: string; text: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  return { fileName: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}
