/** The directories and the item list, out of the workbooks that a bureau hands over. @module */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { ITEMS_WORKBOOK, WORKBOOK_FOLDER, WORKBOOK_NAMES } from '../../demo/workbooks.ts';
import { XIQING_SUPERVISED } from '../../src/core/codes/divisions.ts';
import { OFFICE } from './people.ts';
import { UGLY_ENTERPRISES, UGLY_OFFICERS } from './ugly-workbooks.ts';
import { seal, send, type World } from './world.ts';

const PATHS = {
  enterprise: '/directory',
  officer: '/directory/officers',
  expert: '/directory/experts',
  vehicle: '/directory/vehicles',
  equipment: '/directory/equipment',
} as const;
type Kind = keyof typeof PATHS;

/** Uploads and checks; stands on the page of the result. */
async function check(
  world: World,
  kind: Kind,
  file: Parameters<ReturnType<Page['locator']>['setInputFiles']>[0],
): Promise<Page> {
  const who = kind === 'vehicle' || kind === 'equipment' ? OFFICE.keeper : OFFICE.planner;
  const page = await world.desk(who, `/directory/import?kind=${kind}`);
  await page.locator('input[type="file"]').setInputFiles(file);
  await page.getByText('已选择：').waitFor();
  await page.getByRole('button', { name: '校验', exact: true }).click();
  await page.getByRole('heading', { level: 2, name: '校验结果' }).waitFor();
  await page.getByRole('table').waitFor();
  return page;
}

async function expectCount(world: World, kind: Kind, sentence: string): Promise<void> {
  const page = await world.desk(OFFICE.planner, PATHS[kind]);
  await page.getByRole('status').filter({ hasText: sentence }).waitFor();
}

/** The streets and towns that the product brings along for this district, taken over as they are. */
export async function setSubdistricts(world: World): Promise<void> {
  const page = await world.desk(OFFICE.planner, '/directory/subdistricts');
  await page.getByRole('button', { name: '载入西青区街镇' }).click();
  await page.getByRole('button', { name: '设置街镇', exact: true }).click();
  await page.getByText(`已保存 ${XIQING_SUPERVISED.length} 个街镇`).waitFor();
  await world.screen(page, 'subdistricts');
}

/** The ugly workbook: each fault in its place with reason and remedy; nothing is written until somebody says what. */
export async function importUglyEnterprises(world: World): Promise<void> {
  const page = await check(world, 'enterprise', UGLY_ENTERPRISES);
  await page.getByText('I 列“片区联络员备注”，2 行有内容').waitFor();
  await expectRow(page, '第 6 行', [
    '企业',
    'B 列 统一社会信用代码',
    '校验不通过：末位为1，按前17位应为4；请对照营业执照逐位核对',
  ]);
  await expectRow(page, '第 7 行', [
    'C 列 所属街镇：不在可选范围内：桃花源街道；可填：',
    'F 列 从业人数：不是整数：“十来个”；请只填数字',
  ]);
  await world.screen(page, 'import-faults');
  await page.getByRole('button', { name: '重复 2' }).click();
  await expectRow(page, '第 8 行', ['B 列 统一社会信用代码：与第9行重复', '请只保留一行']);
  await expectRow(page, '第 9 行', ['与第8行重复']);

  await page.getByRole('button', { name: '写入名录', exact: true }).click();
  await page.getByRole('alert').getByText('有误 2 行、重复 2 行，没有写入任何内容').waitFor();
  const batch = new URL(page.url()).pathname.replace('/desk', '');
  await world.desk(OFFICE.planner, PATHS.enterprise);
  await page.getByText('抽查对象名录还是空的').waitFor();

  await world.desk(OFFICE.planner, batch);
  await page.getByRole('checkbox', { name: '只导入正确的行，这些行不导入' }).check();
  await page.getByRole('button', { name: '写入名录', exact: true }).click();
  await page.getByText('已写入：新增 2 条、更新 0 条').waitFor();
  await world.desk(OFFICE.planner, PATHS.enterprise);
  await page.getByRole('link', { name: '天津市西青区沐示益酒店有限公司' }).click();
  await page.getByText('涉氨制冷').first().waitFor();
  await page.getByText('2027-01-05').or(page.getByText('2027年1月5日')).first().waitFor();
}

