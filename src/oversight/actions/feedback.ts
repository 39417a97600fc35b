/** 通报: drafted by the office, issued by the head, answered by every street and department. @module */
import { z } from 'zod';
import { defineDeed, documentHash } from '../../core/command.ts';
import { ok, refuse, type Result } from '../../core/result.ts';
import type { Tx } from '../../core/transact.ts';
import { oversightDeeds } from '../deeds.ts';
import { readBatch, readThresholds } from '../reads/feedback.ts';
import { issueRefusals, replyBy, replyRefusals, REPLY_MOVES, type ReplyDeed } from '../rules/feedback.ts';
import { replyDayRefusals } from '../rules/notices.ts';
import {
  BulletinId,
  DraftBulletin,
  IssueBulletin,
  RecordReply,
  ReturnReply,
  SettleReply,
  Thresholds,
} from '../types/feedback.ts';
import { insertThresholds, markIssued, saveDraft, updateReply } from '../writes/feedback.ts';

const OneBulletin = z.object({ bulletinId: BulletinId });

export const setThresholds = defineDeed({
  kind: 'feedback.set-thresholds',
  rule: oversightDeeds['feedback.set-thresholds'],
  /** `version` is the one that was looked at. */
  input: z.object({ version: z.int().min(0), thresholds: Thresholds }),
  output: z.object({ version: z.int() }),
  run: async (tx, { version, thresholds }) => {
    if ((await readThresholds(tx)).version !== version) return refuse([{ code: 'thresholds-changed-meanwhile' }]);
    await insertThresholds(tx, version + 1, thresholds);
    tx.record({
      kind: 'feedback.set-thresholds',
      subject: 'settings/feedback',
      facts: { version: version + 1, ...thresholds },
    });
    return ok({ version: version + 1 });
  },
});

/** Freezes the figures of the batch as they are now; may be done again until it is issued. */
export const draftBulletin = defineDeed({
  kind: 'feedback.draft',
  rule: oversightDeeds['feedback.draft'],
  input: DraftBulletin,
  output: OneBulletin.extend({ problems: z.int() }),
  run: async (tx, { drawId, number }) => {
    const content = await readBatch(tx, drawId);
    if (content === undefined) return refuse([{ code: 'draw-not-found' }]);
    if (content.all.visited === 0) return refuse([{ code: 'bulletin-no-visits', at: 'drawId' }]);
    const taken = await tx.db
      .selectFrom('bulletin')
      .select('draw_id')
      .where('bureau_id', '=', tx.bureauId)
      .where('number', '=', number)
      .executeTakeFirst();
    if (taken !== undefined && taken.draw_id !== drawId)
      return refuse([{ code: 'bulletin-number-taken', at: 'number', facts: { number } }]);
    const hash = documentHash(content);
    const bulletinId = await saveDraft(tx, { drawId, number, content, hash });
    if (bulletinId === undefined) return refuse([{ code: 'bulletin-issued' }]);
    tx.record({
      kind: 'feedback.draft',
      subject: `bulletin/${bulletinId}`,
      facts: { draw: drawId, number, document: hash, problems: content.problems.length },
    });
    return ok({ bulletinId, problems: content.problems.length });
  },
});

/** From here the words do not change, and every recipient owes a reply. */
export const issueBulletin = defineDeed({
  kind: 'feedback.issue',
  rule: oversightDeeds['feedback.issue'],
  input: IssueBulletin,
  output: OneBulletin.extend({ replyBy: z.string() }),
  run: async (tx, { bulletinId, hash }) => {
    const row = await tx.db
      .selectFrom('bulletin')
      .selectAll()
      .where('bureau_id', '=', tx.bureauId)
      .where('bulletin_id', '=', bulletinId)
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined) return refuse([{ code: 'bulletin-not-found' }]);
    const { state, content, drafted_by: draftedBy } = row;
    const refusals = issueRefusals({ state, hash: row.hash, draftedBy }, hash, tx.actor.staffId);
    if (refusals.length > 0) return refuse(refusals);
    const due = replyBy(tx.today, content.thresholds);
    await markIssued(tx, bulletinId, due, content);
    tx.record({
      kind: 'feedback.issue',
      subject: `bulletin/${bulletinId}`,
      facts: {
        number: row.number,
        document: hash,
        replyBy: due,
        recipients: content.subdistricts.length + content.departments.length,
      },
    });
    return ok({ bulletinId, replyBy: due });
  },
});

