/**
 * What a draw is made from and what becomes of it, in the browser: vehicles and devices come from workbooks, go into the
 * draw and stand in its result; afterwards an officer is recused and an enterprise has closed, fresh dice give who comes in
 * their place, and desk, portal and bundle say the same.
 */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { readBundle, verifyBundle } from 'verifiable-draw';
import { WORKBOOK_FOLDER, WORKBOOK_NAMES } from '../demo/workbooks.ts';
import { publishCheckpoints } from '../src/core/log/checkpoint.ts';
import { buildMissingBundles } from '../src/draw/bundle.ts';
import { bundleFiles, FRESH_DIGITS, visitsOf } from '../src/testing/draw-after.ts';
import { carryOn, carryTo } from '../src/testing/draw-ceremony.ts';
import { openOffice, type Colleague, type Office } from './office.ts';

const PUBLIC_ID = '120111-2026-T1-1';
/** The witness hears one of them wrong at first. */
const MISHEARD = `${FRESH_DIGITS.slice(1)}0`;
const OTHER_DIGITS = '57721566490153286060';

let office: Office;
let operator: Colleague;
let head: Colleague;
let supervisor: Colleague;
let drawId: string;

beforeAll(async () => {
  office = await openOffice('after-draw');
  [operator, head, supervisor] = [
    await office.person('group-office', '示例抽取'),
    await office.person('head', '示例局长'),
    await office.person('supervisor', '示例监督'),
  ];
}, 120_000);
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await office.keepEvidence();
});
afterAll(() => office.close());

test('vehicles and devices from workbooks go into the draw, and its result says who goes when with which', async () => {
  const keeper = await office.person('equipment-keeper', '示例装备');
  for (const [kind, all] of [
    ['vehicle', 6],
    ['equipment', 25],
  ] as const) {
    await keeper.page.goto(`/desk/directory/import?kind=${kind}`);
    await keeper.page.locator('input[type="file"]').setInputFiles(join(WORKBOOK_FOLDER, WORKBOOK_NAMES[kind]));
    await keeper.page.getByRole('button', { name: '校验', exact: true }).click();
    await keeper.page.getByRole('button', { name: '有误 0' }).waitFor();
    await keeper.page.getByRole('button', { name: '写入名录', exact: true }).click();
    await keeper.page.getByText(`已写入：新增 ${all} 条`).waitFor();
  }

  drawId = await carryTo(office.runtime, 'configuring', { planId: office.district.planId });
  const { page } = operator;
  await page.goto(`/desk/draw/${drawId}/edit`);
  await page.getByRole('radio', { name: '随机安排日期' }).check();
  await page.getByLabel('每辆车每天最多出车').fill('2');
  await choose(page, '须用防爆车辆的分层', '危险化学品');
  await page.keyboard.press('Escape');
  const devices = page.locator('.rows').last();
  await devices.getByRole('button', { name: '增加一行' }).click();
  await choose(page, '装备', '执法记录仪');
  await office.hold(page, 'means-editor');
  await page.getByRole('button', { name: '配置抽取', exact: true }).click();
  await page.getByRole('heading', { level: 2, name: '现在冻结会得到什么' }).waitFor();

  await carryOn(office.runtime, drawId, 1, 'configuring', 'released');
  await publish();
  await page.goto(`/desk/draw/${drawId}/result`);
  await page.getByRole('columnheader', { name: '日期、车辆、装备' }).waitFor();
  await office.hold(page, 'means-result');
  const { details, lists } = readBundle(await bundleFiles(office.runtime, drawId));
  expect(lists.vehicles?.size).toBe(7);
  expect(details?.days?.visits).toHaveLength(8);
  const said = await page.locator('main').innerText();
  // Plates and numbers as the workbooks have them.
  for (const words of [/津示A000\d/, /ZB-2024-\d{3}/]) expect(said).toMatch(words);
  for (const { day } of details?.days?.visits ?? []) expect(said).toContain(day);

  const portal = await office.stranger();
  await portal.goto(`/draws/${PUBLIC_ID}`);
  const shown = await portal.locator('main').innerText();
  for (const { day } of details?.days?.visits ?? []) expect(shown).toContain(day);
  await office.hold(portal, 'means-portal');
}, 240_000);

