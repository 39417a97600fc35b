/** What is owed to a visit (domain §21.3, docs/adr/0052). Browser-safe. @module */
import type { Duties, OwedIn } from '../../core/turns.ts';
import type { InspectionState } from '../types/visit.ts';

const TEAM = { owners: ['officer'], unit: 'day' } as const;

export const inspectionDuties = {
  'inspection.accept': {
    ...TEAM,
    deed: 'inspection.accept',
    why: '任务已派发，在本机关设定的时间内接受或申请回避',
  },
  'inspection.submit-plan': {
    ...TEAM,
    deed: 'inspection.submit-plan',
    why: '入企前查阅资料、制定现场检查方案并提交审批',
  },
  'inspection.approve-plan': {
    deed: 'inspection.approve-plan',
    owners: ['section-chief'],
    unit: 'day',
    why: '检查方案须在入企前经批准，期限为计划检查日',
  },
  'inspection.authorise-plan': {
    deed: 'inspection.authorise-plan',
    owners: ['deputy-head', 'head'],
    unit: 'day',
    why: '实施行政检查前须经机关负责人批准（国办发〔2024〕54号），期限为计划检查日',
  },
  'inspection.issue-notice': { ...TEAM, deed: 'inspection.issue-notice', why: '方案已批准，签发检查通知书' },
  'inspection.check-in': { ...TEAM, deed: 'inspection.check-in', why: '方案定的检查日；两名以上执法人员亮证入企' },
  'draw.request-substitution': {
    deed: 'draw.request-substitution',
    owners: ['group-office'],
    unit: 'day',
    why: '检查组成员申请回避，任务已停下；申请替换后按新随机源换人',
  },
  'inspection.close-record': {
    ...TEAM,
    deed: 'inspection.close-record',
    why: '现场检查当日作出书面记录（安全生产法第六十八条）',
  },
  'inspection.state-opinion': {
    deed: 'inspection.state-opinion',
    owners: ['expert'],
    unit: 'day',
    why: '检查结束后专家逐条陈述问题并提出整改措施',
  },
  'inspection.confirm-level': {
    deed: 'inspection.confirm-level',
    owners: ['section-chief'],
    unit: 'day',
    why: '重大隐患的定级须由另一人复核，完成记录前办理',
  },
  'inspection.decide-held': {
    deed: 'inspection.decide-held',
    owners: ['section-chief'],
    unit: 'day',
    why: '手机上传的操作被暂存，由科室负责人核定',
  },
  'inspection.sign/officer': { ...TEAM, deed: 'inspection.sign', why: '谁抽查、谁签字、谁负责；记录完成后当日签字' },
  'inspection.sign/expert': {
    deed: 'inspection.sign',
    owners: ['expert'],
    unit: 'day',
    why: '专家对所陈述的意见签字',
  },
  'inspection.sign-off': {
    ...TEAM,
    deed: 'inspection.sign-off',
    why: '检查组已签字；记录企业签字或拒签后完成签字（安全生产法第六十八条）',
  },
  'inspection.close': {
    deed: 'inspection.close',
    owners: ['section-chief'],
    unit: 'day',
    why: '所有问题都已有结果，可以办结归档',
  },
} as const satisfies Duties;

/** 处理中 is carried by rectification until every finding is settled; then only 办结 is left. */
export const INSPECTION_OWED: OwedIn<InspectionState, typeof inspectionDuties> = {
  assigned: ['inspection.accept', 'draw.request-substitution'],
  preparing: ['inspection.submit-plan', 'draw.request-substitution'],
  'plan-submitted': ['inspection.approve-plan', 'draw.request-substitution'],
  'plan-reviewed': ['inspection.authorise-plan', 'draw.request-substitution'],
  'plan-approved': ['inspection.issue-notice', 'draw.request-substitution'],
  notified: ['inspection.check-in', 'draw.request-substitution'],
  inspecting: [
    'inspection.close-record',
    'inspection.state-opinion',
    'inspection.confirm-level',
    'inspection.decide-held',
  ],
  'awaiting-signatures': [
    'inspection.sign/officer',
    'inspection.sign/expert',
    'inspection.sign-off',
    'inspection.decide-held',
  ],
  signed: ['inspection.close', 'inspection.decide-held'],
  'following-up': ['inspection.close', 'inspection.decide-held'],
  closed: [],
  impossible: ['inspection.close'],
  replaced: [],
};
