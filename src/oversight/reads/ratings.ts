/** 企业匿名评价 as far as it can be seen. @module */
import type { ReadTx } from '../../core/transact.ts';
import '../tables.ts';
import { RATING_QUESTIONS, type RatingTally } from '../types/ratings.ts';

/** Quarters, the latest first; nothing for readers who are not 执法监督 (the database shows them no row). */
export async function readRatings(tx: ReadTx): Promise<RatingTally> {
  const rows = await tx.db
    .selectFrom('rating_tally')
    .select(['quarter', 'question', 'score', 'count'])
    .where('bureau_id', '=', tx.bureauId)
    .orderBy('quarter', 'desc')
    .execute();
  const quarters = [...Map.groupBy(rows, ({ quarter }) => quarter)].map(([quarter, own]) => {
    const countOf = (question: string, score: number): number =>
      own.find((row) => row.question === question && row.score === score)?.count ?? 0;
    const questions = Object.keys(RATING_QUESTIONS).map((question) => ({
      question,
      counts: { 3: countOf(question, 3), 2: countOf(question, 2), 1: countOf(question, 1) },
    }));
    const [first] = questions;
    return {
      quarter,
      ratings: first === undefined ? 0 : first.counts[3] + first.counts[2] + first.counts[1],
      questions,
    };
  });
  return { asOf: tx.now, quarters };
}

export async function hasRated(tx: ReadTx, orderId: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('rating_given')
    .select('order_id')
    .where('bureau_id', '=', tx.bureauId)
    .where('order_id', '=', orderId)
    .executeTakeFirst();
  return row !== undefined;
}
