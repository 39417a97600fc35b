/** The ceremony of the draw, each step at the desk of whose step it is. @module */
import type { Page } from 'playwright-core';
import { OFFICE } from './people.ts';
import { appears, seal, type World } from './world.ts';

/** As they are read aloud; the witness first hears one of them wrong. */
const DICE = '31415 92653 58979 32384';
const MISHEARD = '31415 92653 58979 32385';
/** A thousand dummy draws on a busy machine. */
const AUDIT_PATIENCE_MS = 180_000;
const SHARE_HOLDERS = [OFFICE.head, OFFICE.supervisor] as const;

/** From a new draw to its announcement; returns its address at the desk. */
export async function announceDraw(world: World): Promise<string> {
  const operator = await world.desk(OFFICE.operator, '/draw/new');
  await operator.getByText('按计划抽取 80 家').waitFor();
  await operator.getByLabel('专家席位').fill('hazchem');
  await operator.keyboard.press('Enter');
  await operator.getByLabel('每名专家最多承担').fill('20');
  await operator.getByLabel('计划检查日期（起）').fill('2026-03-09');
  await operator.getByLabel('计划检查日期（止）').fill('2026-06-30');
  await operator.getByLabel('揭示时限').fill('2026-03-03T17:00');
  await operator.getByLabel('结果时限').fill('2026-03-03T20:00');
  await world.screen(operator, 'draw-new');
  await operator.getByRole('button', { name: '配置抽取', exact: true }).click();
  await operator.getByRole('heading', { level: 2, name: '现在冻结会得到什么' }).waitFor();
  await world.screen(operator, 'draw-preview');
  await seal(operator, '冻结名录', '冻结名录', '已冻结');

  const path = new URL(operator.url()).pathname.replace('/desk', '');
  for (const holder of SHARE_HOLDERS) await commit(await world.desk(holder, path));
  await world.desk(OFFICE.operator, path);
  // The page reads itself again until the thousand dummy draws are done.
  await operator.getByText(/1000 次模拟，/).waitFor({ timeout: AUDIT_PATIENCE_MS });
  await seal(operator, '公布抽取公告', '公布抽取公告', '已公告');
  await world.screen(operator, 'draw-announced');
  return path;
}

/** The share is made in this browser and stays in it until it is revealed. */
async function commit(page: Page): Promise<void> {
  await page.getByRole('button', { name: '提交承诺', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox', { name: '我已抄下或下载这个随机数' }).check();
  await dialog.getByRole('button', { name: '提交承诺', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByText('等待揭示').first().waitFor();
}

/** Both shares revealed, the dice typed twice, once with a slip of the ear, and the result computed. */
export async function completeDraw(world: World, path: string): Promise<void> {
  for (const holder of SHARE_HOLDERS) {
    const page = await world.desk(holder, path);
    await reveal(page);
  }
  await typeDice(world, path, MISHEARD);
  await typeDice(world, path, DICE);
  await world.screen(await world.desk(OFFICE.operator, path), 'draw-rolled');
  await seal(await world.desk(OFFICE.operator, path), '计算抽取结果', '计算抽取结果', '已抽取');
}

async function reveal(page: Page): Promise<void> {
  await appears(page, page.getByRole('button', { name: '揭示随机数', exact: true, disabled: false }));
  await page.getByRole('button', { name: '揭示随机数', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('已从这个浏览器取出您提交承诺时的随机数').waitFor();
  await dialog.getByRole('button', { name: '揭示随机数', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** The operator types what is read aloud, the witness what he has heard. */
async function typeDice(world: World, path: string, heard: string): Promise<void> {
  const operator = await world.desk(OFFICE.operator, path);
  await operator.getByLabel('录入唱读的点数').fill(DICE);
  await operator.getByRole('button', { name: '录入骰子点数', exact: true }).click();
  await operator.getByText('等见证人复核').first().waitFor();
  const witness = await world.desk(OFFICE.supervisor, path);
  await witness.getByLabel('独立复核点数').fill(heard);
  await witness.getByRole('button', { name: '复核骰子点数', exact: true }).click();
  await witness
    .getByRole('cell', { name: heard === DICE ? '一致' : '不一致，两人重录', exact: true })
    .last()
    .waitFor();
}

/** Confirmed by the head, released by the office; returns the public number of the draw. */
export async function releaseDraw(world: World, path: string): Promise<string> {
  await seal(await world.desk(OFFICE.head, path), '确认抽取结果', '确认抽取结果', '已确认');
  const operator = await world.desk(OFFICE.operator, path);
  await seal(operator, '派发检查任务', '派发检查任务', '已派发');
  await world.screen(operator, 'draw-released');
  const publicPage = await operator.getByRole('link', { name: /^\/draws\// }).getAttribute('href');
  if (publicPage === null) throw new Error('the draw names no public page');
  return publicPage.slice('/draws/'.length);
}
