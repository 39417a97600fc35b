/** Rows of reminders, exposures and the enterprise's words. @module */
import type { Tx } from '../../core/transact.ts';
import type { ExposureGround, ReminderView } from '../types/remind.ts';
import type { EXPOSURE_OUTCOMES } from '../types/remind.ts';

export async function insertReminders(
  tx: Tx,
  orderId: string,
  reminders: readonly Pick<ReminderView, 'dueOn' | 'days'>[],
  means: NonNullable<ReminderView['means']>,
): Promise<void> {
  await tx.db
    .insertInto('rectification_reminder')
    .values(
      reminders.map(({ dueOn, days }) => ({
        bureau_id: tx.bureauId,
        order_id: orderId,
        due_on: dueOn,
        days,
        means,
        reminded_by: tx.actor.staffId,
        at: tx.now,
      })),
    )
    .execute();
}

export async function insertExposure(
  tx: Tx,
  exposure: {
    readonly orderId: string;
    readonly findingId: string;
    readonly ground: ExposureGround;
    readonly facts: string;
  },
): Promise<string> {
  const exposureId = tx.newId();
  await tx.db
    .insertInto('rectification_exposure')
    .values({
      bureau_id: tx.bureauId,
      exposure_id: exposureId,
      order_id: exposure.orderId,
      finding_id: exposure.findingId,
      ground: exposure.ground,
      facts: exposure.facts,
      proposed_by: tx.actor.staffId,
      proposed_at: tx.now,
    })
    .execute();
  return exposureId;
}

/** The one of this finding that nobody has decided, locked; undefined when there is none. */
export async function lockPendingExposure(
  tx: Tx,
  findingId: string,
): Promise<{ readonly exposureId: string; readonly proposedBy: string } | undefined> {
  return tx.db
    .selectFrom('rectification_exposure')
    .select(['exposure_id as exposureId', 'proposed_by as proposedBy'])
    .where('bureau_id', '=', tx.bureauId)
    .where('finding_id', '=', findingId)
    .where('outcome', 'is', null)
    .forUpdate()
    .executeTakeFirst();
}

export async function decideExposureRow(
  tx: Tx,
  exposureId: string,
  decision: { readonly outcome: keyof typeof EXPOSURE_OUTCOMES; readonly opinion: string },
): Promise<void> {
  await tx.db
    .updateTable('rectification_exposure')
    .set({ ...decision, decided_by: tx.actor.staffId, decided_at: tx.now })
    .where('bureau_id', '=', tx.bureauId)
    .where('exposure_id', '=', exposureId)
    .execute();
}

export async function insertStatement(tx: Tx, orderId: string, content: string): Promise<string> {
  const statementId = tx.newId();
  await tx.db
    .insertInto('rectification_statement')
    .values({
      bureau_id: tx.bureauId,
      statement_id: statementId,
      order_id: orderId,
      content,
      stated_by: tx.actor.staffId,
      at: tx.now,
    })
    .execute();
  return statementId;
}
