/** Whom the draw sent where. @module */
import type { ReadTx } from '../../core/transact.ts';
import { assignmentsOf } from '../../draw/reads/teams.ts';
import type { NewVisit } from '../types/visit.ts';

/** Every drawn enterprise of a released draw with its team, lead officer first, in the order it was drawn. */
export async function listAssignments(
  tx: ReadTx,
  drawId: string,
): Promise<Omit<NewVisit, 'inspectionId' | 'drawId'>[]> {
  const assignments = await assignmentsOf(tx, drawId);
  return assignments.map(({ enterpriseId, name: enterpriseName, id: creditCode, officerIds, expertIds }) => ({
    enterpriseId,
    enterpriseName,
    creditCode,
    officerIds,
    expertIds,
  }));
}
