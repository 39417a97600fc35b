/** Versions of the datasets, and whether the last one may still be handed out. @module */
import { sql, type Selectable } from 'kysely';
import type { ReadTx } from '../../core/transact.ts';
import '../tables.ts';
import type { OpenDataStateTable, OpenDataVersionTable } from '../tables.ts';
import type { Dataset, DatasetVersion } from '../types.ts';

export type DataState = Selectable<OpenDataStateTable>;

export async function findState(tx: ReadTx, dataset: string): Promise<DataState | undefined> {
  return tx.db
    .selectFrom('open_data_state')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('dataset', '=', dataset)
    .executeTakeFirst();
}

/** Number of the last deed; 0 before the first. */
export async function headSeq(tx: ReadTx): Promise<number> {
  const row = await tx.db.selectFrom('deed_head').select('seq').where('bureau_id', '=', tx.bureauId).executeTakeFirst();
  return row?.seq ?? 0;
}

/** Whether a deed whose kind begins with one of these came after `seq`. */
export async function hasDeedSince(tx: ReadTx, kinds: readonly string[], seq: number): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`SELECT EXISTS (SELECT 1 FROM deed d
    WHERE d.bureau_id = ${tx.bureauId} AND d.seq > ${seq}
      AND EXISTS (SELECT 1 FROM unnest(${kinds}::text[]) k WHERE starts_with(d.kind, k))) AS found`.execute(tx.db);
  return rows[0]?.found === true;
}

/** Whether the dataset has to be computed again: something it follows happened, or the day is another. */
export async function isBehind(tx: ReadTx, name: string, { follows }: Dataset): Promise<boolean> {
  const state = await findState(tx, name);
  return state === undefined || state.day !== tx.today || (await hasDeedSince(tx, follows, state.seq));
}

/**
 * Whether rows and files may be handed out: nothing was taken back since they were computed. What was taken back is out of
 * reach at once, and not only when the next version is there.
 */
export async function mayBeServed(tx: ReadTx, name: string, { takesBack, runsOut }: Dataset): Promise<boolean> {
  const state = await findState(tx, name);
  if (state === undefined || (runsOut === true && state.day !== tx.today)) return false;
  return takesBack.length === 0 || !(await hasDeedSince(tx, takesBack, state.seq));
}

/** The newest version of every dataset and year, by dataset and year. */
export async function newestVersions(tx: ReadTx, dataset?: string): Promise<(DatasetVersion & { slot: number })[]> {
  let found = tx.db
    .selectFrom('open_data_version')
    .selectAll()
    .distinctOn(['dataset', 'year'])
    .where('bureau_id', '=', tx.bureauId);
  if (dataset !== undefined) found = found.where('dataset', '=', dataset);
  const rows = await found.orderBy('dataset').orderBy('year').orderBy('version', 'desc').execute();
  return rows.map((row) => ({ ...toVersion(row), slot: row.slot }));
}

export async function newestVersion(
  tx: ReadTx,
  dataset: string,
  year: number,
): Promise<(DatasetVersion & { slot: number }) | undefined> {
  return (await newestVersions(tx, dataset)).find((each) => each.year === year);
}

/** Every version of a dataset, the newest first; at most `most`. */
export async function listVersions(tx: ReadTx, dataset: string, most: number): Promise<DatasetVersion[]> {
  const rows = await tx.db
    .selectFrom('open_data_version')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('dataset', '=', dataset)
    .orderBy('at', 'desc')
    .orderBy('year', 'desc')
    .orderBy('version', 'desc')
    .limit(most)
    .execute();
  return rows.map(toVersion);
}

function toVersion(row: Selectable<OpenDataVersionTable>): DatasetVersion {
  return {
    dataset: row.dataset,
    year: row.year,
    version: row.version,
    logPosition: row.seq,
    at: row.at,
    rows: row.row_count,
    added: row.added,
    changed: row.changed,
    removed: row.removed,
    files: {
      csv: { sha256: row.csv_sha256, bytes: row.csv_bytes },
      plain: { sha256: row.plain_sha256, bytes: row.csv_bytes - 3 },
      json: { sha256: row.json_sha256, bytes: row.json_bytes },
    },
  };
}
