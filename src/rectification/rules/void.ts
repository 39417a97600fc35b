/** Every reason why a finding of an order may not be voided, and what the voiding does to the round that looks at it. Browser-safe. @module */
import { addDays } from '../../core/calendar/day.ts';
import { sentenceDate } from '../../core/calendar/sentences.ts';
import type { Refusal } from '../../core/result.ts';
import type { FindingCase } from '../types/later.ts';
import type { CertifiedOfficer } from '../../inspection/rules/preparation.ts';
import {
  SERVED_WITHIN,
  type Item,
  type Order,
  type OrderState,
  type Reinspection,
  type Service,
} from '../types/order.ts';
import {
  BASIS_DOCUMENTS,
  type BasisDocument,
  type FoundedMatter,
  type KeptBasis,
  type VoidBasis,
  type VoidView,
} from '../types/void.ts';
import { moveRefusals } from './moves.ts';
import { isNamedIn, isOver, officersRefusals, receiptRefusals } from './order.ts';

export interface VoidFacts {
  /** Whoever found it, signed the record, or signed an opinion on its rectification is not the one who takes it back (domain §20). */
  readonly isOwn: boolean;
  readonly ofCase: FindingCase | undefined;
  readonly matters: readonly FoundedMatter[];
  /** Papers of the order that hold. */
  readonly papers: readonly { readonly form: string; readonly title: string; readonly number: string }[];
  readonly signedOn: string;
  readonly today: string;
}

export function voidRefusals(
  order: Pick<Order, 'state'>,
  item: Pick<Item, 'number' | 'state' | 'measureKind'>,
  basis: VoidBasis,
  facts: VoidFacts,
): Refusal[] {
  const { number } = item;
  const refusals = moveRefusals('rectification.void-finding', order, item);
  if (item.state === 'supervised') refusals.push({ code: 'void-hazard-open', facts: { number } });
  if (facts.isOwn) refusals.push({ code: 'void-own-finding' });
  refusals.push(...caseRefusals(item, facts.ofCase), ...basisRefusals(basis, facts));
  // A paper that is still to be served would serve what is void.
  const paper = order.state === 'draft' ? facts.papers.find(({ form }) => isNamedIn(form, item)) : undefined;
  if (paper !== undefined)
    refusals.push({ code: 'void-paper-issued', facts: { title: paper.title, number: paper.number } });
  return refusals;
}

/** A case rests on what was found: first it is declined or withdrawn, or its decision revoked. A lead that is still to come rests on it too. */
function caseRefusals({ number, state }: Pick<Item, 'number' | 'state'>, ofCase: FindingCase | undefined): Refusal[] {
  if (ofCase === undefined) return state === 'in-case' ? [{ code: 'void-case-to-come', facts: { number } }] : [];
  return ofCase.stands ? [{ code: 'void-case-standing', facts: { number, state: ofCase.state } }] : [];
}

function basisRefusals(basis: VoidBasis, { matters, signedOn, today }: VoidFacts): Refusal[] {
  if (basis.kind === 'matter')
    return matters.some(({ matterId }) => matterId === basis.matterId)
      ? []
      : [{ code: 'void-matter-unfit', at: 'basis.matterId' }];
  return basis.kind === 'error' ? [] : documentRefusals(basis.document, 'basis.document.on', { signedOn, today });
}

/** What somebody decided about the finding was decided after it was signed, and not in days to come. */
export function documentRefusals(
  { on }: Pick<BasisDocument, 'on'>,
  at: string,
  { signedOn, today }: Pick<VoidFacts, 'signedOn' | 'today'>,
): Refusal[] {
  if (on > today) return [{ code: 'void-document-later', at, facts: { today } }];
  return on < signedOn ? [{ code: 'void-document-before', at, facts: { signedOn } }] : [];
}

/** The last day to serve a decision of `decidedOn`: no law sets days for this one. */
export function voidServedBy(decidedOn: string): string {
  return addDays(decidedOn, SERVED_WITHIN);
}

/** Every reason the decision may not be noted as served. It is served once. */
export function voidServiceRefusals(
  order: Pick<Order, 'state'>,
  item: Pick<Item, 'number' | 'state'>,
  voided: Pick<VoidView, 'decidedOn' | 'service'> | undefined,
  service: Service,
  { known, today }: { readonly known: readonly CertifiedOfficer[]; readonly today: string },
): Refusal[] {
  const refusals = moveRefusals('rectification.serve-void', order, item);
  if (voided === undefined) return refusals;
  if (voided.service !== null)
    refusals.push({ code: 'void-served-already', facts: { servedOn: voided.service.servedOn } });
  return [
    ...refusals,
    ...officersRefusals(service.officerIds, known, service.servedOn),
    ...receiptRefusals(service, { since: voided.decidedOn, today }),
  ];
}

/** On what it rests, in words. */
export function basisWords(basis: KeptBasis): string {
  if (basis.kind === 'error') return '经本机关复核';
  if (basis.kind === 'matter') return `根据${sentenceDate(basis.matter.decidedOn)}已有结果的${basis.matter.title}`;
  const { kind, organ, number, on } = basis.document;
  return `根据${organ}${sentenceDate(on)}${BASIS_DOCUMENTS[kind]}（${number}）`;
}

/**
 * Where the order stands afterwards: a running round goes on with what is left; before the service it is over only when all of
 * it was voided, since what is left is still to be served.
 */
export function orderAfterVoid(
  state: OrderState,
  items: readonly Pick<Item, 'state'>[],
  isLookedAt: boolean,
): OrderState {
  if (isLookedAt) return 'reinspecting';
  if (state === 'draft') return items.every((item) => item.state === 'voided') ? 'closed' : 'draft';
  if (isOver(items)) return 'closed';
  return state === 'reinspecting' ? 'served' : state;
}

/** The round that looks at this finding now; undefined when none does. */
export function roundOn(rounds: readonly Reinspection[], findingId: string): Reinspection | undefined {
  return rounds.find(
    ({ state, verdicts }) => isRunning(state) && verdicts.some((verdict) => verdict.findingId === findingId),
  );
}

export function isRunning(state: Reinspection['state']): boolean {
  return state === 'open' || state === 'awaiting-signatures';
}
