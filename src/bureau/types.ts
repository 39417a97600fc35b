/** 机关主体资格、工作人员、安全日志: what crosses the wire. Browser-safe. @module */
import { z } from 'zod';
import { ROLES } from '../core/actor.ts';
import { parseCreditCode } from '../core/codes/credit-code.ts';
import { normalName, USERNAME } from '../core/identity/username.ts';

const line = (max: number): z.ZodString => z.string().trim().min(1, '请填写').max(max, `不超过 ${max} 个字`);
/** A field left empty in a form is a field not given. */
const optionalLine = (max: number) => z.preprocess((value) => (value === '' ? undefined : value), line(max).optional());
const phone = z
  .string()
  .trim()
  .regex(/^(\d{5}|(0\d{2,3}-?)?\d{7,8}(-\d{1,5})?|1\d{10})$/, '电话写法不对，例如 022-27391234 或 12350');

/** 执法主体的种类 (行政处罚法 §17–21). */
export const STANDINGS = {
  statutory: '行政机关',
  authorised: '法律、法规授权的组织',
  entrusted: '受委托的组织',
} as const;

const CreditCode = z.string().transform((text, context) => {
  const parsed = parseCreditCode(text);
  if (parsed.ok) return parsed.value.creditCode;
  context.addIssue({ code: 'custom', message: '统一社会信用代码有误，应为 18 位且校验码正确' });
  return z.NEVER;
});

/** 机关主体资格 (国办发〔2018〕118号: what must be public about who enforces the law). */
export const BureauProfile = z
  .strictObject({
    /** 机关名称 */
    name: line(60),
    /** 统一社会信用代码 */
    creditCode: CreditCode,
    /** 行政区划代码 (GB/T 2260), six digits; also the bureau's short code in the log. */
    divisionCode: z
      .string()
      .trim()
      .regex(/^[1-9]\d{5}$/, '应为 6 位数字，例如 120111'),
    /** 行政区划 */
    divisionName: line(40),
    /** 主体资格 */
    standing: z.enum(['statutory', 'authorised', 'entrusted'], '请选择主体资格'),
    /** 法律依据 */
    legalBasis: line(2_000),
    /** 委托书：委托机关、文号、事项、期限 (行政处罚法 §20) */
    entrustment: optionalLine(1_000),
    /** 办公地址 */
    address: line(100),
    /** 联系电话 */
    phone,
    /** 投诉举报电话 */
    complaintPhone: phone,
    /** 公示网址 */
    disclosureUrl: z
      .url({ protocol: /^https?$/, hostname: /^[a-z0-9.-]+$/, error: '应为完整网址，例如 https://yjj.example.gov.cn' })
      .max(200),
    /** 行政复议机关 */
    reconsideration: optionalLine(60),
    /** 行政诉讼管辖法院 */
    court: optionalLine(60),
  })
  .superRefine((profile, context) => {
    if (profile.standing === 'entrusted' && profile.entrustment === undefined) {
      context.addIssue({ code: 'custom', path: ['entrustment'], message: '受委托的组织须写明委托书' });
    }
  });
export type BureauProfile = z.output<typeof BureauProfile>;

export type ProfileField = keyof BureauProfile;

/** The profile's fields in the order of every form and page. */
export const PROFILE_FIELDS = Object.keys(BureauProfile.shape) as readonly ProfileField[];
export const OPTIONAL_PROFILE_FIELDS: readonly ProfileField[] = ['entrustment', 'reconsideration', 'court'];
/** Fields of several lines. */
export const LONG_PROFILE_FIELDS: readonly ProfileField[] = ['legalBasis', 'entrustment'];

/** A stored profile as reads answer it: the fields that were filled in. */
export const ProfileView = z.partialRecord(z.enum(PROFILE_FIELDS), z.string());
export type ProfileView = z.output<typeof ProfileView>;

/** What the public sees of the profile; everything else stays inside. */
export const PUBLIC_PROFILE_FIELDS = [
  'name',
  'creditCode',
  'divisionName',
  'standing',
  'legalBasis',
  'entrustment',
  'address',
  'phone',
  'complaintPhone',
  'disclosureUrl',
  'reconsideration',
  'court',
] as const satisfies readonly (keyof BureauProfile)[];
export type PublicProfile = Pick<BureauProfile, (typeof PUBLIC_PROFILE_FIELDS)[number]>;

