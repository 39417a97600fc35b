/** Why an input of a draw (sources, weights, exclusions) is refused, and what to do about it. No React here. @module */
import { OUTSIDE_KINDS } from '../../../draw/types/inputs.ts';
import { sourceName } from './draw-inputs.zh.ts';
import { factList, factText, factTime as time } from './facts.ts';
import type { RefusalFacts, RefusalMessages } from './refusals.ts';

const KINDS: Readonly<Record<string, string>> = OUTSIDE_KINDS;
const SUMS: Readonly<Record<string, string>> = { all: '全部来源', outside: '外部来源', thrown: '骰子和摇号机' };

function kindOf(facts: RefusalFacts): string {
  const kind = factText(facts, 'kind');
  return KINDS[kind] ?? kind;
}

function kindOfBeacon(facts: RefusalFacts): string {
  return sourceName(factText(facts, 'beacon'));
}

export const drawInputRefusals: RefusalMessages = {
  'draw-outside-offline': () => ({
    reason: '没有外部随机源的方案不能再列外部随机源',
    remedy: '改选“外部随机源最后产生”，或去掉外部随机源',
  }),
  'draw-machine-draws': (facts) => ({
    reason: `${factText(facts, 'balls')} 个球的摇号机取不出 ${factText(facts, 'draws')} 个`,
    remedy: '取球数不超过球数',
  }),
  'draw-outside-twice': (facts) => ({ reason: `${kindOf(facts)}列了两次`, remedy: '每种外部随机源只列一个' }),
  'draw-entropy-short': (facts) => ({
    reason: `${SUMS[factText(facts, 'of')] ?? factText(facts, 'of')}合计 ${factText(facts, 'bits')} 位随机量，至少 ${factText(facts, 'needed')} 位`,
    remedy: '增加随机源；双色球、大乐透各 24 位，快乐8 为 61 位，信标 128 位，二十个十面骰子 66 位',
  }),
  'draw-issue-missing': (facts) => ({ reason: `${kindOf(facts)}没有期号`, remedy: '填写将要开奖的那一期的期号' }),
  'draw-pulse-minute': () => ({ reason: 'NIST 信标每整分钟一次', remedy: '时间选到整分钟' }),
  'draw-outside-early': (facts) => ({
    reason: `${kindOf(facts)}在 ${time(facts, 'known')} 产生，早于揭示时限 ${time(facts, 'reveal')}`,
    remedy: '外部随机源必须最后产生：改选更晚的一期，或提前揭示时限',
  }),
  'draw-outside-late': (facts) => ({
    reason: `${kindOf(facts)}在 ${time(facts, 'known')} 产生，晚于结果时限 ${time(facts, 'result')}`,
    remedy: '把结果时限改到它产生之后',
  }),
  'draw-margin-short': (facts) => ({
    reason: `${sourceName(factText(facts, 'source'))}在 ${time(facts, 'known')} 产生，公告须至少提前 ${factText(facts, 'minutes')} 分钟，即 ${time(facts, 'latest')} 之前`,
    remedy: '冻结前可改选更晚的一期；冻结后只能作废，用新的批次',
  }),
  'draw-source-unknown': (facts) => ({
    reason: `公告里没有随机源“${factText(facts, 'source')}”`,
    remedy: '只能录入公告列出的随机源',
  }),
  'draw-source-settled': (facts) => ({
    reason: `${sourceName(factText(facts, 'source'))}的值已经由两人录入一致，不能再改`,
  }),
  'draw-source-not-known': (facts) => ({
    reason: `${sourceName(factText(facts, 'source'))}要到 ${time(facts, 'known')} 才产生`,
    remedy: '产生并公布之后再录入',
  }),
  'draw-thrown-missing': (facts) => ({
    reason: `${factList(facts, 'sources').map(sourceName).join('、')}还没有录入并复核`,
    remedy: '现场的随机源须在外部随机源产生之前定下；过了揭示时限仍没有的，作废后用新的批次',
  }),
  'beacon-off': (facts) => ({
    reason: `本系统没有配置从哪里获取${kindOfBeacon(facts)}`,
    remedy: '在能上网的设备上查到数值后粘贴，或请系统管理员设置 SUNLOT_DRAND_HOSTS、SUNLOT_NIST_HOSTS',
  }),
  'beacon-not-known': (facts) => ({
    reason: `${kindOfBeacon(facts)}要到 ${time(facts, 'known')} 才产生`,
    remedy: '产生之后再获取',
  }),
  'beacon-unreachable': (facts) => ({
    reason: `连不上 ${factText(facts, 'hosts')}：服务器可能不在互联网上`,
    remedy: `不影响抽取：在能上网的设备上打开 ${factText(facts, 'address')}，把整段内容粘贴到这里，或存成文件上传`,
  }),
  'beacon-answer-wrong': (facts) => ({
    reason: `${factText(facts, 'hosts')}有答复，但其中没有这一时刻的有效数值`,
    remedy: `刚到时间的请过几秒再试；仍不行，在另一台设备上打开 ${factText(facts, 'address')} 后粘贴整段内容`,
  }),
  'source-value': (facts) => ({
    reason: `这不是${sourceName(factText(facts, 'source'))}的值`,
    remedy: '请对照公布的内容重新录入：彩票录全部号码，摇号机按唱读次序，信标粘贴完整的签名或数值',
  }),
  'draw-audit-running': (facts) => ({
    reason: `收窄审计还没有做完（${factText(facts, 'done')}/${factText(facts, 'runs')} 次模拟）`,
    remedy: '做完后自动可以公布公告，请稍候',
  }),
  'draw-exclusion-twice': (facts) => ({ reason: `${factText(facts, 'code')} 列了两次`, remedy: '每家企业只列一次' }),
  'draw-tickets-many': (facts) => ({
    reason: `权重最大会到 ${factText(facts, 'most')}，多签方式至多 ${factText(facts, 'limit')} 张签`,
    remedy: '调小权重，或改用对数方式',
  }),
  'draw-ladder-order': () => ({ reason: '放宽次序须一级比一级大', remedy: '例如 1、2、4' }),
};
