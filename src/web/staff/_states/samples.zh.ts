/** Invented content for the states page: long names, every state. @module */
import type { ShownRefusal } from '../../kit/api.ts';
import type { CapacityRow } from '../../kit/capacity-meter.tsx';
import type { DescriptionItem } from '../../kit/description-list.tsx';
import type { Dot } from '../../kit/dot-grid.tsx';
import type { Filter } from '../../kit/list-filters.tsx';
import type { Session } from '../../kit/session.ts';
import type { Stage } from '../../kit/stage-line.tsx';
import type { StateTone } from '../../kit/state-tag.tsx';
import type { TimelineEntry } from '../../kit/timeline.tsx';

export const LONG_NAME = '示例津沽恒润达精密机械制造与高分子新材料科技发展（集团）有限公司';
export const SAMPLE_HASH = '9f2c4be07a1d83e65504c7fbb19a6d2e3380cf41d57e92ab064d1fe8735bc20a';
export const SAMPLE_TIME = '2026-01-05T06:02:00Z';

export const sampleSession: Session = {
  staffId: 'sample',
  username: 'sample',
  name: '示例人员',
  roles: ['head', 'group-office'],
  bureau: '示例区应急管理局',
  bureauCode: '999999',
  isDemo: true,
  mustChangePassword: false,
  mustEnrolFactor: false,
  hasFactor: false,
  idleMinutes: 30,
  secondsLeft: 43_200,
};

export const tones: readonly (readonly [StateTone, string])[] = [
  ['draft', '草稿'],
  ['waiting', '待局长审批'],
  ['active', '检查中'],
  ['done', '已办结'],
  ['problem', '整改逾期 3 天'],
  ['ended', '已终止'],
];

export interface SampleRow {
  readonly id: string;
  readonly name: string;
  readonly creditCode: string;
  readonly street: string;
  readonly tone: number;
  readonly employees: number;
  readonly lastOn: string;
}

const STREETS = ['示例街', '张家示例镇', '示例经济技术开发区'] as const;

export const sampleRows: readonly SampleRow[] = Array.from({ length: 20 }, (_, index) => ({
  id: `${index}`,
  name: index % 4 === 1 ? LONG_NAME : `示例第${index + 1}机械厂`,
  creditCode: `91120111SAMPLE${String(index).padStart(3, '0')}X`,
  street: STREETS[index % STREETS.length] ?? '',
  tone: index % tones.length,
  employees: (index * 137) % 2400,
  lastOn: `2025-0${(index % 9) + 1}-1${index % 10}`,
}));

export const sampleFilters: readonly Filter[] = [
  {
    key: 'state',
    title: '状态',
    options: [
      { value: 'draft', label: '草稿' },
      { value: 'waiting', label: '待局长审批' },
      { value: 'done', label: '已办结' },
    ],
  },
  {
    key: 'street',
    title: '街镇',
    options: Array.from({ length: 12 }, (_, index) => ({ value: `${index}`, label: `示例第${index + 1}街` })),
  },
];

export const sampleRefusals: readonly ShownRefusal[] = [
  { code: 'a', reason: '检查组只有 1 名持证执法人员，至少需要 2 名', remedy: '请重新抽取检查组' },
  { code: 'b', at: 'year', reason: `${LONG_NAME}的检查表还有 3 项未填`, remedy: '请逐项填写后再签字' },
  { code: 'c', reason: '执法证 示-0012 已于 2026年1月3日到期' },
];
export const oneRefusal: readonly ShownRefusal[] = [
  { code: 'd', reason: '您没有“批准年度计划”的权限', remedy: '由领导小组组长办理' },
];

export const sampleFacts: readonly DescriptionItem[] = [
  { label: '企业名称', value: LONG_NAME },
  { label: '统一社会信用代码', value: '91120111SAMPLE001X' },
  { label: '抽查比例', value: '40%（200 家中抽 80 家）' },
  { label: '备注', value: '' },
];

export const sampleStages: readonly Stage[] = [
  { key: 'frozen', title: '冻结名录', note: '2026-02-24' },
  { key: 'committed', title: '提交承诺', note: '2026-02-25' },
  { key: 'announced', title: '公布公告', note: '待办公室' },
  { key: 'revealed', title: '揭示随机数' },
  { key: 'confirmed', title: '确认结果' },
];

export const sampleTimeline: readonly TimelineEntry[] = [
  { id: '1', at: '2026-02-24T01:10:00Z', what: '冻结名录', who: '示例人员甲', note: '200 家企业，42 名执法人员' },
  { id: '2', at: '2026-02-25T02:00:00Z', what: '提交承诺', who: '示例人员乙' },
  { id: '3', at: '2026-02-25T02:05:00Z', what: '提交承诺', who: '示例人员丙', note: LONG_NAME },
];

/** 200 candidates, 80 of them drawn, scattered as a draw scatters them. */
export const sampleDots: readonly Dot[] = Array.from({ length: 200 }, (_, index) => ({
  name: `示例企业 ${index + 1}`,
  isDrawn: (index * 73 + 31) % 200 < 80,
}));

export const sampleCapacity: readonly CapacityRow[] = [
  { label: '1月', needed: 18, available: 42 },
  { label: '2月', needed: 12, available: 24 },
  { label: '3月', needed: 40, available: 36 },
  { label: '4月', needed: 0, available: 40 },
];

export const stateText = {
  title: '组件状态',
  standing: '界面组件的每一种状态，用于检查显示效果；内容均为虚构',
  listTitle: '企业名录',
  name: '企业名称',
  creditCode: '统一社会信用代码',
  street: '街镇',
  state: '状态',
  employees: '从业人数',
  lastOn: '上次检查',
  searchHint: '企业名称、统一社会信用代码、拼音首字母',
  approve: '批准年度计划',
  approved: '已批准',
  consequence: '批准后计划即行公布，不能修改；确需调整须另行编制并说明理由。',
  sections: {
    buttons: '按钮与理由',
    refusals: '拒绝',
    seal: '签署',
    states: '状态、印记、指纹、日期',
    facts: '事实',
    course: '进程',
    pictures: '图',
    form: '表单',
    waiting: '读取中',
    empty: '空与错误',
    list: '列表',
  },
  openBefore: '打开：签署前',
  openRefused: '打开：签署被拒',
  openPending: '打开：正在写入',
  openAfter: '打开：签署后',
  showMistakes: '显示全部错误',
  saveDraft: '保存草稿',
  emptyTitle: '还没有年度计划',
  emptyNext: '先核对名录库，再编制计划',
  source: { source: '抽取记录 2026-01', asOf: '2026年3月2日' },
  fields: {
    title: '计划名称',
    titleHint: '例如 2026 年度安全生产“双随机”抽查计划',
    year: '年度',
    street: '街镇',
    note: '说明',
  },
  fieldMistake: '请填写',
  formSection: '基本信息',
  formHint: '公布时原样显示',
  upload: '名录工作簿',
} as const;
