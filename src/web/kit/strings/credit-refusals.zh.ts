/** 严重失信主体名单: every reason against a deed about it, with its remedy. @module */
import { factText } from './facts.ts';
import type { RefusalMessages } from './refusals.ts';

export const creditRefusals: RefusalMessages = {
  'credit-not-found': () => ({ reason: '没有找到这条名单记录', remedy: '请从严重失信名单重新打开' }),
  'credit-state': (facts) => ({
    reason: `现在是“${factText(facts, 'state')}”`,
    remedy: `这一步只能在“${factText(facts, 'allowed')}”时办理`,
  }),
  'credit-no-penalty': () => ({
    reason: '没有生效的处罚决定，或者决定已经撤销',
    remedy: '列入须有已经送达、没有撤销的行政处罚决定',
  }),
  'credit-situation-unknown': (facts) => ({
    reason: `所选情形不在《${factText(facts, 'rules')}》之中`,
    remedy: '请选择现行规定的情形',
  }),
  'credit-enterprise-unknown': () => ({
    reason: '被处罚单位不在企业名录中',
    remedy: '请先把企业登记到名录库',
  }),
  'credit-listed-already': () => ({ reason: '这家企业已有办理中或者在列的记录', remedy: '请在原记录上办理' }),
  'credit-penalty-used': () => ({ reason: '这份处罚决定已经提出过列入', remedy: '请查看已有的记录' }),
  'credit-own-hand': () => ({
    reason: '您已经办理过这条记录的前一步',
    remedy: '提出、审核、决定和公示，申请移出、核实和决定移出，都由不同的人办理',
  }),
  'credit-served-today': (facts) => ({
    reason: '告知书今天签发，送达日期只能是今天',
    remedy: `请填写 ${factText(facts, 'today')}，或者在送达当日办理`,
  }),
  'credit-heard-day': (facts) => ({
    reason: `日期不在 ${factText(facts, 'from')} 至 ${factText(facts, 'to')} 之间`,
    remedy: '请核对日期',
  }),
  'credit-still-arguing': (facts) => ({
    reason: `当事人陈述申辩的期限到 ${factText(facts, 'day')} 届满`,
    remedy: '登记陈述申辩之后，或者期满之后再决定',
  }),
  'credit-no-early-removal': () => ({ reason: '适用的规定没有提前移出', remedy: '期限届满后移出' }),
  'credit-removal-early': (facts) => ({
    reason: `公示不满规定的月数，${factText(facts, 'day')} 起才能申请`,
    remedy: '请到期再办理',
  }),
  'credit-not-performed': () => ({ reason: '处罚还没有履行完毕', remedy: '履行处罚之后再申请' }),
  'credit-penalised-again': () => ({ reason: '公示之后又受到行政处罚', remedy: '期限届满后移出' }),
  'credit-not-expired': (facts) => ({ reason: `管理期限到 ${factText(facts, 'day')}`, remedy: '届满之后再办理' }),
  'credit-penalty-stands': () => ({
    reason: '处罚决定仍然有效',
    remedy: '处罚决定被撤销之后才能以此移出',
  }),
  'credit-not-early': () => ({ reason: '只有提前移出的才能恢复列入', remedy: '请核对记录' }),
  'credit-measure-not-found': () => ({ reason: '没有找到这项联合惩戒', remedy: '请从名单页面重新打开' }),
};
