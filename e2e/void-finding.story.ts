/**
 * 撤销整改事项 by hand: a review has gone against the bureau, the section chief finds it in his queue, voids the finding with the
 * keyboard alone, the enterprise reads why and is served the decision, and the reviewer of disclosure is asked to correct what is public, and does.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Role } from '../src/core/actor.ts';
import { publishResultOf } from '../src/disclosure/objection.testing.ts';
import { catchUp } from '../src/http/void-finding.testing.ts';
import { openScene, type Scene } from '../src/inspection/scene.testing.ts';
import { decideMatter, recordMatter } from '../src/oversight/actions/assessment.ts';
import { codeOf } from '../src/rectification/reads/access.ts';
import type { StoredOrder } from '../src/rectification/reads/orders.ts';
import { served } from '../src/rectification/scene.testing.ts';
import { done, supervisor } from '../src/testing/draw-ceremony.ts';
import { openBrowser, pageOf, SCREENS, visitor } from './browser.ts';
import { hold } from './hold.ts';
import { choose, focusField, press, write } from './keyboard.ts';
import { giveSeat, openAccount, serveSite, type ServedSite } from './site.ts';

let scene: Scene;
let site: ServedSite;
let browser: Browser;
let order: StoredOrder;
let officerId: string;
let entryId: string;

beforeAll(async () => {
  scene = await openScene();
  const made = await served(scene, [{ days: 7 }, { days: 7, description: '车间通道堆放货物2处' }]);
  ({ order } = made);
  const { team } = made;
  [officerId] = team.officerIds;
  await catchUp(scene);
  entryId = await publishResultOf(scene.runtime, team);
  const { matterId } = await done(scene.runtime, supervisor, recordMatter, {
    kind: 'review',
    inspectionId: team.inspectionId,
    receivedOn: '2026-03-12',
    summary: '不服第 1 项责令整改',
  });
  const outcome = { matterId, outcome: 'founded', conclusion: '撤销第 1 项' } as const;
  await done(scene.runtime, supervisor, decideMatter, outcome);
  site = await serveSite(scene.runtime);
  browser = await openBrowser();
}, 180_000);
afterAll(async () => {
  await browser.close();
  await site.close();
  await scene.close();
});

async function somebody(role: Role, username: string): Promise<Page> {
  return pageOf(browser, site.address, await openAccount(scene.runtime, role, username));
}

async function strangersPage(): Promise<Page> {
  const context = await visitor(browser, site.address, SCREENS[0]);
  context.setDefaultTimeout(20_000);
  return context.newPage();
}

test('the section chief is told that the review binds, voids the finding on it without a mouse, and says what was done', async () => {
  const chief = await somebody('section-chief', 'kezhang');
  await chief.goto('/desk/', { waitUntil: 'networkidle' });
  await chief.getByRole('link', { name: '登记执行情况' }).waitFor();
  await chief.goto(`/desk/rectification/${order.orderId}`, { waitUntil: 'networkidle' });
  await chief.getByRole('heading', { level: 2, name: '整改事项（逐条）' }).waitFor();
  await press(chief, '撤销这条问题');
  await focusField(chief, '本机关复核');
  await chief.keyboard.press('ArrowDown');
  await choose(chief, '事项', '行政复议，2026年3月12日 查实');
  await hold(chief, 'void-form');
  await write(chief, '撤销理由', '复议决定认定该插座不属于本单位');
  await press(chief, '撤销整改事项');
  await chief.getByText('已撤销', { exact: true }).first().waitFor();
  await chief.getByText('复议决定认定该插座不属于本单位').waitFor();
  await hold(chief, 'voided');

  await chief.goto('/desk/', { waitUntil: 'networkidle' });
  await chief.getByRole('link', { name: '登记执行情况' }).click();
  const note = chief.locator('form').filter({ has: chief.getByRole('button', { name: '登记执行情况', exact: true }) });
  await note.getByLabel('事项').click();
  await chief.locator('.ant-select-item-option', { hasText: '行政复议' }).click();
  await note.getByLabel('执行情况').fill('已撤销第 1 条问题，撤销决定书送交企业');
  await hold(chief, 'carry-out');
  await note.getByRole('button', { name: '登记执行情况', exact: true }).click();
  await chief.getByText('已撤销第 1 条问题，撤销决定书送交企业').waitFor();
});

test('the enterprise reads on its own page that the finding does not stand, and why', async () => {
  const code = codeOf(scene.runtime.fieldCipher, order) ?? '';
  const page = await strangersPage();
  await page.goto(`/e/${code}`);
  const item = page.locator('#f1');
  await item.getByText('复议决定认定该插座不属于本单位').waitFor();
  expect(await item.getByText('已撤销', { exact: true }).count()).toBe(1);
  expect(await item.getByRole('button').count()).toBe(0);
  expect(await page.locator('#f2').getByRole('button').count()).toBeGreaterThan(0);
  await hold(page, 'enterprise-voided');
});

test('an officer of the team finds the decision in the queue on a phone, and notes who has signed for it', async () => {
  const account = await openAccount(scene.runtime, 'officer', 'zhifa');
  await giveSeat(scene.runtime, officerId, account);
  const officer = await pageOf(browser, site.address, account, SCREENS[1]);
  await officer.goto('/desk/', { waitUntil: 'networkidle' });
  await hold(officer, 'void-service-owed');
  await officer.getByRole('link', { name: '送达撤销决定书' }).click();
  await officer.getByText('还没有送达企业').waitFor();
  await officer.getByText('送达撤销决定书', { exact: true }).first().click();
  const form = officer
    .locator('form')
    .filter({ has: officer.getByRole('button', { name: '送达撤销决定书', exact: true }) });
  await form.getByLabel('签收人').fill('王收件');
  await hold(officer, 'void-service-form');
  await form.getByRole('button', { name: '送达撤销决定书', exact: true }).click();
  await officer.getByText('直接送达，签收人：王收件').waitFor();
  await hold(officer, 'void-served');
});

test('what is public is corrected by a person, who is asked to by a day', async () => {
  await catchUp(scene);
  const reviewer = await somebody('disclosure-reviewer', 'gongkai');
  await reviewer.goto('/desk/', { waitUntil: 'networkidle' });
  await hold(reviewer, 'correction-owed');
  await reviewer.getByRole('link', { name: '更正公示' }).click();
  await reviewer.getByText('第 1 条问题已撤销，更正以后不再列出').waitFor();
  await hold(reviewer, 'correction');
  const form = reviewer
    .locator('form')
    .filter({ has: reviewer.getByRole('button', { name: '更正公示', exact: true }) });
  await form.getByLabel('理由').fill('第 1 条问题经行政复议撤销');
  await form.getByRole('button', { name: '更正公示', exact: true }).click();
  await reviewer.getByText('第 1 条问题经行政复议撤销').waitFor();

  const reader = await strangersPage();
  await reader.goto(`/results/${entryId}`);
  await reader.getByRole('heading', { level: 1 }).waitFor();
  expect(await reader.locator('ol.findings > li').allTextContents()).toEqual([
    expect.stringContaining('车间通道堆放货物2处'),
  ]);
  await hold(reader, 'result-corrected');
});
