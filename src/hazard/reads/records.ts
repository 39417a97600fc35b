/** The enterprise's major hazards as its file shows them before a visit. @module */
import { dayOf } from '../../core/clock.ts';
import type { ReadTx } from '../../core/transact.ts';
import '../../inspection/tables.ts';
import type { LaterRecord } from '../../inspection/types/later.ts';
import { HAZARD_STATES, OPEN_STATES } from '../types/hazard.ts';
import '../tables.ts';

/** Every hazard found at these records; those of a sealed draw only for whoever may know. */
export async function hazardRecords(tx: ReadTx, { ids }: { readonly ids: readonly string[] }): Promise<LaterRecord[]> {
  const rows = await tx.db
    .selectFrom('hazard as h')
    .innerJoin('inspection as v', (join) =>
      join.onRef('v.bureau_id', '=', 'h.bureau_id').onRef('v.inspection_id', '=', 'h.inspection_id'),
    )
    .innerJoin('finding as f', (join) =>
      join.onRef('f.bureau_id', '=', 'h.bureau_id').onRef('f.finding_id', '=', 'h.finding_id'),
    )
    .select(['h.state', 'h.created_at', 'f.content'])
    .where('h.bureau_id', '=', tx.bureauId)
    .where('v.enterprise_id', 'in', ids)
    .orderBy('h.created_at', 'desc')
    .orderBy('h.hazard_id')
    .execute();
  return rows.map(({ state, created_at: at, content }) => ({
    kind: 'hazard',
    on: dayOf(at),
    what: content.description,
    state: HAZARD_STATES[state],
    isOpen: OPEN_STATES.includes(state),
  }));
}
