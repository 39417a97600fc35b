/** INSERT and UPDATE of the directories. Every write of a record also writes its version. @module */
import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../../core/transact.ts';
import { columnList, idColumn, rowJson, type RowJson } from '../rows.ts';
import '../tables.ts';
import type { Recusal } from '../types/recusal.ts';
import type { Subdistrict } from '../types/records.ts';
import type { DirectoryKind } from '../types/vocabulary.ts';
import { pieces } from './pieces.ts';

/** By which deed, why, and in which import a record changed. */
export interface VersionNote {
  readonly deed: `directory.${string}`;
  readonly reason: string | null;
  readonly batchId: string | null;
}

/**
 * Inserts whole rows (version 1) and their first versions. Answers how many went in: fewer than given when the identity of
 * one is taken, and then the caller must refuse.
 */
export async function insertRecords(
  tx: Tx,
  kind: DirectoryKind,
  rows: readonly RowJson[],
  note: VersionNote,
): Promise<number> {
  const [first] = rows;
  if (first === undefined) return 0;
  const table = sql.table(kind);
  const columns = columnList(Object.keys(first));
  let inserted = 0;
  for (const piece of pieces(rows)) {
    const { numAffectedRows } = await sql`
      INSERT INTO ${table} (${columns})
      SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, ${JSON.stringify(piece)}::jsonb)
      ON CONFLICT DO NOTHING`.execute(tx.db);
    inserted += Number(numAffectedRows);
  }
  if (inserted === rows.length) await keepVersions(tx, kind, idsOf(kind, rows), note);
  return inserted;
}

/**
 * Writes whole rows over the ones that are exactly one version older, and keeps the new versions. Answers how many were
 * written: fewer than given when somebody else was first, `taken` when an identity or account belongs to another record; then
 * the caller must refuse.
 */
export async function updateRecords(
  tx: Tx,
  kind: DirectoryKind,
  rows: readonly RowJson[],
  note: VersionNote,
): Promise<number | 'taken'> {
  const [first] = rows;
  if (first === undefined) return 0;
  const table = sql.table(kind);
  const id = sql.ref(idColumn(kind));
  const columns = Object.keys(first).filter((column) => column !== 'bureau_id' && column !== idColumn(kind));
  let written = 0;
  for (const piece of pieces(rows)) {
    const update = sql`
      UPDATE ${table} t SET (${columnList(columns)}) = ROW(${columnList(columns, 'n')})
      FROM jsonb_populate_recordset(NULL::${table}, ${JSON.stringify(piece)}::jsonb) n
      WHERE t.bureau_id = ${tx.bureauId} AND t.${id} = n.${id} AND t.version = n.version - 1`;
    const done = await update.execute(tx.db).then(({ numAffectedRows }) => Number(numAffectedRows), takenOrThrow);
    if (done === 'taken') return done;
    written += done;
  }
  if (written === rows.length) await keepVersions(tx, kind, idsOf(kind, rows), note);
  return written;
}

/** After a unique violation the transaction can only roll back, which a refusal does. */
export function takenOrThrow(error: unknown): 'taken' {
  if (error instanceof Error && 'code' in error && error.code === '23505') return 'taken';
  throw error;
}

async function keepVersions(tx: Tx, kind: DirectoryKind, ids: readonly string[], note: VersionNote): Promise<void> {
  await keepVersionsOf(tx, kind, sql`SELECT unnest(${[...ids]}::uuid[])`, note);
}

/** The versions of the records that `ids` selects, as they stand now. By the key of each, however large the directory is. */
export async function keepVersionsOf(
  tx: Tx,
  kind: DirectoryKind,
  ids: RawBuilder<unknown>,
  note: VersionNote,
): Promise<void> {
  const id = sql.ref(idColumn(kind));
  await sql`
    INSERT INTO directory_version (bureau_id, kind, record_id, version, content, deed, reason, batch_id, actor_id, command_id, at)
    SELECT t.bureau_id, ${kind}, t.${id}, t.version, ${rowJson('t')}, ${note.deed}, ${note.reason}, ${note.batchId}::uuid, ${tx.actor.staffId}, ${tx.commandId}::uuid, ${tx.now}
    FROM ${sql.table(kind)} t WHERE t.bureau_id = ${tx.bureauId} AND t.${id} = ANY (ARRAY(${ids}))`.execute(tx.db);
}

function idsOf(kind: DirectoryKind, rows: readonly RowJson[]): readonly string[] {
  return rows.map((row) => String(row[idColumn(kind)]));
}

/** Adds 街镇 and renames known ones; none is ever taken away, since old records name them. */
export async function saveSubdistricts(tx: Tx, subdistricts: readonly Subdistrict[]): Promise<void> {
  await tx.db
    .insertInto('subdistrict')
    .values(subdistricts.map((entry) => ({ bureau_id: tx.bureauId, ...entry, aliases: [...entry.aliases] })))
    .onConflict((conflict) =>
      conflict
        .columns(['bureau_id', 'code'])
        .doUpdateSet((set) => ({ name: set.ref('excluded.name'), aliases: set.ref('excluded.aliases') })),
    )
    .execute();
}

export async function insertRecusal(
  tx: Tx,
  recusal: Omit<Recusal, 'declaredAt' | 'declaredBy' | 'withdrawnAt'>,
): Promise<void> {
  await tx.db
    .insertInto('recusal')
    .values({
      bureau_id: tx.bureauId,
      recusal_id: recusal.recusalId,
      person_type: recusal.personType,
      person_id: recusal.personId,
      enterprise_id: recusal.enterpriseId,
      reason: recusal.reason,
      valid_from: recusal.validFrom,
      valid_to: recusal.validTo,
      declared_at: tx.now,
      declared_by: tx.actor.staffId,
      withdrawn_at: null,
      withdrawn_by: null,
    })
    .execute();
}

/** False when it was withdrawn already or is not of this bureau. */
export async function withdrawRecusalRow(tx: Tx, recusalId: string): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('recusal')
    .set({ withdrawn_at: tx.now, withdrawn_by: tx.actor.staffId })
    .where('bureau_id', '=', tx.bureauId)
    .where('recusal_id', '=', recusalId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
