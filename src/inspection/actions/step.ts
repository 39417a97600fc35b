/** What every deed of a visit begins with: lock it, and say every reason of state and of person. @module */
import { z } from 'zod';
import { ok, refuse, type Result } from '../../core/result.ts';
import type { Tx } from '../../core/transact.ts';
import { seatOf, type TeamMember, type Visit } from '../reads/visits.ts';
import { memberRefusals, stepRefusals, type InspectionDeed } from '../rules/steps.ts';
import { INSPECTION_STATES, InspectionId } from '../types/visit.ts';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { lockVisit } from '../writes.ts';

/** What every deed of a visit answers. */
export const StepAnswer = z.object({ inspectionId: InspectionId, state: z.enum(codesOf(INSPECTION_STATES)) });

export interface OpenStep {
  readonly visit: Visit;
  /** The seat of the person who acts; undefined for those outside the team, whom only some deeds admit. */
  readonly mine: TeamMember | undefined;
}

/** The locked visit, or every reason why this person may not do this deed in it now. */
export async function openStep(tx: Tx, deed: InspectionDeed, inspectionId: string): Promise<Result<OpenStep>> {
  const visit = await lockVisit(tx, inspectionId);
  if (visit === undefined) return refuse([{ code: 'inspection-not-found' }]);
  const seat = seatOf(visit, tx.actor.staffId);
  const refusals = [...stepRefusals(deed, visit), ...memberRefusals(deed, seat, tx.actor.roles)];
  if (refusals.length > 0) return refuse(refusals);
  return ok({
    visit,
    mine: visit.team.find((member) => member.kind === seat?.kind && member.personId === seat.personId),
  });
}

/** The seat of a person whom the rules have just found in the team. */
export function seatIn({ mine }: OpenStep): TeamMember {
  if (mine === undefined) throw new Error('the deed admits people outside the team');
  return mine;
}
