/** Why a step of a sealed draw is refused, and what to do about it. No React here. @module */
import { HOLDERS } from '../../../draw/types/chains.ts';
import { SUITES } from '../../../draw/types/inputs.ts';
import { sourceName } from './draw-inputs.zh.ts';
import { factList, factText, factTime as time } from './facts.ts';
import type { RefusalFacts, RefusalMessages } from './refusals.ts';

const BODIES: Readonly<Record<string, string>> = HOLDERS;
const HASHES: Readonly<Record<string, string>> = SUITES;

function holder(facts: RefusalFacts): string {
  const name = factText(facts, 'holder');
  return BODIES[name] ?? name;
}

export const sealedRefusals: RefusalMessages = {
  'draw-sealed-long': (facts) => ({
    reason: `封存抽取的检查日期有 ${factText(facts, 'days')} 天，一批最多 ${factText(facts, 'most')} 天`,
    remedy: '缩短检查日期，其余企业放到以后的批次',
  }),
  'draw-sealed-result-early': (facts) => ({
    reason: `编码自 ${factText(facts, 'day')} 零时起才能交出，结果时限 ${time(facts, 'result')} 还在此之前`,
    remedy: '把结果时限改到检查首日上午',
  }),
  'draw-open-missing': () => ({
    reason: '封存抽取须写明公开期限',
    remedy: '填写公开期限：检查日期结束之后十四天之内',
  }),
  'draw-open-early': (facts) => ({
    reason: `公开期限 ${time(facts, 'open')} 早于结果时限，或在检查日期（至 ${factText(facts, 'over')}）结束之前`,
    remedy: '公开期限定在检查日期结束之后',
  }),
  'draw-open-late': (facts) => ({
    reason: `公开期限 ${time(facts, 'open')} 晚于检查日期结束后 ${factText(facts, 'most')} 天`,
    remedy: '提前公开期限，使检查结果来得及在法定期限内公示',
  }),
  'draw-chain-missing': (facts) => ({
    reason: `${holder(facts)}没有可用的编码链（${HASHES[factText(facts, 'suite')] ?? factText(facts, 'suite')}）`,
    remedy: '由持有方在“编码链”页生成并公布；强制公开过的链不能再用',
  }),
  'draw-chain-spent': (facts) => ({
    reason: `${holder(facts)}的编码链共 ${factText(facts, 'length')} 个编码，已经用完`,
    remedy: '由持有方公布一条新的编码链',
  }),
  'draw-sealed-before': (facts) => ({
    reason: `“${factText(facts, 'name')}”还封存着：频次排除和已有工作量会透露其中抽中了谁`,
    remedy: `等它公开（不晚于 ${time(facts, 'openBy')}）后再冻结`,
  }),
  'code-none': () => ({ reason: '这次抽取没有您这一方要交出的编码', remedy: '编码由执法监督、法制审核各自交出' }),
  'code-released': (facts) => ({ reason: `${holder(facts)}的编码已经交出` }),
  'code-out-of-order': (facts) => ({
    reason: `“${factText(facts, 'name')}”的编码还没有交出，后一个编码会泄露前一个`,
    remedy: '编码须按次序交出；先办完或作废那一次抽取',
  }),
  'code-before-sources': (facts) => ({
    reason: `${factList(facts, 'sources').map(sourceName).join('、')}还没有定下`,
    remedy: '编码最后交出：其他随机源都录入并复核之后',
  }),
  'code-early': (facts) => ({
    reason: `还没有到检查首日 ${factText(facts, 'day')}`,
    remedy: '检查当日上午再交出，名单即刻产生，此前任何人都不知道',
  }),
  'code-late': (facts) => ({
    reason: `结果时限 ${time(facts, 'until')} 已过`,
    remedy: '可以用托管份额强制公开，或作废后用新的批次',
  }),
  'code-unfit': (facts) => ({
    reason: `这不是公告所指编码链的第 ${factText(facts, 'index')} 个编码`,
    remedy: '核对所用的是哪一条链的秘密，再交出这个编号的编码',
  }),
  'force-early': (facts) => ({
    reason: `持有方在结果时限 ${time(facts, 'until')} 之前仍可自己交出编码`,
    remedy: '过了时限仍未交出，才能用托管份额强制公开',
  }),
  'share-unknown': (facts) => ({
    reason: `第 ${factText(facts, 'number')} 份不是这条链的托管份额`,
    remedy: '核对份额文件上的持有方和锚，整行粘贴，不要改动',
  }),
  'shares-wrong': () => ({
    reason: '两份份额不能复原这条链：同一份用了两次，或份额本身有误',
    remedy: '换用另一份份额；三份都不能复原的，这次抽取只能作废并公开说明',
  }),
  'draw-not-sealed': () => ({ reason: '这次抽取没有封存，确认后即公开' }),
  'draw-opened': (facts) => ({ reason: `已于 ${time(facts, 'at')} 公开` }),
  'draw-nothing-to-open': () => ({
    reason: '还没有结果可以公开',
    remedy: '两方交出编码后随即得出结果；时限已过的可以强制公开或作废',
  }),
  'draw-visits-open': (facts) => ({
    reason: `还有 ${factText(facts, 'count')} 户没有检查完`,
    remedy: `全部签字或报告无法实施后公开；最迟 ${time(facts, 'until')} 自动公开`,
  }),
  'draw-forced': () => ({
    reason: '编码是逾期后由托管份额取得的，结果不能再用于检查',
    remedy: '作废这次抽取，用新的批次重新抽取',
  }),
  'draw-sealed': () => ({ reason: '抽取还封存着', remedy: '公开之后再办理' }),
  'draw-sealed-unassigned': () => ({
    reason: '按公告的规则无法编组，结果不能确认',
    remedy: '作废这次抽取，调整规则后用新的批次；公开后可以看到是哪些席位',
  }),
  'substitution-opened': () => ({ reason: '抽取已经公开，检查已经结束，不再替换' }),
  'substitution-not-own': () => ({
    reason: '封存期间只有该户检查组的执法人员可以申请替换',
    remedy: '由检查组成员在检查任务页申请',
  }),
  'substitution-office': () => ({ reason: '公开的抽取由领导小组办公室申请替换' }),
};
