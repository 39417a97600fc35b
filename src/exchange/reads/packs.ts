/** Mappings, batches, and what waits to go out. @module */
import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import { staffNames } from '../../bureau/reads.ts';
import type { ReadTx } from '../../core/transact.ts';
import { missingIn, pendingRows, type PendingRow, type SentRow } from '../rules.ts';
import '../tables.ts';
import type { ExchangeBatchTable } from '../tables.ts';
import type { BatchRow, BatchView, Mapping, PackName, PendingView } from '../types.ts';
import { PACKS } from '../types/packs.ts';
import { listSourceRows } from './sources.ts';

const SHOWN_PROBLEMS = 50;
const SHOWN_BATCHES = 30;

export interface StandingMapping {
  readonly mapping: Mapping;
  /** 0: as it comes with the product. */
  readonly version: number;
  readonly setOn: string | null;
}

/** The last mapping that the office saved; before, the one of the product. */
export async function findMapping(tx: ReadTx, pack: PackName): Promise<StandingMapping> {
  const row = await tx.db
    .selectFrom('exchange_mapping')
    .select(['version', 'content', 'set_on'])
    .where('bureau_id', '=', tx.bureauId)
    .where('pack', '=', pack)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return { mapping: { columns: [...PACKS[pack].columns] }, version: 0, setOn: null };
  return { mapping: row.content, version: row.version, setOn: row.set_on };
}

/** Of every record the last row that went out and was not rejected. */
async function listSent(tx: ReadTx, pack: PackName): Promise<readonly SentRow[]> {
  const rows = await tx.db
    .selectFrom('exchange_row as r')
    .innerJoin('exchange_batch as b', (join) =>
      join.onRef('b.bureau_id', '=', 'r.bureau_id').onRef('b.batch_id', '=', 'r.batch_id'),
    )
    .distinctOn('r.record_id')
    .select(['r.record_id', 'r.name', 'r.operation', 'r.fields', 'r.hash'])
    .where('r.bureau_id', '=', tx.bureauId)
    .where('b.pack', '=', pack)
    .where('r.rejected', 'is', null)
    .orderBy('r.record_id')
    .orderBy('b.number', 'desc')
    .execute();
  return rows.map(({ record_id: recordId, ...row }) => ({ ...row, recordId }));
}

export async function listPending(tx: ReadTx, pack: PackName): Promise<readonly PendingRow[]> {
  return pendingRows(await listSourceRows(tx, PACKS[pack].source), await listSent(tx, pack));
}

/** What waits, how much of it lacks something, and a hash that an export names: what was seen is what goes out. */
export function pendingView(tx: ReadTx, pack: PackName, mapping: Mapping, rows: readonly PendingRow[]): PendingView {
  const problems = rows.flatMap((row) => {
    const missing = missingIn(mapping, PACKS[pack].source, row, tx.today);
    return missing.length === 0 ? [] : [{ name: row.name, recordId: row.recordId, missing }];
  });
  const count = (operation: PendingRow['operation']): number =>
    rows.filter((row) => row.operation === operation).length;
  return {
    counts: { add: count('add'), change: count('change'), withdraw: count('withdraw') },
    seen: seenHash(rows),
    incomplete: problems.length,
    problems: problems.slice(0, SHOWN_PROBLEMS),
  };
}

export function seenHash(rows: readonly PendingRow[]): string {
  const hash = createHash('sha256');
  for (const { recordId, operation, hash: row } of rows) hash.update(`${recordId}\n${operation}\n${row}\n`);
  return hash.digest('hex');
}

type Batch = Selectable<ExchangeBatchTable>;

export async function findBatch(tx: ReadTx, batchId: string): Promise<Batch | undefined> {
  return tx.db
    .selectFrom('exchange_batch')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('batch_id', '=', batchId)
    .executeTakeFirst();
}

/** The newest first. */
export async function listBatches(tx: ReadTx, pack: PackName): Promise<readonly BatchView[]> {
  const rows = await tx.db
    .selectFrom('exchange_batch as b')
    .selectAll('b')
    .select((eb) =>
      eb
        .selectFrom('exchange_row as r')
        .select((inner) => inner.fn.countAll<number>().as('n'))
        .whereRef('r.bureau_id', '=', 'b.bureau_id')
        .whereRef('r.batch_id', '=', 'b.batch_id')
        .where('r.rejected', 'is not', null)
        .as('rejected'),
    )
    .where('b.bureau_id', '=', tx.bureauId)
    .where('b.pack', '=', pack)
    .orderBy('b.number', 'desc')
    .limit(SHOWN_BATCHES)
    .execute();
  const names = await staffNames(
    tx,
    rows.map(({ exported_by: id }) => id),
  );
  return rows.map((row) => ({
    batchId: row.batch_id,
    pack,
    number: row.number,
    state: row.state,
    format: row.format,
    mappingVersion: row.mapping_version,
    rows: row.row_count,
    rejected: Number(row.rejected ?? 0),
    sha256: row.sha256,
    exportedOn: row.exported_on,
    exportedBy: names.get(row.exported_by) ?? row.exported_by,
    receiptNumber: row.receipt_number,
    receiptSha256: row.receipt_sha256,
    receiptedOn: row.receipted_on,
  }));
}

export async function listBatchRows(tx: ReadTx, batchId: string): Promise<readonly BatchRow[]> {
  return tx.db
    .selectFrom('exchange_row')
    .select(['line', 'name', 'operation', 'rejected'])
    .where('bureau_id', '=', tx.bureauId)
    .where('batch_id', '=', batchId)
    .orderBy('line')
    .execute();
}
