/** Rows of rectification. @module */
import type { Updateable } from 'kysely';
import type { Tx } from '../core/transact.ts';
import { toOrder, type StoredItem, type StoredOrder } from './reads/orders.ts';
import type { RectificationItemTable, RectificationOrderTable, ReinspectionTable } from './tables.ts';
import type { ExtensionRequest, Item, PHOTO_FORMATS, PhotoMoment, Report, Verdict } from './types/order.ts';

/** Locks the order until the transaction ends; undefined when this bureau has none of that id. */
export async function lockOrder(tx: Tx, orderId: string): Promise<StoredOrder | undefined> {
  const row = await tx.db
    .selectFrom('rectification_order')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('order_id', '=', orderId)
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? undefined : toOrder(tx, row);
}

/** The item of a finding and its order, both locked; undefined when no order has it. */
export async function lockItem(
  tx: Tx,
  findingId: string,
): Promise<(StoredItem & { readonly order: StoredOrder }) | undefined> {
  const row = await tx.db
    .selectFrom('rectification_item')
    .select('order_id')
    .where('bureau_id', '=', tx.bureauId)
    .where('finding_id', '=', findingId)
    .executeTakeFirst();
  const order = row && (await lockOrder(tx, row.order_id));
  const item = order?.items.find((each) => each.findingId === findingId);
  return order && item && { ...item, order };
}

/** Makes the order of a visit; false when the visit has one. */
export async function insertOrder(
  tx: Tx,
  orderId: string,
  inspectionId: string,
  items: readonly Item[],
): Promise<boolean> {
  const made = await tx.db
    .insertInto('rectification_order')
    .values({
      bureau_id: tx.bureauId,
      order_id: orderId,
      inspection_id: inspectionId,
      state: 'draft',
      created_at: tx.now,
      updated_at: tx.now,
    })
    .onConflict((oc) => oc.columns(['bureau_id', 'inspection_id']).doNothing())
    .executeTakeFirst();
  if (made.numInsertedOrUpdatedRows !== 1n) return false;
  await tx.db
    .insertInto('rectification_item')
    .values(
      items.map((item) => ({
        bureau_id: tx.bureauId,
        order_id: orderId,
        finding_id: item.findingId,
        number: item.number,
        measure_kind: item.measureKind,
        state: item.state,
        due_on: item.dueOn,
      })),
    )
    .execute();
  return true;
}

export async function updateOrder(
  tx: Tx,
  orderId: string,
  change: Omit<Updateable<RectificationOrderTable>, 'bureau_id' | 'order_id' | 'updated_at'>,
): Promise<void> {
  await tx.db
    .updateTable('rectification_order')
    .set({ ...change, updated_at: tx.now })
    .where('bureau_id', '=', tx.bureauId)
    .where('order_id', '=', orderId)
    .execute();
}

export async function updateItem(
  tx: Tx,
  findingId: string,
  change: Omit<Updateable<RectificationItemTable>, 'bureau_id' | 'finding_id'>,
): Promise<void> {
  await tx.db
    .updateTable('rectification_item')
    .set(change)
    .where('bureau_id', '=', tx.bureauId)
    .where('finding_id', '=', findingId)
    .execute();
}

export async function insertReport(tx: Tx, findingId: string, report: Report): Promise<string> {
  const reportId = tx.newId();
  await tx.db
    .insertInto('rectification_report')
    .values({
      bureau_id: tx.bureauId,
      report_id: reportId,
      finding_id: findingId,
      content: JSON.stringify(report),
      reported_by: tx.actor.staffId,
      at: tx.now,
    })
    .execute();
  return reportId;
}

export interface NewPhoto {
  readonly moment: PhotoMoment;
  readonly format: (typeof PHOTO_FORMATS)[number];
  readonly sha256: string;
  readonly stored: string;
  readonly size: number;
  readonly takenAt?: string | undefined;
}

export async function insertPhoto(tx: Tx, findingId: string, { takenAt, ...photo }: NewPhoto): Promise<string> {
  const photoId = tx.newId();
  await tx.db
    .insertInto('rectification_photo')
    .values({
      bureau_id: tx.bureauId,
      photo_id: photoId,
      finding_id: findingId,
      ...photo,
      taken_at: takenAt ?? null,
      kept_by: tx.actor.staffId,
      at: tx.now,
    })
    .execute();
  return photoId;
}

