/** Why supervision, feedback and assessment refuse. No React here. @module */
import type { RefusalMessages } from './refusals.ts';
import { factText } from './facts.ts';

export const oversightRefusals: RefusalMessages = {
  'notice-not-found': () => ({ reason: '没有这份督办，或不归您回复', remedy: '请从督办列表打开' }),
  'notice-state': (facts) => ({
    reason: `督办现在是“${factText(facts, 'state')}”，这一步只能在“${factText(facts, 'allowed')}”时办理`,
    remedy: '刷新页面，看它现在等谁办理',
  }),
  'notice-not-addressee': (facts) => ({
    reason: `这份督办由${factText(facts, 'addressee')}回复`,
    remedy: '请由该岗位的人员登录回复',
  }),
  'notice-own': () => ({ reason: '发出督办的人不能自己回复', remedy: '请由被督办的岗位回复' }),
  'notice-day-past': (facts) => ({
    reason: `回复期限须晚于今天（${factText(facts, 'today')}）`,
    remedy: '请选择今天以后的日期',
  }),
  'notice-rows-gone': (facts) => ({
    reason: `所选记录中有 ${factText(facts, 'count')} 条已不符合这条规则`,
    remedy: '刷新监督台，重新选择',
  }),
  'limits-changed-meanwhile': () => ({
    reason: '预警阈值刚刚被别人改过',
    remedy: '刷新页面，看过现在的阈值后再改',
  }),
  'rating-given': () => ({ reason: '这份责令整改已经评价过', remedy: '每份只评价一次，不能修改' }),
};
