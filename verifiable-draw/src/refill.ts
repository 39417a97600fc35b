/** Fills open places of one enterprise again, everything else of the draw frozen. SPEC §19.4. @module */
import type { Announcement } from './announcement.ts';
import { assign, capBonus } from './assign/assign.ts';
import type { MatchingInput, Officer, Slot } from './assign/instance.ts';
import { assignOptional } from './assign/optional.ts';
import type { MatchingKeys } from './keys.ts';
import type { PersonLeaf } from './leaves.ts';
import type { DrawLists } from './lists.ts';
import type { DetailsDocument, StepRecord } from './result.ts';
import { slotParts } from './slots.ts';
import { barredAt, loadsOf, teamAt, type Staff, type Standing } from './standing.ts';
import { suiteOf } from './suite.ts';
import { placesOf } from './templates.ts';

/** What everything is computed from. */
export interface SubstitutionInputs {
  readonly announcement: Announcement;
  readonly lists: DrawLists;
  readonly details: DetailsDocument;
}

/** Keys of the matchings of one substitution. */
export type Keys = Readonly<Record<Staff, MatchingKeys>>;
/** Places that an enterprise of a stratum has. */
export function templateOf({ assign: rule }: Announcement, staff: Staff, stratum: string): readonly Slot[] {
  if (staff === 'expert') return placesOf(rule.experts ?? {}, stratum);
  return rule.teams?.slots ?? placesOf(rule.slots, stratum);
}

function peopleOf(lists: DrawLists, staff: Staff): readonly PersonLeaf[] {
  return staff === 'officer' ? lists.officers.leaves : (lists.experts?.leaves ?? []);
}

/**
 * Fills open places of one enterprise by RP-F over the most even completions, every other place of the draw frozen.
 * A place that is not open is taken by a stand-in that fits nothing else.
 */
export function fillPlaces(
  { announcement, lists, details }: SubstitutionInputs,
  standing: Standing,
  staff: Staff,
  enterprise: string,
  open: readonly number[],
  keys: Keys,
): StepRecord[] {
  const suite = suiteOf(announcement.suite);
  const template = templateOf(announcement, staff, standing.visited.get(enterprise) as string);
  const barred = barredAt(lists, standing, staff, enterprise);
  const team = new Set(teamAt(standing, staff, enterprise).map(({ person }) => person));
  const loads = loadsOf(standing, staff);
  const closed = [...template.keys()].filter((place) => !open.includes(place));
  const standIns = closed.map((place): Officer => ({ id: standIn(place), tags: [standIn(place)], cap: 1, prior: 0 }));
  const input = (bonus: number): MatchingInput => ({
    posts: [
      {
        id: enterprise,
        slots: template.map((slot, place) => (open.includes(place) ? slot : { all: [standIn(place)] })),
      },
    ],
    officers: [
      ...standIns.map((each) => ({ ...each, tags: each.tags })),
      ...peopleOf(lists, staff)
        .filter(({ id }) => !barred.has(id) && !team.has(id))
        .map(({ id, tags, cap, prior }) => {
          const load = loads.get(id) ?? 0;
          return { id, tags, cap: Math.max(0, cap + bonus - load), prior: prior + load };
        }),
    ],
    conflicts: [],
    balance: announcement.assign.balance,
  });
  const isOpen = ({ slot }: StepRecord): boolean => open.includes(slotParts(slot).place);
  if (staff === 'expert') return [...assignOptional(suite, keys.expert, input(0)).trace].filter(isOpen);
  const inForce = details.teams.relaxed === undefined ? 0 : capBonus(details.teams.relaxed);
  const ladder = announcement.assign.relax.map(capBonus).filter((bonus) => bonus > inForce);
  for (const bonus of [inForce, ...ladder]) {
    const found = assign(suite, keys.officer, input(bonus));
    if (found.feasible) return found.trace.filter(isOpen);
  }
  return [];
}

/** Name of whoever keeps a place that is not open: no id and no tag of a list can be this. */
function standIn(place: number): string {
  return `\u0000${place}`;
}
