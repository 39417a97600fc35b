/** What may be done with the bureau and its staff, and by whom (三员分立). Browser-safe. @module */
import { ROLES, type DeedRules } from '../core/actor.ts';

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
  'staff.arrange-list': { title: '保存栏目', roles: ROLES },
  /** Also open to those who have no role yet: its route asks for a session only. */
  'staff.change-own-password': { title: '修改本人密码', roles: ROLES },
} as const satisfies DeedRules;

export const bureauReads = {
  'bureau.read': { title: '查看主体资格', roles: ROLES },
  'staff.read-lists': { title: '查看本人的栏目', roles: ROLES },
  'staff.list': { title: '查看人员与角色', roles: ['system-admin', 'security-admin', 'audit-admin'] },
  'log-witness.read': { title: '查看日志见证', roles: ROLES },
  'security.read': { title: '查看安全日志', roles: ['audit-admin'] },
} as const satisfies DeedRules;
