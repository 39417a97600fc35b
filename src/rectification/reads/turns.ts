/** What of the orders waits for this person (待办). It starts from the orders that are open, never from all. @module */
import { sql, type RawBuilder } from 'kysely';
import { readCalendar } from '../../calendar/reads.ts';
import type { WorkCalendar } from '../../core/calendar/work-calendar.ts';
import { askOpen, type OpenRow } from '../../core/open-duties.ts';
import type { ReadTx } from '../../core/transact.ts';
import type { Asked, OpenDuty } from '../../core/turns.ts';
import { readSettings } from '../../inspection/reads/settings.ts';
import type { VisitSettings } from '../../inspection/types/settings.ts';
import type { rectificationDuties } from '../rules/duties.ts';
import { reinspectBy } from '../rules/round.ts';
import { voidServedBy } from '../rules/void.ts';
import { isToRemind, isVoidToServe } from './list.ts';
import { ORDER_STAGES, type OrderStage } from '../types/views.ts';

type DutyName = keyof typeof rectificationDuties;

/** Every order that waits for this person, once for each thing it waits for. */
export async function rectificationTurns(tx: ReadTx, asked: Asked): Promise<readonly OpenDuty[]> {
  const { settings } = await readSettings(tx);
  const found = questions(tx, asked.staffId, await readCalendar(tx), settings);
  const asking = Object.entries(found).map(([duty, { stage, open, dueOn }]) => ({
    duty,
    open: sql`SELECT order_id, enterprise_name, NULL, day, order_id FROM (${open}) AS open`,
    turn: ({ record, title, day }: OpenRow) => ({
      record,
      where: title,
      stands: ORDER_STAGES[stage],
      dueOn: day === null || dueOn === undefined ? day : dueOn(day),
      href: `/rectification/${record}` as const,
    }),
  }));
  return askOpen(tx, asking, asked);
}

interface Question {
  readonly stage: OrderStage;
  /** One row an order: `order_id`, `enterprise_name`, `day`. */
  readonly open: RawBuilder<unknown>;
  /** The last day, where `day` only starts a term. */
  readonly dueOn?: (day: string) => string;
}

function questions(
  tx: ReadTx,
  staffId: string,
  calendar: WorkCalendar,
  settings: VisitSettings,
): Readonly<Record<DutyName, Question>> {
  const lookBy = (since: string): string => reinspectBy(since, settings);
  const orders = sql`FROM rectification_order o
    JOIN rectification_item i ON i.bureau_id = o.bureau_id AND i.order_id = o.order_id
    JOIN inspection v ON v.bureau_id = o.bureau_id AND v.inspection_id = o.inspection_id`;
  const ofTeam = sql`EXISTS (SELECT 1 FROM inspection_member m
    JOIN officer f ON f.bureau_id = m.bureau_id AND f.officer_id = m.person_id
    WHERE m.bureau_id = v.bureau_id AND m.inspection_id = v.inspection_id AND m.kind = 'officer' AND f.staff_id = ${staffId})`;
  const select = sql`SELECT o.order_id, v.enterprise_name`;
  const grouped = sql`GROUP BY o.order_id, v.enterprise_name`;
  const isOverdue = sql`i.state = 'open' AND i.due_on < ${tx.today}::date`;
  return {
    'rectification.serve': {
      stage: 'serve',
      // Its terms run whether it is served or not: an order is of no use after the first of them.
      open: sql`${select}, min(i.due_on) AS day ${orders}
        WHERE o.bureau_id = ${tx.bureauId} AND o.state = 'draft' AND ${ofTeam} ${grouped}`,
    },
    'rectification.remind': {
      stage: 'remind',
      open: sql`${select}, min(i.due_on) AS day ${orders}
        WHERE o.bureau_id = ${tx.bureauId} AND o.state IN ('served', 'reinspecting') AND ${isToRemind(tx, calendar)} AND ${ofTeam} ${grouped}`,
    },
    'rectification.decide-exposure': {
      stage: 'exposure',
      open: sql`${select}, NULL::date AS day ${orders}
        JOIN rectification_exposure x ON x.bureau_id = i.bureau_id AND x.finding_id = i.finding_id AND x.outcome IS NULL
        WHERE o.bureau_id = ${tx.bureauId} ${grouped}`,
    },
    'rectification.decide-extension': {
      stage: 'extension',
      open: sql`${select}, min(i.due_on) AS day ${orders}
        JOIN rectification_extension x ON x.bureau_id = i.bureau_id AND x.finding_id = i.finding_id AND x.outcome IS NULL
        WHERE o.bureau_id = ${tx.bureauId} AND o.state IN ('served', 'reinspecting') AND i.state IN ('open', 'reported') ${grouped}`,
    },
    'rectification.open-round': {
      stage: 'reinspect',
      dueOn: lookBy,
      open: sql`${select}, min(CASE WHEN i.state = 'reported' THEN (
          SELECT max(r.at AT TIME ZONE 'Asia/Shanghai')::date FROM rectification_report r
          WHERE r.bureau_id = i.bureau_id AND r.finding_id = i.finding_id) ELSE i.due_on END) AS day ${orders}
        WHERE o.bureau_id = ${tx.bureauId} AND o.state = 'served' AND (i.state = 'reported' OR ${isOverdue}) AND ${ofTeam} ${grouped}`,
    },
    'rectification.sign-round': {
      stage: 'sign',
      dueOn: lookBy,
      open: sql`SELECT o.order_id, v.enterprise_name, r.opened_on AS day
        FROM reinspection r
        JOIN rectification_order o ON o.bureau_id = r.bureau_id AND o.order_id = r.order_id
        JOIN inspection v ON v.bureau_id = o.bureau_id AND v.inspection_id = o.inspection_id
        WHERE r.bureau_id = ${tx.bureauId} AND r.state IN ('open', 'awaiting-signatures') AND EXISTS (SELECT 1 FROM officer f
          WHERE f.bureau_id = r.bureau_id AND f.staff_id = ${staffId} AND r.officer_ids ? f.officer_id::text
            AND NOT EXISTS (SELECT 1 FROM reinspection_signature s WHERE s.bureau_id = r.bureau_id AND s.order_id = r.order_id
              AND s.round = r.round AND s.officer_id = f.officer_id AND s.document_hash = r.document_hash))`,
    },
    'rectification.consent': {
      stage: 'consent',
      open: sql`${select}, NULL::date AS day ${orders}
        WHERE o.bureau_id = ${tx.bureauId} AND i.state = 'awaiting-consent' ${grouped}`,
    },
    'rectification.confirm-transfer': {
      stage: 'transfer',
      open: sql`${select}, NULL::date AS day ${orders}
        WHERE o.bureau_id = ${tx.bureauId} AND o.state <> 'draft' AND i.state = 'transferring' AND ${ofTeam} ${grouped}`,
    },
    'rectification.serve-void': {
      stage: 'serve-void',
      dueOn: voidServedBy,
      open: sql`${select}, min(i.settled_on) AS day ${orders}
        WHERE o.bureau_id = ${tx.bureauId} AND ${isVoidToServe()} AND ${ofTeam} ${grouped}`,
    },
  };
}
