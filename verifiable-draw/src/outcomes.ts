/** One leaf for every enterprise of the roster: what the draw meant for it. SPEC §12.3. @module */
import type { Announcement } from './announcement.ts';
import { toHexes } from './bytes.ts';
import type { RosterLeaf } from './leaves.ts';
import { crewsOf } from './means/teams.ts';
import { flatten } from './merkle.ts';
import { outcomeSalts, type DetailsDocument, type ExpertPlace, type ExpertRecord, type OutcomeLeaf } from './result.ts';
import { slotParts } from './slots.ts';
import { scoresOf } from './select.ts';
import type { Suite } from './suite.ts';

/** Outcome leaves in the order of the roster. */
export function outcomesOf(
  suite: Suite,
  announcement: Announcement,
  roster: readonly RosterLeaf[],
  key: Uint8Array,
  details: Pick<DetailsDocument, 'selected' | 'teams' | 'experts' | 'days' | 'vehicles' | 'devices'>,
): OutcomeLeaf[] {
  const strata = new Set(announcement.select.strata.map(({ id }) => id));
  const inDraw = roster.filter(
    ({ status, stratum }) => status === 'eligible' && stratum !== undefined && strata.has(stratum),
  );
  const scores = toHexes(flatten(scoresOf(suite, key, inDraw, announcement.select.weights)), 32, 32);
  const scoreOf = new Map(inDraw.map(({ id }, index) => [id, scores[index] as string]));
  const rankOf = new Map(details.selected.map(({ id, rank }) => [id, rank]));
  const crews = crewsOf(details.teams);
  const experts = holdersBySlot(details.experts);
  const means = meansOfEach(details);
  const salts = outcomeSalts(suite, roster);
  return roster.map(({ id }, i): OutcomeLeaf => {
    const score = scoreOf.get(id);
    const rank = rankOf.get(id);
    const salt = salts[i] as string;
    if (score === undefined) return { i, id, outcome: 'excluded', salt };
    if (rank === undefined) return { i, id, outcome: 'not', salt, score };
    return {
      i,
      id,
      salt,
      outcome: 'selected',
      rank,
      score,
      officers: crews.get(id)?.officers ?? [],
      experts: (experts.get(id) ?? []).map(({ place, holder }): ExpertPlace => ({ place, expert: holder })),
      ...(crews.get(id)?.team === undefined ? {} : { team: crews.get(id)?.team as string }),
      ...means(id),
    };
  });
}

/** Day, vehicles and devices of an enterprise; the vehicles are those of its outing. */
function meansOfEach({
  days,
  vehicles,
  devices,
}: Pick<DetailsDocument, 'days' | 'vehicles' | 'devices'>): (
  id: string,
) => Pick<OutcomeLeaf, 'day' | 'vehicles' | 'devices'> {
  const dayOf = new Map(days?.visits.map((visit) => [visit.ent, visit.day]));
  const outingOf = new Map(vehicles?.outings.flatMap((outing) => outing.enterprises.map((ent) => [ent, outing.id])));
  const [vehicleAt, deviceAt] = [holdersBySlot(vehicles), holdersBySlot(devices)];
  return (id) => {
    const day = dayOf.get(id);
    return {
      ...(day === undefined ? {} : { day }),
      ...(vehicles === undefined
        ? {}
        : {
            vehicles: (vehicleAt.get(outingOf.get(id) ?? '') ?? []).map(({ place, holder }) => ({
              place,
              vehicle: holder,
            })),
          }),
      ...(devices === undefined
        ? {}
        : { devices: (deviceAt.get(id) ?? []).map(({ place, holder }) => ({ place, device: holder })) }),
    };
  };
}

interface Held {
  readonly place: number;
  readonly holder: string;
}

/** Holders of the filled places of each post. */
function holdersBySlot(record: Pick<ExpertRecord, 'trace'> | undefined): Map<string, Held[]> {
  const found = new Map<string, Held[]>();
  for (const { slot, officer } of record?.trace ?? []) {
    const { ent, place } = slotParts(slot);
    const held = found.get(ent) ?? [];
    held.push({ place, holder: officer });
    found.set(ent, held);
  }
  return found;
}
