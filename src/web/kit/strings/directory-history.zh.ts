/** Words of the page 某日名录 and of its refusals. No React here. @module */
import { factText } from './facts.ts';
import type { RefusalMessages } from './refusals.ts';

export const historyRefusals: RefusalMessages = {
  'day-in-future': (facts) => ({
    reason: `${factText(facts, 'day')} 还没有到，没有这一天的名录`,
    remedy: `请选择 ${factText(facts, 'today')} 或以前的日期`,
  }),
};

export const historyText = {
  link: '某日名录',
  title: '某日名录',
  standing: (day: string): string => `${day}结束时的名录，由每次变更留下的整行还原；点开一条看现在的内容和全部变更`,
  day: '日期',
  kind: '名录',
  show: '查看',
  empty: '这一天名录里还没有记录',
  emptyNext: '可以换一个较晚的日期',
  searchHint: '当时的名称、编号或拼音',
} as const;
