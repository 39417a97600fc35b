/** One firm's own check: in the list once, its ticket, the cutoff, drawn or not, by whom visited. SPEC §16.1. @module */
import type { Bundle } from '../bundle-reading.ts';
import type { RosterLeaf } from '../leaves.ts';
import type { ExpertPlace } from '../result.ts';
import { scoresOf } from '../select.ts';
import { suiteOf } from '../suite.ts';
import { toHex } from '../bytes.ts';
import { seedOf } from './draw-steps.ts';
import { finished } from './evidence.ts';
import { replaySubstitutions } from './replay.ts';
import { teamAt, type Standing } from '../standing.ts';

export interface EnterpriseCheck {
  readonly id: string;
  /** Lines of the roster with this id: 1, or something is wrong. */
  readonly listed: number;
  readonly status: RosterLeaf['status'];
  readonly reason?: string;
  readonly ref?: string;
  readonly stratum?: string;
  /** Its number, computed here from the logged sources, not read from the result. */
  readonly ticket?: string;
  /** Number of the last one drawn in its stratum. */
  readonly cutoff?: string;
  /** By the draw itself. */
  readonly isDrawn: boolean;
  /** After skips: to be visited, skipped, in the place of another one, or not drawn. */
  readonly standing: 'drawn' | 'skipped' | 'substitute' | 'not';
  readonly rank?: number;
  /** Of how many eligible ones in the stratum how many were drawn. */
  readonly eligible?: number;
  readonly quota?: number;
  /** Who visits it, substitutions followed; by place. */
  readonly officers: readonly string[];
  readonly experts: readonly ExpertPlace[];
  /** Whether being drawn or not is what ticket and cutoff say (not told for `explog`, where weights count too). */
  readonly isConsistent: boolean;
}

/**
 * What a bundle says of one enterprise. Verify the bundle first; this only looks up and computes one ticket.
 * @param id - 统一社会信用代码 or DIR- number
 * @returns undefined when the enterprise is not in the roster
 * @throws {NotApplicable} when the bundle has no result
 */
export function checkEnterprise(bundle: Bundle, id: string): EnterpriseCheck | undefined {
  const { announcement, lists, details, outcomes } = finished(bundle);
  const lines = lists.roster.leaves.filter((leaf) => leaf.id === id);
  const [leaf] = lines;
  if (leaf === undefined) return undefined;
  const { weights } = announcement.select;
  const suite = suiteOf(announcement.suite);
  const isEligible = leaf.status === 'eligible';
  const [score] = isEligible ? scoresOf(suite, seedOf(finished(bundle)).keys.ent, [leaf], weights) : [];
  const ticket = score === undefined ? undefined : toHex(score);
  const stratum = details.strata.find((each) => each.id === leaf.stratum);
  const outcome = outcomes.leaves.find((each) => each.id === id);
  const isDrawn = outcome?.outcome === 'selected';
  const { standing } = replaySubstitutions(finished(bundle));
  const isBelow = ticket !== undefined && ticket <= (stratum?.cutoff ?? '');
  return {
    id,
    listed: lines.length,
    status: leaf.status,
    isDrawn,
    standing: isDrawn && standing.visited.has(id) ? 'drawn' : substituteOf(standing, id),
    officers: teamAt(standing, 'officer', id).map(({ person }) => person),
    experts: teamAt(standing, 'expert', id).map(({ place, person }) => ({ place, expert: person })),
    isConsistent: lines.length === 1 && outcome?.score === ticket && (weights === 'explog' || isDrawn === isBelow),
    ...(leaf.reason === undefined ? {} : { reason: leaf.reason }),
    ...(leaf.ref === undefined ? {} : { ref: leaf.ref }),
    ...(leaf.stratum === undefined ? {} : { stratum: leaf.stratum }),
    ...(ticket === undefined ? {} : { ticket }),
    ...(isEligible && stratum !== undefined ? { eligible: stratum.eligible, quota: stratum.quota } : {}),
    ...(stratum?.cutoff === undefined ? {} : { cutoff: stratum.cutoff }),
    ...(outcome?.rank === undefined ? {} : { rank: outcome.rank }),
  };
}

function substituteOf({ visited, drawn }: Standing, id: string): EnterpriseCheck['standing'] {
  if (visited.has(id)) return 'substitute';
  return drawn.has(id) ? 'skipped' : 'not';
}