export const Role = z.enum(ROLES);
export const StaffId = z.string().min(1).max(64);
const Username = z
  .string()
  .transform(normalName)
  .pipe(z.string().regex(USERNAME, '3–32 位小写字母、数字、点、下划线或连字符，以字母或数字开头'));
const PersonName = line(30);
/**
 * 一次性密码: four groups of four out of 31 characters, so 79 bits; made by the program that asks, never by a person. It must
 * stay unguessable: the command log keeps a plain SHA-256 of every input.
 */
export const OneTimePassword = z
  .string()
  .regex(/^[2-9a-hjkmnp-z]{4}(-[2-9a-hjkmnp-z]{4}){3}$/, '一次性密码应由程序生成');

/** What adding a person asks for. */
export const NewPerson = z.object({
  name: PersonName,
  department: PersonName,
  username: Username,
  oneTimePassword: OneTimePassword,
});

/** What resetting a password asks for. */
export const PasswordReset = z.object({ staffId: StaffId, oneTimePassword: OneTimePassword });

/** What granting roles asks for: from then on the person has exactly these. */
export const RoleGrant = z.object({ staffId: StaffId, roles: z.array(Role).transform((roles) => [...new Set(roles)]) });

/** What amending the profile asks for. */
export const ProfileAmendment = z.object({
  /** The version that was on the screen; 0 when the bureau had none yet. */
  version: z.int().min(0),
  profile: BureauProfile,
});

/** 工作人员. */
export const Staff = z.object({
  staffId: StaffId,
  name: z.string(),
  department: z.string(),
  username: z.string(),
  roles: z.array(Role),
  active: z.boolean(),
  /** Whether a one-time password still waits for its first use. */
  awaitsFirstSignIn: z.boolean(),
});
export type Staff = z.output<typeof Staff>;

const Admin = z.strictObject({ name: PersonName, username: Username, password: z.string(), repeat: z.string() });

/** The three admins of 三员分立, by the key of their part of the form. */
export const ADMIN_KEYS = { system: 'system-admin', security: 'security-admin', audit: 'audit-admin' } as const;
export type AdminKey = keyof typeof ADMIN_KEYS;

/** What the set-up asks for. */
export const Founding = z.strictObject({
  setupCode: z.string(),
  profile: BureauProfile,
  admins: z.strictObject({ system: Admin, security: Admin, audit: Admin }),
});
export type Founding = z.output<typeof Founding>;

/** The kinds of the security log. */
export const SECURITY_EVENT_KINDS = {
  'signed-in': '登录成功',
  'sign-in-failed': '登录失败',
  'sign-in-locked': '锁定期间尝试登录',
  'signed-out': '退出登录',
  'password-wrong': '会话中密码核对失败',
  'second-factor-wrong': '第二因素不正确',
  'source-locked': '来源地址锁定期间尝试登录',
  'not-allowed': '没有权限的请求',
} as const;
export type SecurityEventKind = keyof typeof SECURITY_EVENT_KINDS;
/** What happens at the door; the rest happens behind it. */
export type DoorEventKind = Exclude<SecurityEventKind, 'not-allowed'>;

/** 安全日志的一条. */
export const SecurityEvent = z.object({
  eventId: z.int(),
  at: z.string(),
  kind: z.enum(Object.keys(SECURITY_EVENT_KINDS) as SecurityEventKind[]),
  /** Null: the typed user name has no account; what was typed is not kept. */
  staffId: z.string().nullable(),
  staffName: z.string().nullable(),
  ip: z.string(),
  userAgent: z.string(),
  /** Of a request without permission: the route as it is declared. */
  route: z.string().nullable(),
});
export type SecurityEvent = z.output<typeof SecurityEvent>;

/** Page of a list as its query string gives it. */
export const PageQuery = {
  page: z.coerce.number().int().min(1).default(1),
  size: z.coerce.number().int().min(1).max(100).default(50),
};
