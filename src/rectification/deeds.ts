/** What may be done about what was found, and by whom (domain §20, column 整改). Browser-safe. @module */
import { STAFF_ROLES, type DeedRules } from '../core/actor.ts';

export const rectificationDeeds = {
  /** Done by the job that follows `inspection.sign-off`. */
  'rectification.open-order': { title: '生成责令整改', roles: [] },
  'rectification.serve': { title: '送达责令整改', roles: ['officer'] },
  /** Photos come with a form, before the report that takes them. */
  'rectification.keep-photo': { title: '上传整改照片', roles: ['officer'], parties: ['enterprise'] },
  'rectification.renew-code': { title: '更换整改代码', roles: ['officer'] },
  'rectification.report': { title: '报告整改情况', roles: ['officer'], parties: ['enterprise'] },
  'rectification.return-report': { title: '退回整改报告', roles: ['officer'] },
  'rectification.request-extension': { title: '申请延期整改', roles: ['officer'], parties: ['enterprise'] },
  'rectification.decide-extension': { title: '批复延期申请', roles: ['section-chief'] },
  'rectification.open-round': { title: '开始复查', roles: ['officer'] },
  'rectification.state-verdict': { title: '填写复查意见', roles: ['officer'] },
  'rectification.close-round': { title: '完成复查意见书', roles: ['officer'] },
  'rectification.reopen-round': { title: '重新打开复查意见', roles: ['officer'] },
  'rectification.sign-round': { title: '签署复查意见书', roles: ['officer'] },
  'rectification.consent': { title: '同意恢复', roles: ['section-chief'] },
  'rectification.refer-case': { title: '转立案', roles: ['officer'] },
  'rectification.remind': { title: '登记到期提醒', roles: ['officer'] },
  'rectification.propose-exposure': { title: '提出公开曝光', roles: ['officer'] },
  'rectification.decide-exposure': { title: '决定公开曝光', roles: ['head'] },
  'rectification.state-words': { title: '提交企业说明', roles: ['officer'], parties: ['enterprise'] },
  'rectification.confirm-transfer': { title: '登记移送回执', roles: ['officer'] },
  'rectification.void-finding': { title: '撤销整改事项', roles: ['section-chief'] },
  'rectification.serve-void': { title: '送达撤销决定书', roles: ['officer'] },
  /** Noted for each finding that is settled; inspection follows it. */
  'rectification.settle': { title: '销号', roles: [] },
} as const satisfies DeedRules;

export const rectificationReads = {
  'rectification.read': { title: '查看整改', roles: STAFF_ROLES },
} as const satisfies DeedRules;
