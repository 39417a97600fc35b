/** What the desk reads of plans. Browser-safe. @module */
import { z } from 'zod';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { ShownReason } from '../../items/types.ts';
import { Capacity, MonthLoad, Plan, PLAN_STATES, PlanContent } from '../types.ts';
import { PlanSignature } from './approval.ts';
import { NoticeIssue } from './notice.ts';

/** 计划列表的一行 */
export const PlanSummary = z.object({
  planId: z.uuid(),
  year: z.int(),
  version: z.int(),
  state: z.enum(codesOf(PLAN_STATES)),
  title: z.string(),
  ratio: z.int(),
  count: z.int(),
  universeSize: z.int(),
  windowFrom: z.string(),
  windowTo: z.string(),
  discloseBy: z.string().nullable(),
});
export type PlanSummary = z.output<typeof PlanSummary>;

/** 计划页: the plan, its capacity, what keeps it from being submitted, and what has moved since. */
export const PlanView = z.object({
  plan: Plan,
  /** Names by staff id. */
  people: z.record(z.string(), z.string()),
  capacity: Capacity,
  loads: z.array(MonthLoad),
  refusals: z.array(ShownReason),
  warnings: z.array(ShownReason),
  /** 审签单: submissions, endorsements, approvals and returns, in order. */
  signatures: z.array(PlanSignature),
  /** The version of the year before this one; null for the first. */
  before: PlanContent.nullable(),
  /** 印发: null until the notice has its number. */
  notice: NoticeIssue.nullable(),
});
export type PlanView = z.output<typeof PlanView>;
