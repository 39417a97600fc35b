/** What earlier draws of the year decided: who is to be visited, who carries how much. @module */
import type { ReadTx } from '../../core/transact.ts';
import { listSurvivors } from '../../directory/reads/duplicates.ts';
import type { DrawnBefore } from '../rules/pool.ts';
import { readEnterpriseIds, readIds } from './lists.ts';
import { standingVisits, type StaffKind } from './standing.ts';
import '../tables.ts';

/**
 * Enterprises to be visited this year by draws that are not void: how often, and the public id of the last draw. A skipped
 * one is not among them, its substitute is; what a merged record was drawn for counts for the one that stands for it.
 */
export async function drawnBefore(tx: ReadTx, year: number): Promise<ReadonlyMap<string, DrawnBefore>> {
  const found = new Map<string, DrawnBefore>();
  const survivors = await listSurvivors(tx);
  for (const { draw_id: drawId, public_id: publicId } of await drawsOfYear(tx, year)) {
    const visits = await standingVisits(tx, drawId);
    const enterprises = await readEnterpriseIds(
      tx,
      drawId,
      visits.map(({ enterprise }) => enterprise),
    );
    for (const { enterprise } of visits) {
      const listed = enterprises.get(enterprise);
      if (listed === undefined) continue;
      const enterpriseId = survivors.get(listed) ?? listed;
      found.set(enterpriseId, { times: (found.get(enterpriseId)?.times ?? 0) + 1, lastDraw: publicId });
    }
  }
  return found;
}

/** Visits already given this year to each officer or expert, by person id: without void draws, substitutions followed. */
export async function priorLoads(tx: ReadTx, year: number, kind: StaffKind): Promise<ReadonlyMap<string, number>> {
  const loads = new Map<string, number>();
  for (const { draw_id: drawId } of await drawsOfYear(tx, year)) {
    const ids = await readIds(tx, drawId);
    const people = kind === 'officer' ? ids.officers : ids.experts;
    for (const visit of await standingVisits(tx, drawId)) {
      for (const { person } of visit[kind]) {
        const personId = people.get(person);
        if (personId !== undefined) loads.set(personId, (loads.get(personId) ?? 0) + 1);
      }
    }
  }
  return loads;
}

async function drawsOfYear(tx: ReadTx, year: number) {
  return tx.db
    .selectFrom('draw')
    .innerJoin('draw_result as r', (join) =>
      join.onRef('r.bureau_id', '=', 'draw.bureau_id').onRef('r.draw_id', '=', 'draw.draw_id'),
    )
    .select(['draw.draw_id', 'draw.public_id'])
    .where('draw.bureau_id', '=', tx.bureauId)
    .where('draw.year', '=', year)
    .where('draw.voided_at', 'is', null)
    .orderBy('draw.seq')
    .execute();
}
