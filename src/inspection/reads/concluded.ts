/** Which visits are over, for what follows them. @module */
import { dayOf } from '../../core/clock.ts';
import type { ReadTx } from '../../core/transact.ts';
import '../tables.ts';

/** Whether a visit is hidden because its draw is not opened yet. */
export async function isVisitSealed(tx: ReadTx, inspectionId: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('inspection')
    .select('known_to')
    .where('bureau_id', '=', tx.bureauId)
    .where('inspection_id', '=', inspectionId)
    .executeTakeFirst();
  return row !== undefined && row.known_to !== null;
}

/** Concluded visits of a draw, with the day from which the term of publication counts. */
export async function listConcluded(
  tx: ReadTx,
  drawId: string,
): Promise<readonly { readonly inspectionId: string; readonly concludedOn: string }[]> {
  const rows = await tx.db
    .selectFrom('inspection')
    .select(['inspection_id as inspectionId', 'signed_on', 'updated_at'])
    .where('bureau_id', '=', tx.bureauId)
    .where('draw_id', '=', drawId)
    .where('conclusion', 'is not', null)
    .orderBy('inspection_id')
    .execute();
  // What could not be carried out was reported last, and is never signed.
  return rows.map(({ inspectionId, signed_on: signedOn, updated_at: at }) => ({
    inspectionId,
    concludedOn: signedOn ?? dayOf(at),
  }));
}
