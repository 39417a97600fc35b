/** Founding the bureau and letting people in, through its own pages. @module */
import type { Page } from 'playwright-core';
import type { Person, World } from './world.ts';

/** Everybody has another password, and none holds the user name. */
function person(username: string, name: string): Person {
  return { username, name, password: `${name} sunny river bank` };
}

export const ADMINS = {
  system: person('xitong', '甲管一'),
  security: person('anquan', '乙管一'),
  audit: person('shenji', '丙管一'),
} as const;

export interface Colleague extends Person {
  readonly department: string;
  /** Title of the role as the page shows it. */
  readonly role: string;
}
const colleague = (username: string, name: string, department: string, role: string): Colleague => ({
  ...person(username, name),
  department,
  role,
});

export const OFFICE = {
  head: colleague('juzhang', '甲局一', '局领导', '领导小组组长'),
  deputy: colleague('fujuzhang', '乙局一', '局领导', '分管副局长'),
  planner: colleague('jihua', '丙综一', '综合协调科', '领导小组办公室'),
  operator: colleague('chouqu', '丁综一', '综合协调科', '领导小组办公室'),
  chief: colleague('kezhang', '戊科一', '执法大队', '科室负责人'),
  supervisor: colleague('jijian', '己纪一', '派驻纪检组', '执法监督'),
  discloser: colleague('gongkai', '庚公一', '办公室', '信息公开审查'),
  keeper: colleague('zhuangbei', '癸装一', '执法大队', '装备车辆管理'),
} as const;

/** The account of an officer or expert of the directory. */
export function fieldColleague(username: string, name: string, role: '执法人员' | '专家'): Colleague {
  return colleague(username, name, role === '专家' ? '专家库' : '执法大队', role);
}

const PROFILE = {
  机关名称: '西青区应急管理局',
  统一社会信用代码: '111201110001234577',
  行政区划代码: '120111',
  行政区划: '天津市西青区',
  法律依据: '《中华人民共和国安全生产法》第十条、第六十二条',
  办公地址: '天津市西青区示例路1号',
  联系电话: '022-27000000',
  投诉举报电话: '022-27000012',
  公示网址: 'http://chouqu.example',
} as const;

/** Fills in the set-up page and sends it; what it then says is the caller's to look at. */
export async function setUp(page: Page, code: string): Promise<void> {
  await page.goto('/setup');
  await page.getByLabel('设立码').fill(code);
  for (const [label, value] of Object.entries(PROFILE)) await page.getByLabel(label, { exact: true }).fill(value);
  await page.getByLabel('主体资格', { exact: true }).and(page.locator('select')).selectOption({ label: '行政机关' });
  await fillPasswords(page);
  await page.getByRole('button', { name: '设立机关' }).click();
}

/** The three admins, each at his own part of the form. */
export async function fillPasswords(page: Page): Promise<void> {
  for (const [key, admin] of Object.entries(ADMINS)) {
    const at = (part: string): ReturnType<Page['locator']> => page.locator(`[name="admins.${key}.${part}"]`);
    await at('name').fill(admin.name);
    await at('username').fill(admin.username);
    await at('password').fill(admin.password);
    await at('repeat').fill(admin.password);
  }
}

/**
 * The system admin adds the people, the security admin grants their roles, each replaces his one-time password. Returns the
 * ids of their accounts by user name.
 */
export async function letIn(world: World, people: readonly Colleague[]): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  let following: Promise<void> = Promise.resolve();
  for (const who of people) {
    const { staffId, password } = await create(world, who);
    ids.set(who.username, staffId);
    // While the next is added, this one is given his role and signs in.
    following = following.then(() => grant(world, staffId, who)).then(() => choosePassword(world, who, password));
  }
  await following;
  return ids;
}

interface Slip {
  readonly staffId: string;
  readonly password: string;
}

async function create(world: World, { name, department, username }: Colleague): Promise<Slip> {
  const page = await world.desk(ADMINS.system, '/bureau/staff/new');
  await page.getByLabel('姓名').fill(name);
  await page.getByLabel('科室').fill(department);
  await page.getByLabel('用户名').fill(username);
  await page.getByRole('button', { name: '新增人员' }).click();
  const slip = page.locator('.password-slip');
  await slip.waitFor();
  const link = await page.locator('main a[href*="/bureau/staff/"]').last().getAttribute('href');
  const shown = await slip.locator('code').last().textContent();
  if (link === null || shown === null) throw new Error('the slip names no person or no password');
  return { staffId: link.slice(link.lastIndexOf('/') + 1), password: shown };
}

async function grant(world: World, staffId: string, { name, role }: Colleague): Promise<void> {
  const page = await world.desk(ADMINS.security, `/bureau/staff/${staffId}`);
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await page.getByRole('checkbox', { name: role, exact: true }).check();
  await page.getByRole('button', { name: '授予角色' }).click();
  // What is granted stands above the form, read again from the server.
  await page.getByRole('definition').filter({ hasText: role }).first().waitFor();
}

async function choosePassword(world: World, who: Colleague, oneTime: string): Promise<void> {
  const page = await world.desk({ ...who, password: oneTime });
  await page.getByText('当前是一次性密码').waitFor();
  await page.getByLabel('现在的密码').fill(oneTime);
  await page.getByLabel('新密码').fill(who.password);
  await page.getByRole('button', { name: '修改本人密码' }).click();
  await page.getByRole('heading', { level: 1, name: '待办' }).waitFor();
}
