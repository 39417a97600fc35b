/** What an office does in a year, each by the keyboard alone: no pointer touches the page. @module */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { violations } from './browser.ts';
import {
  choose,
  chooseMany,
  closeList,
  focusedLabel,
  focusedName,
  focusField,
  focusIn,
  press,
  pressSeal,
  write,
  writeDay,
} from './keyboard.ts';

/** Form and words of the State Council's notices; the days are invented. */
const NOTICE_2027 = `国务院办公厅关于2027年
部分节假日安排的通知
国办发明电〔2026〕0号
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至11日（周四）放假调休，共7天。2月14日（周日）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。5月8日（周六）上班。
五、端午节：6月9日（周三）放假，共1天。
六、中秋节：9月15日（周三）放假，共1天。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。10月9日（周六）上班。`;

/** The address is typed; what follows is done by key. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path, { waitUntil: 'networkidle' });
  await page.waitForFunction(() => document.querySelector('.skeleton') === null);
}

/** Found in the list, opened, changed with a reason, saved. */
export async function editEnterprise(page: Page): Promise<void> {
  await visit(page, '/desk/directory');
  await page.keyboard.press('/');
  await page.keyboard.press('ArrowDown');
  const name = await focusedName(page);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await press(page, '修改');
  await page.waitForURL(/\/edit$/);
  await page.getByLabel('从业人数').waitFor();
  await write(page, '从业人数', '37');
  await write(page, '变更原因', '街镇核实');
  await press(page, '保存企业');
  await page.waitForURL((url) => !url.pathname.endsWith('/edit'));
  await page.getByText('37', { exact: true }).first().waitFor();
}

/** 登记占用, and taken back. */
export async function bookVehicle(page: Page): Promise<void> {
  await visit(page, '/desk/directory/vehicles');
  await page.keyboard.press('/');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 2, name: '预约' }).waitFor();
  await press(page, '登记占用');
  await writeDay(page, '自', '2027-03-01');
  await writeDay(page, '至', '2027-03-02');
  await choose(page, '用途', '维修保养');
  await write(page, '事由', '年度检修');
  await press(page, '登记占用');
  await page.getByRole('cell', { name: '年度检修' }).waitFor();
  await press(page, '取消占用');
  await page.getByText('已取消').waitFor();
}

/** 每月核对. */
export async function verifyMonth(page: Page): Promise<void> {
  await visit(page, '/desk/directory/verification');
  const open = await page.getByRole('button', { name: '核对名录' }).count();
  await write(page, '核对情况', '已与街镇逐户核对');
  await press(page, '核对名录');
  await page.getByRole('cell', { name: '已与街镇逐户核对' }).waitFor();
  expect(await page.getByRole('button', { name: '核对名录' }).count()).toBe(open - 1);
}

