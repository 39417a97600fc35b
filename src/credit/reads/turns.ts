/** Entries of the list that wait for this person (待办). They are few: each is read whole. @module */
import type { ReadTx } from '../../core/transact.ts';
import { pagesOfTurns, type Asked, type OpenDuty, type Turn } from '../../core/turns.ts';
import { CREDIT_MEASURE_OWED, CREDIT_OWED, type creditDuties } from '../rules/duties.ts';
import { CREDIT_STATES, MEASURE_STATES, OPEN_STATES } from '../types/credit.ts';

type DutyName = keyof typeof creditDuties;

export async function creditTurns(tx: ReadTx, asked: Asked): Promise<readonly OpenDuty[]> {
  const wanted: readonly DutyName[] = [
    ...Object.values(CREDIT_OWED).flat(),
    ...Object.values(CREDIT_MEASURE_OWED).flat(),
  ];
  if (!wanted.some((duty) => asked.duties.has(duty))) return [];
  return pagesOfTurns([...(await entryTurns(tx)), ...(await measureTurns(tx))], asked);
}

/** A published entry owes nothing before its term has run out. */
async function entryTurns(tx: ReadTx): Promise<(Turn & { readonly duty: string })[]> {
  const rows = await tx.db
    .selectFrom('credit_entry')
    .select(['entry_id', 'enterprise_name', 'state', 'timer_on', 'ends_on'])
    .where('bureau_id', '=', tx.bureauId)
    .where('state', 'in', OPEN_STATES)
    .execute();
  return rows
    .filter(({ state, ends_on: endsOn }) => state !== 'published' || (endsOn ?? '') < tx.today)
    .flatMap((row) =>
      CREDIT_OWED[row.state].map((duty) => ({
        duty,
        record: row.entry_id,
        where: row.enterprise_name,
        stands: CREDIT_STATES[row.state],
        dueOn: row.timer_on,
        href: `/credit/${row.entry_id}` as const,
      })),
    );
}

async function measureTurns(tx: ReadTx): Promise<(Turn & { readonly duty: string })[]> {
  const rows = await tx.db
    .selectFrom('credit_measure as m')
    .innerJoin('credit_entry as e', (join) =>
      join.onRef('e.bureau_id', '=', 'm.bureau_id').onRef('e.entry_id', '=', 'm.entry_id'),
    )
    .select(['m.measure_id', 'm.agency', 'm.state', 'e.entry_id', 'e.enterprise_name'])
    .where('m.bureau_id', '=', tx.bureauId)
    .where('m.state', 'in', ['requested', 'to-lift'])
    .execute();
  return rows.flatMap((row) =>
    CREDIT_MEASURE_OWED[row.state].map((duty) => ({
      duty,
      record: row.measure_id,
      where: `${row.enterprise_name}（${row.agency}）`,
      stands: MEASURE_STATES[row.state],
      dueOn: null,
      href: `/credit/${row.entry_id}` as const,
    })),
  );
}
