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
  /** Also open to those who have no role yet: its route asks for a session only. */
  'staff.change-own-password': { title: '修改本人密码', roles: ROLES },
} as const satisfies DeedRules;

export const bureauReads = {
  'bureau.read': { title: '查看主体资格', roles: ROLES },
  'staff.list': { title: '查看人员与角色', roles: ['system-admin', 'security-admin', 'audit-admin'] },
  'security.read': { title: '查看安全日志', roles: ['audit-admin'] },
} as const satisfies DeedRules;
