/** Words of 每月核对. No React here. @module */
import type { VerificationCounts } from '../../../directory/types/verification.ts';
import { factText } from './facts.ts';
import type { RefusalMessages } from './refusals.ts';

export const verificationRefusals: RefusalMessages = {
  'verification-not-open': (facts) => ({
    reason: `${factText(facts, 'month')} 的核对已经完成，或不在可以核对的时间内`,
    remedy: '可以核对本月，以及上月漏下的核对',
  }),
  'verification-moved': (facts) => ({
    reason: `打开页面之后名录又有变动，${factText(facts, 'count')} 项数字与您看到的不同`,
    remedy: '请刷新页面，看过新的数字再提交',
  }),
};

export const verificationText = {
  title: '每月核对',
  standing: '每月把名录与实际情况核对一次：先处理下面标出的问题，再写明核对情况；核对时的数字一并留痕',
  month: (month: string): string => `${Number(month.slice(0, 4))} 年 ${Number(month.slice(5))} 月`,
  open: (month: string): string => `待核对：${month}`,
  nothing: '本月已核对，没有待核对的月份',
  figures: '现在的数字',
  item: '项目',
  count: '数量',
  note: '核对情况',
  noteHint: '如：与登记机关名单比对，新增 3 家、注销 1 家；2 家搬迁待街镇确认',
  done: '以往的核对',
  noneDone: '还没有核对过',
  by: '核对人',
  at: '时间',
  summary: ({ enterprises, active, changed }: VerificationCounts): string =>
    `企业 ${enterprises} 家，在营 ${active} 家，变动 ${changed} 家`,
  counts: {
    enterprises: '企业',
    active: '其中在营',
    changed: '上次核对以来有变动的企业',
    unverified: '一年内没有核实的企业',
    licencesExpired: '许可证已过期的企业',
    duplicates: '疑似重复（组）',
    officers: '执法人员',
    certificatesExpired: '在岗而执法证已过期',
    certificatesExpiring: '执法证 60 天内到期',
    experts: '专家',
    termsOver: '在聘而聘期已过',
    vehicles: '车辆',
    equipment: '装备',
    calibrationsOverdue: '可用而检定已过期',
  },
} as const;
