/** 数据字典 of what comes before a visit, and of the list of serious dishonesty. Browser-safe. @module */
import { PUBLICITY_CLASSES } from '../../credit/rules/publicity.ts';
import { VOID_REASONS } from '../../draw/types.ts';
import { CHECK_METHODS, ITEM_CATEGORIES, ITEM_KINDS, SELECTIONS } from '../../items/types.ts';
import { PARTY_KINDS, PENALTY_KINDS } from '../../penalty/types/case.ts';
import { PLAN_STATES } from '../../plan/types.ts';
import type { Columns } from '../types.ts';
import { creditCode, enterpriseName, version } from './columns.ts';

const hash = {
  type: 'text',
  title: '内容指纹',
  meaning: '公布内容规范形式的 SHA-256',
  en: 'SHA-256 of the published content in canonical form.',
} as const;

export const planColumns = {
  plan_id: { type: 'text', title: '计划编号', meaning: '一版一个', en: 'Permanent id of one version of a plan.' },
  plan_year: { type: 'integer', title: '年度', meaning: '计划所属年度', en: 'Year of the plan.' },
  version: { type: 'integer', title: '版本', meaning: '调整后加 1', en: 'One more for every adjustment.' },
  state: {
    type: 'code',
    codes: PLAN_STATES,
    title: '状态',
    meaning: '计划状态',
    en: 'State of the plan.',
    isFilter: true,
  },
  title: { type: 'text', title: '计划名称', meaning: '计划名称', en: 'Title of the plan.' },
  universe: { type: 'integer', title: '名录数', meaning: '统计日名录内的企业数', en: 'Enterprises in scope.' },
  measured_on: { type: 'day', title: '名录统计日', meaning: '名录数的统计日', en: 'Day on which they were counted.' },
  ratio_per_10000: {
    type: 'integer',
    title: '抽查比例（万分之）',
    meaning: '万分之几，4000 即 40%',
    en: 'Sampling ratio in ten-thousandths: 4000 is 40 %.',
  },
  planned: { type: 'integer', title: '抽查数量', meaning: '计划抽查的企业数', en: 'Enterprises to be inspected.' },
  window_from: { type: 'day', title: '时段起', meaning: '抽查时段第一日', en: 'First day of the window.' },
  window_to: { type: 'day', title: '时段止', meaning: '抽查时段最后一日', en: 'Last day of the window.' },
  approved_on: { type: 'day', title: '批准日期', meaning: '批准日期', en: 'Day of approval.' },
  published_on: { type: 'day', title: '公布日期', meaning: '公布日期', en: 'Day of publication.' },
  adjusted_because: {
    type: 'text',
    title: '调整理由',
    meaning: '为什么有这一版；第一版为空',
    en: 'Why this version replaced the one before; empty for the first.',
    isNullable: true,
  },
  hash,
} as const satisfies Columns;

