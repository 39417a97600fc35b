/** Rows of volumes. Every step writes the row, and what it did into the course. @module */
import type { Updateable } from 'kysely';
import type { Tx } from '../core/transact.ts';
import { columnsOf, type Volume, type VolumeOf } from './reads/volumes.ts';
import { isMove, type VolumeDeed } from './rules/moves.ts';
import { keepUntil, transferBy } from './rules/retention.ts';
import type { ArchiveVersionTable, ArchiveVolumeTable } from './tables.ts';
import type { Moment, Retention, TestResult, VolumeContent, VolumeState } from './types/volume.ts';

/** Locks the volume until the transaction ends; undefined when this bureau has none of that id. */
export async function lockVolume(tx: Tx, volumeId: string): Promise<Volume | undefined> {
  return tx.db
    .selectFrom('archive_volume')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('volume_id', '=', volumeId)
    .forUpdate()
    .executeTakeFirst();
}

export interface NewVolume {
  readonly of: VolumeOf;
  readonly title: string;
  readonly party: string;
  readonly creditCode: string;
  readonly closedOn: string;
  readonly retention: Retention;
}

/** Undefined when the file has its volume already. */
export async function insertVolume(
  tx: Tx,
  { of, title, party, creditCode, closedOn, retention }: NewVolume,
): Promise<string | undefined> {
  const year = Number(closedOn.slice(0, 4));
  const volumeId = tx.newId();
  const inserted = await tx.db
    .insertInto('archive_volume')
    .values({
      bureau_id: tx.bureauId,
      volume_id: volumeId,
      ...columnsOf(of),
      title,
      party,
      credit_code: creditCode,
      year,
      closed_on: closedOn,
      state: 'collecting',
      retention,
      keep_until: keepUntil(year, retention),
      transfer_by: transferBy(year),
      is_stale: true,
      created_at: tx.now,
      updated_at: tx.now,
    })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n ? volumeId : undefined;
}

export type VolumeChange = Omit<
  Updateable<ArchiveVolumeTable>,
  'bureau_id' | 'volume_id' | 'state' | 'steps' | 'updated_at'
>;

/** What is no step: a mark on the row. */
export async function markVolume(tx: Tx, volumeId: string, change: VolumeChange): Promise<void> {
  await tx.db
    .updateTable('archive_volume')
    .set({ ...change, updated_at: tx.now })
    .where('bureau_id', '=', tx.bureauId)
    .where('volume_id', '=', volumeId)
    .execute();
}

export interface VolumeStep {
  readonly deed: VolumeDeed;
  readonly to?: VolumeState;
  readonly note?: string;
  readonly change?: VolumeChange;
}

/** Takes a step that the table knows; another one is a bug. The volume as it is afterwards. */
export async function moveVolume(
  tx: Tx,
  volume: Volume,
  { deed, to = volume.state, note, change = {} }: VolumeStep,
): Promise<Volume> {
  if (!isMove(deed, volume.state, to)) throw new Error(`${deed}: ${volume.state} → ${to} is not in the table`);
  const number = volume.steps + 1;
  const changed = await tx.db
    .updateTable('archive_volume')
    .set({ ...change, state: to, steps: number, updated_at: tx.now })
    .where('bureau_id', '=', tx.bureauId)
    .where('volume_id', '=', volume.volume_id)
    .where('state', '=', volume.state)
    .returningAll()
    .executeTakeFirstOrThrow();
  await tx.db
    .insertInto('archive_step')
    .values({
      bureau_id: tx.bureauId,
      volume_id: volume.volume_id,
      number,
      deed,
      from_state: volume.state,
      to_state: to,
      note: note ?? null,
      done_by: tx.actor.staffId,
      at: tx.now,
    })
    .execute();
  return changed;
}

export async function putException(
  tx: Tx,
  volumeId: string,
  { requirement, reason }: { readonly requirement: string; readonly reason: string },
): Promise<void> {
  const said = { reason, explained_by: tx.actor.staffId, at: tx.now };
  await tx.db
    .insertInto('archive_exception')
    .values({ bureau_id: tx.bureauId, volume_id: volumeId, requirement, ...said })
    .onConflict((oc) => oc.columns(['bureau_id', 'volume_id', 'requirement']).doUpdateSet(said))
    .execute();
}

export async function insertReport(
  tx: Tx,
  volume: Volume,
  report: { readonly moment: Moment; readonly hasPassed: boolean; readonly results: readonly TestResult[] },
): Promise<number> {
  const { last } = await tx.db
    .selectFrom('archive_report')
    .select((eb) => eb.fn.max<number | null>('number').as('last'))
    .where('bureau_id', '=', tx.bureauId)
    .where('volume_id', '=', volume.volume_id)
    .executeTakeFirstOrThrow();
  const number = (last ?? 0) + 1;
  await tx.db
    .insertInto('archive_report')
    .values({
      bureau_id: tx.bureauId,
      volume_id: volume.volume_id,
      number,
      moment: report.moment,
      version: volume.version,
      has_passed: report.hasPassed,
      results: JSON.stringify(report.results),
      examined_by: tx.actor.staffId,
      examined_on: tx.today,
    })
    .execute();
  return number;
}

export async function insertVersion(
  tx: Tx,
  volumeId: string,
  sealed: Pick<ArchiveVersionTable, 'version' | 'seal' | 'files' | 'bytes' | 'reason'> & {
    readonly storedAs: string;
    readonly content: VolumeContent;
  },
): Promise<void> {
  const { storedAs, content, ...row } = sealed;
  await tx.db
    .insertInto('archive_version')
    .values({
      ...row,
      bureau_id: tx.bureauId,
      volume_id: volumeId,
      stored_as: storedAs,
      content: JSON.stringify(content),
      sealed_by: tx.actor.staffId,
      sealed_on: tx.today,
    })
    .execute();
}
