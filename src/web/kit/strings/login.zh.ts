/** Words of signing in by all its ways, of one's own account and of the login policy. No React here. @module */
import type { POLICY_NUMBERS, PolicyPreset } from '../../../core/identity/policy.ts';

export const loginText = {
  code: '验证器数字或恢复码',
  codeHint: '验证器显示的 6 位数字；手机不在身边时填一个恢复码',
  second: '第二步：请出示第二因素',
  finish: '完成登录',
  passkey: '用通行密钥',
  passkeySignIn: '用通行密钥登录',
  unified: '用统一身份登录',
  unifiedTitle: '统一身份登录',
  unifiedGoing: '正在核对统一身份平台的答复',
  unifiedLinked: '已关联，正在返回“我的账号”',
  back: '回到登录页',
  fillCode: '请填写数字或恢复码',
} as const;

export const accountText = {
  title: '我的账号',
  standing: (username: string): string => `用户名 ${username}`,
  mustEnrol: '本机关要求第二因素：登记动态口令或通行密钥之后才能办理业务',
  password: {
    title: '密码',
    changed: '上次修改',
    until: '须在此前更换',
    never: '不要求定期更换',
    link: '修改本人密码',
  },
  factor: {
    title: '第二因素',
    hint: '登录和办理抽取、签批、处罚等事项时，除密码外再出示一样：验证器的数字，或通行密钥',
    totp: '动态口令',
    since: '启用于',
    off: '未启用',
    begin: '启用动态口令',
    scan: '用手机上的验证器（任何符合 RFC 6238 的）扫描，或手工输入密钥',
    qr: '动态口令二维码',
    secret: '密钥',
    code: '验证器现在显示的 6 位数字',
    recovery: '恢复码',
    left: (count: number): string => `还剩 ${count} 个`,
  },
  codes: {
    title: '恢复码',
    once: '只显示这一次，请打印或抄下，与手机分开保管；每个只能用一次',
    done: '已收好',
  },
  passkeys: {
    title: '通行密钥',
    hint: '用本机的指纹、面容、锁屏密码或安全钥匙登录；私钥不出设备。一个通行密钥就是完整的登录',
    caption: '已登记的通行密钥',
    label: '名称',
    labelHint: '例如 办公室电脑、蓝色安全钥匙',
    created: '登记于',
    used: '上次使用',
    unused: '尚未使用',
    none: '没有通行密钥',
    add: '登记本机的通行密钥',
  },
  sessions: {
    title: '登录',
    hint: '不认得的请立即结束，并修改密码',
    caption: '现有的登录',
    started: '登录时间',
    used: '上次使用',
    ip: '来源地址',
    browser: '浏览器',
    isThis: '当前登录',
  },
  unified: {
    title: '统一身份',
    hint: '关联后可以从统一身份平台登录；平台只证明您是谁，角色仍由本机关授予',
    platform: '平台',
    linked: '关联于',
    off: '未关联',
  },
} as const;

export const presetTitles: Readonly<Record<PolicyPreset, string>> = {
  asvs: 'OWASP ASVS 5.0',
  mlps3: '等保三级（GB/T 22239—2019）',
};

export const policyText = {
  title: '登录策略',
  standing: '密码、会话和登录失败的规则；由安全管理员设定，每次改动写入留痕，对全体人员即时生效',
  none: '尚未设定，按 ASVS 执行',
  since: (version: number): string => `第 ${version} 版，起于`,
  preset: '基准',
  presetHint: '选定后各项取基准的数值；可以更严，不能更松',
  numbers: {
    minLength: '密码至少几个字符',
    classes: '密码至少几类字符',
    maxAgeDays: '几天更换一次密码',
    history: '不得重复最近几个密码',
    idleMinutes: '几分钟不用即退出',
    absoluteMinutes: '登录最长几分钟',
    freeTries: '同一账号连续错几次开始等待',
    sourceTries: '同一地址连续错几次开始等待',
    maxSessions: '一人同时几个登录',
  } satisfies Readonly<Record<(typeof POLICY_NUMBERS)[number], string>>,
  hints: {
    classes: '大写、小写、数字、其他（含汉字）四类',
    maxAgeDays: '0 为不要求定期更换',
    freeTries: '此后每错一次等 1、5、15、30 分钟',
    sourceTries: '此后每错一次等 1、5、15 分钟；一个单位常共用一个地址，不宜过小',
    maxSessions: '超过时最早的一个自动退出',
  } as Partial<Readonly<Record<(typeof POLICY_NUMBERS)[number], string>>>,
  needsSecondFactor: '每人都须有第二因素',
  needsHint: '没有的人下次登录须先登记，才能办理业务',
  yes: '要求',
  no: '由本人决定',
  change: '修改',
} as const;

export const personLoginText = {
  done: '已办理',
  sessions: '此人的全部登录立即失效，可以重新登录',
  factors: '手机或安全钥匙遗失时用；清除后凭密码即可登录，登录随即失效。重置密码由系统管理员办理，两人各做一半',
} as const;

export const emergencyText = {
  title: '应急授权',
  standing:
    '管理员不在而必须办理时用：本人申请，局领导或纪检监督批准，限时；期间只有这一个角色，到时自动收回，全部记入留痕和考评监督的预警',
  none: '没有应急授权',
  noneNext: '需要时由本人申请，另一人批准',
  person: '人员',
  role: '临时角色',
  minutes: '几分钟',
  minutesHint: '15–240 分钟，到时自动收回，也可以提前结束',
  reason: '理由',
  reasonHint: '例如 安全管理员住院，新到执法人员今日须授权',
  state: '状态',
  open: '进行中',
  over: '已到时',
  requested: '申请时间',
  decided: '批准人',
  ends: '收回时间',
  wanted: (minutes: number): string => `申请 ${minutes} 分钟`,
  decide: '办理',
  link: '申请或批准应急授权',
} as const;
