/** Words of 占用: refusals and the section of a record's page. No React here. @module */
import { ASSET_STATUSES } from '../../../directory/types/vocabulary.ts';
import { factText } from './facts.ts';
import type { RefusalMessages } from './refusals.ts';

const STATUSES: Readonly<Record<string, string>> = ASSET_STATUSES;

export const bookingRefusals: RefusalMessages = {
  'asset-not-available': (facts) => {
    const status = factText(facts, 'status');
    return {
      reason: `${factText(facts, 'name')} 现在是“${STATUSES[status] ?? status}”，不能使用`,
      remedy: '已修复的，请更正名录中的状态',
    };
  },
  'calibration-expired': (facts) => ({
    reason: `${factText(facts, 'name')} 的检定有效期至 ${factText(facts, 'until')}，${factText(facts, 'day')} 已过期，不能用于检测`,
    remedy: '请送检并更新检定有效期，或换用检定有效的装备',
  }),
  'booking-overlaps': (facts) => ({
    reason: `${factText(facts, 'name')} 在 ${factText(facts, 'fromOn')} 至 ${factText(facts, 'untilOn')} 已被占用：${factText(facts, 'purpose')}`,
    remedy: '请换日期，或先取消原来的占用',
  }),
  'booking-too-long': (facts) => ({
    reason: `一次占用不超过 ${factText(facts, 'days')} 天`,
    remedy: '长期不能使用的，请在名录里修改状态',
  }),
  'booking-drawn': (facts) => ({
    reason: `${factText(facts, 'day')} 已由抽取“${factText(facts, 'name')}”派出`,
    remedy: '请换日期；需要调整派出的，请申请替换',
  }),
  'booking-held': (facts) => ({
    reason: `抽取“${factText(facts, 'name')}”正在排定 ${factText(facts, 'from')} 至 ${factText(facts, 'until')} 的人员、车辆和装备，这些天暂不接受占用`,
    remedy: '请在这次抽取派发（封存的在公开）或作废之后再登记',
  }),
  'booking-of-another': () => ({
    reason: '只能登记或取消本人的值班、休假和培训',
    remedy: '他人的由领导小组办公室或科室负责人登记，车辆装备由管理员登记',
  }),
  'booking-not-found': () => ({ reason: '没有这次占用，或已经取消', remedy: '请刷新页面' }),
  'inspection-member-booked': (facts) => ({
    reason: `${factText(facts, 'name')} 在 ${factText(facts, 'day')} 已登记${factText(facts, 'purpose')}`,
    remedy: '请改检查日期，或先取消那一天的登记',
  }),
};

export const bookingsText = {
  title: { officer: '值班、休假和任务', expert: '日程', vehicle: '预约', equipment: '预约' },
  from: '自',
  until: '至',
  use: '用途',
  purpose: '事由',
  purposeHint: '写明任务或原因，如：瑞恒公司现场检查、年度检定',
  by: '登记',
  drawn: (draw: string): string => `抽取 ${draw}`,
  state: '状态',
  cancelled: '已取消',
  standing: '有效',
  add: '登记占用',
  none: '没有占用',
} as const;
