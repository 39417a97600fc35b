/** The enterprise's entries on the list of serious dishonesty as its file shows them before a visit. @module */
import { dayOf } from '../../core/clock.ts';
import type { ReadTx } from '../../core/transact.ts';
import type { LaterRecord } from '../../inspection/types/later.ts';
import { listingRules } from '../rules/listing.ts';
import { CREDIT_STATES, OPEN_STATES } from '../types/credit.ts';
import '../tables.ts';

/** Every entry of the credit code, declined and removed ones too. */
export async function creditRecords(
  tx: ReadTx,
  { creditCode }: { readonly creditCode: string },
): Promise<LaterRecord[]> {
  const rows = await tx.db
    .selectFrom('credit_entry')
    .select(['state', 'rules', 'situation', 'created_at'])
    .where('bureau_id', '=', tx.bureauId)
    .where('credit_code', '=', creditCode)
    .orderBy('created_at', 'desc')
    .orderBy('entry_id')
    .execute();
  return rows.map(({ state, rules, situation, created_at: at }) => ({
    kind: 'dishonesty',
    on: dayOf(at),
    what: listingRules(rules).situations.find(({ code }) => code === situation)?.title ?? situation,
    state: CREDIT_STATES[state],
    isOpen: OPEN_STATES.includes(state),
  }));
}
