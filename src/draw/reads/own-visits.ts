/** What a person on a team may know of a sealed draw: the enterprises he himself is sent to. @module */
import type { z } from 'zod';
import { knowingAll, type ReadTx } from '../../core/transact.ts';
import type { TeamNow } from '../types/after.ts';
import { readIds } from './lists.ts';
import { listRoster } from './result.ts';
import { standingVisits, type VisitNow } from './standing.ts';
import { readPeople } from './teams.ts';

/** Whether an account belongs to an officer with a place at this enterprise, as the draw stands now. */
export async function goesThere(tx: ReadTx, drawId: string, enterprise: string, staffId: string): Promise<boolean> {
  return (await ownVisits(tx, drawId, staffId)).some((visit) => visit.enterprise === enterprise);
}

/** Whether an account has a place in any team of the draw. */
export async function isOnTeam(tx: ReadTx, drawId: string, staffId: string): Promise<boolean> {
  return (await ownVisits(tx, drawId, staffId)).length > 0;
}

/** His teams with their names, for asking that a place be filled again or the enterprise be skipped. */
export async function listOwnTeams(tx: ReadTx, drawId: string, staffId: string): Promise<z.input<typeof TeamNow>[]> {
  const visits = await ownVisits(tx, drawId, staffId);
  if (visits.length === 0) return [];
  const enterprises = new Map((await listRoster(tx, drawId)).map(({ id, name }) => [id, name]));
  const people = await readPeople(tx, drawId);
  const seats = (held: VisitNow['officer']) =>
    held.map(({ place, person }) => ({ place, person, name: people.get(person)?.name ?? person }));
  return visits.map(({ enterprise, officer, expert }) => ({
    enterprise,
    name: enterprises.get(enterprise) ?? enterprise,
    officers: seats(officer),
    experts: seats(expert),
  }));
}

async function ownVisits(tx: ReadTx, drawId: string, staffId: string): Promise<readonly VisitNow[]> {
  const rows = await tx.db
    .selectFrom('officer')
    .select('officer_id')
    .where('bureau_id', '=', tx.bureauId)
    .where('staff_id', '=', staffId)
    .execute();
  if (rows.length === 0) return [];
  const { officers } = await readIds(tx, drawId);
  const own = new Set(rows.map((row) => row.officer_id));
  // Known to the program, and of it only what is his own goes any further.
  const visits = await knowingAll(tx, () => standingVisits(tx, drawId));
  return visits.filter(({ officer }) => officer.some(({ person }) => own.has(officers.get(person) ?? '')));
}
