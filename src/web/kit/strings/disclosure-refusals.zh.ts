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
  'disclosure-not-handler': () => ({ reason: '公示稿由检查组或者案件的承办人确认', remedy: '请由承办的执法人员办理' }),
  'disclosure-protected': (facts) => ({
    reason: `公开文字里有${factText(facts, 'kind')}：${factText(facts, 'found')}`,
    remedy: '请改写这条公开文字，去掉不得公开的内容',
  }),
  'disclosure-changed': () => ({
    reason: '公示稿在您打开之后又有改动',
    remedy: '请刷新页面，重新核对后再公示',
  }),
  'disclosure-place-unknown': (facts) => ({
    reason: `公示稿里没有这一处：${factText(facts, 'place')}`,
    remedy: '请刷新后再试',
  }),
  'disclosure-mark-not-there': (facts) => ({
    reason: `文字里没有“${factText(facts, 'found')}”，或者没有标出它`,
    remedy: '请刷新页面，重新选择要遮盖或者解除的文字',
  }),
  'disclosure-mark-absolute': (facts) => ({
    reason: `${factText(facts, 'kind')}任何情况下都不得公开`,
    remedy: '请保留遮盖，或者改写这条文字',
  }),
  'disclosure-lift-reason': (facts) => ({
    reason: `解除“${factText(facts, 'found')}”的遮盖须写明理由`,
    remedy: '请写明为什么可以公开，审核的人会看到',
  }),
  'disclosure-nothing-changed': () => ({ reason: '没有改动', remedy: '改写、增加或者解除遮盖后再保存' }),
  'disclosure-unsaved': () => ({ reason: '还有未保存的修改', remedy: '请先保存，或者放弃修改，再确认公示稿' }),
  'disclosure-none-chosen': () => ({ reason: '还没有勾选', remedy: '请先核对并勾选要公示的公示稿' }),
  'disclosure-class-penalty-only': () => ({ reason: '只有处罚决定有公示类别', remedy: '请不要填写公示类别' }),
  'disclosure-term-over': (facts) => ({
    reason: `公示期已于 ${factText(facts, 'until')} 届满`,
    remedy: '不再公示；公示类别有误的，请退回承办人改正',
  }),
  'disclosure-repair-penalty-only': () => ({
    reason: '信用修复只适用于处罚决定',
    remedy: '检查结果有误的，请更正或者撤回',
  }),
  'disclosure-repair-early': (facts) => ({
    reason: '最短公示期还没有满',
    remedy: `${factText(facts, 'from')} 起可以登记信用修复`,
  }),
  'objection-not-found': () => ({ reason: '没有找到这件异议', remedy: '请从公示台重新打开' }),
  'objection-entry-not-public': () => ({
    reason: '这条内容没有在公示',
    remedy: '只能对正在公示的内容提出异议；已经撤回或者期满的不再显示',
  }),
  'objection-waiting': () => ({ reason: '对这一条的异议还在核查', remedy: '答复以后可以再次提出' }),
  'objection-too-many': (facts) => ({
    reason: `对这一条已有 ${factText(facts, 'open')} 件报告正在核查`,
    remedy: '请拨打页面下方的电话补充情况',
  }),
  'objection-file-kind': () => ({ reason: '附件不是图片或者 PDF', remedy: '请选择 JPG、PNG、WebP 或者 PDF 文件' }),
  'objection-files-most': (facts) => ({
    reason: `附件超过 ${factText(facts, 'most')} 个`,
    remedy: '请只选最能说明问题的，其余在核查时提供',
  }),
  'objection-answered': (facts) => ({
    reason: `这件异议已经答复：${factText(facts, 'outcome')}`,
    remedy: '请刷新页面查看答复',
  }),
  'objection-own-entry': () => ({
    reason: '您经手过这条公示，异议须由没有经手的人答复',
    remedy: '请由其他法制审核或者公开审查人员办理；没有的，请机关另行指定',
  }),
  'objection-entry-gone': (facts) => ({
    reason: `公示的内容已不在门户上（${factText(facts, 'state')}）`,
    remedy: '请选择“撤回”作出答复，撤下的内容不会恢复',
  }),
  'objection-wording': () => ({
    reason: '只有更正要改写公开的文字，更正也必须改写',
    remedy: '请改写后选择更正，或者选择维持、撤回',
  }),
  'objection-days-beyond': (facts) => ({
    reason: `答复期限最多 ${factText(facts, 'most')} 个工作日（${factText(facts, 'basis')}）`,
    remedy: '请填写不超过这个数的工作日',
  }),
};
