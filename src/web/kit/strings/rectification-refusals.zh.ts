/** 整改: every reason against a deed about an order, with its remedy. @module */
import { factText } from './facts.ts';
import type { RefusalMessages } from './refusals.ts';

export const rectificationRefusals: RefusalMessages = {
  'rectification-not-found': () => ({
    reason: '没有找到这份整改指令',
    remedy: '请核对链接或代码，或从整改列表重新打开',
  }),
  'rectification-item-not-found': () => ({ reason: '这份整改指令中没有这条问题', remedy: '请从整改页面重新打开' }),
  'rectification-state': (facts) => ({
    reason: `整改指令现在是“${factText(facts, 'state')}”`,
    remedy: `这一步只能在“${factText(facts, 'allowed')}”时办理`,
  }),
  'rectification-item-state': (facts) => ({
    reason: `第 ${factText(facts, 'number')} 条问题现在是“${factText(facts, 'state')}”`,
    remedy: `这一步只能在“${factText(facts, 'allowed')}”时办理`,
  }),
  'rectification-not-served': () => ({
    reason: '这份整改没有送达，没有整改代码',
    remedy: '整改事项在送达以前都已撤销，不需要代码',
  }),
  'void-hazard-open': (facts) => ({
    reason: `第 ${factText(facts, 'number')} 条问题正按重大事故隐患督办`,
    remedy: '请先在“重大隐患”页面办理不再认定（写明否定它的文书）或者销号，再撤销',
  }),
  'void-own-finding': () => ({
    reason: '您参加了这次检查或者复查，不能由您撤销',
    remedy: '请由没有参加检查和复查的科室负责人办理',
  }),
  'void-case-standing': (facts) => ({
    reason: `第 ${factText(facts, 'number')} 条问题已经立案，案件现在是“${factText(facts, 'state')}”`,
    remedy: '请先由办案机构不予立案、撤销立案、认定违法事实不能成立，或者撤销处罚决定',
  }),
  'void-case-to-come': (facts) => ({
    reason: `第 ${factText(facts, 'number')} 条问题已转立案，案件线索还没有生成`,
    remedy: '请稍候再办；线索生成以后先决定不予立案',
  }),
  'void-matter-unfit': () => ({
    reason: '选中的事项不是对本次检查的，或者没有查实',
    remedy: '请选择已登记结果为查实的投诉、复议、诉讼，或者写明依据的文书',
  }),
  'void-document-later': (facts) => ({
    reason: '文书的日期在今天之后',
    remedy: `请填写 ${factText(facts, 'today')} 或以前的日期`,
  }),
  'void-document-before': (facts) => ({
    reason: '文书的日期早于检查记录签字的日期',
    remedy: `请填写 ${factText(facts, 'signedOn')} 或以后的日期`,
  }),
  'void-served-already': (facts) => ({
    reason: `撤销决定书已于 ${factText(facts, 'servedOn')} 送达`,
    remedy: '一份决定书只登记一次送达；登记有误的，在检查的“文书”里另做送达回证说明',
  }),
  'void-paper-issued': (facts) => ({
    reason: `${factText(facts, 'title')}（${factText(facts, 'number')}）已签发、还没有送达，写着这条问题`,
    remedy: '请先在检查的“文书”里作废它，撤销以后由检查组重新签发',
  }),
  'rectification-officer-unknown': () => ({
    reason: '选中的人员不在执法人员名录中',
    remedy: '请从名录中的在岗执法人员里选择',
  }),
  'rectification-served-later': (facts) => ({
    reason: '送达日期在今天之后',
    remedy: `请填写 ${factText(facts, 'today')} 或以前的日期`,
  }),
  'rectification-served-before': (facts) => ({
    reason: '送达日期早于检查记录签字或者作出决定的日期',
    remedy: `请填写 ${factText(facts, 'signedOn')} 或以后的日期`,
  }),
  'rectification-paper-missing': (facts) => ({
    reason: `还没有签发${factText(facts, 'titles')}`,
    remedy: '请先在本页“指令书”核对、签发并打印，交给企业以后再登记送达',
  }),
  'rectification-witness-missing': () => ({
    reason: '留置送达没有写明见证人',
    remedy: '请填写见证人，或改用其他送达方式',
  }),
  'photo-not-found': () => ({ reason: '没有找到这张照片', remedy: '请从整改页面重新打开' }),
  'photo-kind': () => ({ reason: '这个文件不是照片', remedy: '请选择 JPG、PNG 或 WebP 照片' }),
  'extension-no-deadline': () => ({ reason: '这条问题没有整改期限', remedy: '没有期限的措施不能申请延期' }),
  'extension-too-late': (facts) => ({
    reason: `整改期限 ${factText(facts, 'dueOn')} 已过，不能再申请延期`,
    remedy: '请尽快完成整改并报告，由执法人员复查',
  }),
  'extension-not-longer': (facts) => ({
    reason: `申请的日期不晚于现在的期限 ${factText(facts, 'dueOn')}`,
    remedy: '请填写更晚的日期',
  }),
  'extension-pending': () => ({ reason: '这条问题已有一份延期申请等待批复', remedy: '请等待批复' }),
  'extension-none': (facts) => ({
    reason: `第 ${factText(facts, 'number')} 条问题没有等待批复的延期申请`,
    remedy: '请刷新页面查看最新情况',
  }),
  'case-not-overdue': (facts) => ({
    reason: `第 ${factText(facts, 'number')} 条问题的期限 ${factText(facts, 'dueOn')} 还没有过`,
    remedy: '期限届满仍未整改，或复查不合格时，再转立案',
  }),
  'reminder-nothing-due': () => ({
    reason: '现在没有应当提醒的期限',
    remedy: '期限前第 3 天和前 1 天再办理',
  }),
  'exposure-not-ordered': (facts) => ({
    reason: `第 ${factText(facts, 'number')} 条问题还没有送达责令整改，或已移送其他部门、已撤销`,
    remedy: '送达后仍未整改的才能提出公开曝光',
  }),
  'exposure-not-overdue': (facts) => ({
    reason: `第 ${factText(facts, 'number')} 条问题没有逾期`,
    remedy: '期限届满仍未整改的，再以这种情形提出',
  }),
  'exposure-not-major': (facts) => ({
    reason: `第 ${factText(facts, 'number')} 条问题不是重大事故隐患`,
    remedy: '一般隐患只能以逾期未整改的情形提出',
  }),
  'exposure-sealed': () => ({
    reason: '这次检查属于封存的抽取，还没有公开',
    remedy: '请在抽取公开之后再提出',
  }),
  'exposure-standing': (facts) => ({
    reason: `第 ${factText(facts, 'number')} 条问题已经提出过公开曝光`,
    remedy: '请查看已有的提议和决定',
  }),
  'exposure-none': (facts) => ({
    reason: `第 ${factText(facts, 'number')} 条问题没有等待决定的曝光提议`,
    remedy: '请刷新页面查看最新情况',
  }),
  'exposure-own-proposal': () => ({
    reason: '这是您自己提出的曝光',
    remedy: '请由另一位负责人决定',
  }),
  'consent-own-opinion': () => ({
    reason: '您签署了这份复查意见，不能由您同意恢复',
    remedy: '请由未参加复查的科室负责人办理',
  }),
  'transfer-received-later': (facts) => ({
    reason: '收函日期在今天之后',
    remedy: `请填写 ${factText(facts, 'today')} 或以前的日期`,
  }),
  'round-without-opener': () => ({ reason: '复查人员中没有您', remedy: '请由参加复查的执法人员办理' }),
  'round-nothing-due': () => ({
    reason: '没有已报告或已到期的问题可以复查',
    remedy: '请等企业报告整改情况，或期限届满',
  }),
  'round-not-found': () => ({ reason: '现在没有进行中的复查', remedy: '请先开始复查' }),
  'round-not-open': () => ({ reason: '复查意见书已经完成，等待签字', remedy: '需要修改时请先重新打开' }),
  'round-not-closed': () => ({ reason: '复查意见还没有填完', remedy: '请先完成复查意见书' }),
  'round-not-member': () => ({ reason: '您不是这一轮复查的人员', remedy: '请由参加复查的执法人员办理' }),
  'round-finding-unknown': () => ({ reason: '这条问题不在这一轮复查中', remedy: '请从复查页面重新打开' }),
  'round-verdicts-missing': (facts) => ({
    reason: `第 ${factText(facts, 'numbers')} 条问题还没有复查意见`,
    remedy: '请逐条填写后再完成',
  }),
};
