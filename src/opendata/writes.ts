/** Rows and versions of the open data: derived from what is published, harmless to write twice. @module */
import { sql, type RawBuilder } from 'kysely';
import type { ReadTx } from '../core/transact.ts';
import './tables.ts';
import type { OpenDataVersionTable } from './tables.ts';

/** Says up to where a dataset is computed; the row is locked until the transaction ends. */
export async function keepState(tx: ReadTx, dataset: string, seq: number): Promise<void> {
  const state = { seq, day: tx.today, at: tx.now };
  await tx.db
    .insertInto('open_data_state')
    .values({ bureau_id: tx.bureauId, dataset, ...state })
    .onConflict((oc) => oc.columns(['bureau_id', 'dataset']).doUpdateSet(state))
    .execute();
}

export interface KeptRow {
  readonly id: string;
  readonly json: string;
  readonly hash: string;
}

export interface Place {
  readonly dataset: string;
  readonly year: number;
  readonly version: number;
}

/** Rows whose ids were never there. */
export async function insertRows(tx: ReadTx, place: Place, rows: readonly KeptRow[]): Promise<void> {
  if (rows.length === 0) return;
  const { dataset, year, version } = place;
  await sql`INSERT INTO open_data_row (bureau_id, dataset, row_id, year, content, hash, since_version, changed_version)
    SELECT ${tx.bureauId}, ${dataset}, n.id, ${year}, n.json::jsonb, n.hash, ${version}, ${version}
    FROM ${listed(rows)}`.execute(tx.db);
}

/** Rows that say something else, or came back. */
export async function changeRows(tx: ReadTx, place: Place, rows: readonly KeptRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`UPDATE open_data_row r
    SET year = ${place.year}, content = n.json::jsonb, hash = n.hash, changed_version = ${place.version}
    FROM ${listed(rows)}
    WHERE r.bureau_id = ${tx.bureauId} AND r.dataset = ${place.dataset} AND r.row_id = n.id`.execute(tx.db);
}

function listed(rows: readonly KeptRow[]): RawBuilder<unknown> {
  return sql`unnest(${rows.map(({ id }) => id)}::text[], ${rows.map(({ json }) => json)}::text[],
    ${rows.map(({ hash }) => hash)}::text[]) AS n (id, json, hash)`;
}

/** Takes these rows back: of each the id stays. */
export async function takeBackRows(tx: ReadTx, { dataset, version }: Place, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`UPDATE open_data_row SET content = NULL, hash = NULL, changed_version = ${version}
    WHERE bureau_id = ${tx.bureauId} AND dataset = ${dataset} AND row_id = ANY (${ids}::text[])`.execute(tx.db);
}

export async function insertVersion(
  tx: ReadTx,
  version: Omit<OpenDataVersionTable, 'bureau_id' | 'at'>,
): Promise<void> {
  await tx.db
    .insertInto('open_data_version')
    .values({ bureau_id: tx.bureauId, at: tx.now, ...version })
    .execute();
}
