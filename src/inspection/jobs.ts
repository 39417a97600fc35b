/** A released draw becomes tasks, one per drawn enterprise. @module */
import type { Follower } from '../core/follow.ts';
import { listAssignments } from './reads/assignments.ts';
import { insertVisit } from './writes.ts';

const assignTasks: Follower = {
  job: 'inspection.assign',
  kinds: ['draw.release'],
  handle: async (tx, deed) => {
    for (const assignment of await listAssignments(tx, deed.subjectId)) {
      const inspectionId = tx.newId();
      if (!(await insertVisit(tx, { inspectionId, drawId: deed.subjectId, ...assignment }))) continue;
      tx.record({
        kind: 'inspection.assign',
        subject: `inspection/${inspectionId}`,
        facts: { draw: deed.subjectId, enterprise: assignment.creditCode },
      });
    }
  },
};

export const inspectionFollowers: readonly Follower[] = [assignTasks];
