/** One order with everything in it. @module */
import type { Selectable } from 'kysely';
import type { ReadTx } from '../../core/transact.ts';
import type { CertifiedOfficer } from '../../inspection/rules/preparation.ts';
import { isRunning } from '../rules/void.ts';
import type { RectificationOrderTable } from '../tables.ts';
import type {
  CaseGround,
  Item,
  ItemState,
  Order,
  Reinspection,
  RoundState,
  TransferReceipt,
  Verdict,
} from '../types/order.ts';

/** An order as its row has it, with its items. */
export interface StoredOrder extends Order {
  readonly row: Selectable<RectificationOrderTable>;
  readonly items: readonly StoredItem[];
}

/** An item with how it ended. */
export interface StoredItem extends Item {
  readonly settledOn: string | null;
  readonly ground: CaseGround | null;
  readonly transfer: TransferReceipt | null;
}

/** Undefined when this bureau has no such order. */
export async function findOrder(tx: ReadTx, orderId: string): Promise<StoredOrder | undefined> {
  const row = await orderRows(tx).where('order_id', '=', orderId).executeTakeFirst();
  return row === undefined ? undefined : toOrder(tx, row);
}

/** The order whose enterprise holds the code with this hash. */
export async function findOrderByCode(tx: ReadTx, codeHash: Buffer): Promise<StoredOrder | undefined> {
  const row = await orderRows(tx).where('code_hash', '=', codeHash).executeTakeFirst();
  return row === undefined ? undefined : toOrder(tx, row);
}

/** The order of a visit; undefined when nothing was ordered there. */
export async function findOrderOfVisit(tx: ReadTx, inspectionId: string): Promise<StoredOrder | undefined> {
  const row = await orderRows(tx).where('inspection_id', '=', inspectionId).executeTakeFirst();
  return row === undefined ? undefined : toOrder(tx, row);
}

export async function toOrder(tx: ReadTx, row: Selectable<RectificationOrderTable>): Promise<StoredOrder> {
  return {
    row,
    orderId: row.order_id,
    inspectionId: row.inspection_id,
    state: row.state,
    servedOn: row.served_on,
    items: await listItems(tx, row.order_id),
  };
}

export async function listItems(tx: ReadTx, orderId: string): Promise<StoredItem[]> {
  const rows = await tx.db
    .selectFrom('rectification_item')
    .select(['finding_id', 'number', 'measure_kind', 'state', 'due_on', 'settled_on', 'ground', 'transfer'])
    .where('bureau_id', '=', tx.bureauId)
    .where('order_id', '=', orderId)
    .orderBy('number')
    .execute();
  return rows.map((row) => ({
    findingId: row.finding_id,
    number: row.number,
    measureKind: row.measure_kind,
    state: row.state,
    dueOn: row.due_on,
    settledOn: row.settled_on,
    ground: row.ground,
    transfer: row.transfer,
  }));
}

/** Whether an extension of this finding waits for its decision. */
export async function hasPendingExtension(tx: ReadTx, findingId: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('rectification_extension')
    .select('extension_id')
    .where('bureau_id', '=', tx.bureauId)
    .where('finding_id', '=', findingId)
    .where('outcome', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** The rounds of an order, the newest last. What was voided is looked at no more; signatures of an older version of the opinion count for nothing. */
export async function listRounds(tx: ReadTx, orderId: string): Promise<Reinspection[]> {
  const rounds = await tx.db
    .selectFrom('reinspection')
    .select(['round', 'state', 'opened_on', 'done_on', 'officer_ids', 'document_hash'])
    .where('bureau_id', '=', tx.bureauId)
    .where('order_id', '=', orderId)
    .orderBy('round')
    .execute();
  const verdicts = await tx.db
    .selectFrom('reinspection_verdict as v')
    .innerJoin('rectification_item as i', (join) =>
      join.onRef('i.bureau_id', '=', 'v.bureau_id').onRef('i.finding_id', '=', 'v.finding_id'),
    )
    .select(['v.round', 'v.finding_id', 'v.content', 'i.state'])
    .where('v.bureau_id', '=', tx.bureauId)
    .where('v.order_id', '=', orderId)
    .orderBy('i.number')
    .execute();
  const signatures = await tx.db
    .selectFrom('reinspection_signature')
    .select(['round', 'officer_id', 'document_hash'])
    .where('bureau_id', '=', tx.bureauId)
    .where('order_id', '=', orderId)
    .orderBy('at')
    .orderBy('officer_id')
    .execute();
  return rounds.map((row) => ({
    round: row.round,
    state: row.state,
    openedOn: row.opened_on,
    doneOn: row.done_on,
    officerIds: row.officer_ids,
    documentHash: row.document_hash,
    verdicts: verdicts
      .filter((verdict) => verdict.round === row.round && isOfRound(row.state, verdict))
      .map(({ finding_id: findingId, content }) => ({ findingId, verdict: content })),
    signedBy: signatures
      .filter(({ round, document_hash: hash }) => round === row.round && hash === row.document_hash)
      .map(({ officer_id }) => officer_id),
  }));
}

/** While it runs, what was not voided; of an opinion that was signed, what it says. */
function isOfRound(
  round: RoundState,
  { state, content }: { readonly state: ItemState; readonly content: Verdict | null },
): boolean {
  return isRunning(round) ? state !== 'voided' : round === 'dropped' || content !== null;
}

export interface OfficerWithAccount extends CertifiedOfficer {
  /** The person's account; null when none is linked. */
  readonly staffId: string | null;
}

/** Officers of the bureau as their certificates stand now. */
export async function listOfficers(tx: ReadTx): Promise<OfficerWithAccount[]> {
  const rows = await tx.db
    .selectFrom('officer')
    .select([
      'officer_id',
      'name',
      'staff_id',
      'certificate_number',
      'certificate_valid_from',
      'certificate_expires_on',
      'status',
    ])
    .where('bureau_id', '=', tx.bureauId)
    .orderBy('certificate_number')
    .execute();
  return rows.map((row) => ({
    personId: row.officer_id,
    staffId: row.staff_id,
    name: row.name,
    status: row.status,
    certificateNumber: row.certificate_number,
    certificateValidFrom: row.certificate_valid_from,
    certificateExpiresOn: row.certificate_expires_on,
  }));
}

function orderRows(tx: ReadTx) {
  return tx.db.selectFrom('rectification_order').selectAll().where('bureau_id', '=', tx.bureauId);
}
