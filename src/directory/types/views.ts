/** What the reads of the directories take and answer. Browser-safe. @module */
import { z } from 'zod';
import { ATTENTIONS } from './attention.ts';
import { EnterpriseMerge } from './duplicates.ts';
import {
  AssistantContent,
  EnterpriseContent,
  EquipmentContent,
  ExpertContent,
  OfficerContent,
  VehicleContent,
} from './records.ts';
import { Recusal } from './recusal.ts';
import { SCOPES } from './scope.ts';
import {
  codesOf,
  CREDIT_CLASSES,
  REGULATOR_LEVELS,
  RISK_COLORS,
  SAFETY_DOMAINS,
  SIZE_CLASSES,
  SPECIAL_FLAGS,
  SPECIALTIES,
  STANDARDIZATION_LEVELS,
  type DirectoryKind,
} from './vocabulary.ts';

/** 排序: by pinyin of the name, by identity, or by the day of the last change; `-` turns it round. */
const SORTS = ['name', '-name', 'key', '-key', 'updated', '-updated'] as const;
export type Sort = (typeof SORTS)[number];

/** 名录筛选, as query strings; each takes several values. A filter a kind has no field for is ignored by no one: it is not in that kind's input. */
const COMMON_FILTER = {
  /** Name, identity, full pinyin or initials, any part of them. */
  q: z.string().max(60).optional(),
  sort: z.enum(SORTS).optional(),
  page: z.coerce.number().int().min(1).default(1),
  size: z.coerce.number().int().min(1).max(100).default(20),
} as const;

/** As long as the conditions of one filter may be: some forty 街镇. */
export const LONGEST_CONDITION = 400;

/** Several values of one filter, `red,orange`: a record meets it with any one of them. */
function anyOf<T extends z.ZodType<unknown, string>>(one: T) {
  return z
    .string()
    .max(LONGEST_CONDITION)
    .transform((written) => written.split(','))
    .pipe(z.array(one))
    .optional();
}

export const DIRECTORY_FILTERS = {
  enterprise: z.object({
    ...COMMON_FILTER,
    status: anyOf(EnterpriseContent.shape.status.unwrap()),
    subdistrictCode: anyOf(z.string().regex(/^\d{9}$/)),
    safetyDomain: anyOf(z.enum(codesOf(SAFETY_DOMAINS))),
    specialFlags: anyOf(z.enum(codesOf(SPECIAL_FLAGS))),
    riskColor: anyOf(z.enum(codesOf(RISK_COLORS))),
    creditClass: anyOf(z.enum(codesOf(CREDIT_CLASSES))),
    standardizationLevel: anyOf(z.enum(codesOf(STANDARDIZATION_LEVELS))),
    sizeClass: anyOf(z.enum(codesOf(SIZE_CLASSES))),
    regulatorLevel: anyOf(z.enum(codesOf(REGULATOR_LEVELS))),
    keyUnit: anyOf(z.stringbool({ truthy: ['yes'], falsy: ['no'], case: 'sensitive' })),
    scope: anyOf(z.enum(codesOf(SCOPES))),
    attention: anyOf(z.enum(codesOf(ATTENTIONS.enterprise))),
  }),
  officer: z.object({
    ...COMMON_FILTER,
    status: anyOf(OfficerContent.shape.status.unwrap()),
    specialties: anyOf(z.enum(codesOf(SPECIALTIES))),
    attention: anyOf(z.enum(codesOf(ATTENTIONS.officer))),
  }),
  expert: z.object({
    ...COMMON_FILTER,
    status: anyOf(ExpertContent.shape.status.unwrap()),
    specialties: anyOf(z.enum(codesOf(SPECIALTIES))),
    attention: anyOf(z.enum(codesOf(ATTENTIONS.expert))),
  }),
  assistant: z.object({
    ...COMMON_FILTER,
    status: anyOf(AssistantContent.shape.status.unwrap()),
    kind: anyOf(AssistantContent.shape.kind.unwrap()),
    attention: anyOf(z.enum(codesOf(ATTENTIONS.assistant))),
  }),
  vehicle: z.object({
    ...COMMON_FILTER,
    status: anyOf(VehicleContent.shape.status.unwrap()),
    kind: anyOf(VehicleContent.shape.kind.unwrap()),
  }),
  equipment: z.object({
    ...COMMON_FILTER,
    status: anyOf(EquipmentContent.shape.status.unwrap()),
    kind: anyOf(EquipmentContent.shape.kind),
    attention: anyOf(z.enum(codesOf(ATTENTIONS.equipment))),
  }),
} as const satisfies Record<DirectoryKind, z.ZodObject>;

