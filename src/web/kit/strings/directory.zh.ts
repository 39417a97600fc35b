/** Words of the directories: refusals and pages. No React here. @module */
import { IMPORT_STATES } from '../../../directory/types/imports.ts';
import { DIRECTORY_KINDS, EXPERT_STATUSES, OFFICER_STATUSES } from '../../../directory/types/vocabulary.ts';
import { directoryFields } from './directory-fields.zh.ts';
import { factText } from './facts.ts';
import type { RefusalFacts, RefusalMessages } from './refusals.ts';

/** The word of a code that a fact carries; a code we do not know is shown as it is. */
function word(words: Readonly<Record<string, string>>, facts: RefusalFacts, name: string): string {
  const code = factText(facts, name);
  return Object.hasOwn(words, code) ? (words[code] ?? code) : code;
}

export const directoryRefusals: RefusalMessages = {
  'size-class-differs': (facts) => ({
    reason: `企业规模填${factText(facts, 'stated')}，按从业人数 ${factText(facts, 'employees')} 人、营业收入 ${factText(facts, 'revenue')} 万元应为${factText(facts, 'borneOut')}`,
    remedy: '按《中小企业划型标准规定》的工业类核对；以登记为准的，不必修改',
  }),
  'record-not-found': (facts) => ({
    reason: `本机关的名录里没有这条${word(DIRECTORY_KINDS, facts, 'kind')}记录`,
    remedy: '请从名录列表重新进入',
  }),
  'record-exists': (facts) => ({
    reason: `名录里已有编号相同的${word(DIRECTORY_KINDS, facts, 'kind')}，或所填账号已属于另一条记录：${factText(facts, 'name')}`,
    remedy: '请在名录里搜索这个编号，在原记录上修改',
  }),
  'record-changed': () => ({
    reason: '打开页面之后，另有人修改了这条记录',
    remedy: '请刷新页面看过新的内容，再决定是否修改',
  }),
  'subdistrict-unknown': (facts) => ({
    reason: `本机关没有代码为 ${factText(facts, 'found')} 的街镇`,
    remedy: '请从列表中选择，或先设置街镇',
  }),
  'subdistrict-repeated': (facts) => ({
    reason: `街镇代码 ${factText(facts, 'found')} 出现了两次`,
    remedy: '请只保留一个',
  }),
  'subdistricts-missing': () => ({
    reason: '本机关还没有设置街镇，企业无法归属',
    remedy: '请先由领导小组办公室或系统管理员设置街镇',
  }),
  'days-reversed': (facts) => ({
    reason: `起始日期 ${factText(facts, 'from')} 晚于截止日期 ${factText(facts, 'until')}`,
    remedy: '请核对两个日期',
  }),
  'phone-form': () => ({
    reason: '不是可用的电话号码',
    remedy: '请填手机号，或带区号的座机，如 022-27910001；多个号码用顿号分隔',
  }),
  'licence-form': (facts) => ({
    reason: `看不懂这张许可证：${factText(facts, 'found')}`,
    remedy: '请写成“名称|证号|2027-05-31”，多张用分号分隔；证号和日期可以不填',
  }),
  'officer-not-on-duty': (facts) => ({
    reason: `${factText(facts, 'name')}现在是“${word(OFFICER_STATUSES, facts, 'status')}”，不在岗`,
    remedy: '请改派在岗的执法人员，或更正名录中的人员状态',
  }),
  'certificate-not-yet-valid': (facts) => ({
    reason: `${factText(facts, 'name')}的执法证自 ${factText(facts, 'from')} 起有效，${factText(facts, 'day')} 尚未生效`,
    remedy: '请改派持有效证件的执法人员',
  }),
  'certificate-expired': (facts) => ({
    reason: `${factText(facts, 'name')}的执法证有效期至 ${factText(facts, 'until')}，${factText(facts, 'day')} 已过期`,
    remedy: '请改派持有效证件的执法人员；已换证的，请更正名录',
  }),
  'expert-not-active': (facts) => ({
    reason: `专家${factText(facts, 'name')}现在是“${word(EXPERT_STATUSES, facts, 'status')}”，不在聘`,
    remedy: '请改请在聘的专家',
  }),
  'expert-term': (facts) => ({
    reason: `${factText(facts, 'day')} 不在专家${factText(facts, 'name')}的聘期内`,
    remedy: '请改请聘期内的专家；已续聘的，请更正名录',
  }),
  'recusal-not-found': () => ({ reason: '没有这条回避登记，或已经撤回', remedy: '请刷新页面' }),
  'recusal-exists': () => ({ reason: '同一人对同一企业的同一事由已经登记，仍在期限内', remedy: '不必重复登记' }),
  'recusal-of-another': () => ({
    reason: '只能登记本人的回避',
    remedy: '为他人登记请由领导小组办公室办理；名录中的账号与您的账号须一致',
  }),
  'import-not-found': () => ({ reason: '本机关没有这个导入批次', remedy: '请从导入页面重新进入' }),
  'import-stopped': () => ({ reason: '已停止写入，名录没有变化', remedy: '需要时可以再次写入' }),
  'check-not-found': () => ({ reason: '这次导入已经结束', remedy: '结果在“最近的导入”中' }),
  'import-not-open': (facts) => ({
    reason: `这一批${word(IMPORT_STATES, facts, 'state')}，不能再写入或放弃`,
    remedy: '需要时请重新上传文件',
  }),
  'import-has-faults': (facts) => ({
    reason: `有误 ${factText(facts, 'bad')} 行、重复 ${factText(facts, 'duplicate')} 行，没有写入任何内容`,
    remedy: '请改好后重新上传，或选择“只导入正确的行”',
  }),
  'import-writes-nothing': (facts) => ({
    reason: `没有可写入的行：${factText(facts, 'unchanged')} 行与名录相同，${factText(facts, 'faulty')} 行有误或重复`,
    remedy: '请改好有误的行后重新上传；全部相同则不必导入',
  }),
  'directory-changed': (facts) => ({
    reason: `校验之后名录又有变化，涉及 ${factText(facts, 'count')} 行：${factText(facts, 'names')}`,
    remedy: '请重新上传同一文件，按现在的名录再校验一次',
  }),
  'import-not-written': (facts) => ({ reason: `这一批${word(IMPORT_STATES, facts, 'state')}，没有可撤销的内容` }),
  'import-row-changed': (facts) => ({
    reason: `写入之后又有人修改了其中 ${factText(facts, 'count')} 条：${factText(facts, 'names')}`,
    remedy: '请逐条更正，不能整批撤销',
  }),
  'import-used-by-draw': () => ({
    reason: '写入之后已经办理过抽取，名录已被使用',
    remedy: '请逐条更正；更正用于以后的抽取，不影响已有结果',
  }),
  'import-used-by-recusal': (facts) => ({
    reason: `这一批新增的记录已有 ${factText(facts, 'count')} 条回避登记`,
    remedy: '请逐条更正，不能整批撤销',
  }),
  'row-not-listed': () => ({ reason: '这一行的问题没有逐条列出', remedy: '请先改正前面的行，再上传一次' }),
  'heading-known': (facts) => ({
    reason: `“${factText(facts, 'title')}”本来就认得，不必记住`,
    remedy: '请选择系统没有认出的表头',
  }),
  'heading-field-unknown': () => ({ reason: '名录里没有这一栏', remedy: '请从列表中选择对应的栏目' }),
  'import-without-faults': () => ({ reason: '这一批没有需要修改的行' }),
};

