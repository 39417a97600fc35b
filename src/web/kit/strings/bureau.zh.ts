/** Words of the bureau module: refusals, set-up, staff, security log. No React here. @module */
import { ADMIN_KEYS, STANDINGS, type AdminKey, type BureauProfile } from '../../../bureau/types.ts';
import { roleTitles, titlesOfRoles } from './common.zh.ts';
import { factList, factText } from './facts.ts';
import type { RefusalMessages } from './refusals.ts';

export const bureauRefusals: RefusalMessages = {
  'password-too-short': (facts) => ({
    reason: `密码有 ${factText(facts, 'length')} 个字符，至少要 ${factText(facts, 'minLength')} 个`,
    remedy: '可以用几个不相干的词连成一句，不要求大小写和符号',
  }),
  'password-too-long': (facts) => ({ reason: `密码太长，至多 ${factText(facts, 'maxLength')} 个字符` }),
  'password-has-username': () => ({ reason: '密码里含有用户名', remedy: '请换一个与用户名无关的密码' }),
  'password-common': () => ({ reason: '这个密码太常见或只是重复，容易被猜中', remedy: '请换一个' }),
  'password-same': () => ({ reason: '新密码与现在的密码相同', remedy: '请换一个新密码' }),
  'password-repeat-differs': () => ({ reason: '两次输入的密码不一致', remedy: '请重新输入两次' }),
  'current-password-wrong': () => ({ reason: '现在的密码不正确' }),
  'one-time-password-expired': () => ({ reason: '一次性密码已过期', remedy: '请联系系统管理员重置密码' }),
  'username-taken': (facts) => ({ reason: `用户名 ${factText(facts, 'username')} 已被使用`, remedy: '请换一个用户名' }),
  'staff-not-found': () => ({ reason: '没有找到这名人员', remedy: '请从人员列表重新进入' }),
  'staff-inactive': () => ({ reason: '这名人员已停用' }),
  'admin-roles-apart': (facts) => ({
    reason: `${titlesOfRoles(factList(facts, 'roles'))}不能由一人兼任：三类管理员互斥，也不得兼任业务角色`,
    remedy: '请只选一个管理员角色，或只选业务角色',
  }),
  'own-roles': () => ({ reason: '不能改变自己的角色', remedy: '请由另一名安全管理员办理' }),
  'own-deactivation': () => ({ reason: '不能停用自己', remedy: '请由另一名安全管理员办理' }),
  'own-password-reset': () => ({ reason: '自己的密码不用重置', remedy: '请用“修改本人密码”' }),
  'deactivation-unconfirmed': () => ({ reason: '请先勾选确认' }),
  'roles-unchanged': () => ({ reason: '角色没有变化' }),
  'last-admin': (facts) => ({
    reason: `这是最后一名${titlesOfRoles(factList(facts, 'role'))}，撤去后再无人能办理这项管理`,
    remedy: '请先让另一人担任',
  }),
  'profile-not-found': () => ({ reason: '本机关尚未填写主体资格', remedy: '请由系统管理员填写' }),
  'profile-unchanged': () => ({ reason: '内容没有变化，没有保存新的一版' }),
  'profile-changed-meanwhile': (facts) => ({
    reason: `填写期间另有人保存了第 ${factText(facts, 'version')} 版`,
    remedy: '请先看过新的一版，再决定是否修改',
  }),
  'division-code-fixed': (facts) => ({
    reason: `行政区划代码是留痕日志的名字，设立后不能更改，仍为 ${factText(facts, 'code')}`,
  }),
  'setup-code-wrong': () => ({
    reason: '设立码不正确，或已经用过',
    remedy: '请看服务器启动时打印的设立码；重新启动会打印新的一个',
  }),
  'bureau-exists': (facts) => ({
    reason: `本系统已设立机关“${factText(facts, 'name')}”，不能再次设立`,
    remedy: '请直接登录',
  }),
  'demo-loaded': (facts) => ({
    reason: `本系统载入了演示数据（${factText(facts, 'name')}），不能设立正式机关`,
    remedy: '请换一个空的数据目录，以 --empty 启动',
  }),
  'admins-same-person': () => ({ reason: '三类管理员须是三个不同的人', remedy: '请填写另一人的姓名' }),
  'admins-same-username': () => ({ reason: '三类管理员的用户名须各不相同', remedy: '请换一个用户名' }),
  'admins-same-password': () => ({ reason: '三类管理员的密码须各不相同', remedy: '请由本人各自设置密码' }),
};

