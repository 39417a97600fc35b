/** What became of a case in later modules: its publication, the list of dishonest units, its volume in the archive. @module */
import { findVolumeOf } from '../archive/reads/volumes.ts';
import { creditEntriesOfCase } from '../credit/reads/entries.ts';
import { findEntryOfCase, findEntryOfVisit } from '../disclosure/reads/entries.ts';
import type { LaterSubjectsOf } from '../penalty/types/later.ts';

export const laterSubjectsOf: LaterSubjectsOf = async (tx, { caseId, inspectionId }) => {
  const visit = inspectionId === null ? undefined : await findEntryOfVisit(tx, inspectionId);
  const decision = await findEntryOfCase(tx, caseId);
  const volume = await findVolumeOf(tx, { caseId });
  return [visit?.entry_id, decision?.entry_id, volume?.volume_id, ...(await creditEntriesOfCase(tx, caseId))].filter(
    (id) => id !== undefined,
  );
};
