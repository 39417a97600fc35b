/** What may be done with the bureau and its staff, and by whom (三员分立). Browser-safe. @module */
import { ADMIN_ROLES, ROLES, STAFF_ROLES, type DeedRules } from '../core/actor.ts';

/** Who answers for an exception: the heads, and those who watch over them. */
const LEADERS = ['head', 'deputy-head', 'supervisor'] as const;

export const bureauDeeds = {
  /** Done by the set-up page with the one-time code, never through the api. */
  'bureau.found': { title: '设立机关', roles: [] },
  'bureau.amend-profile': { title: '修改主体资格', roles: ['system-admin'] },
  'staff.create': { title: '新增人员', roles: ['system-admin'] },
  'staff.reset-password': { title: '重置密码', roles: ['system-admin'] },
  'staff.grant-roles': { title: '授予角色', roles: ['security-admin'] },
  'staff.deactivate': { title: '停用人员', roles: ['security-admin'] },
  'log-witness.enroll': {
    title: '登记见证方',
    roles: ['security-admin', 'supervisor'],
    needsFreshPassword: true,
  },
  'log-witness.retire': {
    title: '停用见证方',
    roles: ['security-admin', 'supervisor'],
    needsFreshPassword: true,
  },
  'log-witness.set-policy': {
    title: '设定见证规则',
    roles: ['security-admin', 'supervisor'],
    needsFreshPassword: true,
  },
  'emergency.request': {
    title: '申请应急授权',
    roles: [...LEADERS, 'group-office', 'section-chief', ...ADMIN_ROLES],
    needsFreshPassword: true,
  },
  'emergency.approve': { title: '批准应急授权', roles: LEADERS, needsFreshPassword: true },
  'emergency.refuse': { title: '不批准应急授权', roles: LEADERS },
  'emergency.end': { title: '结束应急授权', roles: [...LEADERS, ...ADMIN_ROLES] },
  'staff.arrange-list': { title: '保存栏目', roles: ROLES },
  'bureau.set-login-policy': { title: '设定登录策略', roles: ['security-admin'], needsFreshPassword: true },
  'staff.end-sessions': { title: '结束此人的登录', roles: ['security-admin'] },
  'staff.reset-factors': { title: '清除第二因素', roles: ['security-admin'], needsFreshPassword: true },
  // One's own account. Also open to those who have no role yet: these routes ask for a session only (src/http/account.ts).
  'staff.change-own-password': { title: '修改本人密码', roles: ROLES },
  'staff.enrol-totp': { title: '启用动态口令', roles: ROLES, needsFreshPassword: true },
  'staff.remove-totp': { title: '停用动态口令', roles: ROLES, needsFreshPassword: true },
  'staff.renew-recovery-codes': { title: '更换恢复码', roles: ROLES, needsFreshPassword: true },
  'staff.enrol-passkey': { title: '登记通行密钥', roles: ROLES, needsFreshPassword: true },
  'staff.remove-passkey': { title: '移除通行密钥', roles: ROLES, needsFreshPassword: true },
  'staff.end-own-session': { title: '结束登录', roles: ROLES, needsFreshPassword: true },
  'staff.link-unified': { title: '关联统一身份', roles: ROLES, needsFreshPassword: true },
  'staff.unlink-unified': { title: '解除统一身份关联', roles: ROLES, needsFreshPassword: true },
} as const satisfies DeedRules;

export const bureauReads = {
  'bureau.read': { title: '查看主体资格', roles: ROLES },
  'staff.read-lists': { title: '查看本人的栏目', roles: ROLES },
  'staff.list': { title: '查看人员与角色', roles: ['system-admin', 'security-admin', 'audit-admin'] },
  'bureau.read-login-policy': { title: '查看登录策略', roles: ['system-admin', 'security-admin', 'audit-admin'] },
  'emergency.read': { title: '查看应急授权', roles: [...STAFF_ROLES, ...ADMIN_ROLES] },
  'log-witness.read': { title: '查看日志见证', roles: ROLES },
  'operation.read': { title: '查看运行检查', roles: ['system-admin'] },
  'security.read': { title: '查看安全日志', roles: ['audit-admin'] },
} as const satisfies DeedRules;
