/** Service, report, extension, transfer, case, consent: what may follow what (domain §21.4–21.5). Browser-safe. @module */
import type { CanonicalObject } from 'verifiable-draw';
import type { Refusal } from '../../core/result.ts';
import { officerRefusals } from '../../directory/rules.ts';
import { OFFICERS_REQUIRED, type CertifiedOfficer } from '../../inspection/rules/preparation.ts';
import { FORMS, type FormName } from '../../inspection/types/documents.ts';
import type { Finding } from '../../inspection/types/visit.ts';
import { moveRefusals } from './moves.ts';
import {
  SETTLED,
  STOPPED,
  type ExtensionRequest,
  type Item,
  type ItemState,
  type Order,
  type OrderedMeasure,
  type Service,
} from '../types/order.ts';

/** The findings an order takes up: all that stand and were not corrected on the spot. A major hazard is dealt with as one (docs/adr/0050). */
export function itemsOf(
  findings: readonly Pick<Finding, 'findingId' | 'number' | 'level' | 'measureKind' | 'dueOn' | 'isWithdrawn'>[],
): Item[] {
  return findings.flatMap(({ findingId, number, level, measureKind, dueOn, isWithdrawn }) =>
    isWithdrawn || measureKind === 'on-the-spot'
      ? []
      : [
          {
            findingId,
            number,
            measureKind,
            dueOn,
            state: measureKind === 'transfer' ? 'transferring' : level === 'major' ? 'supervised' : 'open',
          },
        ],
  );
}

/** Past its deadline and not yet reported or looked at. */
export function isOverdue(item: Pick<Item, 'state' | 'dueOn'>, today: string): boolean {
  return item.state === 'open' && item.dueOn !== null && item.dueOn < today;
}

/** The order is over when nothing in it waits any more. */
export function isOver(items: readonly Pick<Item, 'state'>[]): boolean {
  return items.every(({ state }) => SETTLED.includes(state));
}

/** How a stopped thing leaves a round: the section chief consents before it runs again (安全生产法 §65). */
export function afterPassing(measureKind: OrderedMeasure): ItemState {
  return STOPPED.includes(measureKind) ? 'awaiting-consent' : 'passed';
}

/** Two officers, each with a certificate that is valid on the day (行政处罚法 §42, 安全生产法 §67). */
export function officersRefusals(
  officerIds: readonly string[],
  known: readonly CertifiedOfficer[],
  day: string,
): Refusal[] {
  const chosen = [...new Set(officerIds)].map((id) => known.find(({ personId }) => personId === id));
  const found = chosen.filter((officer) => officer !== undefined);
  const refusals = found.flatMap((officer) => officerRefusals(officer, day));
  if (found.length < chosen.length) refusals.push({ code: 'rectification-officer-unknown', at: 'officerIds' });
  if (chosen.length < OFFICERS_REQUIRED)
    refusals.push({
      code: 'too-few-officers',
      at: 'officerIds',
      facts: { present: chosen.length, required: OFFICERS_REQUIRED },
    });
  return refusals;
}

/** What each paper of an order is about; without it there is nothing to serve, and nothing to look at again (domain §12.2). */
const PAPERS = {
  order: ['rectify'],
  decision: ['stop-use', 'stop-work'],
} as const satisfies Partial<Record<FormName, readonly Finding['measureKind'][]>>;
export const ORDER_PAPERS = Object.keys(PAPERS) as (keyof typeof PAPERS)[];

/** Whether the paper of that form names findings of that measure. */
export function isNamedIn(form: string, { measureKind }: Pick<Item, 'measureKind'>): boolean {
  return ORDER_PAPERS.some((paper) => paper === form && PAPERS[paper].some((kind) => kind === measureKind));
}

/** The papers that the findings ask for and the register does not have. */
export function missingPapers(
  findings: readonly Pick<Finding, 'isWithdrawn' | 'measureKind'>[],
  issued: readonly { readonly form: string }[],
): (keyof typeof PAPERS)[] {
  const kinds = findings.filter(({ isWithdrawn }) => !isWithdrawn).map(({ measureKind }) => measureKind);
  return ORDER_PAPERS.filter(
    (paper) => PAPERS[paper].some((kind) => kinds.includes(kind)) && !issued.some(({ form }) => form === paper),
  );
}

