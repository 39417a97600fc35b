/** What each act takes, by the part of the course in `acts/`. Browser-safe. @module */
import type { z } from 'zod';
import { DECIDING_INPUTS } from './acts/deciding.ts';
import { EXECUTING_INPUTS } from './acts/executing.ts';
import { FILING_INPUTS } from './acts/filing.ts';
import { PARTY_INPUTS } from './acts/party.ts';
import type { CaseAct } from './table.ts';

export { Appraisal, APPRAISAL_ENDS, HOLD_ENDS, HoldInput, Lead, Report, SeizureInput } from './acts/parts.ts';

export const ACT_INPUTS = {
  ...FILING_INPUTS,
  ...DECIDING_INPUTS,
  ...EXECUTING_INPUTS,
  ...PARTY_INPUTS,
} as const satisfies Readonly<Record<CaseAct, z.ZodType>>;
export type ActInput<A extends CaseAct> = z.output<(typeof ACT_INPUTS)[A]>;
/** An act with what it says. */
export type AnyAct = { [A in CaseAct]: { readonly act: A; readonly input: ActInput<A> } }[CaseAct];
