/** What assessment writes; own tables only. @module */
import type { z } from 'zod';
import type { Tx } from '../../core/transact.ts';
import '../tables-assessment.ts';
import { BINDING, type OUTCOMES, type RecordMatter, type Sheet } from '../types/assessment.ts';

export async function insertReview(
  tx: Tx,
  review: {
    readonly reviewId: string;
    readonly inspectionId: string;
    readonly sheet: Sheet;
    readonly score: number;
    readonly opinion: string;
  },
): Promise<void> {
  await tx.db
    .insertInto('file_review')
    .values({
      bureau_id: tx.bureauId,
      review_id: review.reviewId,
      inspection_id: review.inspectionId,
      sheet: JSON.stringify(review.sheet),
      score: review.score,
      opinion: review.opinion,
      reviewed_by: tx.actor.staffId,
      reviewed_on: tx.today,
    })
    .execute();
}

export async function insertMatter(tx: Tx, matterId: string, matter: z.output<typeof RecordMatter>): Promise<void> {
  await tx.db
    .insertInto('oversight_matter')
    .values({
      bureau_id: tx.bureauId,
      matter_id: matterId,
      kind: matter.kind,
      inspection_id: matter.inspectionId,
      received_on: matter.receivedOn,
      summary: matter.summary,
      outcome: null,
      conclusion: null,
      decided_on: null,
      recorded_by: tx.actor.staffId,
    })
    .execute();
}

/** False when it is decided already, or not there. */
export async function decideOpenMatter(
  tx: Tx,
  matterId: string,
  outcome: keyof typeof OUTCOMES,
  conclusion: string,
): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('oversight_matter')
    .set({ outcome, conclusion, decided_on: tx.today })
    .where('bureau_id', '=', tx.bureauId)
    .where('matter_id', '=', matterId)
    .where('outcome', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** False where nothing binds the bureau, or it is carried out already. */
export async function carryOutMatterRow(tx: Tx, matterId: string, carriedOut: string): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('oversight_matter')
    .set({ carried_out: carriedOut, carried_out_on: tx.today, carried_out_by: tx.actor.staffId })
    .where('bureau_id', '=', tx.bureauId)
    .where('matter_id', '=', matterId)
    .where('outcome', '=', 'founded')
    .where('kind', 'in', BINDING)
    .where('carried_out', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
