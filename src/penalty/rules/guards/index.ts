/** What each act asks of the case and of what it says, beside state, seat and role. Browser-safe. @module */
import type { Refusal } from '../../../core/result.ts';
import type { ActInput } from '../../types/acts.ts';
import type { CaseFile } from '../../types/file.ts';
import type { CaseAct } from '../../types/table.ts';
import type { CaseContext } from '../context.ts';
import { DAILY_GUARDS } from './daily.ts';
import { DECISION_GUARDS } from './decision.ts';
import { EXECUTION_GUARDS } from './execution.ts';
import { FILING_GUARDS } from './filing.ts';
import { PARTY_GUARDS } from './party.ts';

export type Guard<A extends CaseAct> = (file: CaseFile, input: ActInput<A>, context: CaseContext) => Refusal[];
/** Acts without a guard ask nothing more. */
export type Guards = { readonly [A in CaseAct]?: Guard<A> };

export const GUARDS: Guards = {
  ...FILING_GUARDS,
  ...DECISION_GUARDS,
  ...EXECUTION_GUARDS,
  ...PARTY_GUARDS,
  ...DAILY_GUARDS,
};
