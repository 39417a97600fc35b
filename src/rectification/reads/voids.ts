/** What was voided in an order, and who must not be the one to void it. @module */
import type { ReadTx } from '../../core/transact.ts';
import '../../core/register/tables.ts';
import { seatOf, type StoredFinding, type Visit } from '../../inspection/reads/visits.ts';
import type { Reinspection } from '../types/order.ts';
import type { VoidView } from '../types/void.ts';
import type { OfficerWithAccount } from './orders.ts';

/** By finding. */
export async function listVoids(tx: ReadTx, orderId: string): Promise<ReadonlyMap<string, VoidView>> {
  const rows = await tx.db
    .selectFrom('rectification_void as v')
    .innerJoin('rectification_item as i', (join) =>
      join.onRef('i.bureau_id', '=', 'v.bureau_id').onRef('i.finding_id', '=', 'v.finding_id'),
    )
    .innerJoin('document as d', (join) =>
      join.onRef('d.bureau_id', '=', 'v.bureau_id').onRef('d.document_id', '=', 'v.document_id'),
    )
    .leftJoin('rectification_void_service as s', (join) =>
      join.onRef('s.bureau_id', '=', 'v.bureau_id').onRef('s.finding_id', '=', 'v.finding_id'),
    )
    .select([
      'v.finding_id',
      'v.reason',
      'v.basis',
      'v.decided_on as decidedOn',
      'v.document_id as documentId',
      'd.number',
      's.service',
    ])
    .where('v.bureau_id', '=', tx.bureauId)
    .where('i.order_id', '=', orderId)
    .execute();
  return new Map(rows.map(({ finding_id: findingId, ...row }) => [findingId, row]));
}

/** Numbers of a visit's findings that were voided. */
export async function voidedNumbers(tx: ReadTx, inspectionId: string): Promise<number[]> {
  const rows = await tx.db
    .selectFrom('rectification_item as i')
    .innerJoin('rectification_order as o', (join) =>
      join.onRef('o.bureau_id', '=', 'i.bureau_id').onRef('o.order_id', '=', 'i.order_id'),
    )
    .select('i.number')
    .where('i.bureau_id', '=', tx.bureauId)
    .where('o.inspection_id', '=', inspectionId)
    .where('i.state', '=', 'voided')
    .orderBy('i.number')
    .execute();
  return rows.map(({ number }) => number);
}

interface Investigation {
  readonly visit: Visit;
  readonly findings: readonly Pick<StoredFinding, 'statedBy'>[];
  readonly rounds: readonly Pick<Reinspection, 'officerIds'>[];
  readonly officers: readonly OfficerWithAccount[];
}

/** Whether this account was of the team, stated a finding, or went to look again. */
export function isInvestigator({ visit, findings, rounds, officers }: Investigation, staffId: string): boolean {
  const mine = officers.find((officer) => officer.staffId === staffId)?.personId;
  return (
    seatOf(visit, staffId) !== undefined ||
    findings.some(({ statedBy }) => statedBy === staffId) ||
    rounds.some(({ officerIds }) => mine !== undefined && officerIds.includes(mine))
  );
}
