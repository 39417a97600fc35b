/** What the five directories hold about one enterprise, officer, expert, vehicle or device. Browser-safe. @module */
import { z } from 'zod';
import { normaliseCode } from '../../core/codes/width.ts';
import {
  ASSISTANT_KINDS,
  ASSISTANT_STATUSES,
  ASSET_STATUSES,
  CERTIFICATE_DOMAINS,
  codesOf,
  CREDIT_CLASSES,
  ENTERPRISE_KINDS,
  ENTERPRISE_STATUSES,
  EQUIPMENT_KINDS,
  EXPERT_STATUSES,
  OFFICER_STATUSES,
  REGULATOR_LEVELS,
  RISK_COLORS,
  SAFETY_DOMAINS,
  SEXES,
  SIZE_CLASSES,
  SPECIAL_FLAGS,
  SPECIALTIES,
  STANDARDIZATION_LEVELS,
  VEHICLE_KINDS,
} from './vocabulary.ts';

/** 日期: a real day of the calendar, `YYYY-MM-DD`. */
export const Day = z.iso.date('日期须为 2026-01-05 这样的格式');

/** One line as public documents want it: NFC, no control characters, no white space at the ends. */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\u2028\u2029\uFEFF]+/gu, ' ')
    .trim();
}

const required = (label: string, max: number): z.ZodString =>
  z.string(`请填写${label}`).overwrite(cleanText).min(1, `请填写${label}`).max(max, `${label}不超过 ${max} 个字`);
const optional = (max: number): z.ZodDefault<z.ZodNullable<z.ZodString>> =>
  z.string().overwrite(cleanText).min(1, '请填写内容，或留空').max(max, `不超过 ${max} 个字`).nullable().default(null);
const oneOf = <T extends string>(vocabulary: Readonly<Record<T, string>>): z.ZodEnum<{ [K in T]: K }> =>
  z.enum(codesOf(vocabulary), `须为：${Object.values(vocabulary).join('、')}`);
const someOf = <T extends string>(
  vocabulary: Readonly<Record<T, string>>,
): z.ZodDefault<z.ZodArray<z.ZodEnum<{ [K in T]: K }>>> => z.array(oneOf(vocabulary)).max(40).default([]);

/** What divides values in one cell of a workbook must not stand inside one of them. */
const NO_SEPARATOR = '不能含有分隔符号';

/** 许可证 with its number and last valid day. */
export const Licence = z.object({
  name: required('许可证名称', 60).regex(/^[^|｜；;]*$/, NO_SEPARATOR),
  number: z
    .string()
    .overwrite(cleanText)
    .min(1, '请填写证号，或留空')
    .max(60)
    .regex(/^[^|｜；;]*$/, NO_SEPARATOR)
    .nullable()
    .default(null),
  expiresOn: Day.nullable().default(null),
});
export type Licence = z.output<typeof Licence>;

