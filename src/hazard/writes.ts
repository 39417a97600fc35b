/** Rows of major hazards. Every step writes the row, and what it did into the course. @module */
import type { Updateable } from 'kysely';
import { readCalendar } from '../calendar/reads.ts';
import type { Tx } from '../core/transact.ts';
import { toHazard, type Measure, type StoredHazard } from './reads/hazards.ts';
import { isEnded } from './rules/moves.ts';
import { RESTARTING, timerOf } from './rules/terms.ts';
import type { HazardMeasureTable, HazardTable } from './tables.ts';
import type { HandOver, HazardState, MeasureKind, PowerCutContent, Progress } from './types/hazard.ts';

/** Locks the hazard until the transaction ends; undefined when this bureau has none of that id. */
export async function lockHazard(tx: Tx, hazardId: string): Promise<StoredHazard | undefined> {
  const row = await tx.db
    .selectFrom('hazard')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('hazard_id', '=', hazardId)
    .forUpdate()
    .executeTakeFirst();
  return row && toHazard(row);
}

/** The one of a finding, locked. */
export async function lockHazardOfFinding(tx: Tx, findingId: string): Promise<StoredHazard | undefined> {
  const row = await tx.db
    .selectFrom('hazard')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('finding_id', '=', findingId)
    .forUpdate()
    .executeTakeFirst();
  return row && toHazard(row);
}

export interface NewHazard {
  readonly findingId: string;
  readonly inspectionId: string;
  readonly owner: string;
  /** The day the enterprise was given, where it was given one. */
  readonly treatBy: string | null;
}

/** Opens the hazard of a finding, due the same day; undefined when the finding has one. */
export async function insertHazard(tx: Tx, hazard: NewHazard): Promise<string | undefined> {
  const hazardId = tx.newId();
  const made = await tx.db
    .insertInto('hazard')
    .values({
      bureau_id: tx.bureauId,
      hazard_id: hazardId,
      finding_id: hazard.findingId,
      inspection_id: hazard.inspectionId,
      state: 'found',
      owner: hazard.owner,
      timer_on: timerOf('found', tx.today, hazard.treatBy, await readCalendar(tx)),
      treat_by: hazard.treatBy,
      created_at: tx.now,
      updated_at: tx.now,
    })
    .onConflict((oc) => oc.columns(['bureau_id', 'finding_id']).doNothing())
    .executeTakeFirst();
  return made.numInsertedOrUpdatedRows === 1n ? hazardId : undefined;
}

export interface Step {
  readonly deed: string;
  /** Where it leads; the state it is in when nothing moves. */
  readonly to: HazardState;
  readonly note?: string | undefined;
  readonly change?: Omit<
    Updateable<HazardTable>,
    'bureau_id' | 'hazard_id' | 'state' | 'timer_on' | 'steps' | 'ended_on' | 'updated_at'
  >;
}

/** Takes the step: the timer starts anew when the state changes, or when the state itself is what was due. */
export async function takeStep(tx: Tx, hazard: StoredHazard, { deed, to, note, change = {} }: Step): Promise<void> {
  const treatBy = change.treat_by === undefined ? hazard.treatBy : change.treat_by;
  const restarts = to !== hazard.state || RESTARTING.some((each) => each === deed);
  const timer = restarts ? timerOf(to, tx.today, treatBy, await readCalendar(tx)) : hazard.timerOn;
  await tx.db
    .updateTable('hazard')
    .set((eb) => ({
      ...change,
      state: to,
      timer_on: timer,
      steps: eb('steps', '+', 1),
      updated_at: tx.now,
      ...(isEnded(to) ? { ended_on: tx.today } : {}),
    }))
    .where('bureau_id', '=', tx.bureauId)
    .where('hazard_id', '=', hazard.hazardId)
    .execute();
  await tx.db
    .insertInto('hazard_step')
    .values({
      bureau_id: tx.bureauId,
      hazard_id: hazard.hazardId,
      number: hazard.row.steps + 1,
      deed,
      from_state: hazard.state,
      to_state: to,
      note: note ?? null,
      done_by: tx.actor.staffId,
      at: tx.now,
    })
    .execute();
}

export async function insertProgress(tx: Tx, hazardId: string, progress: Progress): Promise<string> {
  const progressId = tx.newId();
  await tx.db
    .insertInto('hazard_progress')
    .values({
      bureau_id: tx.bureauId,
      hazard_id: hazardId,
      progress_id: progressId,
      content: JSON.stringify(progress),
      reported_by: tx.actor.staffId,
      at: tx.now,
    })
    .execute();
  return progressId;
}

export async function insertAcceptanceSignature(
  tx: Tx,
  hazardId: string,
  signature: { readonly officerId: string; readonly documentHash: string },
): Promise<void> {
  await tx.db
    .insertInto('hazard_signature')
    .values({
      bureau_id: tx.bureauId,
      hazard_id: hazardId,
      officer_id: signature.officerId,
      document_hash: signature.documentHash,
      at: tx.now,
    })
    .execute();
}

export async function insertMeasure(
  tx: Tx,
  hazardId: string,
  measure: { readonly kind: MeasureKind; readonly content: PowerCutContent | HandOver },
): Promise<string> {
  const measureId = tx.newId();
  await tx.db
    .insertInto('hazard_measure')
    .values({
      bureau_id: tx.bureauId,
      hazard_id: hazardId,
      measure_id: measureId,
      kind: measure.kind,
      state: measure.kind === 'power-cut' ? 'approved' : 'done',
      content: JSON.stringify(measure.content),
      taken_by: tx.actor.staffId,
      at: tx.now,
    })
    .execute();
  return measureId;
}

export async function updateMeasure(
  tx: Tx,
  { measure_id: measureId }: Pick<Measure, 'measure_id'>,
  change: Pick<Updateable<HazardMeasureTable>, 'state' | 'content' | 'notified_at' | 'carried_out_at'>,
): Promise<void> {
  await tx.db
    .updateTable('hazard_measure')
    .set(change)
    .where('bureau_id', '=', tx.bureauId)
    .where('measure_id', '=', measureId)
    .execute();
}
