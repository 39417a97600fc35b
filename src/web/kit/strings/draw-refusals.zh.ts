/** Why a deed on a draw is refused, and what to do about it. No React here. @module */
import { DRAW_STATES, VOID_REASONS } from '../../../draw/types.ts';
import { EQUIPMENT_KINDS } from '../../../directory/types/vocabulary.ts';
import { PLAN_STATES } from '../../../plan/types.ts';
import { factList, factText, factTime as time, factWords } from './facts.ts';
import { chainRefusals } from './draw-chains-refusals.zh.ts';
import { substitutionRefusals } from './draw-after-refusals.zh.ts';
import type { RefusalFacts, RefusalMessages } from './refusals.ts';

/** `甲、乙等 12 家`: the first names and how many there are. */
function some(facts: RefusalFacts, names: string, count: string, unit: string): string {
  const listed = factList(facts, names);
  const total = Number(factText(facts, count));
  return total > listed.length
    ? `${listed.join('、')}等 ${total} ${unit}`
    : listed.join('、') || factText(facts, names);
}

const SIDES = { head: '领导小组组长', supervisor: '执法监督' };

const stepRefusals: RefusalMessages = {
  'draw-not-found': () => ({ reason: '没有找到这次抽取', remedy: '它可能不属于本机关；请从抽取列表重新进入' }),
  'draw-void': () => ({ reason: '这次抽取已作废', remedy: '请用新的批次重新抽取；作废的抽取仍会算出结果并公开' }),
  'draw-stage': (facts) => ({
    reason: `抽取现在是“${factWords(facts, 'state', DRAW_STATES)}”，这一步只在“${factWords(facts, 'stages', DRAW_STATES)}”时办理`,
  }),
  'draw-planner-operates': (facts) => ({
    reason: `${factText(facts, 'name')}起草了本计划，不能再操作抽取`,
    remedy: '由领导小组办公室没有起草本计划的人员操作',
  }),
  'draw-editor-operates': (facts) => ({
    reason: `${factText(facts, 'name')}在抽取前 30 天内修改过名录，不能再操作抽取`,
    remedy: '由领导小组办公室没有维护名录的人员操作',
  }),
  'draw-witness-operates': (facts) => ({
    reason: `${factText(facts, 'name')}是本次抽取的见证人，不能再操作抽取`,
    remedy: '由另一名操作员办理',
  }),
  'draw-party-operates': (facts) => ({
    reason: `${factText(facts, 'name')}已为本次抽取提交承诺，不能再操作抽取`,
    remedy: '由另一名操作员办理',
  }),
  'draw-planner-witnesses': (facts) => ({
    reason: `${factText(facts, 'name')}起草了本计划，不能见证抽取`,
    remedy: '由另一名执法监督人员见证',
  }),
  'draw-editor-witnesses': (facts) => ({
    reason: `${factText(facts, 'name')}在抽取前 30 天内修改过名录，不能见证抽取`,
    remedy: '由另一名执法监督人员见证',
  }),
  'draw-operator-witnesses': (facts) => ({
    reason: `${factText(facts, 'name')}是本次抽取的操作员，不能见证自己的操作`,
    remedy: '由另一名执法监督人员见证',
  }),
  'draw-operator-commits': (facts) => ({
    reason: `${factText(facts, 'name')}是本次抽取的操作员，不能提交承诺`,
    remedy: '由领导小组和执法监督各出一人提交',
  }),
  'draw-operator-confirms': (facts) => ({
    reason: `${factText(facts, 'name')}是本次抽取的操作员，不能确认结果`,
    remedy: '由没有操作本次抽取的领导确认',
  }),
  'draw-operator-voids': (facts) => ({
    reason: `${factText(facts, 'name')}是本次抽取的操作员，不能作废抽取`,
    remedy: '由领导小组组长和执法监督作废',
  }),
};