export const itemColumns = {
  row_id: {
    type: 'text',
    title: '行编号',
    meaning: '清单版次加事项编码',
    en: 'Permanent id: edition of the list, a dash, code of the item.',
  },
  edition: { type: 'integer', title: '清单版次', meaning: '清单第几版', en: 'Edition of the list.', isFilter: true },
  published_on: {
    type: 'day',
    title: '公布日期',
    meaning: '这一版清单的公布日期',
    en: 'Day the edition was published.',
  },
  code: { type: 'text', title: '事项编码', meaning: '事项编码', en: 'Code of the item.', isFilter: true },
  version: { type: 'integer', title: '事项版本', meaning: '事项第几版', en: 'Version of the item.' },
  name: { type: 'text', title: '事项名称', meaning: '事项名称', en: 'Name of the item.' },
  category: {
    type: 'code',
    codes: ITEM_CATEGORIES,
    title: '类别',
    meaning: '重点或一般检查事项',
    en: 'Key or general item.',
    isFilter: true,
  },
  kind: {
    type: 'code',
    codes: ITEM_KINDS,
    title: '检查类型',
    meaning: '日常、专项或个案检查',
    en: 'Routine, special or single-case inspection.',
  },
  subject: { type: 'text', title: '检查主体', meaning: '由谁检查', en: 'Who inspects.' },
  methods: { type: 'codes', codes: CHECK_METHODS, title: '检查方式', meaning: '怎样检查', en: 'How it is checked.' },
  selection: {
    type: 'code',
    codes: SELECTIONS,
    title: '抽取方式',
    meaning: '怎样抽取',
    en: 'How enterprises are chosen.',
  },
  ratio_per_10000: {
    type: 'integer',
    title: '抽查比例（万分之）',
    meaning: '万分之几；由年度计划确定的为空',
    en: 'Sampling ratio in ten-thousandths; empty where the plan decides.',
    isNullable: true,
  },
  frequency: { type: 'integer', title: '检查频次', meaning: '每家企业每年次数', en: 'Visits per enterprise and year.' },
  cap: {
    type: 'integer',
    title: '频次上限',
    meaning: '每家企业每年至多次数；没有单独上限的为空',
    en: 'Most visits per enterprise and year; empty where there is none of its own.',
    isNullable: true,
  },
  joint_departments: {
    type: 'list',
    title: '联合部门',
    meaning: '一并检查这一事项的部门；不联合的为空',
    en: 'Departments that check it together with the bureau; empty where it checks alone.',
  },
  channel_url: {
    type: 'text',
    title: '公布渠道',
    meaning: '另行公布这一事项的网址；没有的为空',
    en: 'Address where the item is also published; empty where there is none.',
    isNullable: true,
  },
  check_points: { type: 'list', title: '检查要点', meaning: '逐项检查的内容', en: 'Questions asked on the spot.' },
  duties: { type: 'list', title: '义务条款', meaning: '法律依据', en: 'Articles that state the duty.' },
  penalties: { type: 'list', title: '处罚条款', meaning: '法律责任', en: 'Articles that state the penalty.' },
} as const satisfies Columns;

export const drawColumns = {
  draw_id: { type: 'text', title: '抽取编号', meaning: '/draws/ 之后的部分', en: 'Public id of the draw.' },
  name: { type: 'text', title: '抽取名称', meaning: '抽取名称', en: 'Name of the draw.' },
  announced_at: {
    type: 'instant',
    title: '公告时间',
    meaning: '名录与规则锁定并公告',
    en: 'When list and rules were fixed and announced.',
  },
  announcement_hash: {
    type: 'text',
    title: '公告指纹',
    meaning: '公告文件在留痕日志中的叶哈希',
    en: 'Leaf hash of the announcement in the public log.',
  },
  listed: { type: 'integer', title: '名录数', meaning: '名录中的企业数', en: 'Enterprises in the list.' },
  eligible: {
    type: 'integer',
    title: '可抽数',
    meaning: '排除之后可以抽中的企业数',
    en: 'Enterprises that can be drawn.',
  },
  to_draw: { type: 'integer', title: '应抽数', meaning: '应抽取的企业数', en: 'Enterprises to draw.' },
  is_sealed: {
    type: 'flag',
    title: '封存',
    meaning: '为真时抽中名单尚未公开',
    en: 'True while who was drawn is not public yet.',
    isFilter: true,
  },
  voided_because: {
    type: 'code',
    codes: VOID_REASONS,
    title: '作废原因',
    meaning: '没有作废的为空',
    en: 'Why the draw is void; empty when it is not.',
    isNullable: true,
    isFilter: true,
  },
  result_hash: {
    type: 'text',
    title: '结果指纹',
    meaning: '抽取结果文件的 SHA-256；结果未公开的为空',
    en: 'Hash of the result; empty while it is not public.',
    isNullable: true,
  },
} as const satisfies Columns;

export const drawnColumns = {
  row_id: {
    type: 'text',
    title: '行编号',
    meaning: '抽取编号加统一社会信用代码',
    en: 'Permanent id: draw_id, a dash, credit code.',
  },
  draw_id: { type: 'text', title: '抽取编号', meaning: '哪次抽取', en: 'Which draw.', isFilter: true },
  credit_code: creditCode,
  enterprise_name: enterpriseName,
  is_drawn: { type: 'flag', title: '抽中', meaning: '是否抽中', en: 'Whether it was drawn.', isFilter: true },
  stratum: {
    type: 'text',
    title: '层',
    meaning: '抽中企业所在的层；未抽中的为空',
    en: 'Stratum of a drawn enterprise.',
    isNullable: true,
  },
  rank: {
    type: 'integer',
    title: '层内次序',
    meaning: '抽中的次序；未抽中的为空',
    en: 'Place in the drawing order of its stratum.',
    isNullable: true,
  },
  score: {
    type: 'text',
    title: '抽取数',
    meaning: '由公开随机数算出，小者先抽中；未抽中的为空',
    en: 'Number computed from the public randomness; the smaller is drawn first.',
    isNullable: true,
  },
} as const satisfies Columns;

