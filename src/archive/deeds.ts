/** What may be done about archived files, and by whom (domain §20, column archive). Browser-safe. @module */
import { STAFF_ROLES, type DeedRules } from '../core/actor.ts';

/** Deeds on a volume; the table of states is `rules/moves.ts`. */
export const archiveDeeds = {
  /** Done by the job that follows the closing of a visit or case. */
  'archive.open': { title: '立卷', roles: [] },
  'archive.check': { title: '检查齐全性', roles: ['archivist'] },
  /** By somebody who does not close the volume. */
  'archive.explain-missing': { title: '说明缺件', roles: ['section-chief'] },
  'archive.add-material': { title: '补充归档材料', roles: ['archivist', 'officer'] },
  'archive.assemble': { title: '组卷', roles: ['archivist'] },
  'archive.reopen': { title: '退回收集', roles: ['archivist'] },
  'archive.examine': { title: '四性检测', roles: ['archivist'] },
  'archive.seal': { title: '归档封存', roles: ['archivist'], needsFreshPassword: true },
  /** Done by the job: something came after the seal. */
  'archive.note-later': { title: '登记封存后的新材料', roles: [] },
  'archive.amend': { title: '更正并封存新版', roles: ['archivist'], needsFreshPassword: true },
  'archive.review-opening': { title: '开放审核', roles: ['disclosure-reviewer'] },
  'archive.appraise': { title: '提出鉴定意见', roles: ['archivist'] },
  'archive.decide-appraisal': { title: '批准鉴定意见', roles: ['head'] },
  'archive.withdraw-destruction': { title: '撤销销毁决定', roles: ['head'] },
  'archive.list-transfer': { title: '编制移交清单', roles: ['archivist'] },
  'archive.cancel-transfer': { title: '撤销移交清单', roles: ['archivist'] },
  'archive.confirm-transfer': { title: '登记移交接收', roles: ['archivist'] },
  'archive.destroy': { title: '执行销毁', roles: ['archivist'], needsFreshPassword: true },
} as const satisfies DeedRules;

/** What leaves every volume where it is. */
export const custodyDeeds = {
  'archive.request-loan': { title: '申请借阅', roles: STAFF_ROLES },
  'archive.decide-loan': { title: '批复借阅', roles: ['archivist', 'head', 'deputy-head'] },
  'archive.return-loan': { title: '归还案卷', roles: STAFF_ROLES },
  'archive.read-volume': { title: '调阅案卷', roles: STAFF_ROLES },
  'archive.list-destruction': { title: '编制销毁清册', roles: ['archivist'] },
  'archive.sign-destruction': {
    title: '监销签字',
    roles: ['deputy-head', 'group-office', 'section-chief', 'legal-reviewer', 'supervisor'],
    needsFreshPassword: true,
  },
  'archive.cancel-destruction': { title: '撤销销毁清册', roles: ['archivist', 'head'] },
  /** Done by the job that goes through the store. */
  'archive.check-store': { title: '库房巡检', roles: [] },
  /** Done by the job: the bytes of a destroyed volume are gone. */
  'archive.purge': { title: '清除已销毁的案卷', roles: [] },
  'archive.set-settings': { title: '修改归档设置', roles: ['archivist'] },
} as const satisfies DeedRules;

export const archiveReads = {
  'archive.read': { title: '查看档案', roles: STAFF_ROLES.filter((role) => role !== 'equipment-keeper') },
} as const satisfies DeedRules;
