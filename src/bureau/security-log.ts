/** Reading the security log: who came in, who was kept out, what was changed about accounts. @module */
import type { ReadTx } from '../core/transact.ts';
import { staffNames } from './reads.ts';
import './tables.ts';
import type { SecurityEvent, SecurityEventKind } from './types.ts';

export interface SecurityEventQuery {
  readonly kind?: SecurityEventKind | undefined;
  readonly staffId?: string | undefined;
  /** Days in Asia/Shanghai, both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly page: number;
  readonly size: number;
}

/** The security log, newest first. */
export async function listSecurityEvents(
  tx: ReadTx,
  query: SecurityEventQuery,
): Promise<{ total: number; rows: readonly SecurityEvent[] }> {
  let found = tx.db.selectFrom('security_event').where('bureau_id', '=', tx.bureauId);
  if (query.kind !== undefined) found = found.where('kind', '=', query.kind);
  if (query.staffId !== undefined) found = found.where('staff_id', '=', query.staffId);
  if (query.from !== undefined) found = found.where('at', '>=', startOf(query.from));
  if (query.to !== undefined) found = found.where('at', '<', startOf(query.to, 1));
  const { total } = await found.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await found
    .selectAll()
    .orderBy('at', 'desc')
    .orderBy('event_id', 'desc')
    .limit(query.size)
    .offset((query.page - 1) * query.size)
    .execute();
  const names = await staffNames(
    tx,
    rows.flatMap((row) => row.staff_id ?? []),
  );
  return {
    total,
    rows: rows.map((row) => ({
      eventId: row.event_id,
      at: row.at,
      kind: row.kind,
      staffId: row.staff_id,
      staffName: names.get(row.staff_id ?? '') ?? null,
      ip: row.ip,
      userAgent: row.user_agent,
      route: row.route,
    })),
  };
}

function startOf(day: string, plusDays = 0): string {
  return Temporal.PlainDate.from(day).add({ days: plusDays }).toZonedDateTime('Asia/Shanghai').toInstant().toString();
}
