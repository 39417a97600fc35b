/** What feedback writes; own tables only. @module */
import type { Tx } from '../../core/transact.ts';
import '../tables-feedback.ts';
import type { BulletinContent, Reply, Thresholds } from '../types/feedback.ts';

export async function insertThresholds(tx: Tx, version: number, thresholds: Thresholds): Promise<void> {
  await tx.db
    .insertInto('feedback_threshold')
    .values({
      bureau_id: tx.bureauId,
      version,
      content: JSON.stringify(thresholds),
      set_by: tx.actor.staffId,
      at: tx.now,
    })
    .execute();
}

/** A draft of the same batch is drawn up again; what is issued stays as it is. Undefined when it is issued. */
export async function saveDraft(
  tx: Tx,
  draft: { readonly drawId: string; readonly number: string; readonly content: BulletinContent; readonly hash: string },
): Promise<string | undefined> {
  const { drawId, number, content, hash } = draft;
  const values = {
    number,
    content: JSON.stringify(content),
    hash,
    drafted_by: tx.actor.staffId,
    drafted_on: tx.today,
  };
  const row = await tx.db
    .insertInto('bulletin')
    .values({
      bureau_id: tx.bureauId,
      bulletin_id: tx.newId(),
      draw_id: drawId,
      state: 'draft',
      ...values,
      issued_by: null,
      issued_on: null,
      issued_at: null,
      reply_by: null,
    })
    .onConflict((oc) => oc.columns(['bureau_id', 'draw_id']).doUpdateSet(values).where('bulletin.state', '=', 'draft'))
    .returning('bulletin_id')
    .executeTakeFirst();
  return row?.bulletin_id;
}

export async function markIssued(tx: Tx, bulletinId: string, replyBy: string, content: BulletinContent): Promise<void> {
  await tx.db
    .updateTable('bulletin')
    .set({ state: 'issued', issued_by: tx.actor.staffId, issued_on: tx.today, issued_at: tx.now, reply_by: replyBy })
    .where('bureau_id', '=', tx.bureauId)
    .where('bulletin_id', '=', bulletinId)
    .execute();
  await insertReplies(tx, bulletinId, replyBy, [
    ...content.subdistricts.map(({ code, name }) => ({ recipient: code, kind: 'subdistrict' as const, name })),
    ...content.departments.map((name) => ({ recipient: name, kind: 'department' as const, name })),
  ]);
}

interface Recipient {
  readonly recipient: string;
  readonly kind: 'subdistrict' | 'department';
  readonly name: string;
}

/** From here each of them owes an answer by that day. */
export async function insertReplies(
  tx: Tx,
  bulletinId: string,
  replyBy: string,
  recipients: readonly Recipient[],
): Promise<void> {
  if (recipients.length === 0) return;
  await tx.db
    .insertInto('bulletin_reply')
    .values(
      recipients.map((recipient) => ({
        bureau_id: tx.bureauId,
        bulletin_id: bulletinId,
        ...recipient,
        state: 'awaiting' as const,
        reply_by: replyBy,
        reply: null,
        recorded_by: null,
        return_reason: null,
        opinion: null,
        settled_on: null,
      })),
    )
    .execute();
}

type ReplyChange =
  | { readonly state: 'replied'; readonly reply: Reply }
  | { readonly state: 'settled'; readonly opinion: string }
  | { readonly state: 'awaiting'; readonly returnReason: string; readonly replyBy: string };

export async function updateReply(tx: Tx, bulletinId: string, recipient: string, change: ReplyChange): Promise<void> {
  await tx.db
    .updateTable('bulletin_reply')
    .set(
      change.state === 'replied'
        ? { state: 'replied', reply: JSON.stringify(change.reply), recorded_by: tx.actor.staffId }
        : change.state === 'settled'
          ? { state: 'settled', opinion: change.opinion, settled_on: tx.today }
          : { state: 'awaiting', return_reason: change.returnReason, reply_by: change.replyBy },
    )
    .where('bureau_id', '=', tx.bureauId)
    .where('bulletin_id', '=', bulletinId)
    .where('recipient', '=', recipient)
    .execute();
}
