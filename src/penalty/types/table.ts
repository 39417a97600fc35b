/**
 * 案件的唯一流程表: every act on a case, who may do it, in which states, where it leads, who must not have done what before, and
 * which forms it makes (domain §21.7). Server, screens, permissions and tests read this one table; its rows stand by the part of
 * the course in `table/`. Browser-safe. @module
 */
import { DECIDING_ACTS } from './table/deciding.ts';
import { EXECUTING_ACTS } from './table/executing.ts';
import { FILING_ACTS } from './table/filing.ts';
import { PARTY_ACTS } from './table/party.ts';
import type { ActRule } from './table/rule.ts';

export { SEATS, type ActRule, type Seat } from './table/rule.ts';

export const CASE_ACTS = { ...FILING_ACTS, ...DECIDING_ACTS, ...EXECUTING_ACTS, ...PARTY_ACTS } as const;
export type CaseAct = keyof typeof CASE_ACTS;
export const ACT_NAMES = Object.keys(CASE_ACTS) as [CaseAct, ...CaseAct[]];

export function actRule(act: CaseAct): ActRule {
  return CASE_ACTS[act];
}

/** Done by the party, not by a person of the house. */
export const PARTY_ACT_NAMES = Object.keys(PARTY_ACTS) as readonly (keyof typeof PARTY_ACTS)[];
export type PartyAct = (typeof PARTY_ACT_NAMES)[number];
export type StaffAct = Exclude<CaseAct, PartyAct>;

export function isPartyAct(act: CaseAct): act is PartyAct {
  return act in PARTY_ACTS;
}