/** Three ways to write the same two days, and one day that never was. */
export async function importUglyOfficers(world: World): Promise<void> {
  const page = await check(world, 'officer', UGLY_OFFICERS);
  await expectRow(page, '第 6 行', ['D 列 执法证有效期至', '没有2028-02-30这一天', '请核对年月日']);
  await page.getByRole('checkbox', { name: '只导入正确的行，这些行不导入' }).check();
  await page.getByRole('button', { name: '写入名录', exact: true }).click();
  await page.getByText('已写入：新增 3 条、更新 0 条').waitFor();
}

/** The demo's own five workbooks: what the ugly ones brought is completed, its days and codes were read right. */
export async function importDirectories(world: World): Promise<void> {
  const sums = {
    enterprise: [198, 2, 200],
    officer: [19, 3, 22],
    expert: [36, 0, 36],
    vehicle: [6, 0, 6],
    equipment: [25, 0, 25],
  } as const;
  for (const [kind, name] of Object.entries(WORKBOOK_NAMES) as [Kind, string][]) {
    const [added, updated, all] = sums[kind];
    const page = await check(world, kind, `${WORKBOOK_FOLDER}${name}`);
    await page.getByRole('button', { name: '有误 0' }).waitFor();
    if (kind === 'officer') await expectDaysUnchanged(page);
    await page.getByRole('button', { name: '写入名录', exact: true }).click();
    await page.getByText(`已写入：新增 ${added} 条、更新 ${updated} 条`).waitFor();
    await expectCount(world, kind, `共 ${all} 条`);
  }
  await world.screen(await world.desk(OFFICE.planner, PATHS.enterprise), 'directory');
}

async function expectDaysUnchanged(page: Page): Promise<void> {
  await page.getByRole('button', { name: '更新 3' }).click();
  const row = page.getByRole('row').filter({ hasText: 'DEMO1201110002' });
  await row.waitFor();
  expect(await row.textContent()).not.toContain('有效期');
}

async function expectRow(page: Page, row: string, parts: readonly string[]): Promise<void> {
  const found = page.getByRole('row').filter({ hasText: row });
  await found.first().waitFor();
  for (const part of parts) expect(await found.first().textContent()).toContain(part);
}

/** The item list: checked, written, submitted, approved and published by three people. */
export async function publishItems(world: World): Promise<void> {
  const planner = await world.desk(OFFICE.planner);
  // The articles of law that the product ships with have no screen yet.
  await send(planner, 'items.load-bases', {});
  await world.desk(OFFICE.planner, '/items/import');
  await planner.locator('input[type="file"]').setInputFiles(`${WORKBOOK_FOLDER}${ITEMS_WORKBOOK}`);
  await planner.getByRole('button', { name: '检查', exact: true }).click();
  await planner.getByText('写入后新增 45 项、变更 0 项，成为第 1 版草稿').waitFor();
  await world.screen(planner, 'items-import');
  await planner.getByRole('button', { name: '导入事项', exact: true }).click();
  await planner.getByRole('heading', { level: 1, name: '事项清单第 1 版' }).waitFor();
  await planner.getByRole('button', { name: '提交清单', exact: true }).click();
  await planner.getByText('待领导小组组长或分管副局长批准').waitFor();

  const head = await world.desk(OFFICE.head, '/items/editions/1');
  await seal(head, '批准清单', '批准事项清单', '已批准');
  const discloser = await world.desk(OFFICE.discloser, '/items/editions/1');
  await seal(discloser, '公布清单', '公布事项清单', '已公布');
  await world.screen(discloser, 'items-published');
}