/** The photos that no report has taken become those of this one; answers how many. */
export async function takePhotos(tx: Tx, findingId: string, reportId: string): Promise<number> {
  const taken = await tx.db
    .updateTable('rectification_photo')
    .set({ report_id: reportId })
    .where('bureau_id', '=', tx.bureauId)
    .where('finding_id', '=', findingId)
    .where('report_id', 'is', null)
    .executeTakeFirst();
  return Number(taken.numUpdatedRows);
}

/** Marks the reports of a finding that nobody has answered yet as returned. */
export async function returnReports(tx: Tx, findingId: string, reason: string): Promise<void> {
  await tx.db
    .updateTable('rectification_report')
    .set({ return_reason: reason, returned_by: tx.actor.staffId, returned_at: tx.now })
    .where('bureau_id', '=', tx.bureauId)
    .where('finding_id', '=', findingId)
    .where('returned_at', 'is', null)
    .execute();
}

export async function insertExtension(
  tx: Tx,
  findingId: string,
  { until, ...content }: ExtensionRequest,
): Promise<string> {
  const extensionId = tx.newId();
  await tx.db
    .insertInto('rectification_extension')
    .values({
      bureau_id: tx.bureauId,
      extension_id: extensionId,
      finding_id: findingId,
      until,
      content: JSON.stringify(content),
      requested_by: tx.actor.staffId,
      requested_at: tx.now,
    })
    .execute();
  return extensionId;
}

/** Decides the extension that waits; undefined when none does. */
export async function decidePending(
  tx: Tx,
  findingId: string,
  decision: { readonly outcome: 'granted' | 'refused'; readonly reply: string },
): Promise<{ readonly extensionId: string; readonly until: string } | undefined> {
  const row = await tx.db
    .updateTable('rectification_extension')
    .set({ ...decision, decided_by: tx.actor.staffId, decided_at: tx.now })
    .where('bureau_id', '=', tx.bureauId)
    .where('finding_id', '=', findingId)
    .where('outcome', 'is', null)
    .returning(['extension_id', 'until'])
    .executeTakeFirst();
  return row === undefined ? undefined : { extensionId: row.extension_id, until: row.until };
}

export interface NewRound {
  readonly round: number;
  readonly officerIds: readonly string[];
  readonly findingIds: readonly string[];
}

export async function insertRound(tx: Tx, orderId: string, { round, officerIds, findingIds }: NewRound): Promise<void> {
  await tx.db
    .insertInto('reinspection')
    .values({
      bureau_id: tx.bureauId,
      order_id: orderId,
      round,
      officer_ids: JSON.stringify(officerIds),
      state: 'open',
      opened_by: tx.actor.staffId,
      opened_on: tx.today,
    })
    .execute();
  await tx.db
    .insertInto('reinspection_verdict')
    .values(findingIds.map((id) => ({ bureau_id: tx.bureauId, order_id: orderId, round, finding_id: id })))
    .execute();
}

export async function updateRound(
  tx: Tx,
  orderId: string,
  round: number,
  change: Pick<Updateable<ReinspectionTable>, 'state' | 'document' | 'document_hash' | 'done_on'>,
): Promise<void> {
  await tx.db
    .updateTable('reinspection')
    .set(change)
    .where('bureau_id', '=', tx.bureauId)
    .where('order_id', '=', orderId)
    .where('round', '=', round)
    .execute();
}

export async function saveVerdict(
  tx: Tx,
  { orderId, round, findingId }: { readonly orderId: string; readonly round: number; readonly findingId: string },
  verdict: Verdict,
): Promise<void> {
  await tx.db
    .updateTable('reinspection_verdict')
    .set({ content: JSON.stringify(verdict), stated_by: tx.actor.staffId })
    .where('bureau_id', '=', tx.bureauId)
    .where('order_id', '=', orderId)
    .where('round', '=', round)
    .where('finding_id', '=', findingId)
    .execute();
}

export async function insertRoundSignature(
  tx: Tx,
  orderId: string,
  round: number,
  signature: { readonly officerId: string; readonly documentHash: string },
): Promise<void> {
  await tx.db
    .insertInto('reinspection_signature')
    .values({
      bureau_id: tx.bureauId,
      order_id: orderId,
      round,
      officer_id: signature.officerId,
      document_hash: signature.documentHash,
      at: tx.now,
    })
    .execute();
}
