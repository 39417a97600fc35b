/** Why a substitution is refused, and what to do about it. No React here. @module */
import { factText } from './facts.ts';
import type { RefusalMessages } from './refusals.ts';

const FORMS: Readonly<Record<string, string>> = {
  dice: '骰子点数应为 20 位数字',
  drand: '信标随机数应为 64 位小写十六进制数',
  lottery: '开奖号码应写成公告所定的形式，号码两位、升序',
  nist: '信标脉冲应为 128 位小写十六进制数',
  otc: '编码与公布的锚不相连',
};

export const substitutionRefusals: RefusalMessages = {
  'substitution-not-found': () => ({ reason: '没有找到这份替换申请', remedy: '请刷新页面后再办理' }),
  'substitution-open': (facts) => ({
    reason: `这一户的第 ${factText(facts, 'request')} 号申请还没有办完`,
    remedy: '同一户一次只办一份申请；办完以后再提出',
  }),
  'substitution-not-standing': (facts) => ({
    reason: `${factText(facts, 'enterprise')} 不在现在须检查的企业中，或者该席已不由此人担任`,
    remedy: '请刷新页面，按现在的检查组提出申请',
  }),
  'substitution-decided': (facts) => ({
    reason: `第 ${factText(facts, 'request')} 号申请已经决定`,
    remedy: '一份申请只决定一次',
  }),
  'substitution-own-request': (facts) => ({
    reason: `${factText(facts, 'name')}提出了这份申请，不能由本人决定`,
    remedy: '由没有提出申请的领导决定',
  }),
  'substitution-lottery-needed': () => ({
    reason: '本次抽取没有信标，须指定批准之后开奖的一期彩票',
    remedy: '填写彩票、期号和开奖时间',
  }),
  'substitution-source-unfit': () => ({
    reason: '这一期开奖不在批准之后 30 秒至 7 天之内',
    remedy: '选择批准之后最近一期的开奖',
  }),
  'substitution-not-approved': (facts) => ({
    reason: `第 ${factText(facts, 'request')} 号申请现在不等待随机源`,
    remedy: '批准以后、算出以前才能录入',
  }),
  'substitution-unlogged': () => ({
    reason: '批准还没有进入公开日志',
    remedy: '稍等几秒，日志公布以后再掷骰',
  }),
  'substitution-value-known': () => ({
    reason: '这个随机源已经有值',
    remedy: '值一经两人录入相同即不再改变',
  }),
  'substitution-await-check': () => ({
    reason: '已录入的点数等待另一人复核',
    remedy: '由见证人按唱读再录一遍',
  }),
  'substitution-not-recorded': () => ({
    reason: '操作员还没有录入',
    remedy: '操作员录入以后再复核',
  }),
  'substitution-own-typing': (facts) => ({
    reason: `${factText(facts, 'name')}录入了这一遍，不能复核自己的录入`,
    remedy: '由另一人复核',
  }),
  'substitution-value-unfit': (facts) => ({
    reason: FORMS[factText(facts, 'source')] ?? '录入的值不合随机源的形式',
    remedy: '对照现场或公布的结果重新录入',
  }),
  'substitution-signature-wrong': (facts) => ({
    reason: `签名不是信标第 ${factText(facts, 'round')} 轮的签名，或与随机数不符`,
    remedy: '重新取得这一轮的随机数和签名',
  }),
};
