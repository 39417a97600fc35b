/** The states of an entry as one table, its terms, and what must hold besides. Browser-safe. @module */
import { addDays, addMonths } from '../../core/calendar/day.ts';
import { deadline } from '../../core/calendar/deadline.ts';
import type { WorkCalendar } from '../../core/calendar/work-calendar.ts';
import type { Refusal } from '../../core/result.ts';
import type { PenaltyInForce } from '../../hazard/types/penalty.ts';
import type { creditDeeds } from '../deeds.ts';
import {
  CREDIT_STATES,
  ENDED_STATES,
  MEASURE_STATES,
  type CreditState,
  type Entry,
  type MeasureState,
} from '../types/credit.ts';
import type { ListingRules } from './listing.ts';

export type CreditDeed = Exclude<keyof typeof creditDeeds, 'credit.propose' | 'credit.restore' | 'credit.recount'>;

interface Move {
  readonly from: readonly CreditState[];
  /** Where it leads; left out where the entry stays as it is. */
  readonly to?: readonly CreditState[];
}

const ON: readonly CreditState[] = ['published', 'removal-asked', 'removal-verified'];

export const CREDIT_MOVES: Readonly<Record<CreditDeed, Move>> = {
  'credit.review': { from: ['proposed'], to: ['reviewed', 'declined'] },
  'credit.notify': { from: ['reviewed'], to: ['notified'] },
  'credit.hear': { from: ['notified'] },
  'credit.decide': { from: ['notified'], to: ['listed', 'declined'] },
  'credit.publish': { from: ['listed'], to: ['published'] },
  'credit.ask-removal': { from: ['published'], to: ['removal-asked'] },
  'credit.verify-removal': { from: ['removal-asked'], to: ['removal-verified'] },
  'credit.decide-removal': { from: ['removal-verified'], to: ['removed', 'published'] },
  'credit.remove-expired': { from: ['listed', ...ON], to: ['removed'] },
  'credit.remove-revoked': { from: ['listed', ...ON], to: ['removed'] },
};

export function moveRefusals(deed: CreditDeed, state: CreditState): Refusal[] {
  const allowed = CREDIT_MOVES[deed].from;
  if (allowed.includes(state)) return [];
  return [
    {
      code: 'credit-state',
      facts: { state: CREDIT_STATES[state], allowed: allowed.map((each) => CREDIT_STATES[each]) },
    },
  ];
}

/** Whether the table knows this step: what every row of the course must be. */
export function isMove(deed: string, from: CreditState, to: CreditState): boolean {
  const move = (CREDIT_MOVES as Readonly<Record<string, Move>>)[deed];
  return move !== undefined && move.from.includes(from) && (move.to ?? [from]).includes(to);
}

export function isEnded(state: CreditState): boolean {
  return ENDED_STATES.some((ended) => ended === state);
}

/** What no law sets is the office's own and may be set otherwise; 5 workdays are 行政处罚法 §64, 30 令第11号 as far as known. */
const TERM_ROWS = {
  office: [{ from: '2017-05-09', unit: 'workday', n: 3, basis: '本机关工作要求，可调整' }],
  argue: [{ from: '2017-05-09', unit: 'workday', n: 5, basis: '行政处罚法第六十四条' }],
  verify: [{ from: '2017-05-09', unit: 'workday', n: 30, basis: '应急管理部令第11号' }],
} as const;

/** Days by which the next step is due, for an entry that enters `state` on `day`; null when it has ended. */
export function timerOf(state: CreditState, day: string, endsOn: string | null, calendar: WorkCalendar): string | null {
  if (isEnded(state)) return null;
  if (state === 'published') return endsOn;
  const row = state === 'notified' ? 'argue' : state === 'removal-asked' ? 'verify' : 'office';
  const term = TERM_ROWS[row].findLast(({ from }) => from <= day);
  if (term === undefined) throw new RangeError(`no term ${row} was in force on ${day}`);
  return deadline({ unit: term.unit, n: term.n, start: day }, calendar).due;
}

/** The last day on the list, from the day it was published (or decided, until then). */
export function endOf(rules: ListingRules, day: string): string {
  return addDays(addMonths(day, rules.months), -1);
}

/** Only a penalty in force, a situation of the rules in force, and an enterprise of the directory. */
export function proposalRefusals(
  situation: string,
  rules: ListingRules,
  penalty: PenaltyInForce | undefined,
  { isKnown, isOpen, wasUsed }: { readonly isKnown: boolean; readonly isOpen: boolean; readonly wasUsed: boolean },
): Refusal[] {
  const refusals: Refusal[] = [];
  if (penalty === undefined) refusals.push({ code: 'credit-no-penalty', at: 'penaltyCaseId' });
  if (!rules.situations.some(({ code }) => code === situation))
    refusals.push({ code: 'credit-situation-unknown', at: 'situation', facts: { rules: rules.name } });
  if (penalty !== undefined && !isKnown) refusals.push({ code: 'credit-enterprise-unknown' });
  if (isOpen) refusals.push({ code: 'credit-listed-already' });
  if (wasUsed) refusals.push({ code: 'credit-penalty-used', at: 'penaltyCaseId' });
  return refusals;
}

