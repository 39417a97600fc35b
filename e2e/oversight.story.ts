/** 执法监督 by hand: the console shows what does not fit with its rows, a 督办 asks about it by a day, the section answers, is asked again, and the matter is closed; nobody else gets in. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Role } from '../src/core/actor.ts';
import { reopenRecord } from '../src/inspection/actions/sign.ts';
import { openScene, type Scene } from '../src/inspection/scene.testing.ts';
import { carry } from '../src/inspection/steps.testing.ts';
import { done } from '../src/testing/draw-ceremony.ts';
import { openBrowser, pageOf } from './browser.ts';
import { hold } from './hold.ts';
import { openAccount, serveSite, type ServedSite } from './site.ts';

const RULE = '企业签字后重开记录';
const NOTICE = '督办〔2026〕1号';
const FIRST = { asked: '说明为什么重开记录，改了什么', by: '2026-03-20' };
const SECOND = { asked: '没有写明改了哪一项', by: '2026-03-25' };

let scene: Scene;
let site: ServedSite;
let browser: Browser;
let visit: string;
let supervisor: Page;
let chief: Page;

beforeAll(async () => {
  scene = await openScene();
  // Ordinary work, and one record opened again after the enterprise had signed it.
  await carry(scene, scene.take(), 'signed-off');
  const open = await carry(scene, scene.take(), 'enterprise-signed');
  visit = `/desk/inspection/${open.inspectionId}`;
  await done(scene.runtime, open.lead, reopenRecord, { inspectionId: open.inspectionId, reason: '补充测量数据' });
  site = await serveSite(scene.runtime);
  browser = await openBrowser();
  supervisor = await somebody('supervisor', 'jijian');
  chief = await somebody('section-chief', 'kezhang');
}, 180_000);
afterAll(async () => {
  await browser.close();
  await site.close();
  await scene.close();
});

async function somebody(role: Role, username: string): Promise<Page> {
  return pageOf(browser, site.address, await openAccount(scene.runtime, role, username));
}

/** The section of the console that shows this rule. */
const ruleOn = (page: Page) =>
  page.locator('section').filter({ has: page.getByRole('heading', { level: 2, name: RULE }) });
/** The form that is sent by this button. */
const formOf = (page: Page, deed: string) =>
  page.locator('form').filter({ has: page.getByRole('button', { name: deed, exact: true }) });

/** Opened from the home page, where it stands because it is owed; nothing else leads there by chance. */
async function openOwed(page: Page, deed: string): Promise<void> {
  await page.goto('/desk/');
  await page.getByRole('link', { name: deed }).first().click();
  await page.getByRole('heading', { level: 1, name: NOTICE }).waitFor();
}

async function send(page: Page, deed: string, fields: Readonly<Record<string, string>>): Promise<void> {
  const form = formOf(page, deed);
  await form.waitFor();
  for (const [label, value] of Object.entries(fields)) await form.getByLabel(label, { exact: true }).fill(value);
  await form.getByRole('button', { name: deed, exact: true }).click();
}

test('the console names the rule that is broken with its rows, and every rule that is not', async () => {
  await supervisor.goto('/desk/oversight');
  await supervisor.getByRole('link', { name: '监督台' }).click();
  const broken = ruleOn(supervisor);
  await broken.waitFor();
  expect(await broken.getByRole('row').count()).toBe(2);
  await broken.getByText('企业已签字或拒签，检查记录又被重新打开').waitFor();
  const clean = supervisor.locator('.alert-clean');
  for (const rule of ['检查组成员不是抽取产生', '签字后改动', '公示逾期']) await clean.getByText(rule).waitFor();
  expect(await clean.getByText(RULE).count()).toBe(0);
  await hold(supervisor, 'oversight-console');
  // The row leads to what it is about.
  const row = broken.getByRole('row').nth(1);
  expect(await row.getByRole('link').first().getAttribute('href')).toBe(visit);
});

