/** 公示: every reason against a deed of the disclosure desk. @module */
import { factText } from './facts.ts';
import type { RefusalMessages } from './refusals.ts';

export const disclosureRefusals: RefusalMessages = {
  'words-not-found': () => ({ reason: '没有找到这份企业说明', remedy: '请从公示台重新打开' }),
  'disclosure-not-found': () => ({ reason: '没有找到这份公示稿', remedy: '请从公示台重新打开' }),
  'disclosure-state': (facts) => ({
    reason: `公示稿现在是“${factText(facts, 'state')}”`,
    remedy: `这一步只能在“${factText(facts, 'allowed')}”时办理`,
  }),
  'disclosure-own-draft': () => ({
    reason: '前面的环节由您办理，这一环节须由另一人把关',
    remedy: '请由另一名有权人员办理',
  }),
  'disclosure-not-handler': () => ({ reason: '公示稿由检查组的执法人员确认', remedy: '请由承办的执法人员办理' }),
  'disclosure-protected': (facts) => ({
    reason: `公开文字里有${factText(facts, 'kind')}：${factText(facts, 'found')}`,
    remedy: '请改写这条公开文字，去掉不得公开的内容',
  }),
  'disclosure-changed': () => ({
    reason: '公示稿在您打开之后又有改动',
    remedy: '请刷新页面，重新核对后再公示',
  }),
  'disclosure-finding-unknown': (facts) => ({
    reason: `没有第 ${factText(facts, 'number')} 条问题`,
    remedy: '请刷新后再试',
  }),
};
