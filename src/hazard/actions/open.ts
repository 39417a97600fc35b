/** What every deed about a hazard begins with: lock it, see that the person has to do with it, and that the state allows it. @module */
import { ok, refuse, type Refusal, type Result } from '../../core/result.ts';
import { knowingAll, type Tx } from '../../core/transact.ts';
import { findVisit, seatOf, type Visit } from '../../inspection/reads/visits.ts';
import type { Finding } from '../../inspection/types/visit.ts';
import { findOrderOfVisit } from '../../rectification/reads/orders.ts';
import { isOwnEnterprise } from '../../rectification/rules/access.ts';
import { findingOf, type StoredHazard } from '../reads/hazards.ts';
import { hazardDeeds } from '../deeds.ts';
import { HAZARD_MOVES, moveRefusals, type HazardDeed } from '../rules/moves.ts';
import type { HazardState } from '../types/hazard.ts';
import { lockHazard, takeStep, type Step } from '../writes.ts';

export interface OpenHazard {
  readonly hazard: StoredHazard;
  readonly visit: Visit;
  readonly finding: Finding | undefined;
}

/**
 * Officers act on hazards of their own visits, or of which they are the owner; the enterprise on its own; whoever decides, on every
 * one of the bureau. What a sealed visit found is known to its team alone.
 */
export async function openHazard(tx: Tx, hazardId: string): Promise<Result<OpenHazard>> {
  const hazard = await lockHazard(tx, hazardId);
  if (hazard === undefined) return refuse([{ code: 'hazard-not-found' }]);
  const { inspectionId } = hazard;
  const order = tx.actor.party === undefined ? undefined : await findOrderOfVisit(tx, inspectionId);
  const isOwn = order !== undefined && isOwnEnterprise(tx.actor, order.orderId);
  if (tx.actor.party !== undefined && !isOwn) return refuse([{ code: 'hazard-not-found' }]);
  const look = async (): Promise<OpenHazard | undefined> => {
    const visit = await findVisit(tx, inspectionId);
    return visit && { hazard, visit, finding: await findingOf(tx, hazard) };
  };
  const found = await (isOwn ? knowingAll(tx, look) : look());
  return found === undefined ? refuse([{ code: 'hazard-not-found' }]) : ok(found);
}

/** The hazard, for a deed that the table of states knows. */
export async function openMove(tx: Tx, deed: HazardDeed, hazardId: string): Promise<Result<OpenHazard>> {
  const found = await openHazard(tx, hazardId);
  if (!found.ok) return found;
  const refusals = [...memberRefusals(tx, deed, found.value), ...moveRefusals(deed, found.value.hazard.state)];
  return refusals.length > 0 ? refuse(refusals) : found;
}

/** What an officer does is done by the owner or by an officer of the team. */
function memberRefusals(tx: Tx, deed: HazardDeed, found: OpenHazard): Refusal[] {
  if (!(hazardDeeds[deed].roles as readonly string[]).includes('officer')) return [];
  return officerRefusalsOf(tx, found);
}

export function officerRefusalsOf({ actor }: Pick<Tx, 'actor'>, { hazard, visit }: OpenHazard): Refusal[] {
  if (actor.party !== undefined || hazard.owner === actor.staffId) return [];
  return seatOf(visit, actor.staffId)?.kind === 'officer' ? [] : [{ code: 'hazard-not-member' }];
}

/** Takes a step that the table knows; another one is a bug. */
export async function moveHazard(
  tx: Tx,
  hazard: StoredHazard,
  step: Omit<Step, 'deed' | 'to'> & { readonly deed: HazardDeed; readonly to?: HazardState },
): Promise<HazardState> {
  const to = step.to ?? HAZARD_MOVES[step.deed].to?.[0] ?? hazard.state;
  await takeStep(tx, hazard, { ...step, to });
  return to;
}
