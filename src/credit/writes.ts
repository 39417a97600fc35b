/** Rows of the list. Every step writes the row, and what it did into the course. @module */
import type { Insertable, Updateable } from 'kysely';
import { readCalendar } from '../calendar/reads.ts';
import type { Tx } from '../core/transact.ts';
import { toEntry, type StoredEntry } from './reads/entries.ts';
import { isEnded, timerOf } from './rules/moves.ts';
import type { CreditEntryTable, CreditMeasureTable } from './tables.ts';
import type { CreditState } from './types/credit.ts';

/** Locks the entry until the transaction ends; undefined when this bureau has none of that id. */
export async function lockEntry(tx: Tx, entryId: string): Promise<StoredEntry | undefined> {
  const row = await tx.db
    .selectFrom('credit_entry')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('entry_id', '=', entryId)
    .forUpdate()
    .executeTakeFirst();
  return row && toEntry(row);
}

type NewEntry = Omit<
  Insertable<CreditEntryTable>,
  'bureau_id' | 'entry_id' | 'timer_on' | 'proposed_by' | 'steps' | 'created_at' | 'updated_at'
>;

/** Undefined when the enterprise stands in an open entry: somebody was first. */
export async function insertEntry(tx: Tx, entry: NewEntry): Promise<string | undefined> {
  const entryId = tx.newId();
  const made = await tx.db
    .insertInto('credit_entry')
    .values({
      ...entry,
      bureau_id: tx.bureauId,
      entry_id: entryId,
      timer_on: timerOf(entry.state, tx.today, entry.ends_on ?? null, await readCalendar(tx)),
      proposed_by: tx.actor.staffId,
      created_at: tx.now,
      updated_at: tx.now,
    })
    .onConflict((oc) => oc.columns(['bureau_id', 'enterprise_id']).where('ended_on', 'is', null).doNothing())
    .executeTakeFirst();
  return made.numInsertedOrUpdatedRows === 1n ? entryId : undefined;
}

export interface Step {
  readonly deed: string;
  readonly to: CreditState;
  readonly note?: string | undefined;
  readonly change?: Omit<
    Updateable<CreditEntryTable>,
    'bureau_id' | 'entry_id' | 'state' | 'timer_on' | 'steps' | 'ended_on' | 'updated_at'
  >;
}

export async function takeStep(tx: Tx, entry: StoredEntry, { deed, to, note, change = {} }: Step): Promise<void> {
  const endsOn = change.ends_on === undefined ? entry.endsOn : change.ends_on;
  const timer = to === entry.state ? entry.timerOn : timerOf(to, tx.today, endsOn, await readCalendar(tx));
  await tx.db
    .updateTable('credit_entry')
    .set((eb) => ({
      ...change,
      state: to,
      timer_on: timer,
      steps: eb('steps', '+', 1),
      updated_at: tx.now,
      ...(isEnded(to) ? { ended_on: tx.today } : {}),
    }))
    .where('bureau_id', '=', tx.bureauId)
    .where('entry_id', '=', entry.entryId)
    .execute();
  await tx.db
    .insertInto('credit_step')
    .values({
      bureau_id: tx.bureauId,
      entry_id: entry.entryId,
      number: entry.row.steps + 1,
      deed,
      from_state: entry.state,
      to_state: to,
      note: note ?? null,
      done_by: tx.actor.staffId,
      at: tx.now,
    })
    .execute();
}

export async function insertMeasure(
  tx: Tx,
  entryId: string,
  measure: Pick<CreditMeasureTable, 'agency' | 'measure' | 'basis'>,
): Promise<string> {
  const measureId = tx.newId();
  await tx.db
    .insertInto('credit_measure')
    .values({
      bureau_id: tx.bureauId,
      entry_id: entryId,
      measure_id: measureId,
      ...measure,
      state: 'requested',
      requested_by: tx.actor.staffId,
      requested_on: tx.today,
    })
    .execute();
  return measureId;
}

export async function updateMeasure(
  tx: Tx,
  measureId: string,
  change: Pick<Updateable<CreditMeasureTable>, 'state' | 'reply' | 'replied_on' | 'lifted_on'>,
): Promise<void> {
  await tx.db
    .updateTable('credit_measure')
    .set(change)
    .where('bureau_id', '=', tx.bureauId)
    .where('measure_id', '=', measureId)
    .execute();
}

/** Whatever other agencies were asked for or have done is to be lifted; answers how many. */
export async function markForLifting(tx: Tx, entryId: string): Promise<number> {
  const marked = await tx.db
    .updateTable('credit_measure')
    .set({ state: 'to-lift' })
    .where('bureau_id', '=', tx.bureauId)
    .where('entry_id', '=', entryId)
    .where('state', 'in', ['requested', 'acknowledged'])
    .executeTakeFirst();
  return Number(marked.numUpdatedRows);
}
