/** The wall's position: presentation only, so no deed is recorded. @module */
import { sql } from 'kysely';
import type { ReadTx } from '../../core/transact.ts';
import type { WallPosition } from '../types/wall.ts';
import '../tables.ts';

/** Locks the position of a draw for this transaction, so that two presenters move one after the other. */
export async function lockWall(tx: ReadTx, drawId: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('sunlot.wall'), hashtext(${drawId}))`.execute(tx.db);
}

export async function setWallPosition(
  tx: ReadTx,
  drawId: string,
  { station, shown, isRunning }: WallPosition,
): Promise<void> {
  const position = { station, shown, is_running: isRunning, moved_at: tx.now };
  await tx.db
    .insertInto('draw_wall')
    .values({ bureau_id: tx.bureauId, draw_id: drawId, ...position })
    .onConflict((oc) => oc.columns(['bureau_id', 'draw_id']).doUpdateSet(position))
    .execute();
}

/**
 * Shows the next row if the reveal runs and the last one has stood for `pause` milliseconds. The time is part of the
 * condition: however many servers try, rows come at one pace, and after a stop they go on where they were.
 */
export async function advanceWall(tx: ReadTx, drawId: string, rows: number, pause: number): Promise<boolean> {
  const since = Temporal.Instant.from(tx.now).subtract({ milliseconds: pause }).toString();
  const { numUpdatedRows } = await tx.db
    .updateTable('draw_wall')
    .set((eb) => ({
      shown: eb('shown', '+', 1),
      is_running: sql<boolean>`shown < ${rows - 1}`,
      moved_at: tx.now,
    }))
    .where('bureau_id', '=', tx.bureauId)
    .where('draw_id', '=', drawId)
    .where('is_running', '=', true)
    .where('shown', '<', rows)
    .where('moved_at', '<=', since)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
