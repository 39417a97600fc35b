/** When a copy is due, and who may do what with it when (domain §11.1, §21.9). Browser-safe. @module */
import { termOn } from '../calendar/rules/terms.ts';
import { deadline } from '../core/calendar/deadline.ts';
import type { WorkCalendar } from '../core/calendar/work-calendar.ts';
import type { Refusal } from '../core/result.ts';
import { DISCLOSURE_STATES, type DisclosureState, type Source } from './types.ts';
import type { disclosureDeeds } from './deeds.ts';

const PUBLISH_TERMS = { visit: 'disclose-result', penalty: 'disclose-penalty' } as const satisfies Record<
  Source,
  string
>;

/** The last day to publish a result signed, or a decision made, on that day. */
export function discloseBy(from: string, calendar: WorkCalendar, source: Source = 'visit'): string {
  return deadline({ ...termOn(PUBLISH_TERMS[source], from), start: from }, calendar).due;
}

/** The last day to withdraw a decision that was revoked or changed on that day (行政处罚法 §48); a result that names what was voided is corrected as fast. */
export function withdrawBy(from: string, calendar: WorkCalendar): string {
  return deadline({ ...termOn('withdraw-disclosure', from), start: from }, calendar).due;
}

/** The last day to publish an entry of the list of dishonesty decided on that day. */
export function publishListingBy(from: string, calendar: WorkCalendar): string {
  return deadline({ ...termOn('publish-listing', from), start: from }, calendar).due;
}

/** Deeds of people; the others are those of jobs. */
export type DisclosureDeed = Exclude<
  keyof typeof disclosureDeeds,
  | 'disclosure.draft'
  | 'disclosure.recount'
  | 'disclosure.recount-withdrawal'
  | 'disclosure.require-withdrawal'
  | 'disclosure.cancel'
  | 'disclosure.require-correction'
  | 'disclosure.drop-finding'
  | 'disclosure.expire'
>;

const ALLOWED_IN: Readonly<Record<DisclosureDeed, readonly DisclosureState[]>> = {
  'disclosure.redact': ['drafted'],
  'disclosure.confirm': ['drafted'],
  'disclosure.approve': ['confirmed'],
  'disclosure.return': ['confirmed', 'approved'],
  'disclosure.publish': ['approved'],
  'disclosure.correct': ['published'],
  'disclosure.withdraw': ['published'],
  'disclosure.repair': ['published'],
};

/** Who has had his hand in the entry so far. */
export interface Hands {
  readonly confirmedBy: string | null;
  readonly approvedBy: string | null;
}

/** Every reason of state and of person; three different people confirm, approve and publish. */
export function stepRefusals(deed: DisclosureDeed, state: DisclosureState, hands: Hands, staffId: string): Refusal[] {
  const refusals: Refusal[] = [];
  if (!ALLOWED_IN[deed].includes(state)) {
    refusals.push({
      code: 'disclosure-state',
      facts: { state: DISCLOSURE_STATES[state], allowed: ALLOWED_IN[deed].map((each) => DISCLOSURE_STATES[each]) },
    });
  }
  if (deed === 'disclosure.approve' && hands.confirmedBy === staffId) refusals.push({ code: 'disclosure-own-draft' });
  if (deed === 'disclosure.publish' && (hands.confirmedBy === staffId || hands.approvedBy === staffId))
    refusals.push({ code: 'disclosure-own-draft' });
  return refusals;
}
