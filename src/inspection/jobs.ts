/** A released draw becomes tasks, one per drawn enterprise; its substitutions change them. @module */
import { dayOf } from '../core/clock.ts';
import type { Follower } from '../core/follow.ts';
import type { Tx } from '../core/transact.ts';
import type { NewVisit } from './types/visit.ts';
import { listAssignments } from './reads/assignments.ts';
import { findReplacement } from './reads/replacements.ts';
import { insertVisit } from './writes.ts';
import { openVisits, replaceMember, skipVisit } from './writes/replacements.ts';
import { settleFinding } from './writes/settle.ts';

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

/** A skipped enterprise's task ends, the new one gets its own; a place that was filled again changes hands. */
const followSubstitutions: Follower = {
  job: 'inspection.substitute',
  kinds: ['draw.substitute'],
  handle: async (tx, deed) => {
    const drawId = deed.subjectId;
    const replacement = await findReplacement(tx, drawId, Number(deed.facts['request']));
    // Before the release there is no task: the release makes them as the draw stands then.
    if (replacement === undefined) return;
    const { skipped, added, member } = replacement;
    const changed = {
      skipped: skipped === undefined ? [] : await skipVisit(tx, drawId, skipped),
      added: added === undefined ? [] : await addVisit(tx, drawId, added),
      member: member === undefined ? [] : await replaceMember(tx, drawId, member),
    };
    for (const [change, visits] of Object.entries(changed))
      for (const inspectionId of visits)
        tx.record({
          kind: 'inspection.follow-substitution',
          subject: `inspection/${inspectionId}`,
          facts: { draw: drawId, request: Number(deed.facts['request']), change },
        });
  },
};

async function addVisit(tx: Tx, drawId: string, visit: Omit<NewVisit, 'inspectionId' | 'drawId'>): Promise<string[]> {
  const inspectionId = tx.newId();
  return (await insertVisit(tx, { inspectionId, drawId, ...visit })) ? [inspectionId] : [];
}

/** 销号、撤销: what a later module settled lets the visit be closed. The deed that says so stands in the log already. */
const settleFindings: Follower = {
  job: 'inspection.settle',
  kinds: ['rectification.settle'],
  handle: (tx, { subjectId, at, facts }) =>
    settleFinding(tx, subjectId, dayOf(at), { isVoid: facts['outcome'] === 'voided' }),
};

/** A sealed draw was opened: from here on its visits are read like all others. */
const followOpening: Follower = {
  job: 'inspection.open',
  kinds: ['draw.open'],
  handle: (tx, deed) => openVisits(tx, deed.subjectId),
};

export const inspectionFollowers: readonly Follower[] = [
  assignTasks,
  followSubstitutions,
  followOpening,
  settleFindings,
];
