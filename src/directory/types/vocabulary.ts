/** The words of the directories: each code with its official Chinese term, used by screens, workbooks and rules. Browser-safe. @module */

/** 企业类型. */
export const ENTERPRISE_KINDS = { enterprise: '企业', individual: '个体', institution: '机构' } as const;
export type EnterpriseKind = keyof typeof ENTERPRISE_KINDS;

/** 监管行业领域: the mapping from GB/T 4754 is an aid, the bureau's own classification decides (应急厅〔2019〕17号). */
export const SAFETY_DOMAINS = {
  hazchem: '危险化学品',
  pharmaceutical: '医药',
  fireworks: '烟花爆竹',
  mine: '矿山',
  metallurgy: '冶金',
  nonferrous: '有色',
  'building-materials': '建材',
  machinery: '机械',
  'light-industry': '轻工',
  textile: '纺织',
  tobacco: '烟草',
  commerce: '商贸',
  other: '其他',
} as const;
export type SafetyDomain = keyof typeof SAFETY_DOMAINS;

/** 特殊风险标识. */
export const SPECIAL_FLAGS = {
  dust: '粉尘涉爆',
  ammonia: '涉氨制冷',
  'confined-space': '有限空间',
  'deep-well-casting': '深井铸造',
  'molten-metal': '高温熔融金属',
  gas: '煤气',
  'special-operation': '特殊作业',
  'major-hazard-1': '一级重大危险源',
  'major-hazard-2': '二级重大危险源',
  'major-hazard-3': '三级重大危险源',
  'major-hazard-4': '四级重大危险源',
} as const;
export type SpecialFlag = keyof typeof SPECIAL_FLAGS;

/** 专业特长 of officers and experts: every domain and flag an enterprise may have, and what cuts across them. */
export const SPECIALTIES = {
  ...SAFETY_DOMAINS,
  ...SPECIAL_FLAGS,
  electrical: '电气安全',
  'fire-safety': '消防安全',
  'special-equipment': '特种设备',
  'emergency-rescue': '应急救援',
  'laws-and-standards': '法规标准',
  'safety-management': '安全管理',
} as const;
export type Specialty = keyof typeof SPECIALTIES;

/** 企业规模 (工信部联企业〔2011〕300号). */
export const SIZE_CLASSES = { large: '大型', medium: '中型', small: '小型', micro: '微型' } as const;
export type SizeClass = keyof typeof SIZE_CLASSES;

/** 安全生产标准化等级. */
export const STANDARDIZATION_LEVELS = { '1': '一级', '2': '二级', '3': '三级', none: '无' } as const;
export type StandardizationLevel = keyof typeof STANDARDIZATION_LEVELS;

/** 安全风险等级（四色）. */
export const RISK_COLORS = { red: '红', orange: '橙', yellow: '黄', blue: '蓝' } as const;
export type RiskColor = keyof typeof RISK_COLORS;

/** 信用风险分类. */
export const CREDIT_CLASSES = { A: 'A', B: 'B', C: 'C', D: 'D' } as const;
export type CreditClass = keyof typeof CREDIT_CLASSES;

/** 监管层级. */
export const REGULATOR_LEVELS = { province: '省级', city: '市级', district: '区级', subdistrict: '街镇' } as const;
export type RegulatorLevel = keyof typeof REGULATOR_LEVELS;

/** 企业状态: 在营、停产、关闭、注销、搬迁. Only `active` can be drawn. */
export const ENTERPRISE_STATUSES = {
  active: '在营',
  suspended: '停产',
  closed: '关闭',
  deregistered: '注销',
  moved: '搬迁',
} as const;
export type EnterpriseStatus = keyof typeof ENTERPRISE_STATUSES;

/** 性别 (GB/T 2261.1, the two a roster uses). */
export const SEXES = { male: '男', female: '女' } as const;
export type Sex = keyof typeof SEXES;

/** 执法领域 on a law-enforcement certificate. */
export const CERTIFICATE_DOMAINS = {
  'work-safety': '安全生产',
  'emergency-management': '应急管理',
  'disaster-relief': '防灾减灾救灾',
  earthquake: '防震减灾',
} as const;
export type CertificateDomain = keyof typeof CERTIFICATE_DOMAINS;

/** 人员状态: 在岗、借调、暂停执法、离岗、退休. Only `on-duty` can be drawn. */
export const OFFICER_STATUSES = {
  'on-duty': '在岗',
  seconded: '借调',
  suspended: '暂停执法',
  left: '离岗',
  retired: '退休',
} as const;
export type OfficerStatus = keyof typeof OFFICER_STATUSES;

/** 专家状态: 在聘、暂停、解聘. Only `active` within the term can be drawn. */
export const EXPERT_STATUSES = { active: '在聘', suspended: '暂停', dismissed: '解聘' } as const;
export type ExpertStatus = keyof typeof EXPERT_STATUSES;

/** 辅助人员类别: who helps and never inspects (国办发〔2024〕54号). */
export const ASSISTANT_KINDS = { auxiliary: '执法辅助人员', grid: '网格员', technician: '技术服务人员' } as const;
export type AssistantKind = keyof typeof ASSISTANT_KINDS;

/** 辅助人员状态. */
export const ASSISTANT_STATUSES = { active: '在聘', suspended: '暂停', left: '离聘' } as const;
export type AssistantStatus = keyof typeof ASSISTANT_STATUSES;

/** 车辆类型. */
export const VEHICLE_KINDS = { enforcement: '执法车', emergency: '应急指挥车', general: '公务车' } as const;
export type VehicleKind = keyof typeof VEHICLE_KINDS;

/** 装备种类. */
export const EQUIPMENT_KINDS = {
  'body-camera': '执法记录仪',
  terminal: '移动执法终端',
  printer: '便携打印机',
  'gas-detector': '气体检测仪',
  rangefinder: '测距仪',
  'infrared-thermometer': '红外测温仪',
  'static-tester': '静电测试仪',
  'explosion-proof-camera': '防爆相机',
  'protective-gear': '个体防护装备',
  other: '其他装备',
} as const;
export type EquipmentKind = keyof typeof EQUIPMENT_KINDS;

/** 车辆与装备状态: 可用、维修、停用. */
export const ASSET_STATUSES = { available: '可用', repair: '维修', retired: '停用' } as const;
export type AssetStatus = keyof typeof ASSET_STATUSES;

/** 回避事由 (行政处罚法 §43, 公务员法 §76; employer and adviser after the expert rules). */
export const RECUSAL_REASONS = {
  OWN: '本人有利害关系',
  KIN: '亲属有利害关系',
  EMPLOYER: '现在或近三年受雇于该单位',
  ADVISER: '为该单位提供咨询、评价等服务',
  ROTATION: '定期轮换',
  OTHER: '其他可能影响公正的情形',
} as const;
export type RecusalReason = keyof typeof RECUSAL_REASONS;

/** 名录种类: the five directories. */
export const DIRECTORY_KINDS = {
  enterprise: '企业',
  officer: '执法人员',
  expert: '专家',
  assistant: '辅助人员',
  vehicle: '车辆',
  equipment: '装备',
} as const;
export type DirectoryKind = keyof typeof DIRECTORY_KINDS;

/** The codes of a vocabulary, in its order; never empty. */
export function codesOf<T extends string>(vocabulary: Readonly<Record<T, string>>): [T, ...T[]] {
  return Object.keys(vocabulary) as [T, ...T[]];
}
