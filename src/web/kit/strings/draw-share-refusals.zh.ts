/** Why a share is not committed, revealed or recovered, and what to do about it. No React here. @module */
import { PARTIES } from '../../../draw/types.ts';
import { factText, factTime as time, factWords } from './facts.ts';
import type { RefusalMessages } from './refusals.ts';

export const shareRefusals: RefusalMessages = {
  'draw-party-committed': (facts) => ({
    reason: `${factWords(facts, 'party', PARTIES)}一方已经提交承诺`,
    remedy: '每方只提交一次，不能更换',
  }),
  'draw-person-committed': (facts) => ({
    reason: `${factText(facts, 'name')}已经提交过承诺`,
    remedy: '一人只提交一次；由另一方的人员提交',
  }),
  'draw-commitments-missing': (facts) => ({
    reason: `${factWords(facts, 'parties', PARTIES)}还没有提交承诺`,
    remedy: '两方都提交后再公布公告',
  }),
  'draw-reveal-deadline-past': (facts) => ({
    reason: `揭示时限 ${time(facts, 'until')} 已过`,
    remedy: '名录已冻结，时限不能再改；请作废后用新的批次',
  }),
  'draw-nothing-committed': (facts) => ({
    reason: `${factText(facts, 'name')}没有为本次抽取提交承诺`,
    remedy: '由提交承诺的本人揭示',
  }),
  'draw-revealed-already': (facts) => ({ reason: `${factWords(facts, 'party', PARTIES)}的随机数已经揭示` }),
  'draw-announcement-unlogged': () => ({
    reason: '公告还没有进入已签名的公开日志',
    remedy: '检查点每秒发布一次，请稍候再试',
  }),
  'draw-reveal-late': (facts) => ({
    reason: `揭示时限 ${time(facts, 'until')} 已过`,
    remedy: '按公告的规则，未揭示的一方按空值计入',
  }),
  'draw-reveal-mismatch': () => ({
    reason: '这个随机数与提交的承诺不一致',
    remedy: '请核对记下的 64 位十六进制数；承诺保持不变',
  }),
  'draw-envelopes-alike': () => ({
    reason: '三个信封的指纹有重复，或与另一方的相同',
    remedy: '请关闭对话框重新打开，由浏览器另行生成',
  }),
  'draw-nothing-to-recover': () => ({
    reason: '没有可以启封的：有信封的承诺方都已揭示，或没有留下信封',
    remedy: '没有信封的一方由本人揭示；过了揭示时限按空值计入',
  }),
  'draw-no-envelopes': (facts) => ({
    reason: `${factWords(facts, 'party', PARTIES)}提交承诺时没有留下信封`,
    remedy: '由提交承诺的本人揭示；过了揭示时限按空值计入',
  }),
  'draw-own-envelopes': (facts) => ({
    reason: `这是${factText(facts, 'name')}自己提交的随机数`,
    remedy: '请用“揭示随机数”；启封由另外的人办理',
  }),
  'draw-envelope-unreadable': (facts) => ({
    reason: `第 ${factText(facts, 'number')} 个信封的文字有误，校验位不符`,
    remedy: '请对照纸面逐字检查，应为 vdraw-share-1-… 这样的一行',
  }),
  'draw-envelope-foreign': (facts) => ({
    reason: `第 ${factText(facts, 'number')} 个不是公告里${factWords(facts, 'party', PARTIES)}的信封`,
    remedy: '它属于另一方或另一次抽取，请核对信封上写的抽取编号和承诺方',
  }),
  'draw-envelope-twice': () => ({ reason: '两次录入的是同一个信封', remedy: '请启封另一个' }),
  'draw-envelopes-few': (facts) => ({
    reason: `只有 ${factText(facts, 'found')} 个信封，至少 ${factText(facts, 'needed')} 个`,
    remedy: '找到另一个信封再办；找不到的，过了揭示时限按空值计入，抽取照常进行，两方也可以作废',
  }),
  'draw-recover-mismatch': (facts) => ({
    reason: `两个信封都是公告里的，但恢复出的随机数与${factWords(facts, 'party', PARTIES)}的承诺不符：装进去的本来就不是它`,
    remedy: '过了揭示时限按空值计入；请把这一情况写入抽取记录',
  }),
  'draw-reveals-missing': (facts) => ({
    reason: `${factWords(facts, 'parties', PARTIES)}还没有揭示随机数`,
    remedy: `等其揭示，或在揭示时限 ${time(facts, 'until')} 过后按公告的规则继续`,
  }),
};