/** 企业 (检查对象名录). `creditCode` is its identity in a bureau (GB 32100-2015); check digits are judged by `rules.ts`. */
export const EnterpriseContent = z.object({
  creditCode: z.string('请填写统一社会信用代码').overwrite(normaliseCode),
  name: required('企业名称', 120),
  /** 曾用名, and names of records merged into this one; found by the search and by the search for duplicates. */
  formerNames: z
    .array(required('曾用名', 120).regex(/^[^；;]*$/, NO_SEPARATOR))
    .max(10)
    .default([]),
  kind: oneOf(ENTERPRISE_KINDS).default('enterprise'),
  registeredAddress: optional(200),
  productionAddress: optional(200),
  /** 经度,纬度 (CGCS2000). */
  coordinates: z
    .string()
    .regex(/^\d{2,3}\.\d{1,8},\d{1,2}\.\d{1,8}$/, '坐标写成“经度,纬度”，如 117.0123,39.1456')
    .nullable()
    .default(null),
  subdistrictCode: z.string().regex(/^\d{9}$/, '所属街镇为 9 位代码'),
  legalRepresentative: optional(60),
  principal: optional(60),
  safetyManager: optional(60),
  /** Stored encrypted; leaves the server only for roles that visit or call. */
  phone: optional(40),
  industryCode: z
    .string()
    .regex(/^\d{4}$/, '行业类别为 GB/T 4754 的 4 位代码')
    .nullable()
    .default(null),
  safetyDomain: oneOf(SAFETY_DOMAINS),
  specialFlags: someOf(SPECIAL_FLAGS),
  employees: z.int('从业人数须为整数').min(0).max(10_000_000).nullable().default(null),
  /** 上年度营业收入, 万元. */
  revenue: z.int('营业收入须为整数（万元）').min(0).max(2_000_000_000).nullable().default(null),
  sizeClass: oneOf(SIZE_CLASSES).nullable().default(null),
  standardizationLevel: oneOf(STANDARDIZATION_LEVELS).nullable().default(null),
  riskColor: oneOf(RISK_COLORS).nullable().default(null),
  creditClass: oneOf(CREDIT_CLASSES).nullable().default(null),
  licences: z.array(Licence).max(20).default([]),
  regulatorLevel: oneOf(REGULATOR_LEVELS).default('district'),
  keyUnit: z.boolean().default(false),
  status: oneOf(ENTERPRISE_STATUSES).default('active'),
  /** 数据来源: 登记机关推送、街镇上报、现场核实 …. */
  source: optional(60),
  /** 核实日期: when somebody last compared the record with the enterprise. */
  verifiedOn: Day.nullable().default(null),
});
export type EnterpriseContent = z.output<typeof EnterpriseContent>;

/** 执法人员. `certificateNumber` (行政执法证号) is the identity in a bureau. */
export const OfficerContent = z.object({
  certificateNumber: required('执法证号', 40),
  name: required('姓名', 60),
  staffId: optional(64),
  sex: oneOf(SEXES).nullable().default(null),
  /** 居民身份证号 (GB 11643-1999). Stored encrypted; shown to the editors of the officer directory only. */
  idNo: optional(18),
  certificateIssuer: optional(100),
  certificateDomains: someOf(CERTIFICATE_DOMAINS),
  certificateValidFrom: Day.nullable().default(null),
  certificateExpiresOn: Day,
  /** 主办 (can lead a team), as opposed to 协办. */
  isPresiding: z.boolean().default(false),
  department: optional(60),
  /** 所属机关 of somebody who takes part in joint visits; null for our own. */
  organ: optional(60),
  /** 职务. */
  post: optional(60),
  /** 法律职业资格 (行政处罚法 §58 asks it of legal reviewers). */
  hasLegalQualification: z.boolean().default(false),
  specialties: someOf(SPECIALTIES),
  /** 培训记录, one a line: `2026-03 执法资格培训 16学时`. */
  trainings: z
    .array(required('培训记录', 120).regex(/^[^；;]*$/, NO_SEPARATOR))
    .max(40)
    .default([]),
  status: oneOf(OFFICER_STATUSES).default('on-duty'),
});
export type OfficerContent = z.output<typeof OfficerContent>;

/** 专家. `directoryNumber` (e.g. `ZJ-0012`) is the identity in a bureau. */
export const ExpertContent = z.object({
  directoryNumber: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9._-]{1,40}$/, '专家编号只含字母、数字和 - . _，如 ZJ-0012'),
  name: required('姓名', 60),
  staffId: optional(64),
  employer: optional(120),
  /** 担任顾问或签有服务合同的单位: a name or a credit code each; an enterprise named here is a conflict. */
  advisoryContracts: z
    .array(required('单位', 160).regex(/^[^；;]*$/, NO_SEPARATOR))
    .max(50)
    .default([]),
  title: optional(60),
  /** 资格证书, e.g. 注册安全工程师. */
  certificate: optional(100),
  specialties: someOf(SPECIALTIES),
  termFrom: Day.nullable().default(null),
  termTo: Day.nullable().default(null),
  phone: optional(40),
  status: oneOf(EXPERT_STATUSES).default('active'),
});
export type ExpertContent = z.output<typeof ExpertContent>;