/** 主体资格的栏目名. */
export const profileLabels: Readonly<Record<keyof BureauProfile, string>> = {
  name: '机关名称',
  creditCode: '统一社会信用代码',
  divisionCode: '行政区划代码',
  divisionName: '行政区划',
  standing: '主体资格',
  legalBasis: '法律依据',
  entrustment: '委托书',
  address: '办公地址',
  phone: '联系电话',
  complaintPhone: '投诉举报电话',
  disclosureUrl: '公示网址',
  reconsideration: '行政复议机关',
  court: '行政诉讼管辖法院',
};

export const profileHints: Partial<Readonly<Record<keyof BureauProfile, string>>> = {
  name: '与公章一致的全称',
  creditCode: '18 位',
  divisionCode: '6 位数字，例如 120111；设立后不能更改',
  divisionName: '例如 某某市某某区',
  legalBasis: '例如《中华人民共和国安全生产法》第十条、第六十二条',
  entrustment: '受委托的组织必填：委托机关、文号、事项、期限',
  complaintPhone: '例如 12350',
  disclosureUrl: '公众查看公示的完整网址；其中的域名成为留痕日志的名字',
};

export const standingTitles: Readonly<Record<string, string>> = STANDINGS;

const adminTitle = (key: AdminKey): string => roleTitles[ADMIN_KEYS[key]];

/** The set-up page. */
export const setupText = {
  title: '设立机关',
  where: '首次启动：尚未设立机关。填写下表，由三名管理员各自设置密码，然后即可登录',
  code: '设立码',
  codeHint: '服务器启动时打印在控制台，只能用一次',
  profile: '主体资格',
  profileHint: '除行政区划代码外，这些内容将向公众公示',
  choose: '请选择',
  optional: '选填',
  admins: '三类管理员',
  adminsHint: '须是三个不同的人，请本人分别输入密码。三类管理员互斥，也都不能办理抽查业务',
  adminTitle,
  adminDuty: {
    system: '维护主体资格，新增人员，重置密码；不能授予角色',
    security: '授予角色，停用人员；不能新增人员',
    audit: '查看安全日志；不能改动任何内容',
  } as const satisfies Readonly<Record<AdminKey, string>>,
  personName: '姓名',
  username: '用户名',
  usernameHint: '3–32 位小写字母、数字、点、下划线或连字符',
  password: '密码',
  passwordHint: '至少 12 个字符，不要求大小写和符号，可以粘贴',
  repeat: '再输入一次密码',
  consequence: '设立后不能撤销：机关、主体资格和三名管理员写入留痕日志的第一条',
  submit: '设立机关',
  wrong: (count: number): string => `没有设立，有 ${count} 处需要修改`,
  kept: '已填写的内容仍在下面；密码请重新输入',
  doneTitle: '机关已设立',
  done: (name: string): string => `${name}已设立，设立码已失效`,
  next: '下一步：系统管理员登录，新增人员；再由安全管理员授予角色',
  signIn: '登录',
  closedTitle: '不能设立',
} as const;

/** The desk's pages. */
export const bureauText = {
  nav: '管理的各部分',
  staff: {
    title: '人员与角色',
    standing: '系统管理员新增人员、重置密码；安全管理员授予角色、停用人员',
    search: '姓名、用户名或科室',
    empty: '还没有人员',
    name: '姓名',
    department: '科室',
    username: '用户名',
    roles: '角色',
    noRoles: '尚未授予',
    state: '状态',
    active: '在用',
    waiting: '待首次登录',
    inactive: '已停用',
    activeFilter: '是否在用',
    yes: '在用',
    no: '已停用',
  },
  person: {
    rolesHint: '三类管理员互斥，也不得兼任业务角色；保存后立即生效',
    reset: '重置后，此人的登录立即失效，须用一次性密码重新登录',
    deactivate: '停用后，此人的登录立即失效，不能再登录，也不能恢复；办过的事仍记在其名下',
    confirm: '我确认停用此人',
  },
  create: {
    departmentHint: '例如 综合协调科',
    usernameHint: '3–32 位小写字母、数字、点、下划线或连字符；全系统不重复',
    rolesNext: '新增的人员没有角色，由安全管理员另行授予',
  },
  slip: {
    title: '一次性密码',
    once: '只显示这一次，离开本页后不能再看，遗失须重置',
    rule: (hours: number): string => `请当面交给本人；${hours} 小时内首次登录，登录后须先修改密码`,
    toPerson: '查看此人',
  },
  profile: {
    title: '主体资格',
    standing: (version: number, since: string): string => `第 ${version} 版，${since} 起`,
    openness: '除行政区划代码外均向公众公示',
    history: '每次修改另存一版，旧版不删',
  },
  security: {
    title: '安全日志',
    standing: '登录、失败、锁定与退出；只增不改，长期保存',
    at: '时间',
    kind: '事件',
    person: '人员',
    nobody: '没有这个账号',
    ip: '来源地址',
    userAgent: '浏览器',
    empty: '还没有记录',
  },
} as const;
