/** The task board: every visit by stage. @module */
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { daysBetween } from '../../core/calendar/day.ts';
import { dayOf } from '../../core/clock.ts';
import type { ReadTx } from '../../core/transact.ts';
import { enterpriseSearch } from '../../directory/reads/lists.ts';
import type { BoardQuery, BoardRow } from '../types/board.ts';
import { STAGE_STATES, type BoardStage } from '../types/visit.ts';
import { readSettings } from './settings.ts';

/** Visits that match, those that wait longest first, what waits for nothing last. `mine` keeps to the teams of one account. */
export async function listBoard(
  tx: ReadTx,
  query: BoardQuery,
  staffId: string,
): Promise<{ total: number; rows: BoardRow[] }> {
  let found = visitsOf(tx, query, staffId, await enterpriseSearch(tx, query.q ?? '', 'e'));
  if (query.state !== undefined) found = found.where('i.state', '=', query.state);
  if (query.stage !== undefined) found = found.where('i.state', 'in', STAGE_STATES[query.stage]);
  const { total } = await found.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await found
    .select([
      'i.inspection_id as inspectionId',
      'i.enterprise_name as enterpriseName',
      'i.credit_code as creditCode',
      'e.subdistrict_code as subdistrictCode',
      'i.state',
      'i.blocked',
      'i.conclusion',
      'i.signed_on as signedOn',
      'i.created_at as createdAt',
      'i.updated_at as updatedAt',
      sql<string | null>`i.plan->>'inspectOn'`.as('inspectOn'),
    ])
    .orderBy(orderOf(query.sort))
    .orderBy('i.inspection_id')
    .limit(query.size)
    .offset((query.page - 1) * query.size)
    .execute();
  const { settings } = await readSettings(tx);
  const lastTime = (createdAt: string): string =>
    Temporal.Instant.from(createdAt).add({ hours: settings.recusalHours }).toString({ fractionalSecondDigits: 3 });
  return {
    total: Number(total),
    rows: rows.map(({ createdAt, ...row }) => ({
      ...row,
      isLate: row.state === 'assigned' && lastTime(createdAt) < tx.now,
      idleDays: STAGE_STATES.ended.includes(row.state) ? null : daysBetween(dayOf(row.updatedAt), tx.today),
    })),
  };
}

/** How many visits of the same selection stand at each stage. */
export async function countByStage(
  tx: ReadTx,
  query: BoardQuery,
  staffId: string,
): Promise<Record<BoardStage, number>> {
  const counted = await visitsOf(tx, query, staffId, await enterpriseSearch(tx, query.q ?? '', 'e'))
    .select((eb) => ['i.state', eb.fn.countAll<number>().as('count')])
    .groupBy('i.state')
    .execute();
  const at = (stage: BoardStage): number =>
    counted
      .filter(({ state }) => STAGE_STATES[stage].includes(state))
      .reduce((sum, { count }) => sum + Number(count), 0);
  return {
    accept: at('accept'),
    plan: at('plan'),
    approve: at('approve'),
    visit: at('visit'),
    'on-site': at('on-site'),
    sign: at('sign'),
    'follow-up': at('follow-up'),
    ended: at('ended'),
  };
}

/** The selection that the stages divide. */
function visitsOf(tx: ReadTx, query: BoardQuery, staffId: string, isSearched: RawBuilder<SqlBool>) {
  let found = tx.db
    .selectFrom('inspection as i')
    .innerJoin('enterprise as e', (join) =>
      join.onRef('e.bureau_id', '=', 'i.bureau_id').onRef('e.enterprise_id', '=', 'i.enterprise_id'),
    )
    .where('i.bureau_id', '=', tx.bureauId)
    .where(isSearched);
  if (query.drawId !== undefined) found = found.where('i.draw_id', '=', query.drawId);
  if (query.subdistrict !== undefined) found = found.where('e.subdistrict_code', '=', query.subdistrict);
  if (query.mine === true) {
    found = found.where(
      sql<boolean>`EXISTS (SELECT 1 FROM inspection_member m
        LEFT JOIN officer o ON o.bureau_id = m.bureau_id AND o.officer_id = m.person_id AND m.kind = 'officer'
        LEFT JOIN expert x ON x.bureau_id = m.bureau_id AND x.expert_id = m.person_id AND m.kind = 'expert'
        WHERE m.bureau_id = i.bureau_id AND m.inspection_id = i.inspection_id AND ${staffId} IN (o.staff_id, x.staff_id))`,
    );
  }
  return found;
}

const ORDERS = {
  enterprise: sql`e.search`,
  // The longer it waits, the earlier it was worked on.
  '-idle': sql`i.updated_at`,
  inspectOn: sql`i.plan->>'inspectOn'`,
  '-enterprise': sql`e.search DESC`,
  idle: sql`i.updated_at DESC`,
  '-inspectOn': sql`i.plan->>'inspectOn' DESC NULLS LAST`,
} as const satisfies Readonly<Record<NonNullable<BoardQuery['sort']>, RawBuilder<unknown>>>;

/** Those that wait longest first, what waits for nothing last. */
function orderOf(sort: BoardQuery['sort']): RawBuilder<unknown> {
  if (sort !== undefined) return ORDERS[sort];
  return sql`i.state IN (${sql.join(STAGE_STATES.ended)}), i.updated_at`;
}
