/** Mappings, batches and their rows. @module */
import { sql } from 'kysely';
import type { Tx } from '../core/transact.ts';
import type { PendingRow } from './rules.ts';
import './tables.ts';
import type { ExchangeBatchTable } from './tables.ts';
import type { Mapping } from './types.ts';

/** Takes the next number of the pack; whoever comes second waits for the first to finish. */
export async function takeNumber(tx: Tx, pack: string): Promise<number> {
  const { last } = await tx.db
    .insertInto('exchange_pack')
    .values({ bureau_id: tx.bureauId, pack, last: 1 })
    .onConflict((oc) =>
      oc.columns(['bureau_id', 'pack']).doUpdateSet((eb) => ({ last: eb('exchange_pack.last', '+', 1) })),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  return last;
}

export async function insertMapping(tx: Tx, pack: string, version: number, content: Mapping): Promise<boolean> {
  const made = await tx.db
    .insertInto('exchange_mapping')
    .values({
      bureau_id: tx.bureauId,
      pack,
      version,
      content: JSON.stringify(content),
      set_by: tx.actor.staffId,
      set_on: tx.today,
    })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst();
  return made.numInsertedOrUpdatedRows === 1n;
}

export async function insertBatch(
  tx: Tx,
  batch: Pick<
    ExchangeBatchTable,
    'batch_id' | 'pack' | 'number' | 'format' | 'mapping_version' | 'row_count' | 'sha256'
  >,
  rows: readonly PendingRow[],
): Promise<void> {
  await tx.db
    .insertInto('exchange_batch')
    .values({
      bureau_id: tx.bureauId,
      state: 'exported',
      exported_by: tx.actor.staffId,
      exported_on: tx.today,
      ...batch,
    })
    .execute();
  await sql`INSERT INTO exchange_row (bureau_id, batch_id, line, record_id, name, operation, fields, hash)
    SELECT ${tx.bureauId}, ${batch.batch_id}, n.line, n.id, n.name, n.operation, n.fields::jsonb, n.hash
    FROM unnest(${rows.map(({ recordId }) => recordId)}::text[], ${rows.map(({ name }) => name)}::text[],
      ${rows.map(({ operation }) => operation)}::text[], ${rows.map(({ fields }) => JSON.stringify(fields))}::text[],
      ${rows.map(({ hash }) => hash)}::text[]) WITH ORDINALITY AS n (id, name, operation, fields, hash, line)`.execute(
    tx.db,
  );
}

/** False when it has its receipt already. */
export async function keepReceipt(
  tx: Tx,
  batchId: string,
  { number, sha256 }: { readonly number: string | null; readonly sha256: string | null },
): Promise<boolean> {
  const kept = await tx.db
    .updateTable('exchange_batch')
    .set({
      state: 'receipted',
      receipt_number: number,
      receipt_sha256: sha256,
      receipted_by: tx.actor.staffId,
      receipted_on: tx.today,
    })
    .where('bureau_id', '=', tx.bureauId)
    .where('batch_id', '=', batchId)
    .where('state', '=', 'exported')
    .executeTakeFirst();
  return kept.numUpdatedRows === 1n;
}

export async function rejectRow(tx: Tx, batchId: string, line: number, reason: string): Promise<void> {
  await tx.db
    .updateTable('exchange_row')
    .set({ rejected: reason })
    .where('bureau_id', '=', tx.bureauId)
    .where('batch_id', '=', batchId)
    .where('line', '=', line)
    .execute();
}
