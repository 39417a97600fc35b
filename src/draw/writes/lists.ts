/** Storing what was frozen and what was drawn; every row is written once. @module */
import {
  canonicalDocument,
  formatLeaves,
  leafHash,
  suiteOf,
  toHex,
  type Churn,
  type DrawResult,
} from 'verifiable-draw';
import type { Tx } from '../../core/transact.ts';
import type { DrawRow } from '../reads/progress.ts';
import type { FrozenLists, Pools } from '../rules/announcement.ts';
import type { DrawnPick, Seat } from '../rules/result.ts';
import { knownTo } from '../rules/sealed.ts';
import '../tables-sealed.ts';

/** PostgreSQL takes at most 65,535 parameters a statement. */
const ROWS_PER_INSERT = 2_000;

/** Writes the lists leaf by leaf, in tree order, with the ids of the directory beside the public ones. */
export async function insertLists(tx: Tx, drawId: string, pools: Pools, lists: FrozenLists): Promise<void> {
  const key = { bureau_id: tx.bureauId, draw_id: drawId };
  const enterprises = new Map(pools.roster.map((entry) => [entry.id, entry]));
  const roster = lists.roster.leaves.map((leaf, pos) => ({
    ...key,
    pos,
    id: leaf.id,
    enterprise_id: known(enterprises, leaf.id).enterpriseId,
    name: leaf.name,
    status: leaf.status,
    reason: known(enterprises, leaf.id).reason ?? null,
    stratum: leaf.stratum ?? null,
    leaf: bytesOf(leaf),
  }));
  for (const rows of chunks(roster)) await tx.db.insertInto('draw_roster').values(rows).execute();
  const people = (entries: Pools['officers'], leaves: FrozenLists['officers']['leaves']) => {
    const byId = new Map(entries.map((entry) => [entry.id, entry]));
    return leaves.map((leaf, pos) => ({
      ...key,
      pos,
      id: leaf.id,
      personId: known(byId, leaf.id).personId,
      leaf: bytesOf(leaf),
    }));
  };
  const officers = people(pools.officers, lists.officers.leaves).map(({ personId, ...row }) => ({
    ...row,
    officer_id: personId,
  }));
  const experts = people(pools.experts, lists.experts.leaves).map(({ personId, ...row }) => ({
    ...row,
    expert_id: personId,
  }));
  const vehicles = people(pools.vehicles, lists.vehicles.leaves).map(({ personId, ...row }) => ({
    ...row,
    vehicle_id: personId,
  }));
  const devices = people(pools.devices, lists.devices.leaves).map(({ personId, ...row }) => ({
    ...row,
    equipment_id: personId,
  }));
  const bookings = lists.bookings.leaves.map((leaf, pos) => ({
    ...key,
    pos,
    id: leaf.person,
    day: leaf.ent,
    leaf: bytesOf(leaf),
  }));
  for (const rows of chunks(devices)) await tx.db.insertInto('draw_device').values(rows).execute();
  for (const rows of chunks(bookings)) await tx.db.insertInto('draw_booking').values(rows).execute();
  for (const rows of chunks(officers)) await tx.db.insertInto('draw_officer').values(rows).execute();
  for (const rows of chunks(experts)) await tx.db.insertInto('draw_expert').values(rows).execute();
  for (const rows of chunks(vehicles)) await tx.db.insertInto('draw_vehicle').values(rows).execute();
  for (const [kind, list] of [
    ['officer', lists.conflicts],
    ['expert', lists.expertConflicts],
  ] as const) {
    const rows = list.leaves.map((leaf, pos) => ({
      ...key,
      kind,
      pos,
      person: leaf.person,
      enterprise: leaf.ent,
      leaf: bytesOf(leaf),
    }));
    for (const some of chunks(rows)) await tx.db.insertInto('draw_conflict').values(some).execute();
  }
}

/** Keeps what changed since the roster before; the announcement will name it by its hash. */
export async function insertChurn(
  tx: Tx,
  draw: Pick<DrawRow, 'draw_id' | 'config'>,
  { report, leaves }: Churn,
): Promise<void> {
  const bytes = bytesOf(report);
  await tx.db
    .insertInto('draw_churn')
    .values({
      bureau_id: tx.bureauId,
      draw_id: draw.draw_id,
      report: bytes,
      report_hash: toHex(leafHash(suiteOf(draw.config.suite), bytes)),
      leaves: Buffer.from(formatLeaves(leaves)),
      at: tx.now,
    })
    .execute();
}

/** Stores the one result of a draw. The unique keys refuse a second one, whoever computes it. */
export async function insertResult(
  tx: Tx,
  draw: DrawRow,
  drawn: DrawResult,
  picks: readonly DrawnPick[],
  seats: readonly Seat[],
): Promise<void> {
  const key = { bureau_id: tx.bureauId, draw_id: draw.draw_id };
  const hidden = knownTo(draw);
  const details = Buffer.from(drawn.detailsBytes);
  await tx.db
    .insertInto('draw_result')
    .values({
      ...key,
      year: draw.year,
      task: draw.task,
      batch: draw.batch,
      result: Buffer.from(drawn.resultBytes),
      result_hash: drawn.resultHash,
      details: hidden === null ? details : null,
      at: tx.now,
    })
    .execute();
  if (hidden !== null)
    await tx.db
      .insertInto('draw_sealed_details')
      .values({ ...key, details, known_to: hidden })
      .execute();
  const pickRows = picks.map(({ enterpriseId, ...pick }) => ({
    ...key,
    ...pick,
    enterprise_id: enterpriseId,
    known_to: hidden,
  }));
  for (const rows of chunks(pickRows)) await tx.db.insertInto('draw_pick').values(rows).execute();
  const seatRows = seats.map(({ personId, ...seat }) => ({ ...key, ...seat, person_id: personId, known_to: hidden }));
  for (const rows of chunks(seatRows)) await tx.db.insertInto('draw_seat').values(rows).execute();
}

function bytesOf(leaf: object): Buffer {
  return Buffer.from(canonicalDocument(leaf));
}

function known<T>(map: ReadonlyMap<string, T>, id: string): T {
  const value = map.get(id);
  if (value === undefined) throw new Error(`${id} is in a committed list but not in what it was made from`);
  return value;
}

function* chunks<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) yield rows.slice(start, start + ROWS_PER_INSERT);
}
