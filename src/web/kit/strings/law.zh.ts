/** Words of the law and its changes: refusals and pages. No React here. @module */
import { factText } from './facts.ts';
import type { RefusalMessages } from './refusals.ts';

export const lawRefusals: RefusalMessages = {
  'law-article-twice': (facts) => ({
    reason: `第 ${factText(facts, 'articles')} 条出现两次`,
    remedy: '请检查粘贴的文字，一部法规一次',
  }),
  'law-not-later': (facts) => ({
    reason: `施行日期 ${factText(facts, 'from')} 不晚于已登记的版本（${factText(facts, 'latest')} 起施行）`,
    remedy: '已登记的条文不能改写；请核对施行日期',
  }),
  'law-unchanged': () => ({ reason: '与施行中的条文完全相同，没有可载入的变化' }),
  'law-entered-meanwhile': (facts) => ({
    reason: `其间另有人登记了 ${factText(facts, 'from')} 起施行的条文`,
    remedy: '请刷新页面，核对后再办理',
  }),
  'law-not-in-force': (facts) => ({
    reason: `《${factText(facts, 'instrument')}》在 ${factText(facts, 'day')} 没有尚未登记失效的条文`,
    remedy: '请核对法规名称和最后施行之日',
  }),
  'law-change-not-found': () => ({ reason: '没有这一项法规变动', remedy: '请从法规变动页重新进入' }),
  'law-item-untouched': () => ({
    reason: '这个事项版本没有引用变动的条文',
    remedy: '它可能已被修改，请刷新页面',
  }),
  'law-citation-ends': (facts) => ({
    reason: `${factText(facts, 'item')}引用的${factText(facts, 'citations')}不再施行，不能复核了事`,
    remedy: '请修改事项，改引现行条文',
  }),
  'law-reviewed-already': () => ({ reason: '这个事项已有人复核', remedy: '请刷新页面' }),
  'law-text-unread': () => ({ reason: '没有读到条文', remedy: '每条须以“第一条”这样的文字另起一行' }),
  'law-text-gap': (facts) => ({
    reason: `条文不连续：应为第 ${factText(facts, 'expected')} 条，读到第 ${factText(facts, 'found')} 条`,
    remedy: '请补齐或更正；整部法规一次粘贴',
  }),
  'law-text-article': (facts) => ({
    reason: `第 ${factText(facts, 'articles')} 条没有内容或过长`,
    remedy: '请检查粘贴的文字',
  }),
  'law-text-between': (facts) => ({
    reason: `还不能登记“某条之一”：${factText(facts, 'lines')}`,
    remedy: '请并入前一条的文字',
  }),
};

export const lawText = {
  changes: '法规变动',
  standing: '条文修改或失效后，引用它的事项要逐个复核',
  laws: '法规目录',
  none: '还没有法规变动',
  noneNext: '载入法规新版或登记废止后，受影响的事项列在这里',
  heading: (instrument: string, day: string): string => `《${instrument}》，${day}起`,
  articleCount: (changed: number, ended: number): string =>
    [changed > 0 ? `修改 ${changed} 条` : '', ended > 0 ? `失效 ${ended} 条` : '']
      .filter((part) => part !== '')
      .join('，'),
  showArticles: (count: number): string => `事项引用的 ${count} 条的变化`,
  others: (count: number): string => `另有 ${count} 条变动，没有事项引用。`,
  whole: '查看全文和各版本',
  article: (number: string): string => `第${number}条`,
  ends: '失效',
  untouched: '没有事项引用变动的条文',
  settled: '受影响的事项均已复核',
  open: (count: number): string => `${count} 个事项待复核`,
  touched: '受影响的事项',
  citations: '引用',
  points: '涉及的要点',
  allPoints: (numbers: string): string => `第 ${numbers} 个要点`,
  state: '复核',
  edit: '修改事项',
  endsNote: '所引条文失效，须改引现行条文',
  note: '复核意见',
  noteHint: '例如：仅文字调整，要点和处罚条款不变',
  review: '复核',
  reviewed: (name: string, day: string, note: string): string => `${name}，${day}：${note}`,
  adopt: '载入法规新版',
  adoptStanding: '粘贴整部法规，先看变化，再载入；已登记的条文不会改写',
  instrument: '法规名称',
  instrumentHint: '不写“中华人民共和国”和书名号，例如 安全生产法',
  version: '版本',
  versionHint: '例如 2026年3月1日修订',
  validFrom: '施行日期',
  source: '出处',
  sourceHint: '公布文号或公报，例如 中华人民共和国主席令第88号',
  text: '全文',
  textHint: '每条以“第一条”另起一行；章节标题和目录可以一并粘贴',
  comparison: '与施行中的条文相比',
  counts: (added: number, changed: number, unchanged: number, ended: number): string =>
    `新增 ${added} 条，修改 ${changed} 条，不变 ${unchanged} 条，删去 ${ended} 条`,
  waiting: '填写法规名称、施行日期和全文后显示',
  end: '登记废止',
  endHint: '整部法规不再施行时登记；条文仍可按行为日查到',
  lastDay: '最后施行之日',
  count: '条数',
  versions: '版本数',
  inForce: '施行中',
  notYet: '尚未施行',
  ended: '已失效',
  validity: (from: string, to: string | null): string => (to === null ? `${from}起` : `${from}至${to}`),
  search: '条号或条文中的文字',
  lawStanding: (articles: number): string => `共 ${articles} 条；改过的条文列出各版本`,
  found: (count: number): string => `${count} 条`,
} as const;
