/** The annual plan: drafted, submitted, endorsed and approved by two others, published, opened. @module */
import { OFFICE } from './people.ts';
import { seal, type World } from './world.ts';

export async function openPlan(world: World): Promise<void> {
  const planner = await world.desk(OFFICE.planner, '/plan/new');
  await planner.getByText('在营企业 200 家').waitFor();
  await planner.getByLabel('抽查家数').and(planner.locator('[value="80"]')).waitFor();
  const documents = planner.getByRole('group', { name: '依据文件' });
  await documents.getByRole('button', { name: '增加一行' }).click();
  await documents.getByLabel('文件名称').fill('安全生产年度监督检查计划编制办法');
  await documents.getByLabel('文号').fill('安监总政法〔2017〕150号');
  const capacity = planner.getByRole('complementary', { name: '测算结果' });
  await capacity.getByText('按现有力量可检查').waitFor();
  await capacity.getByText('计划 80 家').first().waitFor();
  await world.screen(planner, 'plan-draft');
  await planner.getByRole('button', { name: '起草年度计划', exact: true }).click();
  await planner.getByText('名录 200 家，抽查 80 家，占 40%').waitFor();
  await planner.getByRole('button', { name: '提交年度计划', exact: true }).click();
  await planner.getByText('待分管副局长审核').waitFor();

  const path = new URL(planner.url()).pathname.replace('/desk', '');
  const deputy = await world.desk(OFFICE.deputy, path);
  await seal(deputy, '审核同意年度计划', '审核年度计划', '审核同意');
  const head = await world.desk(OFFICE.head, path);
  await seal(head, '批准年度计划', '批准年度计划', '已批准');
  const discloser = await world.desk(OFFICE.discloser, path);
  await seal(discloser, '公开年度计划', '公开年度计划', '已公开');
  await world.desk(OFFICE.planner, path);
  await planner.getByRole('button', { name: '启动年度计划', exact: true }).click();
  await planner.getByText('正在执行').waitFor();
  await world.screen(planner, 'plan-open');
}