test('a recused officer and a closed enterprise are replaced by dice thrown after the approval, never by choice', async () => {
  const [visit, closed] = await visitsOf(office.runtime, drawId);
  const lead = visit?.officer[0]?.person ?? '';
  const before = new Set((await visitsOf(office.runtime, drawId)).map(({ enterprise }) => enterprise));

  await request('换一名执法人员', visit?.enterprise ?? '', '回避', lead);
  await office.hold(operator.page, 'requested');
  await approve();
  await throwDice(1, FRESH_DIGITS, MISHEARD);
  await operator.page.goto(`/desk/draw/${drawId}`);
  await operator.page.getByText('已有 1 次两人录入不一致').waitFor();
  await throwDice(1, FRESH_DIGITS, FRESH_DIGITS);
  await settled(1);

  await request('整户跳过，另抽一户', closed?.enterprise ?? '', '停业');
  await approve();
  await throwDice(2, OTHER_DIGITS, OTHER_DIGITS);
  await settled(2);
  await office.hold(operator.page, 'substituted');

  await publish();
  const after = await visitsOf(office.runtime, drawId);
  const came = after.find(({ enterprise }) => !before.has(enterprise))?.enterprise ?? '';
  const leadNow = after.find(({ enterprise }) => enterprise === visit?.enterprise)?.officer[0]?.person ?? '';
  expect(leadNow).not.toBe(lead);
  expect(after.map(({ enterprise }) => enterprise)).not.toContain(closed?.enterprise);

  const portal = await office.stranger();
  await portal.goto(`/draws/${PUBLIC_ID}#after`);
  const rows = await portal.locator('#after tbody tr').allInnerTexts();
  expect(rows).toHaveLength(2);
  for (const words of [lead, '回避', leadNow]) expect(rows[0]).toContain(words);
  expect(rows[1]).toContain('停业');
  expect(await portal.locator(`#after tbody a[href="/enterprises/${came}"]`).count()).toBe(1);
  await office.hold(portal, 'portal');
  await portal.goto(`/draws/${PUBLIC_ID}?unit=${came}`);
  await portal.getByText('原未抽中，后由新随机数抽为替换，须接受检查。').waitFor();

  const files = await bundleFiles(office.runtime, drawId);
  expect(verifyBundle(files).steps.filter(({ status }) => status === 'FAIL')).toEqual([]);
  expect(readBundle(files).substitutions?.leaves).toMatchObject([
    { request: 1, person: lead, substitute: leadNow },
    { request: 2, enterprise: closed?.enterprise, substitute: came },
  ]);
}, 240_000);

/** What the jobs of the server do within a second. */
async function publish(): Promise<void> {
  await publishCheckpoints(office.runtime, 1);
  await buildMissingBundles(office.runtime, 1);
}

/** Opens a list by its label, types, and takes what it offers. */
async function choose(page: Page, label: string, word: string): Promise<void> {
  const field = page.getByRole('combobox', { name: label }).last();
  await field.click();
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option').filter({ hasText: word }).first().click();
}

async function request(what: string, enterprise: string, reason: string, seat?: string): Promise<void> {
  const { page } = operator;
  await page.goto(`/desk/draw/${drawId}`);
  await page.locator('details summary', { hasText: '申请替换' }).click();
  await choose(page, '替换什么', what);
  await choose(page, '企业', enterprise);
  if (seat !== undefined) await choose(page, '席位与人员', seat);
  await choose(page, '原因', reason);
  const evidence = { name: '证明.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 证明') };
  await page.locator('details input[type="file"]').setInputFiles(evidence);
  await page.getByRole('button', { name: '申请替换', exact: true }).click();
  await page.getByRole('cell', { name: '待批准' }).last().waitFor();
}

/** Whoever asked does not decide. */
async function approve(): Promise<void> {
  const { page } = head;
  await page.goto(`/desk/draw/${drawId}`);
  await page.getByRole('button', { name: '批准替换', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: '批准替换' });
  await dialog.getByRole('checkbox').check();
  await dialog.getByRole('button', { name: '批准替换', exact: true }).click();
  // The dialog goes with the request it was for.
  await page.locator('td', { hasText: '待批准' }).first().waitFor({ state: 'detached' });
  await publishCheckpoints(office.runtime, 1);
}

async function throwDice(number: number, read: string, heard: string): Promise<void> {
  for (const [{ page }, label, digits, button] of [
    [operator, '操作员录入', read, '录入新随机源'],
    [supervisor, '见证人复核', heard, '复核新随机源'],
  ] as const) {
    await page.goto(`/desk/draw/${drawId}`);
    await page.getByRole('heading', { name: `第 ${number} 号申请的新随机数` }).waitFor();
    await page.getByLabel(label).fill(digits);
    await page.getByRole('button', { name: button }).click();
    await page
      .getByLabel(label)
      .and(page.locator('[value=""]'))
      .or(page.getByRole('cell', { name: '已替换' }))
      .first()
      .waitFor();
  }
}

async function settled(count: number): Promise<void> {
  await operator.page.goto(`/desk/draw/${drawId}`);
  await operator.page
    .getByRole('cell', { name: '已替换' })
    .nth(count - 1)
    .waitFor();
}
