/** What the bureau owes to an order (domain §21.4–21.5, docs/adr/0052). Browser-safe. @module */
import type { Duties, OwedIn } from '../../core/turns.ts';
import type { OrderStage } from '../types/views.ts';

export const rectificationDuties = {
  'rectification.serve': {
    deed: 'rectification.serve',
    owners: ['officer'],
    unit: 'day',
    why: '检查发现的问题已责令整改，指令书还没有送达企业；整改期限照算，最迟在最早的期限之前送达',
  },
  'rectification.remind': {
    deed: 'rectification.remind',
    owners: ['officer'],
    unit: 'day',
    why: '整改期限将到（前 3 天、前 1 天），还没有提醒企业；期限按日历日计算',
  },
  'rectification.decide-exposure': {
    deed: 'rectification.decide-exposure',
    owners: ['head'],
    unit: 'day',
    why: '检查组提出公开曝光，等待负责人决定',
  },
  'rectification.decide-extension': {
    deed: 'rectification.decide-extension',
    owners: ['section-chief'],
    unit: 'day',
    why: '企业申请延期，原期限届满前批复；批复前原期限照算',
  },
  'rectification.open-round': {
    deed: 'rectification.open-round',
    owners: ['officer'],
    unit: 'day',
    why: '企业已报告或期限已过，按本机关设定的天数复查（惯例 10 日）',
  },
  'rectification.sign-round': {
    deed: 'rectification.sign-round',
    owners: ['officer'],
    unit: 'day',
    why: '复查已开始，填好意见并由两名以上执法人员签署',
  },
  'rectification.consent': {
    deed: 'rectification.consent',
    owners: ['section-chief'],
    unit: 'day',
    why: '停用、停产或撤人的，复查合格并经审查同意才能恢复（安全生产法第六十五条）',
  },
  'rectification.confirm-transfer': {
    deed: 'rectification.confirm-transfer',
    owners: ['officer'],
    unit: 'day',
    why: '已移送有关部门，等待收函（安全生产法第六十九条）',
  },
  'rectification.serve-void': {
    deed: 'rectification.serve-void',
    owners: ['officer'],
    unit: 'day',
    why: '有问题已撤销，撤销决定书还没有送达企业；比照处罚决定书，七日内送达（行政处罚法第六十一条）',
  },
} as const satisfies Duties;

/** By what an order waits for; 整改中 is the enterprise's turn, and what is overdue waits to be looked at (待复查). */
export const ORDER_OWED: OwedIn<OrderStage, typeof rectificationDuties> = {
  serve: ['rectification.serve'],
  rectify: [],
  remind: ['rectification.remind'],
  overdue: [],
  extension: ['rectification.decide-extension'],
  reinspect: ['rectification.open-round'],
  sign: ['rectification.sign-round'],
  exposure: ['rectification.decide-exposure'],
  consent: ['rectification.consent'],
  transfer: ['rectification.confirm-transfer'],
  'serve-void': ['rectification.serve-void'],
  closed: [],
};
