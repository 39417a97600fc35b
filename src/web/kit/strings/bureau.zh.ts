/** Words of the bureau module's pages: set-up, staff, profile, security log. No React here. @module */
import { ADMIN_KEYS, STANDINGS, type AdminKey, type BureauProfile } from '../../../bureau/types.ts';
import { roleTitles } from './common.zh.ts';

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
  where: '填写下表，由三名管理员各自设置密码，然后即可登录',
  code: '设立码',
  codeHint: '首次启动时打印在控制台，以后由 npx sunlot setup-code 取得，只能用一次',
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
    standing: '登录、失败、锁定、退出和没有权限的请求；只增不改，长期保存',
    at: '时间',
    kind: '事件',
    person: '人员',
    nobody: '没有这个账号',
    ip: '来源地址',
    userAgent: '浏览器',
    route: '请求的动作',
    empty: '还没有记录',
  },
} as const;