/** 导出格式: a workbook, one table as CSV, or related tables as CSV in a zip. */
export const EXPORT_FORMATS = ['xlsx', 'csv', 'zip'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** What the export tells of itself, in words. */
export interface ExportFacts {
  /** Rows exported. */
  readonly count: number;
  /** The past day whose directory it is; null for that of today. */
  readonly asOfOn: string | null;
  /** `经营状态：在营`, one per filter that is set. */
  readonly conditions: readonly string[];
  /** `行业类别：GB/T 4754 的4位代码`, one per column. */
  readonly definitions: readonly string[];
  /** 栏目 of the directory that are not in the file. */
  readonly omitted: readonly string[];
}

/** 列表内容: what a list shows of a record; phones and ID numbers are not in lists. */
export const LISTED_CONTENTS = {
  enterprise: EnterpriseContent.omit({ phone: true }),
  officer: OfficerContent.omit({ idNo: true }),
  expert: ExpertContent.omit({ phone: true }),
  assistant: AssistantContent.omit({ phone: true }),
  vehicle: VehicleContent,
  equipment: EquipmentContent,
} as const;

/** 不能抽取或参加检查的理由, with what its sentence needs. */
export const Bar = z.object({ code: z.string(), facts: z.record(z.string(), z.string()) });
export type Bar = z.output<typeof Bar>;

/** 名录列表. `barred`: why this cannot be drawn or sent out today. */
export function directoryList<C extends z.ZodObject>(
  content: C,
): z.ZodObject<{
  total: z.ZodInt;
  asOf: z.ZodString;
  rows: z.ZodArray<
    z.ZodObject<{
      recordId: z.ZodUUID;
      version: z.ZodInt;
      updatedOn: z.ZodString;
      barred: z.ZodArray<typeof Bar>;
      content: C;
    }>
  >;
}> {
  return z.object({
    total: z.int(),
    /** The instant of the answer. */
    asOf: z.string(),
    rows: z.array(
      z.object({ recordId: z.uuid(), version: z.int(), updatedOn: z.string(), barred: z.array(Bar), content }),
    ),
  });
}

/** 历史: one version of a record and what it changed. */
export const RecordVersion = z.object({
  version: z.int(),
  at: z.string(),
  actorId: z.string(),
  actorName: z.string(),
  /** The deed that did it, e.g. `directory.undo-import`; its title is in the permission table. */
  deed: z.string(),
  reason: z.string().nullable(),
  /** The import that wrote it. */
  batchId: z.uuid().nullable(),
  /** Nothing for the first version. Values of sealed fields are not told. */
  changes: z.array(z.object({ field: z.string(), before: z.json().optional(), after: z.json().optional() })),
});
export type RecordVersion = z.output<typeof RecordVersion>;

/** 回避登记 with the names a reader needs. */
export const NamedRecusal = Recusal.extend({ enterpriseName: z.string(), personName: z.string() });
export type NamedRecusal = z.output<typeof NamedRecusal>;

/** 名录识别的回避: found in the expert's employer or contracts; stands as long as they do. */
const FoundRecusal = NamedRecusal.pick({ personName: true, enterpriseName: true, reason: true });
export type FoundRecusal = z.output<typeof FoundRecusal>;

/** 本人在名录中的记录: an account may be an officer, an expert, or none. */
export const OwnPerson = z.object({ personType: z.enum(['officer', 'expert']), personId: z.uuid(), name: z.string() });
export type OwnPerson = z.output<typeof OwnPerson>;

/** 企业选择项. */
export const EnterpriseChoice = z.object({ enterpriseId: z.uuid(), name: z.string(), creditCode: z.string() });
export type EnterpriseChoice = z.output<typeof EnterpriseChoice>;

const MergedInto = z.object({ recordId: z.uuid(), name: z.string() }).nullable();
const Visits = z.object({ thisYear: z.int(), lastOn: z.string().nullable() }).nullable();

/** 一条名录: the record, its history (newest first) and its recusals. */
export function directoryRecord<C extends z.ZodObject>(
  content: C,
): z.ZodObject<{
  recordId: z.ZodUUID;
  version: z.ZodInt;
  createdOn: z.ZodString;
  updatedOn: z.ZodString;
  content: C;
  masked: z.ZodArray<z.ZodString>;
  barred: z.ZodArray<typeof Bar>;
  mergedInto: typeof MergedInto;
  merges: z.ZodArray<typeof EnterpriseMerge>;
  visits: typeof Visits;
  history: z.ZodArray<typeof RecordVersion>;
  recusals: z.ZodArray<typeof NamedRecusal>;
  foundRecusals: z.ZodArray<typeof FoundRecusal>;
}> {
  return z.object({
    recordId: z.uuid(),
    version: z.int(),
    createdOn: z.string(),
    updatedOn: z.string(),
    content,
    /** Fields of which only a part is shown, because the reader's role does not need the whole. */
    masked: z.array(z.string()),
    /** Why this cannot be drawn or sent out today; empty when nothing stands in the way. */
    barred: z.array(Bar),
    /** The enterprise that stands for this one since they were joined. */
    mergedInto: MergedInto,
    /** What was merged into this enterprise. */
    merges: z.array(EnterpriseMerge),
    /** 检查次数 of an enterprise, 工作负荷 of a person; null for vehicles and devices. */
    visits: Visits,
    history: z.array(RecordVersion),
    recusals: z.array(NamedRecusal),
    foundRecusals: z.array(FoundRecusal),
  });
}
