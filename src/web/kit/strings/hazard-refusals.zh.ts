/** 重大事故隐患: every reason against a deed about one, with its remedy. @module */
import { factText } from './facts.ts';
import type { RefusalMessages } from './refusals.ts';

export const hazardRefusals: RefusalMessages = {
  'hazard-not-found': () => ({ reason: '没有找到这条重大事故隐患', remedy: '请从重大隐患列表重新打开' }),
  'hazard-state': (facts) => ({
    reason: `这条隐患现在是“${factText(facts, 'state')}”`,
    remedy: `这一步只能在“${factText(facts, 'allowed')}”时办理`,
  }),
  'hazard-not-member': () => ({
    reason: '您不是这条隐患的责任人，也不在检查组中',
    remedy: '请由责任人或者检查组的执法人员办理',
  }),
  'hazard-visit-unsigned': () => ({
    reason: '这次检查的记录还没有签完字',
    remedy: '检查记录签字后再决定督办',
  }),
  'hazard-day-past': (facts) => ({
    reason: '期限不晚于今天',
    remedy: `请填写 ${factText(facts, 'today')} 以后的日期`,
  }),
  'hazard-not-longer': (facts) => ({
    reason: `新的期限不晚于现在的 ${factText(facts, 'treatBy')}`,
    remedy: '请填写更晚的日期',
  }),
  'hazard-plan-too-long': (facts) => ({
    reason: `方案的完成日期晚于治理期限 ${factText(facts, 'treatBy')}`,
    remedy: '请在期限内安排；确实来不及的，先申请延长治理期限',
  }),
  'hazard-not-done': (facts) => ({
    reason: `最近一次报告的完成比例是 ${factText(facts, 'percent')}%`,
    remedy: '报告完成 100% 之后再申请验收',
  }),
  'hazard-expert-unknown': () => ({ reason: '选中的专家不在专家名录中', remedy: '请从名录中的在聘专家里选择' }),
  'hazard-new-day-missing': () => ({ reason: '验收不合格，没有写明新的治理期限', remedy: '请填写新的治理期限' }),
  'hazard-own-step': () => ({
    reason: '上一步是您自己办理的',
    remedy: '报送和批准由不同的人办理，请由另一位有权的人员办理',
  }),
  'hazard-owner-unfit': () => ({
    reason: '选中的人员不是在岗的执法人员，或者没有登录账号',
    remedy: '请选择有账号的在岗执法人员',
  }),
  'hazard-still-major': () => ({
    reason: '这条问题仍然认定为重大事故隐患',
    remedy: '有权机关的决定、判决或者鉴定意见否定的，写明这份文书；没有的，继续治理',
  }),
  'hazard-own-judgement': () => ({
    reason: '这条问题由您记录，或者由您复核为重大事故隐患',
    remedy: '请由没有参与判定的科室负责人办理',
  }),
  'hazard-refusal-noted': (facts) => ({
    reason: `${factText(facts, 'on')} 已经记录拒不执行`,
    remedy: '企业执行之后记录已经执行',
  }),
  'hazard-not-refused': () => ({ reason: '没有拒不执行的记录', remedy: '请先记录拒不执行的事实和证据' }),
  'hazard-not-overdue': () => ({
    reason: '这条隐患没有逾期，也没有拒不执行的记录',
    remedy: '治理期限届满，或者记录拒不执行之后再办理',
  }),
  'hazard-later': (facts) => ({
    reason: '日期在今天之后',
    remedy: `请填写 ${factText(facts, 'today')} 或以前的日期`,
  }),
  'hazard-measure-taken': () => ({ reason: '这项措施已经办理过', remedy: '请查看已有的记录' }),
  'power-cut-no-stop-order': () => ({
    reason: '没有对这条隐患作出停产停业、停止使用或者撤人的决定',
    remedy: '没有这样的决定，不能停止供电或者以拒不执行移送',
  }),
  'power-cut-running': () => ({ reason: '已经批准停止供电，还没有解除', remedy: '请先解除' }),
  'power-cut-state': (facts) => ({
    reason: `停止供电现在是“${factText(facts, 'state')}”`,
    remedy: `这一步只能在“${factText(facts, 'allowed')}”时办理`,
  }),
  'power-cut-too-early': (facts) => ({
    reason: `通知后不满 24 小时，最早 ${factText(facts, 'earliest')}`,
    remedy: '除有危及生产安全的紧急情形外，满 24 小时后再实施（安全生产法第七十条）',
  }),
  'court-days-missing': () => ({
    reason: '没有写明决定书和催告书的送达日期',
    remedy: '请填写两份文书的送达日期',
  }),
  'court-too-early': (facts) => ({
    reason: `当事人起诉的期限到 ${factText(facts, 'day')} 才届满`,
    remedy: '期限届满之后再申请（行政强制法第五十三条）',
  }),
  'hazard-court-too-late': (facts) => ({
    reason: `申请的期限 ${factText(facts, 'day')} 已过`,
    remedy: '应当自起诉期限届满之日起三个月内申请（行政强制法第五十三条）',
  }),
  'court-urged-too-late': (facts) => ({
    reason: `催告书送达后未满十日，到 ${factText(facts, 'day')}`,
    remedy: '催告书送达十日后仍未履行的再申请（行政强制法第五十四条）',
  }),
  'closure-no-ground': () => ({
    reason: '没有拒不执行的记录，也没有达到一百八十日内三次、一年内四次受罚的条件',
    remedy: '符合安全生产法第一百一十三条的情形时再提请',
  }),
};