const configureRefusals: RefusalMessages = {
  'draw-batch-not-next': (facts) => ({
    reason: `批次 ${factText(facts, 'batch')} 不能用，本年度这项任务的下一批次是 ${factText(facts, 'next')}`,
    remedy: '同一年度、任务、批次只抽取一次；请刷新后使用下一批次',
  }),
  'draw-changed-meanwhile': (facts) => ({
    reason: `方案已在${time(facts, 'at')}被改动`,
    remedy: '请刷新页面，看过改动后再保存；您填写的内容仍在页面上',
  }),
  'draw-stratum-twice': (facts) => ({
    reason: `分层代号 ${factText(facts, 'id')} 重复`,
    remedy: '每个分层用不同的代号',
  }),
  'draw-item-twice': (facts) => ({ reason: `事项 ${factText(facts, 'code')} 选择了两次`, remedy: '去掉重复的一条' }),
  'draw-stratum-reversed': (facts) => ({
    reason: `分层“${factText(facts, 'name')}”的最少数 ${factText(facts, 'min')} 大于最多数 ${factText(facts, 'max')}`,
    remedy: '改小最少数，或改大最多数',
  }),
  'draw-dates-reversed': (facts) => ({
    reason: `计划检查日期从${factText(facts, 'from')}到${factText(facts, 'to')}，先后颠倒`,
    remedy: '结束日期不早于开始日期',
  }),
  'draw-dates-too-long': (facts) => ({
    reason: `计划检查日期共 ${factText(facts, 'days')} 天，超过 ${factText(facts, 'most')} 天`,
    remedy: '缩短计划检查日期',
  }),
  'draw-deadlines-reversed': (facts) => ({
    reason: `结果时限（${time(facts, 'result')}）不晚于揭示时限（${time(facts, 'reveal')}）`,
    remedy: '先揭示，后出结果；请把结果时限改晚',
  }),
};

const freezeRefusals: RefusalMessages = {
  'draw-freeze-reasons': (facts) => ({ reason: `有 ${factText(facts, 'count')} 条原因，见下` }),
  'draw-plan-state': (facts) => ({
    reason: `计划现在是“${factWords(facts, 'state', PLAN_STATES)}”，批准、公开并启动后才能抽取`,
    remedy: '先把计划办到“执行中”',
  }),
  'draw-day-outside-window': (facts) => ({
    reason: `今天（${factText(facts, 'day')}）不在计划期限 ${factText(facts, 'from')} 至 ${factText(facts, 'to')} 内`,
    remedy: '在期限内抽取，或由组长批准窗口外例外',
  }),
  'draw-dates-outside-window': (facts) => ({
    reason: `计划检查日期有 ${factText(facts, 'days')} 天（${factText(facts, 'first')} 至 ${factText(facts, 'last')}）在计划期限 ${factText(facts, 'from')} 至 ${factText(facts, 'to')} 之外`,
    remedy: '改到期限内，或由组长批准窗口外例外',
  }),
  'draw-item-unpublished': (facts) => ({
    reason: `事项 ${factText(facts, 'codes')} 没有公布，未经公布的事项不得实施`,
    remedy: '先公布清单，或从方案中去掉这些事项',
  }),
  'draw-id-unusable': (facts) => ({
    reason: `${some(facts, 'ids', 'count', '个')}编号重复、过长或校验码不对，不能写入公开文件`,
    remedy: '在名录中更正执法证号、专家编号或统一社会信用代码',
  }),
  'draw-name-unusable': (facts) => ({
    reason: `${some(facts, 'ids', 'count', '家')}企业的名称含有控制字符或首尾空格，不能写入公开文件`,
    remedy: '在名录中更正企业名称',
  }),
  'draw-size-beyond-eligible': (facts) => ({
    reason: `要抽取 ${factText(facts, 'k')} 家，名录 ${factText(facts, 'listed')} 家中只有 ${factText(facts, 'eligible')} 家可以抽取`,
    remedy: '减少抽取数量，或放宽定向条件',
  }),
  'draw-size-beyond-plan': (facts) => ({
    reason: `本次抽取 ${factText(facts, 'k')} 家，加上已抽取的 ${factText(facts, 'drawn')} 家，超过计划的 ${factText(facts, 'count')} 家`,
    remedy: '减少抽取数量，或按程序调整计划',
  }),
  'draw-stratum-without-chance': (facts) => ({
    reason: `分层“${factText(facts, 'name')}”有 ${factText(facts, 'eligible')} 家可抽，却一家也抽不到`,
    remedy: '请把该层“最少”填为至少 1',
  }),
  'draw-stratum-bounds': (facts) => ({
    reason: `分层“${factText(facts, 'name')}”至少要抽 ${factText(facts, 'min')} 家，最多只能抽 ${factText(facts, 'max')} 家（可抽取 ${factText(facts, 'eligible')} 家）`,
    remedy: '改小这一分层的最少数',
  }),
  'draw-size-outside-strata': (facts) => ({
    reason: `要抽取 ${factText(facts, 'k')} 家，各分层合计最少 ${factText(facts, 'least')} 家、最多 ${factText(facts, 'most')} 家`,
    remedy: '改抽取数量，或改各分层的最少数、最多数',
  }),
  'draw-officers-too-few': (facts) => ({
    reason: `名录 ${factText(facts, 'listed')} 名执法人员中，计划检查日期内在岗且执法证有效的只有 ${factText(facts, 'certified')} 名，一组需要 ${factText(facts, 'needed')} 名`,
    remedy: '先更新执法证或人员状态，或改计划检查日期',
  }),
  'draw-no-lead': (facts) => ({
    reason: `在岗且执法证有效的 ${factText(facts, 'certified')} 名执法人员中没有主办人员`,
    remedy: '在执法人员名录中登记主办人员',
  }),
  'draw-teams-impossible': (facts) => ({
    reason:
      `可能抽中的企业无法全部编组：${some(facts, 'enterprises', 'enterpriseCount', '家')}的 ${factText(facts, 'seats')} 个席位` +
      `只能由 ${some(facts, 'officers', 'officerCount', '人')}担任，他们合计最多承担 ${factText(facts, 'capacity')} 个`,
    remedy: '提高每人上限、增加符合要求的执法人员、放宽席位要求，或减少抽取数量',
  }),
};

