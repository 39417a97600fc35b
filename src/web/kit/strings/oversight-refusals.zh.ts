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
  'thresholds-changed-meanwhile': () => ({
    reason: '认定标准刚刚被别人改过',
    remedy: '刷新页面，看过现在的标准后再改',
  }),
  'bulletin-not-found': () => ({ reason: '没有找到这份通报或这个单位', remedy: '请从通报列表打开' }),
  'bulletin-issued': () => ({ reason: '这批检查的通报已印发，内容不能修改', remedy: '有新情况的，在下一批通报中说明' }),
  'bulletin-changed': () => ({
    reason: '通报在您打开以后被重新起草过',
    remedy: '刷新页面，看过现在的内容后再印发',
  }),
  'bulletin-own-draft': () => ({ reason: '起草通报的人不能印发', remedy: '请由局长印发' }),
  'bulletin-no-visits': () => ({ reason: '这批检查还没有签字的记录', remedy: '有检查完成签字后再起草' }),
  'bulletin-number-taken': (facts) => ({
    reason: `发文字号 ${factText(facts, 'number')} 已用于另一份通报`,
    remedy: '请换一个发文字号',
  }),
  'reply-state': (facts) => ({
    reason: `这个单位的回复现在是“${factText(facts, 'state')}”，这一步只能在“${factText(facts, 'allowed')}”时办理`,
    remedy: '刷新页面，看它现在到哪一步',
  }),
  'reply-day': (facts) => ({
    reason: `收到日期应在 ${factText(facts, 'from')} 至 ${factText(facts, 'to')} 之间`,
    remedy: '请核对来文的收到日期',
  }),
  'review-unsigned': () => ({ reason: '这次检查还没有签字，没有可评查的案卷', remedy: '请选已签字的检查' }),
  'review-own': () => ({ reason: '检查组成员不能评查自己的案卷', remedy: '请由没有参加这次检查的人评查' }),
  'review-twice': () => ({ reason: '您已评查过这份案卷', remedy: '每人对一份案卷评查一次；请另选一份' }),
  'matter-day-future': (facts) => ({
    reason: `收到日期不能晚于今天（${factText(facts, 'today')}）`,
    remedy: '请核对收到的日期',
  }),
  'matter-decided': () => ({ reason: '这件已登记结果，或不在本机关', remedy: '刷新页面查看已登记的结果' }),
  'matter-not-binding': () => ({
    reason: '这件不是查实的复议、诉讼，或者已登记执行情况',
    remedy: '刷新页面查看已登记的内容',
  }),
  'rating-given': () => ({ reason: '这份责令整改已经评价过', remedy: '每份只评价一次，不能修改' }),
};