/** Every reason the order may not be noted as served. `signedOn`: the record must have been signed before. */
export function serviceRefusals(
  order: Pick<Order, 'state'>,
  service: Service,
  known: readonly CertifiedOfficer[],
  {
    signedOn,
    today,
    missing,
  }: { readonly signedOn: string; readonly today: string; readonly missing: ReturnType<typeof missingPapers> },
): Refusal[] {
  const refusals: Refusal[] = [
    ...moveRefusals('rectification.serve', order),
    ...officersRefusals(service.officerIds, known, service.servedOn),
  ];
  // An order that was served already has nothing more to issue.
  if (missing.length > 0 && order.state === 'draft')
    refusals.push({ code: 'rectification-paper-missing', facts: { titles: missing.map((form) => FORMS[form]) } });
  return [...refusals, ...receiptRefusals(service, { since: signedOn, today })];
}

/** Every reason a receipt cannot be of what was signed or decided on `since`. */
export function receiptRefusals(
  { servedOn, means, witness = '' }: Service,
  { since, today }: { readonly since: string; readonly today: string },
): Refusal[] {
  const refusals: Refusal[] = [];
  if (servedOn > today) refusals.push({ code: 'rectification-served-later', at: 'servedOn', facts: { today } });
  if (servedOn < since)
    refusals.push({ code: 'rectification-served-before', at: 'servedOn', facts: { signedOn: since } });
  if (means === 'left' && witness === '') refusals.push({ code: 'rectification-witness-missing', at: 'witness' });
  return refusals;
}

/** A report may be given, and given again, until the officers look. */
export function reportRefusals(order: Pick<Order, 'state'>, item: Item): Refusal[] {
  return moveRefusals('rectification.report', order, item);
}

/** An extension is asked before the deadline, and lengthens. */
export function extensionRefusals(
  order: Pick<Order, 'state'>,
  item: Item,
  request: ExtensionRequest,
  { hasPending, today }: { readonly hasPending: boolean; readonly today: string },
): Refusal[] {
  const refusals = moveRefusals('rectification.request-extension', order, item);
  if (item.dueOn === null) return [...refusals, { code: 'extension-no-deadline' }];
  if (item.dueOn < today) refusals.push({ code: 'extension-too-late', facts: { dueOn: item.dueOn } });
  if (request.until <= item.dueOn)
    refusals.push({ code: 'extension-not-longer', at: 'until', facts: { dueOn: item.dueOn } });
  if (hasPending) refusals.push({ code: 'extension-pending' });
  return refusals;
}

/** A finding goes to a case when its time is over. What a round found goes there by the round. */
export function caseRefusals(order: Pick<Order, 'state'>, item: Item, today: string): Refusal[] {
  const refusals = moveRefusals('rectification.refer-case', order, item);
  if (item.state === 'open' && !isOverdue(item, today))
    refusals.push({ code: 'case-not-overdue', facts: { number: item.number, dueOn: item.dueOn ?? '' } });
  return refusals;
}

/** What the enterprise gets (责令限期整改指令书): the same bytes for everybody, names of people left out. */
export function orderDocument(
  order: Pick<Order, 'orderId' | 'inspectionId'>,
  parts: {
    readonly bureau: string;
    readonly enterprise: { readonly name: string; readonly creditCode: string };
    readonly recordHash: string;
    readonly findings: readonly Finding[];
    readonly items: readonly Item[];
  },
): CanonicalObject {
  return {
    type: 'sunlot/1/rectification-order',
    bureau: parts.bureau,
    order: order.orderId,
    inspection: order.inspectionId,
    record: parts.recordHash,
    enterprise: { ...parts.enterprise },
    // What was voided before the service is not asked.
    items: parts.items.flatMap((item) => {
      if (item.state === 'voided') return [];
      const finding = parts.findings.find(({ findingId }) => findingId === item.findingId);
      if (finding === undefined) throw new Error(`item ${item.findingId} has no finding`);
      const { place, description, level, measure } = finding;
      return [
        {
          number: item.number,
          place,
          description,
          level,
          measureKind: item.measureKind,
          measure,
          ...(item.dueOn === null ? {} : { dueOn: item.dueOn }),
        },
      ];
    }),
  };
}
