/** 重大隐患 by hand: registered, supervised, treated, accepted by two officers, removed by the head; each sees what is his to do, and the queue follows. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { assignHazard } from '../src/hazard/actions/supervise.ts';
import { hazardIn, hazardOf } from '../src/hazard/scene.testing.ts';
import { CHIEF, openScene, type Scene } from '../src/inspection/scene.testing.ts';
import { done } from '../src/testing/draw-ceremony.ts';
import { openBrowser, pageOf } from './browser.ts';
import { hold } from './hold.ts';
import { giveSeat, openAccount, serveSite, type ServedSite } from './site.ts';

let scene: Scene;
let site: ServedSite;
let browser: Browser;
let lead: Page;
let second: Page;
let chief: Page;
let head: Page;
let path: string;
let at: Parameters<typeof hazardOf>[1];

beforeAll(async () => {
  scene = await openScene();
  site = await serveSite(scene.runtime);
  browser = await openBrowser();
  const { team, hazard } = await hazardIn(scene);
  at = team;
  path = `/desk/hazard/${hazard.hazardId}`;
  lead = await officerPage(team.officerIds[0], 'hazard.lead');
  // The hazard is his who has the account now.
  const assigned = { hazardId: hazard.hazardId, officerId: team.officerIds[0], reason: '检查组组长' };
  await done(scene.runtime, CHIEF, assignHazard, assigned);
  second = await officerPage(team.officerIds[1], 'hazard.second');
  chief = await pageOf(browser, site.address, await openAccount(scene.runtime, 'section-chief', 'hazard.chief'));
  head = await pageOf(browser, site.address, await openAccount(scene.runtime, 'head', 'hazard.head'));
}, 180_000);
afterAll(async () => {
  await browser.close();
  await site.close();
  await scene.close();
});

/** The officer of the drawn team signs in as the person of the account. */
async function officerPage(officerId: string, username: string): Promise<Page> {
  const keeper = await openAccount(scene.runtime, 'officer', username);
  await giveSeat(scene.runtime, officerId, keeper);
  return pageOf(browser, site.address, keeper);
}

async function open(page: Page): Promise<void> {
  await page.goto(path, { waitUntil: 'networkidle' });
}

/** The form of a deed, unfolded, filled in and sent. */
async function fill(page: Page, deed: string, fields: Readonly<Record<string, string>>): Promise<void> {
  await page.getByText(deed, { exact: true }).first().waitFor();
  await page.evaluate(() => document.querySelectorAll('details').forEach((each) => (each.open = true)));
  const send = page.getByRole('button', { name: deed, exact: true });
  const form = page.locator('form').filter({ has: send });
  for (const [label, value] of Object.entries(fields)) await form.getByLabel(label, { exact: true }).fill(value);
  await send.click();
}

const stateNow = async (): Promise<string> => (await hazardOf(scene, at)).state;
const becomes = (state: string): Promise<void> => expect.poll(stateNow, { timeout: 15_000 }).toBe(state);

test('the lead finds it in his queue on the day it was confirmed, and registers it there', async () => {
  await lead.goto('/desk/', { waitUntil: 'networkidle' });
  await lead.getByRole('link', { name: '登记上报' }).click();
  await lead.getByRole('heading', { level: 2, name: '登记与督办' }).waitFor();
  await lead.getByRole('button', { name: '登记上报', exact: true }).click();
  // All at once, each at its field.
  expect(await lead.locator('.ant-form-item-explain-error, [role="alert"]').count()).toBeGreaterThan(0);
  await fill(lead, '登记上报', {
    上报去向: '重大事故隐患信息系统（示例）',
    现状及产生原因: '联锁被短接',
    危害程度和整改难易: '可能爆炸，需停产两周',
  });
  await becomes('registered');
  await hold(lead, 'registered');
});

test('the head decides how it is supervised, and the notice is issued with the decision', async () => {
  await open(head);
  await fill(head, '决定督办', { 治理期限: '2026-04-10', 督办部门: '执法大队', 决定理由: '涉爆场所' });
  await becomes('planning');
  await head.getByRole('link', { name: '重大事故隐患督办通知书' }).waitFor();
  await hold(head, 'supervised');
});

test('the plan of five points is handed in, agreed by the section, and its progress reported', async () => {
  await open(lead);
  await fill(lead, '提交治理方案', {
    目标任务: '恢复联锁',
    责任: '主要负责人负总责',
    措施: '停产，更换控制器',
    资金: '专项资金20万元',
    时限: '2026-04-01',
    预案: '停产期间24小时值守',
  });
  await becomes('plan-submitted');
  await open(chief);
  await chief.getByRole('button', { name: '同意治理方案', exact: true }).click();
  await becomes('treating');
  await open(lead);
  await fill(lead, '报告治理进度', { '完成比例（%）': '100', 进度: '更换完成' });
  await lead.getByText('更换完成').waitFor();
  await lead.getByRole('button', { name: '申请验收', exact: true }).click();
  await becomes('claimed');
  await hold(lead, 'claimed');
});

test('both officers sign the same opinion, and only then somebody else removes it', async () => {
  await open(lead);
  await lead.getByLabel('专家', { exact: true }).click();
  await lead.locator('.ant-select-item-option').first().click();
  await lead.keyboard.press('Escape');
  await lead.getByRole('radio', { name: '合格', exact: true }).check();
  await lead.getByLabel('验收意见', { exact: true }).fill('现场核实，联锁恢复，试验合格');
  await lead.getByRole('button', { name: '完成验收意见', exact: true }).click();
  for (const page of [lead, second]) {
    await expect.poll(async () => (await hazardOf(scene, at)).documentHash !== null, { timeout: 15_000 }).toBe(true);
    await open(page);
    await page.getByRole('button', { name: '签署验收意见', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('checkbox').check();
    await dialog.getByRole('button', { name: '签署验收意见', exact: true }).click();
    await dialog.getByText('已签字').first().waitFor();
    await page.keyboard.press('Escape');
  }
  await becomes('accepted');
  await open(second);
  expect(await second.getByRole('button', { name: '决定销号', exact: true }).count()).toBe(0);
  await open(head);
  await fill(head, '决定销号', { 理由: '隐患已消除' });
  await becomes('removed');
  await open(head);
  await head.getByRole('link', { name: '重大事故隐患销号通知书' }).waitFor();
  await hold(head, 'removed');
});

test('nothing of it is left in anybody’s queue', async () => {
  for (const page of [lead, second, chief, head]) {
    await page.goto('/desk/', { waitUntil: 'networkidle' });
    expect(await page.locator(`a[href="${path}"]`).count()).toBe(0);
  }
});
