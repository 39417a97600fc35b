/** What may be done in a visit, and by whom (domain §20). That the person belongs to the team is a rule of the record. Browser-safe. @module */
import { STAFF_ROLES, type DeedRules } from '../core/actor.ts';

export const inspectionDeeds = {
  /** Done by the job that follows `draw.release`. */
  'inspection.assign': { title: '派发检查任务', roles: [] },
  /** Done by the job that follows `draw.substitute`. */
  'inspection.follow-substitution': { title: '按抽取替换', roles: [] },
  'inspection.accept': { title: '接受任务', roles: ['officer'] },
  'inspection.declare-recusal': { title: '申请回避', roles: ['officer', 'expert'] },
  'inspection.read-file': { title: '查阅企业资料', roles: ['officer'] },
  'inspection.draft-plan': { title: '制定检查方案', roles: ['officer'] },
  'inspection.submit-plan': { title: '提交检查方案', roles: ['officer'] },
  'inspection.return-plan': { title: '退回检查方案', roles: ['section-chief', 'deputy-head', 'head'] },
  'inspection.approve-plan': { title: '批准检查方案', roles: ['section-chief'] },
  /** 机关负责人批准 (国办发〔2024〕54号), where the bureau has set it. */
  'inspection.authorise-plan': { title: '批准实施检查', roles: ['deputy-head', 'head'] },
  'inspection.issue-notice': { title: '签发检查通知书', roles: ['officer'] },
  'inspection.check-in': { title: '入企亮证', roles: ['officer'] },
  'inspection.answer': { title: '填写检查表', roles: ['officer'] },
  'inspection.state-finding': { title: '记录问题', roles: ['officer'] },
  'inspection.amend-finding': { title: '修改问题', roles: ['officer'] },
  'inspection.withdraw-finding': { title: '撤销问题', roles: ['officer'] },
  'inspection.confirm-level': { title: '复核重大隐患', roles: ['officer', 'section-chief'] },
  'inspection.state-opinion': { title: '陈述专家意见', roles: ['expert'] },
  'inspection.close-record': { title: '完成检查记录', roles: ['officer'] },
  'inspection.reopen-record': { title: '重新打开记录', roles: ['officer'] },
  'inspection.sign': { title: '签字确认', roles: ['officer', 'expert'] },
  'inspection.sign-enterprise': { title: '记录企业签字', roles: ['officer'] },
  /** Of another department, without an account here: our team says what it saw. */
  'inspection.note-partner': { title: '登记联合人员到场', roles: ['officer'] },
  'inspection.sign-partner': { title: '记录联合人员签字', roles: ['officer'] },
  'inspection.sign-off': { title: '完成签字', roles: ['officer'] },
  'inspection.report-impossible': { title: '报告无法实施', roles: ['officer'] },
  'inspection.register-device': { title: '登记现场设备', roles: ['officer', 'expert'] },
  'inspection.revoke-device': {
    title: '停用现场设备',
    roles: ['officer', 'expert', 'section-chief', 'security-admin'],
  },
  'inspection.sync': { title: '上传现场操作', roles: ['officer', 'expert'] },
  'inspection.keep-file': { title: '上传现场照片', roles: ['officer', 'expert'] },
  'inspection.decide-held': { title: '核定暂存操作', roles: ['section-chief'] },
  'inspection.attach-evidence': { title: '添加证据', roles: ['officer'] },
  'inspection.withdraw-evidence': { title: '撤回证据', roles: ['officer'] },
  'inspection.keep-paper': { title: '保存笔录', roles: ['officer'] },
  'inspection.issue-document': { title: '签发文书', roles: ['officer'] },
  'inspection.void-document': { title: '作废文书', roles: ['section-chief'] },
  'inspection.set-settings': { title: '修改检查工作设置', roles: ['group-office', 'legal-reviewer'] },
  'inspection.set-template': { title: '更换文书模板', roles: ['group-office', 'legal-reviewer'] },
  'inspection.close': { title: '办结', roles: ['section-chief'] },
} as const satisfies DeedRules;

export const inspectionReads = {
  'inspection.read': { title: '查看检查任务', roles: [...STAFF_ROLES, 'expert'] },
  'inspection.read-package': { title: '下载今日任务', roles: ['officer', 'expert'] },
  'inspection.read-devices': { title: '查看现场设备', roles: ['officer', 'expert', 'section-chief', 'security-admin'] },
  'inspection.read-settings': { title: '查看检查工作设置', roles: STAFF_ROLES },
  'inspection.read-month': {
    title: '查看月历',
    roles: ['head', 'deputy-head', 'group-office', 'section-chief', 'supervisor'],
  },
  'inspection.read-progress': { title: '查看计划进度', roles: STAFF_ROLES },
} as const satisfies DeedRules;