export const directoryText = {
  menu: '名录库',
  lists: {
    enterprise: '抽查对象名录',
    officer: '执法人员名录',
    expert: '专家名录',
    assistant: '辅助人员名录',
    vehicle: '执法车辆名录',
    equipment: '执法装备名录',
    recusals: '回避登记',
    import: '导入名录',
  },
  other: '名录种类',
  searchHints: {
    enterprise: '企业名称、信用代码、拼音或街镇',
    officer: '姓名、执法证号或拼音',
    expert: '姓名、专家编号或拼音',
    assistant: '姓名、编号或拼音',
    vehicle: '车牌号',
    equipment: '装备名称、编号或拼音',
  },
  empty: (list: string): string => `${list}还是空的`,
  attention: '待处理',
  keyUnits: { yes: '重点', no: '一般' },
  emptyNext: '可以用 Excel 导入，也可以逐条新增',
  add: (kind: string): string => `新增${kind}`,
  edit: '修改',
  import: '用 Excel 导入',
  history: '变更历史',
  recusals: '回避登记',
  noRecusals: '没有回避登记',
  foundRecusals: '按专家的工作单位和顾问合同自动识别，不必登记，抽取时同样避开：',
  foundRecusal: (person: string, enterprise: string, reason: string): string =>
    `专家${person}与${enterprise}：${reason}`,
  masked: '联系电话、身份证号等只显示一部分，需要全部内容请由名录管理人员查看',
  standing: (version: number, day: string): string => `第 ${version} 版，${day}更新`,
  from: '原为',
  to: '改为',
  sealedChanged: '已更改（不显示内容）',
  blank: '空',
  yes: '是',
  no: '否',
  lastUpdate: '更新日期',
  reason: '变更原因',
  reasonHint: '会记入变更历史，如：营业执照变更、年度核实',
  reasonOfNew: '新增登记',
  identity: '基本信息',
  contact: '地址和联系人',
  risk: '风险与监管',
  provenance: '来源与核实',
  credentials: '执法资格',
  work: '工作与专业',
  lineHint: '一行一项',
  licenceName: '许可证名称',
  licenceNumber: '证号',
  licenceUntil: '有效期至',
  addLicence: '增加一张许可证',
  removeLicence: (number: number): string => `去掉第 ${number} 张`,
  staffHint: '本人登录系统所用的账号编号；可以留空，一个账号只对应一条记录',
  upload: {
    standing: '先校验，再由您决定是否写入；校验不改动名录',
    kind: '导入到',
    template: '下载模板',
    templateHint: '模板带下拉列表和填写说明；也可以直接上传从名录导出的文件，或表头相近的自有表格',
    file: '选择文件',
    blankHint: '空单元格不改动名录里已有的内容',
    check: '校验',
    chooseFirst: '请先选择文件',
    checking: '正在校验。可以离开或关闭本页，校验会继续，结果在“最近的导入”中',
    running: '正在导入',
    progress: (phase: string, rows: number, total: number | null): string =>
      `${phase}：${rows.toLocaleString('zh-CN')} 行${total === null ? '' : `，共 ${total.toLocaleString('zh-CN')} 行`}`,
    unpacked: (phase: string, megabytes: number): string => `${phase}：${megabytes} MB`,
    recent: '最近的导入',
    noneRecent: '还没有导入过',
    when: '时间',
    what: '文件',
    state: '状态',
    counts: '结果',
  },
  result: {
    title: (kind: string, file: string): string => `${kind}：${file}`,
    checkedBy: (name: string, time: string): string => `${name}，${time}校验`,
    writtenBy: (name: string, time: string): string => `${name}，${time}写入`,
    nextWrite: (added: number, updated: number): string => `写入后将新增 ${added} 条、更新 ${updated} 条`,
    nothing: '没有可写入的行',
    filters: '校验结果',
    unknownColumns: '以下列没有识别，内容不会导入：',
    column: (letters: string, title: string, filled: number): string =>
      `${letters} 列“${title === '' ? '（无表头）' : title}”，${filled} 行有内容`,
    otherSheets: (names: string): string => `以下工作表没有读取：${names}`,
    rowNumber: (row: number): string => `第 ${row} 行`,
    name: '名称',
    key: '编号',
    problem: '原因和办法',
    changes: '更新内容',
    download: '下载标红的原文件',
    faulty: (count: number): string => `${count} 行有误或重复`,
    onlyGood: '只导入正确的行，这些行不导入',
    confirmTitle: '写入名录',
    confirmNote: '写入后立即生效；在名录被抽取使用之前，可以整批撤销',
    written: (added: number, updated: number): string => `已写入：新增 ${added} 条、更新 ${updated} 条`,
    undo: '新增的记录从名录中去除，更新的记录恢复原来的内容；变更历史都会保留',
    undone: '已撤销，名录恢复到写入之前',
    toList: '查看名录',
    tooMany: '这一行的问题没有逐条列出，请先改正前面的行',
    problemPlace: (column: string | null, title: string | null): string =>
      [column === null ? '' : `${column} 列`, title ?? ''].filter((part) => part !== '').join(' '),
  },
  recusal: {
    standing: '登记后即生效，抽取时不会把此人派往该企业',
    declare: '登记回避',
    who: '回避人',
    enterprise: '被检查企业',
    enterpriseHint: '输入名称、代码或拼音查找',
    reason: '回避事由',
    until: '有效期至',
    untilHint: '不填则一直有效，直到撤回',
    period: '期限',
    declared: '登记时间',
    always: '长期',
    withdrawn: '已撤回',
    inForce: '有效',
    empty: '没有有效的回避登记',
    emptyNext: '执法人员和专家可以登记本人的回避，办公室可以代为登记',
    noPerson: '名录中没有与您的账号对应的人员，请联系领导小组办公室',
  },
  ...directoryFields,
} as const;
