/** The task board: every visit by stage. @module */
import { sql } from 'kysely';
import type { ReadTx } from '../../core/transact.ts';
import type { BoardQuery, BoardRow } from '../types/board.ts';

/** Visits that match, those that wait longest first. `mine` keeps to the teams of one account. */
export async function listBoard(
  tx: ReadTx,
  query: BoardQuery,
  staffId: string,
): Promise<{ total: number; rows: BoardRow[] }> {
  let found = tx.db
    .selectFrom('inspection as i')
    .innerJoin('enterprise as e', (join) =>
      join.onRef('e.bureau_id', '=', 'i.bureau_id').onRef('e.enterprise_id', '=', 'i.enterprise_id'),
    )
    .where('i.bureau_id', '=', tx.bureauId);
  if (query.state !== undefined) found = found.where('i.state', '=', query.state);
  if (query.drawId !== undefined) found = found.where('i.draw_id', '=', query.drawId);
  if (query.subdistrict !== undefined) found = found.where('e.subdistrict_code', '=', query.subdistrict);
  if (query.q !== undefined && query.q !== '') {
    const like = `%${query.q.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
    found = found.where((eb) => eb.or([eb('i.enterprise_name', 'like', like), eb('i.credit_code', 'like', like)]));
  }
  if (query.mine === true) {
    found = found.where(
      sql<boolean>`EXISTS (SELECT 1 FROM inspection_member m
        LEFT JOIN officer o ON o.bureau_id = m.bureau_id AND o.officer_id = m.person_id AND m.kind = 'officer'
        LEFT JOIN expert x ON x.bureau_id = m.bureau_id AND x.expert_id = m.person_id AND m.kind = 'expert'
        WHERE m.bureau_id = i.bureau_id AND m.inspection_id = i.inspection_id AND ${staffId} IN (o.staff_id, x.staff_id))`,
    );
  }
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
      'i.updated_at as updatedAt',
      sql<string | null>`i.plan->>'inspectOn'`.as('inspectOn'),
    ])
    .orderBy('i.updated_at')
    .orderBy('i.inspection_id')
    .limit(query.size)
    .offset((query.page - 1) * query.size)
    .execute();
  return { total: Number(total), rows };
}

/** How many visits stand in each state. */
export async function countByState(tx: ReadTx, drawId: string | undefined): Promise<Record<string, number>> {
  let counted = tx.db
    .selectFrom('inspection')
    .select((eb) => ['state', eb.fn.countAll<number>().as('count')])
    .where('bureau_id', '=', tx.bureauId)
    .groupBy('state');
  if (drawId !== undefined) counted = counted.where('draw_id', '=', drawId);
  return Object.fromEntries((await counted.execute()).map(({ state, count }) => [state, Number(count)]));
}
