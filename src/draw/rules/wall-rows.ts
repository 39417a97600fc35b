/** The result as rows of the wall: drawn enterprises, their teams, who was passed over. Pure. @module */
import { crewsOf, type DetailsDocument } from 'verifiable-draw';
import type { RecordSkip } from '../types/record.ts';
import type { WallRow, WallSkip, WallTeam } from '../types/wall.ts';
import { lastFour } from './wall.ts';

/** The frozen roster in its order. */
type Roster = readonly { readonly id: string; readonly name: string }[];

/** The first `shown` drawn enterprises, stratum by stratum in drawing order. */
export function wallRows(
  { selected }: Pick<DetailsDocument, 'selected'>,
  roster: Roster,
  stratumName: (id: string) => string,
  shown: number,
): WallRow[] {
  const places = new Map(roster.map(({ id, name }, dot) => [id, { name, dot }]));
  return selected.slice(0, shown).map(({ id, stratum, rank }, index) => ({
    place: index + 1,
    name: places.get(id)?.name ?? id,
    stratum: stratumName(stratum),
    rank,
    dot: places.get(id)?.dot ?? -1,
  }));
}

/** Every drawn enterprise with the numbers of its team. */
export function wallTeams({ selected, teams, experts }: DetailsDocument, roster: Roster): WallTeam[] {
  const names = new Map(roster.map(({ id, name }) => [id, name]));
  const crews = crewsOf(teams);
  const expertsAt = holdersOf(experts?.trace ?? []);
  return selected.map(({ id }) => ({
    name: names.get(id) ?? id,
    officers: (crews.get(id)?.officers ?? []).map(lastFour),
    experts: expertsAt(id),
  }));
}

/** Numbers at each enterprise, by seat. */
function holdersOf(trace: DetailsDocument['teams']['trace']): (enterprise: string) => string[] {
  const seats = Map.groupBy(
    trace.map(({ slot, officer }) => {
      const at = slot.lastIndexOf('#');
      return { enterprise: slot.slice(0, at), seat: Number(slot.slice(at + 1)), officer };
    }),
    ({ enterprise }) => enterprise,
  );
  return (enterprise) =>
    (seats.get(enterprise) ?? []).toSorted((a, b) => a.seat - b.seat).map(({ officer }) => lastFour(officer));
}

export function wallSkips(skips: readonly RecordSkip[]): WallSkip[] {
  return skips.map(({ enterprise, seat, chosen, skipped }) => ({
    enterprise,
    seat,
    chosen: lastFour(chosen.id),
    skipped: skipped.map(({ id, reason }) => ({ id: lastFour(id), reason })),
  }));
}
