/** 子库、专家履职、科室和领导小组: what stands beside the five directories. Browser-safe. @module */
import { z } from 'zod';
import { cleanText, Day } from './records.ts';
import { LONGEST_CONDITION } from './views.ts';
import { codesOf, DIRECTORY_KINDS } from './vocabulary.ts';

const line = (label: string, max: number): z.ZodString =>
  z.string(`请填写${label}`).overwrite(cleanText).min(1, `请填写${label}`).max(max, `${label}不超过 ${max} 个字`);

/** 存为子库: the conditions as they stand in the list's address. */
export const SaveSublibraryInput = z.object({
  kind: z.enum(codesOf(DIRECTORY_KINDS)),
  name: line('子库名称', 30),
  conditions: z.record(z.string().max(40), z.string().max(LONGEST_CONDITION)),
});

/** 子库. */
export const Sublibrary = z.object({
  sublibraryId: z.uuid(),
  name: z.string(),
  conditions: z.record(z.string(), z.string()),
  /** Records that meet the conditions now. */
  count: z.int(),
});
export type Sublibrary = z.output<typeof Sublibrary>;

/** 专家履职记录的种类. Three refusals without excuse are a reason for dismissal (domain §8.6). */
export const EXPERT_RECORD_KINDS = {
  evaluation: '评价',
  fee: '劳务费',
  refusal: '无正当理由拒绝任务',
  sanction: '处理',
} as const;

/** 登记专家履职: a score of 1 to 5 with an evaluation, an amount in 分 with a fee. */
export const RecordExpertInput = z
  .object({
    expertId: z.uuid(),
    kind: z.enum(codesOf(EXPERT_RECORD_KINDS), '请选择种类'),
    onDay: Day,
    score: z.int().min(1).max(5).nullable().default(null),
    amountFen: z.int().min(1).max(100_000_000).nullable().default(null),
    note: line('说明', 200),
  })
  .superRefine(({ kind, score, amountFen }, context) => {
    if ((kind === 'evaluation') !== (score !== null))
      context.addIssue({ code: 'custom', path: ['score'], message: '评价须打 1—5 分，其他种类不打分' });
    if ((kind === 'fee') !== (amountFen !== null))
      context.addIssue({ code: 'custom', path: ['amountFen'], message: '劳务费须填金额，其他种类不填' });
  });

export const ExpertRecord = z.object({
  recordId: z.uuid(),
  kind: z.enum(codesOf(EXPERT_RECORD_KINDS)),
  onDay: z.string(),
  score: z.int().nullable(),
  amountFen: z.int().nullable(),
  note: z.string(),
  byName: z.string(),
});
export type ExpertRecord = z.output<typeof ExpertRecord>;

/** 领导小组职务. */
export const GROUP_POSITIONS = {
  leader: '组长',
  'deputy-leader': '副组长',
  member: '成员',
  'office-director': '办公室主任',
} as const;

export const AddDepartmentInput = z.object({ name: line('科室名称', 60), fromOn: Day });
export const CloseDepartmentInput = z.object({ departmentId: z.uuid(), untilOn: Day });
export const AppointInput = z.object({
  name: line('姓名', 60),
  position: z.enum(codesOf(GROUP_POSITIONS), '请选择职务'),
  /** 行政职务, e.g. 局长. */
  post: line('行政职务', 60).nullable().default(null),
  fromOn: Day,
});
export const DismissInput = z.object({ memberId: z.uuid(), untilOn: Day });

/** 科室和领导小组, those of the past too. */
export const Organisation = z.object({
  departments: z.array(
    z.object({ departmentId: z.uuid(), name: z.string(), fromOn: z.string(), untilOn: z.string().nullable() }),
  ),
  members: z.array(
    z.object({
      memberId: z.uuid(),
      name: z.string(),
      position: z.enum(codesOf(GROUP_POSITIONS)),
      post: z.string().nullable(),
      fromOn: z.string(),
      untilOn: z.string().nullable(),
    }),
  ),
});
export type Organisation = z.output<typeof Organisation>;
