/** What the table says of an act, and the groups of states its rows name. Browser-safe. @module */
import type { Party, Role } from '../../../core/actor.ts';
import type { CaseState } from '../case.ts';
import type { PenaltyForm } from '../forms.ts';

/** What somebody has been in a case; two of them never are one person where `apart` says so. */
export const SEATS = {
  handler: '承办人',
  reviewer: '法制审核人',
  presider: '听证主持人',
  decider: '作出决定的人',
} as const;
export type Seat = keyof typeof SEATS;

export interface ActRule {
  readonly title: string;
  readonly roles: readonly Role[];
  /** Done by the party itself, by the code of its case. */
  readonly parties?: readonly Party[];
  /** States it may be done in; empty for what begins a case. */
  readonly from: readonly CaseState[];
  /** Every state it may lead to; `same` is where the case stands, which is all there is where the list is empty. */
  readonly to: readonly (CaseState | 'same')[];
  /** Only for who has this seat now. */
  readonly seat?: 'handler' | 'presider';
  /** Not for who has or ever had one of these seats. */
  readonly apart?: readonly Seat[];
  /** Signed by the head, or by whom the head has delegated for today. */
  readonly signs?: true;
  readonly needsFreshPassword?: true;
  /** Forms it may make, in its transaction; which of them is in `rules/forms.ts`. */
  readonly forms?: readonly PenaltyForm[];
}

export const HEADS = ['head', 'deputy-head'] as const satisfies readonly Role[];
/** From the report to the decision. */
export const REVIEWED = [
  'reviewing',
  'noticing',
  'noticed',
  'hearing',
  'reviewing-hearing',
  'submitting',
  'discussing',
  'deciding',
] as const satisfies readonly CaseState[];
/** From the filing to the decision. */
export const RUNNING = ['investigating', ...REVIEWED] as const satisfies readonly CaseState[];
export const AFTER = ['decided', 'executing', 'court', 'executed', 'closing'] as const satisfies readonly CaseState[];
export const HANDLED = [...RUNNING, ...AFTER, 'transfer-asked', 'transfer-approved', 'transferred'] as const;