const meansRefusals: RefusalMessages = {
  'draw-means-stratum': (facts) => ({
    reason: `车辆或装备所指的分层 ${factText(facts, 'ids')} 不在方案中`,
    remedy: '改选方案中的分层',
  }),
  'draw-means-held': (facts) => ({
    reason: `抽取“${factText(facts, 'name')}”已冻结车辆和装备，还没有派发或作废`,
    remedy: '等它派发后再冻结，或在方案中不安排日期、车辆和装备',
  }),
  'draw-no-workday': (facts) => ({
    reason: `计划检查日期 ${factText(facts, 'from')} 至 ${factText(facts, 'to')} 没有工作日`,
    remedy: '改计划检查日期',
  }),
  'draw-no-vehicle': (facts) => ({
    reason: `名录 ${factText(facts, 'listed')} 辆车中没有可用的`,
    remedy: '更新车辆状态，或把每辆车每天最多出车改为 0',
  }),
  'draw-no-explosion-proof': (facts) => ({
    reason: `可用的 ${factText(facts, 'usable')} 辆车都没有“防爆”标签`,
    remedy: '在车辆名录中登记防爆车辆，或去掉防爆要求',
  }),
  'draw-no-device': (facts) => ({
    reason: `${factWords(facts, 'kinds', EQUIPMENT_KINDS)}没有可用且检定期到 ${factText(facts, 'to')} 仍有效的`,
    remedy: '更新装备的状态和检定有效期，或从方案中去掉这种装备',
  }),
  'draw-teams-too-few': (facts) => ({
    reason: `${factText(facts, 'count')} 组各检查 ${factText(facts, 'cap')} 家，合计 ${factText(facts, 'most')} 家，少于要抽取的 ${factText(facts, 'k')} 家`,
    remedy: '增加组数或每组家数，或减少抽取数量',
  }),
  'draw-formation-impossible': (facts) => ({
    reason: `编不成 ${factText(facts, 'count')} 组：${factText(facts, 'seats')} 个席位只有 ${factText(facts, 'capacity')} 名符合要求的执法人员`,
    remedy: '减少组数，或更新执法人员的资格',
  }),
};

