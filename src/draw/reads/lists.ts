/** The frozen lists as they were committed. @module */
import { sql } from 'kysely';
import {
  leavesFromTexts,
  suiteOf,
  type CommittedList,
  type ConflictLeaf,
  type PersonLeaf,
  type RosterLeaf,
} from 'verifiable-draw';
import type { ReadTx } from '../../core/transact.ts';
import type { FrozenLists } from '../rules/announcement.ts';
import type { Ids } from '../rules/result.ts';

interface LeafRow {
  readonly leaf: string;
}

/** As text: half of what the bytes are on their way from the database, of a hundred thousand leaves. */
const LEAF = sql<string>`convert_from(leaf, 'UTF8')`.as('leaf');

/** The lists from the leaves of their rows, in order. Whether their roots are the announced ones is checked by `computeDraw`. */
export async function readLists(tx: ReadTx, drawId: string): Promise<FrozenLists> {
  const { config } = await tx.db
    .selectFrom('draw')
    .select('config')
    .where('bureau_id', '=', tx.bureauId)
    .where('draw_id', '=', drawId)
    .executeTakeFirstOrThrow();
  const suite = suiteOf(config.suite);
  const listOf = <L>(rows: readonly LeafRow[]): CommittedList<L> =>
    leavesFromTexts(
      suite,
      rows.map(({ leaf }) => leaf),
    );
  return {
    roster: listOf<RosterLeaf>(await rosterRows(tx, drawId)),
    officers: listOf<PersonLeaf>(await officerRows(tx, drawId)),
    experts: listOf<PersonLeaf>(await expertRows(tx, drawId)),
    vehicles: listOf<PersonLeaf>(await vehicleRows(tx, drawId)),
    devices: listOf<PersonLeaf>(await deviceRows(tx, drawId)),
    bookings: listOf<ConflictLeaf>(await bookingRows(tx, drawId)),
    conflicts: listOf<ConflictLeaf>(await conflictRows(tx, drawId, 'officer')),
    expertConflicts: listOf<ConflictLeaf>(await conflictRows(tx, drawId, 'expert')),
  };
}

/** Ids of these enterprises in the directory, by their ids in the roster of a draw. */
export async function readEnterpriseIds(
  tx: ReadTx,
  drawId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.db
    .selectFrom('draw_roster')
    .select(['id', 'enterprise_id'])
    .where('bureau_id', '=', tx.bureauId)
    .where('draw_id', '=', drawId)
    .where((where) => where(where.ref('id'), '=', where.fn.any(where.val([...ids]))))
    .execute();
  return new Map(rows.map((row) => [row.id, row.enterprise_id]));
}

/** Ids of the directory by the public ids of the frozen lists of people and means. */
export async function readIds(tx: ReadTx, drawId: string): Promise<Ids> {
  return {
    officers: new Map((await officerRows(tx, drawId)).map((row) => [row.id, row.officer_id])),
    experts: new Map((await expertRows(tx, drawId)).map((row) => [row.id, row.expert_id])),
    vehicles: new Map((await vehicleRows(tx, drawId)).map((row) => [row.id, row.vehicle_id])),
    devices: new Map((await deviceRows(tx, drawId)).map((row) => [row.id, row.equipment_id])),
  };
}

async function rosterRows(tx: ReadTx, drawId: string) {
  return tx.db
    .selectFrom('draw_roster')
    .select(LEAF)
    .where('bureau_id', '=', tx.bureauId)
    .where('draw_id', '=', drawId)
    .orderBy('pos')
    .execute();
}

async function officerRows(tx: ReadTx, drawId: string) {
  return tx.db
    .selectFrom('draw_officer')
    .select(['id', 'officer_id', LEAF])
    .where('bureau_id', '=', tx.bureauId)
    .where('draw_id', '=', drawId)
    .orderBy('pos')
    .execute();
}

async function expertRows(tx: ReadTx, drawId: string) {
  return tx.db
    .selectFrom('draw_expert')
    .select(['id', 'expert_id', LEAF])
    .where('bureau_id', '=', tx.bureauId)
    .where('draw_id', '=', drawId)
    .orderBy('pos')
    .execute();
}

async function vehicleRows(tx: ReadTx, drawId: string) {
  return tx.db
    .selectFrom('draw_vehicle')
    .select(['id', 'vehicle_id', LEAF])
    .where('bureau_id', '=', tx.bureauId)
    .where('draw_id', '=', drawId)
    .orderBy('pos')
    .execute();
}

async function deviceRows(tx: ReadTx, drawId: string) {
  return tx.db
    .selectFrom('draw_device')
    .select(['id', 'equipment_id', LEAF])
    .where('bureau_id', '=', tx.bureauId)
    .where('draw_id', '=', drawId)
    .orderBy('pos')
    .execute();
}

async function bookingRows(tx: ReadTx, drawId: string) {
  return tx.db
    .selectFrom('draw_booking')
    .select(LEAF)
    .where('bureau_id', '=', tx.bureauId)
    .where('draw_id', '=', drawId)
    .orderBy('pos')
    .execute();
}

async function conflictRows(tx: ReadTx, drawId: string, kind: 'officer' | 'expert') {
  return tx.db
    .selectFrom('draw_conflict')
    .select(LEAF)
    .where('bureau_id', '=', tx.bureauId)
    .where('draw_id', '=', drawId)
    .where('kind', '=', kind)
    .orderBy('pos')
    .execute();
}