export const recordReply = defineDeed({
  kind: 'feedback.record-reply',
  rule: oversightDeeds['feedback.record-reply'],
  input: RecordReply,
  output: OneBulletin,
  run: async (tx, { bulletinId, recipient, reply }) => {
    const locked = await lockReply(tx, 'feedback.record-reply', bulletinId, recipient);
    if (!locked.ok) return locked;
    const { replyBy: due, issuedOn } = locked.value;
    if (reply.receivedOn > tx.today || reply.receivedOn < issuedOn)
      return refuse([{ code: 'reply-day', at: 'reply.receivedOn', facts: { from: issuedOn, to: tx.today } }]);
    await updateReply(tx, bulletinId, recipient, { state: REPLY_MOVES['feedback.record-reply'].to, reply });
    tx.record({
      kind: 'feedback.record-reply',
      subject: `bulletin/${bulletinId}`,
      facts: { recipient, receivedOn: reply.receivedOn, isLate: reply.receivedOn > due },
    });
    return ok({ bulletinId });
  },
});

export const settleReply = defineDeed({
  kind: 'feedback.settle-reply',
  rule: oversightDeeds['feedback.settle-reply'],
  input: SettleReply,
  output: OneBulletin,
  run: async (tx, { bulletinId, recipient, opinion }) => {
    const locked = await lockReply(tx, 'feedback.settle-reply', bulletinId, recipient);
    if (!locked.ok) return locked;
    await updateReply(tx, bulletinId, recipient, { state: REPLY_MOVES['feedback.settle-reply'].to, opinion });
    tx.record({ kind: 'feedback.settle-reply', subject: `bulletin/${bulletinId}`, facts: { recipient } });
    return ok({ bulletinId });
  },
});

export const returnReply = defineDeed({
  kind: 'feedback.return-reply',
  rule: oversightDeeds['feedback.return-reply'],
  input: ReturnReply,
  output: OneBulletin,
  run: async (tx, { bulletinId, recipient, reason, replyBy: due }) => {
    const locked = await lockReply(tx, 'feedback.return-reply', bulletinId, recipient);
    if (!locked.ok) return locked;
    const refusals = replyDayRefusals(due, tx.today);
    if (refusals.length > 0) return refuse(refusals);
    await updateReply(tx, bulletinId, recipient, {
      state: REPLY_MOVES['feedback.return-reply'].to,
      returnReason: reason,
      replyBy: due,
    });
    tx.record({ kind: 'feedback.return-reply', subject: `bulletin/${bulletinId}`, facts: { recipient, replyBy: due } });
    return ok({ bulletinId });
  },
});

/** The recipient's row, locked, when this step may be taken with it. */
async function lockReply(
  tx: Tx,
  deed: ReplyDeed,
  bulletinId: string,
  recipient: string,
): Promise<Result<{ replyBy: string; issuedOn: string }>> {
  const row = await tx.db
    .selectFrom('bulletin_reply as r')
    .innerJoin('bulletin as b', (join) =>
      join.onRef('b.bureau_id', '=', 'r.bureau_id').onRef('b.bulletin_id', '=', 'r.bulletin_id'),
    )
    .select(['r.state', 'r.reply_by', 'b.issued_on'])
    .where('r.bureau_id', '=', tx.bureauId)
    .where('r.bulletin_id', '=', bulletinId)
    .where('r.recipient', '=', recipient)
    .forUpdate('r')
    .executeTakeFirst();
  if (row === undefined) return refuse([{ code: 'bulletin-not-found' }]);
  const refusals = replyRefusals(deed, row.state);
  return refusals.length > 0 ? refuse(refusals) : ok({ replyBy: row.reply_by, issuedOn: row.issued_on ?? '' });
}
