/** What is sent when a plan is drafted or amended. Browser-safe. @module */
import { z } from 'zod';
import { PlanContent } from '../types.ts';

/** 草案: the content with the number of enterprises the drafter calculated with, which must be the directory's of today. */
export const PlanDraft = z.object({ content: PlanContent, universeSize: z.int().min(0) });
/** 新计划 */
export const NewPlan = PlanDraft.extend({ year: z.int().min(2015).max(2100) });
export type NewPlan = z.output<typeof NewPlan>;
/** 改动的草案; `revision` is the one the editor opened. */
export const AmendedPlan = PlanDraft.extend({ planId: z.uuid(), revision: z.int() });
export type AmendedPlan = z.output<typeof AmendedPlan>;