/** Proposer, reviewer and decider are three people, and the one who publishes is a fourth. */
export function handRefusals(
  deed: 'credit.review' | 'credit.decide' | 'credit.publish',
  { proposedBy, reviewedBy, decidedBy }: Pick<Entry, 'proposedBy' | 'reviewedBy' | 'decidedBy'>,
  staffId: string,
): Refusal[] {
  const hands =
    deed === 'credit.publish'
      ? [proposedBy, reviewedBy, decidedBy]
      : deed === 'credit.decide'
        ? [proposedBy, reviewedBy]
        : [proposedBy];
  return hands.includes(staffId) ? [{ code: 'credit-own-hand' }] : [];
}

/** Who asked for the removal does not verify it; neither of them, nor who proposed the listing, decides it. */
export function removalHandRefusals(
  deed: 'credit.verify-removal' | 'credit.decide-removal',
  { proposedBy, steps }: Pick<Entry, 'proposedBy'> & { readonly steps: readonly StepDone[] },
  staffId: string,
): Refusal[] {
  const lastBy = (done: CreditDeed): string | undefined => steps.findLast((step) => step.deed === done)?.doneBy;
  const asked = lastBy('credit.ask-removal');
  const hands = deed === 'credit.verify-removal' ? [asked] : [asked, lastBy('credit.verify-removal'), proposedBy];
  return hands.includes(staffId) ? [{ code: 'credit-own-hand' }] : [];
}

interface StepDone {
  readonly deed: string;
  readonly doneBy: string;
}

/** Decided once the party has spoken, or its five workdays have passed (行政处罚法 §44, §64); the penalty must stand still. */
export function decideRefusals(
  { notifiedOn, heardOn, timerOn }: Pick<Entry, 'notifiedOn' | 'heardOn' | 'timerOn'>,
  isPenaltyInForce: boolean,
  today: string,
): Refusal[] {
  const refusals: Refusal[] = [];
  if (notifiedOn !== null && heardOn === null && timerOn !== null && today <= timerOn)
    refusals.push({ code: 'credit-still-arguing', facts: { day: timerOn } });
  if (!isPenaltyInForce) refusals.push({ code: 'credit-no-penalty' });
  return refusals;
}

/** 提前移出: after the months of the rules, the penalty performed, no new one since. */
export function removalRefusals(
  { publishedOn }: Pick<Entry, 'publishedOn'>,
  rules: ListingRules,
  { isPerformed, isClean, today }: { readonly isPerformed: boolean; readonly isClean: boolean; readonly today: string },
): Refusal[] {
  const refusals: Refusal[] = [];
  if (rules.earlyAfter === null || publishedOn === null) return [{ code: 'credit-no-early-removal' }];
  const from = addMonths(publishedOn, rules.earlyAfter);
  if (today < from) refusals.push({ code: 'credit-removal-early', facts: { day: from } });
  if (!isPerformed) refusals.push({ code: 'credit-not-performed' });
  if (!isClean) refusals.push({ code: 'credit-penalised-again' });
  return refusals;
}

export function expiryRefusals({ endsOn }: Pick<Entry, 'endsOn'>, today: string): Refusal[] {
  return endsOn !== null && endsOn < today ? [] : [{ code: 'credit-not-expired', facts: { day: endsOn ?? '' } }];
}

/** 联合惩戒: from the request to the lifting. */
export const MEASURE_MOVES = {
  'credit.acknowledge-measure': { from: ['requested'], to: ['acknowledged', 'declined'] },
  'credit.lift-measure': { from: ['to-lift'], to: ['lifted'] },
} as const satisfies Readonly<Record<string, { from: readonly MeasureState[]; to: readonly MeasureState[] }>>;

export function measureRefusals(deed: keyof typeof MEASURE_MOVES, state: MeasureState | undefined): Refusal[] {
  if (state === undefined) return [{ code: 'credit-measure-not-found' }];
  const allowed: readonly MeasureState[] = MEASURE_MOVES[deed].from;
  if (allowed.includes(state)) return [];
  return [
    {
      code: 'credit-state',
      facts: { state: MEASURE_STATES[state], allowed: allowed.map((each) => MEASURE_STATES[each]) },
    },
  ];
}
