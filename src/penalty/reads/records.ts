/** The enterprise's cases as its file shows them before a visit; complaints are the leads that came by one. @module */
import type { ReadTx } from '../../core/transact.ts';
import { CASE_STATES, TERMINAL } from '../types/case.ts';
import type { LaterRecord } from '../../inspection/types/later.ts';
import '../tables.ts';

/** Every case against the credit code, whatever it ended with. */
export async function penaltyRecords(
  tx: ReadTx,
  { creditCode }: { readonly creditCode: string },
): Promise<LaterRecord[]> {
  const rows = await tx.db
    .selectFrom('penalty_case')
    .select(['state', 'cause', 'opened_on', 'content'])
    .where('bureau_id', '=', tx.bureauId)
    .where('credit_code', '=', creditCode)
    .orderBy('opened_on', 'desc')
    .orderBy('case_id')
    .execute();
  return rows.map(({ state, cause, opened_on: on, content }) => ({
    kind: content.lead.source === 'complaint' ? 'complaint' : 'penalty',
    on,
    what: cause,
    state: CASE_STATES[state],
    isOpen: !TERMINAL.includes(state),
  }));
}
