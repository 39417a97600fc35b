/** What oversight writes; own tables only. @module */
import { sql } from 'kysely';
import type { Tx } from '../core/transact.ts';
import './tables.ts';
import type { AlertLimits } from './types/alerts.ts';
import type { NewNotice, NoticeRecord } from './types/notices.ts';
import type { Rating } from './types/ratings.ts';

export async function insertLimits(tx: Tx, version: number, limits: AlertLimits): Promise<void> {
  await tx.db
    .insertInto('oversight_limit')
    .values({
      bureau_id: tx.bureauId,
      version,
      content: JSON.stringify(limits),
      set_by: tx.actor.staffId,
      at: tx.now,
    })
    .execute();
}

export async function insertNotice(
  tx: Tx,
  noticeId: string,
  number: string,
  { alert, request, addressee, replyBy }: NewNotice,
  records: readonly NoticeRecord[],
): Promise<void> {
  await tx.db
    .insertInto('supervision_notice')
    .values({
      bureau_id: tx.bureauId,
      notice_id: noticeId,
      number,
      alert,
      rows: JSON.stringify(records),
      request,
      addressee,
      state: 'issued',
      reply_by: replyBy,
      issued_by: tx.actor.staffId,
      issued_on: tx.today,
      reply: null,
      replied_by: null,
      replied_on: null,
      return_reason: null,
      opinion: null,
      closed_on: null,
    })
    .execute();
}

type NoticeChange =
  | { readonly state: 'replied'; readonly reply: string; readonly replied_by: string; readonly replied_on: string }
  | { readonly state: 'closed'; readonly opinion: string; readonly closed_on: string }
  | { readonly state: 'issued'; readonly return_reason: string; readonly reply_by: string };

export async function updateNotice(tx: Tx, noticeId: string, change: NoticeChange): Promise<void> {
  await tx.db
    .updateTable('supervision_notice')
    .set(change)
    .where('bureau_id', '=', tx.bureauId)
    .where('notice_id', '=', noticeId)
    .execute();
}

/** Counts the rating without keeping it; false when the order has rated before. */
export async function countRating(tx: Tx, orderId: string, quarter: string, rating: Rating): Promise<boolean> {
  const answers = Object.entries(rating);
  const { rows } = await sql<{ counted: boolean }>`
    SELECT rate_order(${tx.bureauId}, ${orderId}, ${quarter}, ${answers.map(([question]) => question)}::text[],
      ${answers.map(([, score]) => score)}::integer[]) AS counted`.execute(tx.db);
  return rows[0]?.counted === true;
}
