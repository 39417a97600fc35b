/** Who may sign in to the demo district. Exists in demo mode only; a real bureau has no such list. @module */
import type { Role } from '../src/core/actor.ts';

export const DEMO_PASSWORD = 'yanshi-2026-sunlot';

export interface DemoStaff {
  readonly staffId: string;
  readonly username: string;
  readonly name: string;
  readonly roleTitle: string;
  readonly department: string;
  readonly roles: readonly Role[];
}

function staff(
  username: string,
  name: string,
  roleTitle: string,
  department: string,
  ...roles: readonly Role[]
): DemoStaff {
  return { staffId: `demo-${username}`, username, name, roleTitle, department, roles };
}

/** One person for each role of domain §20; two in the office, so that planner and draw operator differ. */
export const DEMO_OFFICE = {
  head: staff('juzhang', '甲局一', '局长', '局领导', 'head'),
  deputy: staff('fujuzhang', '乙局一', '分管副局长', '局领导', 'deputy-head'),
  planner: staff('jihua', '丙综一', '综合协调科·计划', '综合协调科', 'group-office'),
  operator: staff('chouqu', '丁综一', '综合协调科·抽取', '综合协调科', 'group-office'),
  sectionChief: staff('kezhang', '戊科一', '科室负责人', '执法大队', 'section-chief'),
  supervisor: staff('jijian', '己纪一', '纪检监督', '派驻纪检组', 'supervisor'),
  disclosure: staff('gongkai', '庚公一', '信息公开', '办公室', 'disclosure-reviewer'),
  legal: staff('fazhi', '辛法一', '法制审核', '政策法规科', 'legal-reviewer'),
  archivist: staff('dangan', '壬档一', '档案员', '办公室', 'archivist'),
  keeper: staff('zhuangbei', '癸装一', '装备车辆管理员', '执法大队', 'equipment-keeper'),
  systemAdmin: staff('xitong', '甲管一', '系统管理员', '信息化管理', 'system-admin'),
  securityAdmin: staff('anquan', '乙管一', '安全管理员', '信息化管理', 'security-admin'),
  auditAdmin: staff('shenji', '丙管一', '审计管理员', '信息化管理', 'audit-admin'),
} as const;

/** The account of the `n`th officer (1 upwards). */
export function demoOfficerStaff(n: number, name: string, department: string): DemoStaff {
  return staff(`zhifa${String(n).padStart(2, '0')}`, name, '执法人员', department, 'officer');
}

/** The account of the `n`th expert (1 upwards). */
export function demoExpertStaff(n: number, name: string): DemoStaff {
  return staff(`zhuanjia${String(n).padStart(2, '0')}`, name, '专家', '专家库', 'expert');
}

export interface DemoLogin {
  readonly username: string;
  readonly name: string;
  readonly roleTitle: string;
  readonly password: string;
}

const SHOWN = ['head', 'planner', 'operator', 'supervisor', 'sectionChief', 'disclosure'] as const;

/** The logins that the ready line and the sign-in page show. */
export const DEMO_LOGINS: readonly DemoLogin[] = [
  ...SHOWN.map((key) => DEMO_OFFICE[key]),
  demoOfficerStaff(1, '甲执一', '执法大队'),
  DEMO_OFFICE.systemAdmin,
].map(({ username, name, roleTitle }) => ({ username, name, roleTitle, password: DEMO_PASSWORD }));
