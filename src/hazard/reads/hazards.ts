/** One hazard with what belongs to it. @module */
import type { Selectable } from 'kysely';
import type { ReadTx } from '../../core/transact.ts';
import { listFindings } from '../../inspection/reads/visits.ts';
import type { Finding } from '../../inspection/types/visit.ts';
import type { HazardMeasureTable, HazardTable } from '../tables.ts';
import type { Hazard } from '../types/hazard.ts';

/** Documents of hazards share one series of serials; each hazard is a file. */
export const SERIES = 'hazard';

export interface StoredHazard extends Hazard {
  readonly row: Selectable<HazardTable>;
}

/** Undefined when this bureau has no such hazard. */
export async function findHazard(tx: ReadTx, hazardId: string): Promise<StoredHazard | undefined> {
  const row = await tx.db
    .selectFrom('hazard')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('hazard_id', '=', hazardId)
    .executeTakeFirst();
  return row && toHazard(row);
}

/** Those of a visit, the ended ones too. */
export async function listHazardsOfVisit(tx: ReadTx, inspectionId: string): Promise<StoredHazard[]> {
  const rows = await tx.db
    .selectFrom('hazard')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('inspection_id', '=', inspectionId)
    .orderBy('created_at')
    .orderBy('hazard_id')
    .execute();
  return rows.map(toHazard);
}

export function toHazard(row: Selectable<HazardTable>): StoredHazard {
  return {
    row,
    hazardId: row.hazard_id,
    findingId: row.finding_id,
    inspectionId: row.inspection_id,
    state: row.state,
    level: row.level,
    owner: row.owner,
    timerOn: row.timer_on,
    treatBy: row.treat_by,
    plan: row.plan,
    refusedOn: row.refused_on,
    acceptance: row.acceptance,
    documentHash: row.document_hash,
  };
}

/** What was found; undefined only for a finding that is not of this visit. */
export async function findingOf(
  tx: ReadTx,
  { inspectionId, findingId }: Pick<Hazard, 'inspectionId' | 'findingId'>,
): Promise<Finding | undefined> {
  return (await listFindings(tx, inspectionId)).find((finding) => finding.findingId === findingId);
}

/** 每周一报, the newest first. */
export async function listProgress(tx: ReadTx, hazardId: string) {
  return tx.db
    .selectFrom('hazard_progress')
    .select(['progress_id as progressId', 'content', 'reported_by as reportedBy', 'at'])
    .where('bureau_id', '=', tx.bureauId)
    .where('hazard_id', '=', hazardId)
    .orderBy('at', 'desc')
    .execute();
}

export async function listSteps(tx: ReadTx, hazardId: string) {
  return tx.db
    .selectFrom('hazard_step')
    .select(['number', 'deed', 'from_state as from', 'to_state as to', 'note', 'done_by as doneBy', 'at'])
    .where('bureau_id', '=', tx.bureauId)
    .where('hazard_id', '=', hazardId)
    .orderBy('number')
    .execute();
}

/** Officers who signed this very opinion. */
export async function signersOf(tx: ReadTx, { hazardId, documentHash }: Hazard): Promise<string[]> {
  if (documentHash === null) return [];
  const rows = await tx.db
    .selectFrom('hazard_signature')
    .select('officer_id')
    .where('bureau_id', '=', tx.bureauId)
    .where('hazard_id', '=', hazardId)
    .where('document_hash', '=', documentHash)
    .orderBy('at')
    .orderBy('officer_id')
    .execute();
  return rows.map(({ officer_id: id }) => id);
}

export type Measure = Selectable<HazardMeasureTable>;

export async function listMeasures(tx: ReadTx, hazardId: string): Promise<Measure[]> {
  return tx.db
    .selectFrom('hazard_measure')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('hazard_id', '=', hazardId)
    .orderBy('at')
    .execute();
}

/** Experts of the directory: whom an acceptance may name. */
export async function listExperts(
  tx: ReadTx,
): Promise<readonly { readonly personId: string; readonly name: string; readonly number: string }[]> {
  return tx.db
    .selectFrom('expert')
    .select(['expert_id as personId', 'name', 'directory_number as number'])
    .where('bureau_id', '=', tx.bureauId)
    .where('status', '=', 'active')
    .where('removed', '=', false)
    .orderBy('directory_number')
    .execute();
}
