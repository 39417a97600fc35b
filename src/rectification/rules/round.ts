/** Looking again (复查): who may, when, and what follows from each verdict (domain §21.5). Browser-safe. @module */
import type { CanonicalObject } from 'verifiable-draw';
import { addDays } from '../../core/calendar/day.ts';
import type { WorkCalendar } from '../../core/calendar/work-calendar.ts';
import type { Refusal } from '../../core/result.ts';
import { officerRefusals } from '../../directory/rules.ts';
import type { CertifiedOfficer } from '../../inspection/rules/preparation.ts';
import { dueOf } from '../../inspection/rules/record.ts';
import type { Item, ItemState, Order, Reinspection, Verdict } from '../types/order.ts';
import type { VisitSettings } from '../../inspection/types/settings.ts';
import { moveRefusals } from './moves.ts';
import { afterPassing, isOverdue, officersRefusals } from './order.ts';

/**
 * The last day to look again: so many calendar days after the report, or after the deadline when nothing was reported. No law
 * sets them (domain §16.1 marks ten days as practice): the bureau does, in its settings of the work.
 */
export function reinspectBy(since: string, { reinspectionDays }: Pick<VisitSettings, 'reinspectionDays'>): string {
  return addDays(since, reinspectionDays);
}

/** What a round takes up: everything that was reported or is past its deadline. */
export function dueForRound(items: readonly Item[], today: string): Item[] {
  return items.filter((item) => item.state === 'reported' || isOverdue(item, today));
}

/** Every reason a round may not be opened. The one who opens it goes himself. */
export function openRefusals(
  order: Order,
  officerIds: readonly string[],
  known: readonly CertifiedOfficer[],
  { mine, today }: { readonly mine: string | undefined; readonly today: string },
): Refusal[] {
  const refusals = [...moveRefusals('rectification.open-round', order), ...officersRefusals(officerIds, known, today)];
  if (mine === undefined || !officerIds.includes(mine))
    refusals.push({ code: 'round-without-opener', at: 'officerIds' });
  if (dueForRound(order.items, today).length === 0) refusals.push({ code: 'round-nothing-due' });
  return refusals;
}

/** Only the officers of the round, only while it stands so. */
export function roundRefusals(
  round: Reinspection | undefined,
  mine: string | undefined,
  allowed: Reinspection['state'],
): Refusal[] {
  if (round === undefined) return [{ code: 'round-not-found' }];
  const refusals: Refusal[] = [];
  if (round.state !== allowed) refusals.push({ code: allowed === 'open' ? 'round-not-open' : 'round-not-closed' });
  if (mine === undefined || !round.officerIds.includes(mine)) refusals.push({ code: 'round-not-member' });
  return refusals;
}

/** The opinion is whole when every finding of the round has its verdict. */
export function closeRefusals(round: Reinspection, items: readonly Item[]): Refusal[] {
  const open = round.verdicts.filter(({ verdict }) => verdict === null);
  if (open.length === 0) return [];
  const numbers = open.map(({ findingId }) => String(items.find((item) => item.findingId === findingId)?.number));
  return [{ code: 'round-verdicts-missing', facts: { numbers } }];
}

/** Why this officer may not sign this document now. */
export function signRefusals(
  round: Reinspection,
  officer: CertifiedOfficer,
  seenHash: string,
  today: string,
): Refusal[] {
  const refusals: Refusal[] = [...officerRefusals(officer, today)];
  if (seenHash !== round.documentHash) refusals.push({ code: 'sign-other-record', at: 'documentHash' });
  if (round.signedBy.includes(officer.personId)) refusals.push({ code: 'sign-twice' });
  return refusals;
}

/** What a verdict makes of its item, once everybody has signed. */
export function outcomeOf(
  item: Item,
  verdict: Verdict,
  today: string,
  calendar: WorkCalendar,
): { readonly state: ItemState; readonly dueOn: string | null } {
  switch (verdict.outcome) {
    case 'passed':
      return { state: afterPassing(item.measureKind), dueOn: item.dueOn };
    case 'again':
      return { state: 'open', dueOn: dueOf(verdict.days, today, calendar)?.due ?? null };
    case 'case':
      return { state: 'in-case', dueOn: item.dueOn };
  }
}

/** 整改复查意见书 as it is signed. */
export function roundDocument(
  order: Pick<Order, 'orderId' | 'items'>,
  round: Reinspection,
  parts: {
    readonly bureau: string;
    readonly enterprise: { readonly name: string; readonly creditCode: string };
    readonly orderHash: string;
    readonly closedAt: string;
    readonly officers: readonly Pick<CertifiedOfficer, 'name' | 'certificateNumber'>[];
  },
): CanonicalObject {
  return {
    type: 'sunlot/1/reinspection-opinion',
    bureau: parts.bureau,
    order: order.orderId,
    orderDocument: parts.orderHash,
    round: round.round,
    closedAt: parts.closedAt,
    enterprise: { ...parts.enterprise },
    officers: parts.officers.map(({ name, certificateNumber }) => ({ name, certificate: certificateNumber })),
    verdicts: round.verdicts.map(({ findingId, verdict }) => {
      const item = order.items.find((each) => each.findingId === findingId);
      if (item === undefined || verdict === null) throw new Error(`no verdict of ${findingId}`);
      return { number: item.number, ...verdict };
    }),
  };
}
