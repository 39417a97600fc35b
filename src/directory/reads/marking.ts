/** What one marking changed. @module */
import { sql } from 'kysely';
import type { ReadTx } from '../../core/transact.ts';
import { idColumn, type RowJson } from '../rows.ts';
import '../tables.ts';
import type { DirectoryKind } from '../types/vocabulary.ts';

export interface MarkedRecord {
  readonly recordId: string;
  readonly version: number;
  readonly current: number;
  /** The row before it was marked. */
  readonly before: RowJson;
}

/** The records that `actorId` marked with this command, how they stood before, and at which version they are now; locked. */
export async function lockMarked(
  tx: ReadTx,
  kind: DirectoryKind,
  markId: string,
  actorId: string,
): Promise<readonly MarkedRecord[]> {
  const id = sql.ref(idColumn(kind));
  const { rows } = await sql<MarkedRecord>`
    SELECT v.record_id AS "recordId", v.version, t.version AS current, b.content AS before
    FROM directory_version v
    JOIN ${sql.table(kind)} t ON t.bureau_id = v.bureau_id AND t.${id} = v.record_id
    JOIN directory_version b ON b.bureau_id = v.bureau_id AND b.kind = v.kind AND b.record_id = v.record_id AND b.version = v.version - 1
    WHERE v.bureau_id = ${tx.bureauId} AND v.kind = ${kind} AND v.command_id = ${markId} AND v.deed = 'directory.mark'
      AND v.actor_id = ${actorId}
    ORDER BY v.record_id FOR UPDATE OF t`.execute(tx.db);
  return rows;
}

/** How many deeds of draws there are since the marking. */
export async function drawsSince(tx: ReadTx, markId: string): Promise<number> {
  const { rows } = await sql<{ draws: number }>`
    SELECT count(*) AS draws FROM deed WHERE bureau_id = ${tx.bureauId} AND kind LIKE 'draw.%'
      AND seq > (SELECT max(seq) FROM deed WHERE bureau_id = ${tx.bureauId} AND command_id = ${markId}::uuid)`.execute(
    tx.db,
  );
  return rows[0]?.draws ?? 0;
}
