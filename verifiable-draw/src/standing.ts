/** Where a draw stands after its result: who is to be visited, by whom, and who can no longer go. SPEC §19.4. @module */
import type { Conflict } from './assign/instance.ts';
import type { ConflictLeaf } from './leaves.ts';
import type { DrawLists } from './lists.ts';
import { crewsOf } from './means/teams.ts';
import type { DetailsDocument, StepRecord, TeamRecord } from './result.ts';
import { slotParts } from './slots.ts';

/** Reason that bars a person from one enterprise only; every other reason takes him out of the draw. */
export const RECUSAL = 'RECUSAL';

/** A filled place. */
export interface HeldPlace {
  readonly place: number;
  readonly person: string;
}

/** Whose places are filled again. */
export type Staff = 'officer' | 'expert';
export const STAFF: readonly Staff[] = ['officer', 'expert'];

/** Where a draw stands: who is to be visited, by whom, and who is no longer available. */
export interface Standing {
  /** Stratum of every enterprise to be visited. */
  readonly visited: ReadonlyMap<string, string>;
  /** Every enterprise that was ever among them. */
  readonly drawn: ReadonlySet<string>;
  /** Who holds a place, by slot `<enterprise>#<place>`. */
  readonly holders: Readonly<Record<Staff, ReadonlyMap<string, string>>>;
  /** People out of the draw. */
  readonly out: Readonly<Record<Staff, ReadonlySet<string>>>;
  /** People barred from one enterprise after the draw. */
  readonly recused: Readonly<Record<Staff, readonly Conflict[]>>;
}

/** Where a draw stands by its result alone. */
export function standingOf({ selected, teams, experts }: DetailsDocument): Standing {
  const bySlot = (trace: readonly StepRecord[]) => new Map(trace.map(({ slot, officer }) => [slot, officer]));
  return {
    visited: new Map(selected.map(({ id, stratum }) => [id, stratum])),
    drawn: new Set(selected.map(({ id }) => id)),
    holders: { officer: officersBySlot(teams), expert: bySlot(experts?.trace ?? []) },
    out: { officer: new Set(), expert: new Set() },
    recused: { officer: [], expert: [] },
  };
}

/** In team mode the members of a team hold the places of every enterprise it visits. */
export function officersBySlot(teams: TeamRecord): ReadonlyMap<string, string> {
  return new Map(
    [...crewsOf(teams)].flatMap(([ent, { officers }]) =>
      officers.map((officer, place) => [`${ent}#${place}`, officer] as const),
    ),
  );
}

/** Filled places of an enterprise, in order. */
export function teamAt(standing: Standing, staff: Staff, enterprise: string): readonly HeldPlace[] {
  return [...standing.holders[staff]]
    .map(([slot, person]) => ({ ...slotParts(slot), person }))
    .filter(({ ent }) => ent === enterprise)
    .map(({ place, person }) => ({ place, person }))
    .toSorted((a, b) => a.place - b.place);
}

function conflictsOf(lists: DrawLists, staff: Staff): readonly ConflictLeaf[] {
  return staff === 'officer' ? lists.conflicts.leaves : (lists.expertConflicts?.leaves ?? []);
}

/** Who may not go to an enterprise: recused before or after the draw, or no longer available. */
export function barredAt(lists: DrawLists, standing: Standing, staff: Staff, enterprise: string): ReadonlySet<string> {
  const before = conflictsOf(lists, staff).flatMap(({ person, ent }) => (ent === enterprise ? [person] : []));
  const after = standing.recused[staff].flatMap(({ officer, ent }) => (ent === enterprise ? [officer] : []));
  return new Set([...standing.out[staff], ...before, ...after]);
}

/** How many places each person holds. */
export function loadsOf(standing: Standing, staff: Staff): ReadonlyMap<string, number> {
  const loads = new Map<string, number>();
  for (const person of standing.holders[staff].values()) loads.set(person, (loads.get(person) ?? 0) + 1);
  return loads;
}

/** The standing once an enterprise is skipped: neither it nor its places count any more. */
export function withoutEnterprise(standing: Standing, enterprise: string): Standing {
  const others = (holders: ReadonlyMap<string, string>) =>
    new Map([...holders].filter(([slot]) => slotParts(slot).ent !== enterprise));
  return {
    ...standing,
    visited: new Map([...standing.visited].filter(([id]) => id !== enterprise)),
    holders: { officer: others(standing.holders.officer), expert: others(standing.holders.expert) },
  };
}

/** Why somebody leaves a place. */
export interface Leave extends HeldPlace {
  readonly enterprise: string;
  readonly reason: string;
}

/** The standing once somebody left his place: recused from this one enterprise, or out of the draw. */
export function withoutPerson(
  standing: Standing,
  staff: Staff,
  { enterprise, place, person, reason }: Leave,
): Standing {
  const holders = new Map(standing.holders[staff]);
  holders.delete(`${enterprise}#${place}`);
  const left = { ...standing, holders: { ...standing.holders, [staff]: holders } };
  return reason === RECUSAL
    ? {
        ...left,
        recused: {
          ...standing.recused,
          [staff]: [...standing.recused[staff], { officer: person, ent: enterprise }],
        },
      }
    : { ...left, out: { ...standing.out, [staff]: new Set([...standing.out[staff], person]) } };
}

/** The standing once places are filled. */
export function withHolders(
  standing: Standing,
  staff: Staff,
  filled: readonly { readonly slot: string; readonly officer: string }[],
): Standing {
  const holders = new Map([...standing.holders[staff], ...filled.map(({ slot, officer }) => [slot, officer] as const)]);
  return { ...standing, holders: { ...standing.holders, [staff]: holders } };
}