const sourceRefusals: RefusalMessages = {
  'draw-result-late': (facts) => ({
    reason: `结果时限 ${time(facts, 'until')} 已过`,
    remedy: '时限已公告，不能再改；请作废后用新的批次',
  }),
  'dice-character': (facts) => ({
    reason: `点数中有不是数字的字符：${factText(facts, 'found')}`,
    remedy: '按唱读顺序录入 0 到 9 的数字',
  }),
  'dice-count': (facts) => ({
    reason: `录入了 ${factText(facts, 'found')} 个点数，应为 ${factText(facts, 'needed')} 个`,
    remedy: '请对照唱读记录补齐或去掉多余的点数',
  }),
  'draw-dice-mismatch': () => ({ reason: '两次录入不一致，两次都已记入日志', remedy: '请操作员和见证人都重新录入' }),
  'draw-dice-await-check': () => ({ reason: '已录入的点数还在等见证人复核', remedy: '请见证人先复核' }),
  'draw-dice-not-recorded': () => ({
    reason: '操作员还没有重新录入点数',
    remedy: '上一次两人录入不一致，由操作员先重新录入',
  }),
};

const recordRefusals: RefusalMessages = {
  'draw-record-changed': () => ({
    reason: '抽取记录表与您看到的不是同一份',
    remedy: '请刷新页面，重新打开记录表看过后再签',
  }),
  'draw-record-no-duty': (facts) => ({
    reason: `${factText(facts, 'name')}不是本次抽取的操作员、见证人，也不是领导小组的组长或副组长`,
    remedy: '由本次抽取的操作员、见证人和组长各自签署',
  }),
  'draw-record-signed': (facts) => ({ reason: `${factText(facts, 'as')}已经签署`, remedy: '每方只签一次' }),
};

const wallRefusals: RefusalMessages = {
  'wall-station-not-reached': () => ({
    reason: '抽取还没有进行到下一站',
    remedy: '先办完这一站的步骤；结果要全部展示完，才能讲编组',
  }),
  'wall-no-result': () => ({ reason: '还没有结果可以展示', remedy: '先计算抽取结果' }),
};

const settleRefusals: RefusalMessages = {
  'draw-teams-unassigned': (facts) => ({
    reason:
      `结果无法编组：${some(facts, 'enterprises', 'enterpriseCount', '家')}的 ${factText(facts, 'seats')} 个席位` +
      `只能由 ${some(facts, 'officers', 'officerCount', '人')}担任，他们合计最多承担 ${factText(facts, 'capacity')} 个`,
    remedy: '不能人工指定；由组长和执法监督作废后用新的批次',
  }),
  'draw-void-proposed': (facts) => ({
    reason: `${factWords(facts, 'side', SIDES)}已经以“${factWords(facts, 'reason', VOID_REASONS)}”提议作废`,
    remedy: '由另一方同意',
  }),
  'draw-void-not-proposed': (facts) => ({
    reason: `还没有人以“${factWords(facts, 'reason', VOID_REASONS)}”提议作废`,
    remedy: '先由一方提议，另一方再同意',
  }),
  'draw-void-own-proposal': (facts) => ({
    reason: `作废由${factWords(facts, 'side', SIDES)}一方提议，${factText(facts, 'name')}不能再代表另一方同意`,
    remedy: '由另一方同意',
  }),
};

export const drawRefusals: RefusalMessages = {
  ...stepRefusals,
  ...configureRefusals,
  ...freezeRefusals,
  ...meansRefusals,
  ...sourceRefusals,
  ...settleRefusals,
  ...recordRefusals,
  ...wallRefusals,
  ...substitutionRefusals,
  ...chainRefusals,
};