export const dishonestyColumns = {
  entry_id: { type: 'text', title: '列入编号', meaning: '一次列入一个', en: 'Permanent id of the listing.' },
  enterprise_name: enterpriseName,
  credit_code: creditCode,
  situation: { type: 'text', title: '列入情形', meaning: '列入的具体情形', en: 'Situation that led to the listing.' },
  basis: { type: 'text', title: '列入依据', meaning: '列入依据', en: 'Legal basis.' },
  listed_on: { type: 'day', title: '列入日期', meaning: '作出列入决定的日期', en: 'Day of the decision.' },
  published_on: { type: 'day', title: '公布日期', meaning: '公布日期', en: 'Day of publication.' },
  ends_on: { type: 'day', title: '公示截止日期', meaning: '到期后自动移出', en: 'Last day of publication.' },
} as const satisfies Columns;

export const penaltyColumns = {
  penalty_id: {
    type: 'text',
    title: '公示编号',
    meaning: '一份处罚决定一个，更正后不变；/penalties/ 之后的部分',
    en: 'Permanent id of the published decision; kept when it is corrected.',
  },
  version,
  published_on: { type: 'day', title: '公布日期', meaning: '这一版的公布日期', en: 'Day this version was published.' },
  bureau: { type: 'text', title: '处罚机关', meaning: '作出决定的机关', en: 'The deciding body.' },
  number: {
    type: 'text',
    title: '决定书文号',
    meaning: '行政处罚决定书文号',
    en: 'Number of the decision.',
    isFilter: true,
  },
  decided_on: { type: 'day', title: '决定日期', meaning: '作出决定的日期', en: 'Day of the decision.' },
  party_kind: {
    type: 'code',
    codes: PARTY_KINDS,
    title: '相对人类别',
    meaning: '单位或者个人；个人只公开姓',
    en: 'Unit or natural person; of a person only the surname is public.',
    isFilter: true,
  },
  party_name: { type: 'text', title: '行政相对人', meaning: '被处罚的单位或个人', en: 'The party fined.' },
  credit_code: { ...creditCode, isNullable: true, meaning: '18 位，GB 32100-2015；个人为空' },
  cause: { type: 'text', title: '案由', meaning: '违法行为类型', en: 'Kind of violation.' },
  facts: { type: 'list', title: '违法事实', meaning: '公开的违法事实', en: 'The facts in their public words.' },
  violates: { type: 'text', title: '违反的条款', meaning: '违反的法律条款', en: 'Provision violated.' },
  basis: { type: 'text', title: '处罚依据', meaning: '据以处罚的法律条款', en: 'Provision the penalty rests on.' },
  kinds: {
    type: 'codes',
    codes: PENALTY_KINDS,
    title: '处罚种类',
    meaning: '行政处罚法第九条的种类',
    en: 'Kinds of penalty (Administrative Penalty Law, art. 9).',
  },
  content: { type: 'list', title: '处罚内容', meaning: '每一种处罚的内容', en: 'What each penalty is.' },
  fine_fen: {
    type: 'integer',
    title: '罚款（分）',
    meaning: '罚款金额，单位分；没有罚款的为 0',
    en: 'Fine in fen (0.01 yuan); 0 when there is none.',
  },
  confiscated_fen: {
    type: 'integer',
    title: '没收违法所得（分）',
    meaning: '没收违法所得金额，单位分；没有的为 0',
    en: 'Gains confiscated in fen; 0 when there are none.',
  },
  publicity_class: {
    type: 'code',
    codes: PUBLICITY_CLASSES,
    title: '公示类别',
    meaning: '信用信息公示的轻微、一般、严重',
    en: 'Class that decides how long the decision is public.',
    isFilter: true,
  },
  public_until: {
    type: 'day',
    title: '公示截止日期',
    meaning: '到期后不再提供；没有期限规则的为空',
    en: 'Last day of publication; empty where no rule sets one.',
    isNullable: true,
  },
  hash,
} as const satisfies Columns;
