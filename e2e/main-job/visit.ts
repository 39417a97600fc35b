/** One drawn enterprise: from the task to the published result, each member of the team under his own account. @module */
import type { Page } from 'playwright-core';
import { fieldColleague, letIn, OFFICE, type Colleague } from './people.ts';
import { appears, seal, type World } from './world.ts';

export interface DrawnVisit {
  readonly enterprise: string;
  /** Address at the desk. */
  readonly path: string;
  readonly lead: Colleague;
  readonly second: Colleague;
  readonly expert: Colleague;
}

/** The chief sees who was drawn; the three get their accounts, and the office links them to the directory. */
export async function takeUpVisit(world: World): Promise<DrawnVisit> {
  const chief = await world.desk(OFFICE.chief, '/inspection');
  const first = chief.locator('main tbody th a').first();
  await appears(chief, first);
  await world.screen(chief, 'visits');
  const enterprise = (await first.textContent()) ?? '';
  await first.click();
  await chief.getByRole('heading', { level: 1, name: enterprise }).waitFor();
  const path = new URL(chief.url()).pathname.replace('/desk', '');
  const [lead, second, expert] = await teamOf(chief);
  if (lead === undefined || second === undefined || expert === undefined) throw new Error('the team is not complete');
  const ids = await letIn(
    world,
    [lead, second, expert].map(({ who }) => who),
  );
  for (const { who, number, list } of [lead, second, expert])
    await link(world, list, number, ids.get(who.username) ?? '');
  return { enterprise, path, lead: lead.who, second: second.who, expert: expert.who };
}

interface Member {
  readonly who: Colleague;
  readonly number: string;
  readonly list: string;
}

async function teamOf(page: Page): Promise<Member[]> {
  const rows = await page.getByRole('table', { name: '检查组' }).locator('tbody tr').all();
  return Promise.all(
    rows.map(async (row, n) => {
      const name = (await row.locator('th').textContent()) ?? '';
      const number = (await row.locator('td').nth(1).textContent()) ?? '';
      const isExpert = (await row.locator('td').nth(0).textContent()) === '专家';
      const who = fieldColleague(`renyuan${n + 1}`, name, isExpert ? '专家' : '执法人员');
      return { who, number, list: isExpert ? 'experts' : 'officers' };
    }),
  );
}

async function link(world: World, list: string, number: string, staffId: string): Promise<void> {
  const page = await world.desk(OFFICE.planner, `/directory/${list}?q=${number}`);
  await page.getByRole('status').filter({ hasText: '符合条件 1 条' }).waitFor();
  await page.locator('main tbody th a').click();
  await page.getByRole('link', { name: '修改', exact: true }).click();
  await page.getByLabel('登录账号').fill(staffId);
  await page.getByLabel('变更原因').fill('关联登录账号');
  await page.getByRole('button', { name: list === 'experts' ? '保存专家' : '保存执法人员', exact: true }).click();
  await page.getByRole('heading', { level: 2, name: '变更历史' }).waitFor();
}

/** Accepted, read, planned, approved by the chief, notified. */
export async function prepareVisit(world: World, { path, lead }: DrawnVisit): Promise<void> {
  const page = await world.desk(lead, path);
  await press(page, '接受任务');
  await press(page, '查阅企业资料');
  await press(page, '制定检查方案');
  await press(page, '提交检查方案');
  await page.getByText('等待科室负责人审批检查方案').waitFor();
  const chief = await world.desk(OFFICE.chief, path);
  await seal(chief, '批准检查方案', '批准检查方案', '已批准');
  await world.desk(lead, path);
  await seal(page, '签发检查通知书', '签发检查通知书', '已签发');
  await world.screen(page, 'visit-notified');
}

/** Two officers check in; one point fails and becomes a finding; the expert states his opinion; the record is closed. */
export async function inspect(world: World, { path, lead, second, expert }: DrawnVisit): Promise<void> {
  const page = await world.desk(lead, path);
  await press(page, '入企亮证');
  await page.getByText('已亮证：').waitFor();
  const point = page.locator('li.check-point').filter({ hasText: '不合格属一般隐患' }).first();
  await point.getByRole('button', { name: '不合格', exact: true }).click();
  await point.getByLabel('部位').fill('喷漆房东墙');
  await point.getByLabel('问题描述').fill('喷漆房内使用非防爆插座 1 处');
  await point.getByLabel('整改措施').fill('更换为防爆型插座');
  await point.getByLabel('整改期限（天）').fill('15');
  await point.getByText('期限到 2026年3月24日').waitFor();
  await world.screen(page, 'visit-finding');
  await point.getByRole('button', { name: '记录问题', exact: true }).last().click();
  await page.getByRole('heading', { level: 3, name: /第 1 条 喷漆房内/ }).waitFor();

  const other = await world.desk(second, path);
  await other.getByRole('button', { name: '其余全部合格' }).click();
  await other.getByRole('button', { name: '确认填写' }).click();
  await other.getByText(/已填 (\d+) 项，共 \1 项/).waitFor();

  const advice = await world.desk(expert, path);
  await advice.getByLabel('问题', { exact: true }).fill('非防爆插座与喷漆房的防爆要求不符');
  await advice.getByLabel('依据', { exact: true }).fill('现场查看');
  await advice.getByLabel('措施', { exact: true }).fill('更换为防爆型插座，复核其他电气设备');
  await advice.getByRole('button', { name: '陈述专家意见', exact: true }).click();
  await advice.getByText('复核其他电气设备').first().waitFor();

  await world.desk(lead, path);
  await press(page, '完成检查记录');
  await page.getByText('检查组成员各自签字，企业签字或拒签').waitFor();
}

/** Everybody signs the same record, the enterprise last; then it is final. */
export async function signVisit(world: World, { path, lead, second, expert }: DrawnVisit): Promise<void> {
  for (const who of [lead, second, expert]) await seal(await world.desk(who, path), '签字确认', '签字确认', '已签字');
  const page = await world.desk(lead, path);
  await page.getByLabel('签字人姓名').fill('甲企示');
  await press(page, '记录企业签字');
  await page.getByRole('cell', { name: '企业负责人', exact: true }).waitFor();
  await seal(page, '完成签字', '完成签字', '已完成签字');
  await world.screen(page, 'visit-signed');
}

/** The draft that the signatures made: confirmed by the team, approved by the chief, published by the reviewer. */
export async function disclose(world: World, { enterprise, lead }: DrawnVisit): Promise<void> {
  const page = await world.desk(lead, '/disclosure');
  const entry = page.getByRole('link', { name: enterprise });
  await appears(page, entry);
  await entry.click();
  await press(page, '确认公示稿');
  await page.getByText('等科室负责人审核').waitFor();
  const path = new URL(page.url()).pathname.replace('/desk', '');
  const chief = await world.desk(OFFICE.chief, path);
  await press(chief, '审核公示稿');
  await chief.getByText('等公开审查人员公示').waitFor();
  const discloser = await world.desk(OFFICE.discloser, path);
  await world.screen(discloser, 'disclosure-approved');
  await seal(discloser, '公示', '公示', '已公示');
}

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
}
