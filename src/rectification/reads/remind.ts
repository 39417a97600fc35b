/** Reminders, exposures and the enterprise's words of an order. @module */
import { readCalendar } from '../../calendar/reads.ts';
import type { ReadTx } from '../../core/transact.ts';
import { remindersOf } from '../rules/remind.ts';
import type { Item } from '../types/order.ts';
import type { ExposureView, ReminderView, WordsView } from '../types/remind.ts';

/** Given ones, and those whose day has come. */
export async function listReminders(tx: ReadTx, orderId: string, items: readonly Item[]): Promise<ReminderView[]> {
  const given = await tx.db
    .selectFrom('rectification_reminder')
    .select(['due_on as dueOn', 'days', 'at', 'means'])
    .where('bureau_id', '=', tx.bureauId)
    .where('order_id', '=', orderId)
    .orderBy('at')
    .orderBy('due_on')
    .execute();
  return remindersOf(items, given, tx.today, await readCalendar(tx));
}

/** The newest last. */
export async function listExposures(tx: ReadTx, orderId: string, staffId: string): Promise<ExposureView[]> {
  const rows = await tx.db
    .selectFrom('rectification_exposure')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('order_id', '=', orderId)
    .orderBy('proposed_at')
    .orderBy('exposure_id')
    .execute();
  return rows.map((row) => ({
    exposureId: row.exposure_id,
    findingId: row.finding_id,
    ground: row.ground,
    facts: row.facts,
    proposedAt: row.proposed_at,
    isMine: row.proposed_by === staffId,
    outcome: row.outcome,
    opinion: row.opinion,
    decidedAt: row.decided_at,
  }));
}

/** What the enterprise said of itself, the newest first. */
export async function listStatements(tx: ReadTx, orderId: string): Promise<WordsView[]> {
  return tx.db
    .selectFrom('rectification_statement')
    .select(['statement_id as statementId', 'content as text', 'at'])
    .where('bureau_id', '=', tx.bureauId)
    .where('order_id', '=', orderId)
    .orderBy('at', 'desc')
    .orderBy('statement_id')
    .execute();
}
