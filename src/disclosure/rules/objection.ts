/** By when an objection is answered, by whom, and how (docs/adr/0064). Browser-safe. @module */
import { termOn } from '../../calendar/rules/terms.ts';
import { deadline } from '../../core/calendar/deadline.ts';
import type { WorkCalendar } from '../../core/calendar/work-calendar.ts';
import type { Refusal } from '../../core/result.ts';
import {
  MOST_PUBLIC_REPORTS,
  OBJECTION_STATES,
  type ObjectionOutcome,
  type ObjectionState,
  type ObjectionTerm,
  type Objector,
} from '../types/objection.ts';
import { DISCLOSURE_STATES, type DisclosureState } from '../types.ts';
import type { Hands } from '../rules.ts';

/** The period of an objection received on that day: what the bureau set, never more than the law's. */
export function objectionTerm(
  set: { readonly version: number; readonly workdays: number } | undefined,
  day: string,
): ObjectionTerm {
  const { n: most, basis } = termOn('answer-objection', day);
  return { version: set?.version ?? 0, workdays: Math.min(set?.workdays ?? most, most), most, basis };
}

/** The last day to answer. */
export function answerBy(receivedOn: string, workdays: number, calendar: WorkCalendar): string {
  return deadline({ unit: 'workday', n: workdays, start: receivedOn }, calendar).due;
}

/** Where an entry stands when it is objected to or answered for. */
export interface Standing {
  readonly state: DisclosureState;
  readonly publicUntil: string | null;
  readonly today: string;
}

/** Whether anybody can read the entry today: a period that is over ends it, noted or not. */
function isInPublic({ state, publicUntil, today }: Standing): boolean {
  return state === 'published' && (publicUntil === null || publicUntil >= today);
}

/** Why an objection is not taken; `open` are the open ones of the same kind of objector to the same entry. */
export function objectRefusals(standing: Standing, objector: Objector, open: number): Refusal[] {
  const refusals: Refusal[] = [];
  if (!isInPublic(standing)) refusals.push({ code: 'objection-entry-not-public' });
  if (objector === 'enterprise' && open > 0) refusals.push({ code: 'objection-waiting' });
  if (objector === 'public' && open >= MOST_PUBLIC_REPORTS)
    refusals.push({ code: 'objection-too-many', facts: { open } });
  return refusals;
}

/** Whoever had a hand in an entry, or handles the visit or case. */
export interface AllHands extends Hands {
  readonly redactedBy: string | null;
  readonly publishedBy: string | null;
  readonly isHandler: boolean;
}

/** Why this person may not give that answer: it has one, he had a hand in the entry, or it is no longer there to be kept or corrected. */
export function decideRefusals(
  objection: ObjectionState,
  outcome: ObjectionOutcome,
  standing: Standing,
  hands: AllHands,
  staffId: string,
): Refusal[] {
  const refusals: Refusal[] = [];
  if (objection !== 'open')
    refusals.push({ code: 'objection-answered', facts: { outcome: OBJECTION_STATES[objection] } });
  const { confirmedBy, approvedBy, redactedBy, publishedBy, isHandler } = hands;
  if (isHandler || [confirmedBy, approvedBy, redactedBy, publishedBy].includes(staffId))
    refusals.push({ code: 'objection-own-entry' });
  if (outcome !== 'withdrawn' && !isInPublic(standing))
    refusals.push({ code: 'objection-entry-gone', facts: { state: DISCLOSURE_STATES[standing.state] } });
  return refusals;
}

/** A bureau answers sooner than the law's period, never later. */
export function objectionDaysRefusals(workdays: number, day: string): Refusal[] {
  const { n: most, basis } = termOn('answer-objection', day);
  return workdays <= most ? [] : [{ code: 'objection-days-beyond', at: 'workdays', facts: { most, basis } }];
}