/** A new record; everything that must be filled is filled. */
export async function addEnterprise(page: Page, name: string, creditCode: string): Promise<void> {
  await visit(page, '/desk/directory/enterprises/new');
  await write(page, '企业名称', name);
  await write(page, '统一社会信用代码', creditCode);
  await choose(page, '类型', '法人');
  await choose(page, '状态', '在营');
  await choose(page, '行业领域', '机械');
  await focusField(page, '所属街镇');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await choose(page, '监管层级', '区级');
  await write(page, '变更原因', '新登记');
  await press(page, '保存企业');
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

/** 疑似重复: two records of one enterprise become one. */
export async function mergeDuplicates(page: Page, keep: string, join: string): Promise<void> {
  await visit(page, '/desk/directory/duplicates');
  // In the order in which they stand.
  const order = await page
    .getByRole('combobox', { name: /的处理$/ })
    .evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')));
  for (const label of order) await choose(page, label ?? '', label === `${keep}的处理` ? '保留' : '并入');
  await write(page, '理由', `${join}是同一家，名称多了空格`);
  await press(page, '合并重复企业');
  await page.getByRole('combobox', { name: `${join}的处理` }).waitFor({ state: 'detached' });
}

/**
 * 配置抽取: the name and one item are chosen; the strata that came from the plan are taken away, two others take their place, each with
 * who belongs to it, its chance, at least and at most how many, and what its team must know.
 */
export async function configureDraw(page: Page, from: string, to: string): Promise<void> {
  await visit(page, '/desk/draw/new');
  await write(page, '名称', '键盘配置的抽取');
  await focusField(page, '抽查事项');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await closeList(page);
  await strata(page);
  await writeDay(page, '计划检查日期（起）', from);
  await writeDay(page, '计划检查日期（止）', to);
  await press(page, '配置抽取');
  await page.getByRole('heading', { level: 1, name: '键盘配置的抽取' }).waitFor();
  // The page of a draft shows its strata by their chances only; what was kept is what was typed.
  const kept = await page.request.get(`/api/draws/${new URL(page.url()).pathname.split('/').at(-1)}`);
  const { config } = (await kept.json()) as { config: { strata: object[] } };
  expect(config.strata).toMatchObject([
    { name: '红橙风险', rate: 2, min: 3, max: 20, filter: { riskColors: ['red', 'orange'] } },
    { name: '其他企业', min: 1 },
  ]);
}

async function strata(page: Page): Promise<void> {
  const section = page.locator('fieldset', { hasText: '分层与席位' });
  const rows = section.getByRole('group');
  await focusIn(page, '分层与席位', '删去第 1 行');
  // The next entry stands in the place of the one that went and has the focus; the last leaves it to the button that adds.
  for (let left = (await rows.count()) - 1; left >= 0; left -= 1) {
    await page.keyboard.press('Enter');
    await expect.poll(() => rows.count()).toBe(left);
    await expect.poll(() => focusedLabel(page)).toContain(left > 0 ? '删去第 1 行' : '增加一行');
  }
  await page.keyboard.press('Enter');
  await expect.poll(() => focusedLabel(page)).toContain('代号');
  await page.keyboard.insertText('high');
  await write(page, '名称', '红橙风险');
  await chooseMany(page, '风险等级', ['红', '橙']);
  await write(page, '权数', '2');
  await write(page, '最少', '3');
  await write(page, '最多', '20');
  await chooseMany(page, '主办须熟悉', ['机械']);
  await addRow(page, '分层与席位', '代号');
  await page.keyboard.insertText('rest');
  await write(page, '名称', '其他企业');
  await write(page, '最少', '1');
}

/** A plan drafted: fewer enterprises by the slider, a stratum, another department, the law it rests on. */
export async function draftPlan(page: Page): Promise<void> {
  await visit(page, '/desk/plan/new?year=2027');
  const count = page.getByLabel('抽查家数');
  const before = await count.inputValue();
  for (let presses = 0; presses < 200; presses += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(() => document.activeElement?.getAttribute('role') === 'slider')) break;
  }
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => count.inputValue()).not.toBe(before);
  await addRow(page, '依据', '文件名称');
  await page.keyboard.insertText('安全生产年度监督检查计划编制办法');
  await page.keyboard.press('Tab');
  await page.keyboard.insertText('安监总政法〔2017〕150号');
  await addRow(page, '联合', '联合部门');
  await page.keyboard.insertText('西青区消防救援支队（示例）');
  await page.keyboard.press('Tab');
  await page.keyboard.insertText('消防设施');
  await press(page, '起草年度计划');
  await page.waitForURL(/\/desk\/plan\/[0-9a-f-]{36}$/);
  await page.getByText('西青区消防救援支队（示例）').first().waitFor();
}

/** Adds an entry to the list under this heading: its first field has the focus at once. */
async function addRow(page: Page, section: string, field: string): Promise<void> {
  await focusIn(page, section, '增加一行');
  await page.keyboard.press('Enter');
  await expect.poll(() => focusedLabel(page)).toContain(field);
}

/** 调整年度计划: the running plan found in the list, adjusted with a reason, the new version changed and read. */
export async function adjustPlan(page: Page, reason: string): Promise<void> {
  await visit(page, '/desk/plan?state=in-progress');
  const path = await page.locator('main table a[href^="/desk/plan/"]').first().getAttribute('href');
  await page.keyboard.press('/');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname === path);
  await press(page, '调整计划');
  await write(page, '理由', reason);
  await press(page, '调整年度计划');
  // The next version lies open at once.
  await page.waitForURL((url) => url.pathname !== path);
  await press(page, '修改草案');
  await page.waitForURL(/\/edit$/);
  await page.getByLabel('抽查家数').waitFor();
  await write(page, '名称', '键盘调整的年度计划');
  await press(page, '修改计划草案');
  await page.waitForURL((url) => !url.pathname.endsWith('/edit'));
  await page.getByRole('heading', { level: 1, name: '键盘调整的年度计划' }).waitFor();
  await page.getByRole('cell', { name: '键盘调整的年度计划' }).waitFor();
}

/** The words of a notice, pasted. */
export async function loadHolidays(page: Page): Promise<void> {
  await visit(page, '/desk/calendar/load');
  await write(page, '通知原文', NOTICE_2027);
  await write(page, '通知标题', '关于2027年部分节假日安排的通知（示例）');
  await press(page, '载入放假通知');
  await page.waitForURL(/\/desk\/calendar\?/);
  await page.getByText('国办发明电〔2026〕0号').first().waitFor();
}

/** Presses a deed that ends in a seal: the dialog takes the focus, Escape gives it back, the second time it is sealed. */
export async function seal(page: Page, deed: string, title = deed): Promise<void> {
  await press(page, deed);
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await expect.poll(() => dialog.evaluate((box) => box.contains(document.activeElement))).toBe(true);
  expect(await violations(page), deed).toEqual([]);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(() => focusedName(page)).toBe(deed);
  await page.keyboard.press('Enter');
  await dialog.waitFor();
  await pressSeal(page, title);
  await dialog.getByText('关闭', { exact: true }).waitFor({ timeout: 20_000 });
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
}
