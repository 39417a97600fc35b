/** 档案: every reason against a deed about a volume, with its remedy. @module */
import { factText } from './facts.ts';
import type { RefusalMessages } from './refusals.ts';

export const archiveRefusals: RefusalMessages = {
  'archive-volume-not-found': () => ({ reason: '没有找到这一卷', remedy: '请从档案列表重新打开' }),
  'archive-state': (facts) => ({
    reason: `这一卷现在是“${factText(facts, 'state')}”`,
    remedy: `这一步只能在“${factText(facts, 'allowed')}”时办理`,
  }),
  'archive-missing': (facts) => ({
    reason: `缺少${factText(facts, 'title')}：${factText(facts, 'why')}`,
    remedy: '请补齐；确实没有的，由科室负责人说明缺件',
  }),
  'archive-requirement-unknown': () => ({ reason: '这类案卷没有这种材料', remedy: '请从列出的材料种类中选择' }),
  'archive-not-missing': (facts) => ({ reason: `${factText(facts, 'title')}已在卷内`, remedy: '不需要说明' }),
  'archive-not-needed': (facts) => ({ reason: `这一卷不需要${factText(facts, 'title')}`, remedy: '不需要说明' }),
  'archive-file-unknown': () => ({ reason: '没有收到这个文件', remedy: '请重新选择文件上传' }),
  'archive-day-later': (facts) => ({
    reason: '日期在今天之后',
    remedy: `请填写 ${factText(facts, 'today')} 或以前的日期`,
  }),
  'archive-changed': () => ({ reason: '卷内材料在组卷之后有变化', remedy: '请退回收集，重新组卷、检测' }),
  'archive-nothing-new': () => ({ reason: '卷内材料与封存的版本相同', remedy: '没有变化，不需要另存新版' }),
  'archive-not-longer': (facts) => ({
    reason: `续存的期限不长于现在的${factText(facts, 'retention')}`,
    remedy: '保管期限只能延长，请选择更长的期限',
  }),
  'archive-permanent': () => ({ reason: '永久保管的案卷不鉴定销毁', remedy: '永久保管，到期移交区档案馆' }),
  'archive-term-running': (facts) => ({
    reason: `保管期限到 ${factText(facts, 'day')} 才届满`,
    remedy: '期满之后再鉴定销毁；需要更长保管的可以提出续存',
  }),
  'archive-appraisal-own': () => ({ reason: '鉴定意见是您提出的', remedy: '请由另一位负责人批准' }),
  'archive-opening-same': () => ({ reason: '审核结果与现在相同', remedy: '没有变化，不需要登记' }),
  'archive-settings-changed': () => ({ reason: '设置刚刚被别人修改', remedy: '请刷新之后再改' }),
  'archive-loan-not-found': () => ({ reason: '没有找到这次借阅', remedy: '请从案卷页重新打开' }),
  'archive-loan-running': () => ({ reason: '您已经申请或者借出这一卷', remedy: '请先归还，或者等待批复' }),
  'archive-loan-state': (facts) => ({
    reason: `这次借阅现在是“${factText(facts, 'state')}”`,
    remedy: `这一步只能在“${factText(facts, 'allowed')}”时办理`,
  }),
  'archive-loan-own': () => ({ reason: '这是您自己的申请', remedy: '请由另一人批准' }),
  'archive-inner-heads': () => ({ reason: '副卷是内部材料', remedy: '借阅副卷由局长或者分管副局长批准' }),
  'archive-loan-other': () => ({ reason: '不是您借的', remedy: '请由借阅人归还，或者由档案员收回' }),
  'archive-bag-archivist': () => ({ reason: '封存包含副卷和原件，只由档案员提取', remedy: '请申请借阅，读取借阅副本' }),
  'archive-not-borrowed': () => ({ reason: '您没有借出这一卷', remedy: '请先申请借阅' }),
  'archive-loan-overdue': (facts) => ({
    reason: `借阅已于 ${factText(facts, 'day')} 到期`,
    remedy: '请归还，需要的再申请',
  }),
  'archive-reading-not-found': () => ({ reason: '没有这次调阅，或者已经过了时间', remedy: '请从案卷页重新调阅' }),
  'archive-list-not-found': () => ({ reason: '没有找到这份清单', remedy: '请从列表重新打开' }),
  'archive-list-ended': (facts) => ({ reason: `这份清单${factText(facts, 'state')}`, remedy: '请另行编制' }),
  'archive-in-list': () => ({ reason: '已列入一份办理中的清单', remedy: '请先办完或者撤销那一份' }),
  'archive-later': () => ({ reason: '封存之后有新材料', remedy: '请先更正并封存新版' }),
  'archive-transfer-untested': () => ({ reason: '没有合格的移交检测', remedy: '请在案卷页做四性检测，合格之后移交' }),
  'archive-other-list': () => ({ reason: '清册与您看到的不同', remedy: '请刷新之后重新核对' }),
  'archive-signed-already': () => ({ reason: '您已经签字', remedy: '还需要另一位监销人签字' }),
  'archive-supervisor-concerned': () => ({
    reason: '您参与了编制、鉴定或者批准',
    remedy: '监销人须是没有参与的人，执行销毁的人也不能是监销人',
  }),
  'archive-supervisors-missing': (facts) => ({
    reason: `监销人已签字 ${factText(facts, 'signed')} 名，须 ${factText(facts, 'required')} 名`,
    remedy: '请由两名监销人核对清册并签字',
  }),
};