/** 辅助人员. `assistantNumber` (e.g. `FZ-0003`) is the identity in a bureau. In no pool, on no team, under no signature. */
export const AssistantContent = z.object({
  assistantNumber: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9._-]{1,40}$/, '辅助人员编号只含字母、数字和 - . _，如 FZ-0003'),
  name: required('姓名', 60),
  kind: oneOf(ASSISTANT_KINDS).default('auxiliary'),
  /** 所属单位: who employs the person. */
  employer: optional(120),
  /** 协助事项, e.g. 驾驶、记录、引路. */
  duties: optional(120),
  trainings: z
    .array(required('培训记录', 120).regex(/^[^；;]*$/, NO_SEPARATOR))
    .max(40)
    .default([]),
  termFrom: Day.nullable().default(null),
  termTo: Day.nullable().default(null),
  phone: optional(40),
  status: oneOf(ASSISTANT_STATUSES).default('active'),
});
export type AssistantContent = z.output<typeof AssistantContent>;

/** 执法车辆. `plate` (号牌) is the identity in a bureau. */
export const VehicleContent = z.object({
  plate: z.string('请填写车牌号').overwrite(normaliseCode).min(1, '请填写车牌号').max(12, '车牌号不超过 12 个字'),
  kind: oneOf(VEHICLE_KINDS).default('enforcement'),
  seats: z.int('座位数须为整数').min(1, '座位数至少为 1').max(60),
  tags: z
    .array(required('标签', 20).regex(/^[^、，,；;]*$/, NO_SEPARATOR))
    .max(10)
    .default([]),
  status: oneOf(ASSET_STATUSES).default('available'),
});
export type VehicleContent = z.output<typeof VehicleContent>;

/** 执法装备. `serial` (出厂编号) is the identity in a bureau; past `calibrationDueOn` it may not carry a measurement. */
export const EquipmentContent = z.object({
  serial: required('编号', 60),
  kind: oneOf(EQUIPMENT_KINDS),
  model: optional(60),
  calibrationDueOn: Day.nullable().default(null),
  location: optional(60),
  status: oneOf(ASSET_STATUSES).default('available'),
});
export type EquipmentContent = z.output<typeof EquipmentContent>;

/** 名录内容 by kind. */
export interface DirectoryContents {
  readonly enterprise: EnterpriseContent;
  readonly officer: OfficerContent;
  readonly expert: ExpertContent;
  readonly assistant: AssistantContent;
  readonly vehicle: VehicleContent;
  readonly equipment: EquipmentContent;
}
export const DIRECTORY_CONTENTS = {
  enterprise: EnterpriseContent,
  officer: OfficerContent,
  expert: ExpertContent,
  assistant: AssistantContent,
  vehicle: VehicleContent,
  equipment: EquipmentContent,
} as const;

/** A record's content by field name; `DIRECTORY_CONTENTS[kind].parse` makes it the typed content (名录内容). */
export type Fields = Readonly<Record<string, unknown>>;

/** The field by which a record of each kind is known in its bureau (识别字段). */
export const KEY_FIELDS = {
  enterprise: 'creditCode',
  officer: 'certificateNumber',
  expert: 'directoryNumber',
  assistant: 'assistantNumber',
  vehicle: 'plate',
  equipment: 'serial',
} as const;

/** 敏感字段: stored encrypted, never in a version's differences, never in a public byte. */
export const SEALED_FIELDS = ['phone', 'idNo'] as const;

/** 街镇: what the bureau's enterprises are placed in (GB/T 2260 extended, 9 digits). */
export const Subdistrict = z.object({
  code: z.string().regex(/^\d{9}$/, '街镇代码为 9 位数字'),
  name: required('街镇名称', 40),
  /** Other spellings that workbooks use, e.g. `中北` for 中北镇. */
  aliases: z.array(required('别名', 40)).max(10).default([]),
});
export type Subdistrict = z.output<typeof Subdistrict>;
