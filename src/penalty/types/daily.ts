/** 按日连续处罚 (安全生产法 §112): the recheck that found a refusal, and the figures that follow from it. Browser-safe. @module */
import { z } from 'zod';
import { text } from '../../inspection/types/visit.ts';
import { CaseId, Day, OfficerIds } from './case.ts';
import { AttachedFiles, KeptFile } from './evidence.ts';

/** 责令改正: its number, its day, the last day it left. */
const Order = z.object({ number: text('责令改正文书文号', 60), on: Day, until: Day });

export const RecheckInput = z.object({
  order: Order,
  on: Day,
  place: text('复查地点', 120),
  found: text('复查情况', 1_000),
  isCorrected: z.boolean(),
  officerIds: OfficerIds,
  files: AttachedFiles,
});

/** 复查记录 in the case that was fined. */
export const Recheck = RecheckInput.omit({ files: true }).extend({
  recheckId: z.uuid(),
  files: z.array(KeptFile),
  /** The case that came of it. */
  dailyCaseId: CaseId.nullable(),
});
export type Recheck = z.output<typeof Recheck>;

/** Everything the amount is made of: days times the fine of the first decision. */
export const Daily = z.object({
  ofCaseId: CaseId,
  recheckId: z.uuid(),
  order: Order,
  /** Day of the first decision. */
  decidedOn: Day,
  recheckedOn: Day,
  from: Day,
  until: Day,
  days: z.int().min(1),
  perDayFen: z.int().min(1),
});
export type Daily = z.output<typeof Daily>;
