/** The words of the open data pages and of what the data API refuses. `portal-data.en.ts` has the same shape. No React here. @module */

export const dataText = {
  lang: 'zh-CN',
  title: '开放数据',
  description: '计划、事项、抽取、检查结果、问题和整改的全部公开数据，附字段说明、版本和指纹',
  lead: '与本站页面同一份数据，随公布即时更新。无需注册，可以自由使用。',
  other: 'English',
  toc: { datasets: '数据集', year: '整年下载', api: '接口', licence: '使用条款', limits: '已知局限', cite: '引用' },
  none: '还没有公布的数据。',
  yearZip: (year: number): string => `${year} 年全部数据集（zip，含字段说明和 SHA256SUMS）`,
  datasetsCaption: '每个数据集每年一个文件，网址不变，内容总是最新一版',
  dataset: '数据集',
  about: '内容',
  years: '年度',
  rows: '行数',
  files: '文件',
  version: '版本',
  versionValue: (version: number, position: number): string => `第 ${version} 版（留痕第 ${position} 条）`,
  asOf: '数据截至',
  fingerprint: 'SHA-256',
  bytes: '字节数',
  sizeValue: (bytes: number): string =>
    bytes < 1_024
      ? `${bytes} 字节`
      : bytes < 1_048_576
        ? `${Math.ceil(bytes / 1_024)} KB`
        : `${(bytes / 1_048_576).toFixed(1)} MB`,
  filesTitle: '文件',
  filesCaption: '各年度的文件',
  columnsTitle: '字段说明',
  columnsCaption: '列，按文件中的顺序',
  column: '列名',
  columnTitle: '中文名',
  type: '类型',
  meaning: '含义',
  nullable: '可为空',
  codes: '代码',
  versionsTitle: '版本记录',
  versionsCaption: '内容每变一次是一版；最近的在前',
  change: '变化',
  changeValue: (added: number, changed: number, removed: number): string =>
    `新增 ${added} 行，修改 ${changed} 行，撤下 ${removed} 行`,
  noVersions: '这个数据集还没有公布的内容。',
  yearOf: (what: string): string => `按${what}归入年度。`,
  corrections: '更正与撤回的理由',
  dictionary: '全部字段说明',
  dictionaryTitle: '数据字典',
  dictionaryDescription: '每个数据集的每一列和每一个代码',
  dictionaryFiles: '下载数据字典',
  catalogue: '目录（DCAT 3，JSON-LD）',
  openapi: '接口说明（OpenAPI 3.1）',
  rss: '订阅',
  apiLead: '分页读取，按列筛选，返回 JSON：',
  apiId: '每一行有永久网址；撤回后答复 410：',
  tryTitle: '试用接口',
  tryLead: '选好条件，按“读取”，看到的就是接口的答复；地址可以照抄到程序里。',
  tryYear: '年度',
  tryAny: '不限',
  tryLimit: '最多行数',
  tryPress: '读取',
  flags: { true: '是', false: '否' },
  sample: '样例，一行：',
  schema: '文件结构',
  licence: [
    '可以复制、发布、加工和用于商业目的，无需许可，也不收费。',
    '请注明来源机关和数据版本；加工过的，请说明是加工过的。',
    '不得用来识别自然人，不得让人误以为机关认可您的结论。',
  ],
  limits: [
    '只含已公布的内容：检查结束到公布之间有法定的审查期限，尚未公布的检查不在其中。',
    '封存抽取的名单在公开之前不在任何文件里。',
    '没有发现问题的检查也是一行。空单元格表示没有，不用特殊日期或数字代替。',
    '撤回的内容立即不再提供；它的编号、日期和理由留在“更正与撤回”里。',
    'CSV 中以 = + - @ 开头的文字前面加了一个单引号，以免表格软件当作公式；JSON 是原文。',
  ],
  cite: (bureau: string, dataset: string): string =>
    `${bureau}：《${dataset}》，阳光抽查开放数据，注明年度、版本和 SHA-256。`,
  example: '读取示例',
  missing: '没有这个数据集',
  stale: '刚有内容被更正或撤回，正在重新生成，请过几秒再取。',
  gone: '这一行已经撤回，内容不再提供。',
  noRow: '没有这个编号。',
  noDataset: '没有这个数据集。',
  noFile: '没有这个文件。',
  badParameter: (name: string): string => `参数 ${name} 有误。`,
  unknownParameter: (name: string): string => `没有参数 ${name}。`,
} as const;

type Worded<T> = T extends (...given: infer A) => string
  ? (...given: A) => string
  : T extends string
    ? string
    : { readonly [K in keyof T]: Worded<T[K]> };
export type DataText = Worded<typeof dataText>;