test('a 督办 is issued about chosen rows, with a day; without rows or with a day that is past it says why', async () => {
  await ruleOn(supervisor).getByRole('link', { name: '就所选记录发出督办' }).click();
  await supervisor.getByRole('heading', { level: 1, name: RULE }).waitFor();
  const issue = '发出督办';
  await send(supervisor, issue, { 督办要求: FIRST.asked, 回复期限: FIRST.by });
  await supervisor.getByText('请选择记录').first().waitFor();
  await supervisor.getByRole('checkbox').nth(1).check();
  await formOf(supervisor, issue).getByLabel('回复人', { exact: true }).click();
  await supervisor.locator('.ant-select-item-option', { hasText: '科室负责人' }).click();
  await send(supervisor, issue, { 回复期限: '2026-03-01' });
  await supervisor.getByRole('alert').first().waitFor();
  await hold(supervisor, 'oversight-alert');
  await send(supervisor, issue, { 回复期限: FIRST.by });
  await supervisor.getByRole('heading', { level: 1, name: NOTICE }).waitFor();
  for (const words of [FIRST.asked, '2026年3月20日', '待回复']) await supervisor.getByText(words).first().waitFor();
  // Who asked has nothing to do until it is answered.
  expect(await supervisor.locator('form').count()).toBe(0);
  await hold(supervisor, 'oversight-notice');
  await supervisor.goto('/desk/oversight/console');
  await ruleOn(supervisor).getByText(NOTICE).waitFor();
});

test('the section finds it in its queue and answers; it comes back with a reason and another day, and is answered again', async () => {
  await openOwed(chief, '回复督办');
  expect(await chief.getByRole('button', { name: '办结督办' }).count()).toBe(0);
  await hold(chief, 'oversight-reply');
  await send(chief, '回复督办', { 回复: '仪器读数漏填，补填后重新签字' });
  await chief.getByText('已回复，待认可').waitFor();

  await openOwed(supervisor, '办结督办');
  await supervisor.getByText('仪器读数漏填').waitFor();
  await hold(supervisor, 'oversight-answered');
  await send(supervisor, '退回督办回复', { 退回理由: SECOND.asked, 回复期限: SECOND.by });
  await supervisor.getByText('待回复').waitFor();

  await openOwed(chief, '回复督办');
  for (const words of [SECOND.asked, '2026年3月25日']) await chief.getByText(words).first().waitFor();
  await send(chief, '回复督办', { 回复: '补的是第 3 项接地电阻的读数，其余没有改' });
  await chief.getByText('已回复，待认可').waitFor();
});

test('it is closed with an opinion, and then nobody owes anything', async () => {
  await openOwed(supervisor, '办结督办');
  await send(supervisor, '办结督办', { 办结意见: '情况属实，已加强复核' });
  await supervisor.getByText('已办结').waitFor();
  await hold(supervisor, 'oversight-closed');
  await supervisor.goto('/desk/oversight/notices');
  await supervisor.getByText('没有未办结的督办').waitFor();
  await hold(supervisor, 'oversight-notices');
  for (const page of [supervisor, chief]) {
    await page.goto('/desk/', { waitUntil: 'networkidle' });
    expect(await page.locator('a[href*="/oversight/notices/"]').count()).toBe(0);
  }
});

test('the console and the pairs are for supervision alone', async () => {
  await supervisor.goto('/desk/oversight/pairs', { waitUntil: 'networkidle' });
  await hold(supervisor, 'oversight-pairs');
  for (const path of ['/api/oversight', '/api/oversight/pairs', '/api/oversight/alerts/reopened'])
    expect([path, (await chief.request.get(path)).status()]).toEqual([path, 403]);
  await chief.goto('/desk/oversight');
  await chief.getByRole('heading', { level: 1, name: '考评监督' }).waitFor();
  expect(await chief.getByRole('link', { name: '监督台' }).count()).toBe(0);
});

test('the assessment is of the year of the server’s day, five years back may be chosen, and each share shows its rows', async () => {
  await chief.goto('/desk/oversight/assessment', { waitUntil: 'networkidle' });
  await chief.getByText('2026 年度综合得分').waitFor();
  await hold(chief, 'oversight-assessment');
  await chief.getByLabel('年度', { exact: true }).click();
  const years = chief.locator('.ant-select-dropdown:visible .ant-select-item-option');
  await years.first().waitFor();
  expect(await years.allTextContents()).toEqual(['2026', '2025', '2024', '2023', '2022', '2021']);
  await years.filter({ hasText: '2025' }).click();
  await chief.getByText('还没有可以考评的内容').waitFor();
  await chief.getByLabel('指标', { exact: true }).click();
  await chief.locator('.ant-select-item-option', { hasText: '办案时限' }).click();
  await chief.getByRole('heading', { level: 2, name: '办案时限：逐条' }).waitFor();
  await chief.getByText('这一年没有').waitFor();
});
