/** Team mode (固定编组): officers are formed into teams first, teams are sent to enterprises then. SPEC §10.6. @module */
import type { AssignRule, TeamRule } from '../announcement.ts';
import { assign, type Assignment } from '../assign/assign.ts';
import type { Conflict, MatchingInput } from '../assign/instance.ts';
import type { DrawKeys } from '../keys.ts';
import type { DrawLists } from '../lists.ts';
import { slotParts } from '../slots.ts';
import type { DrawnEnterprise, FormationTry, StepRecord, TeamRecord } from '../result.ts';
import type { Suite } from '../suite.ts';
import { placesOf } from '../templates.ts';

/** How often teams are formed again when those of before cannot visit all enterprises. */
export const MAX_TRIES = 16;

/** Officers of one enterprise by place, and their team in team mode. */
export interface Crew {
  readonly team?: string;
  readonly officers: readonly string[];
}

/** The problem of forming teams: teams as enterprises, every officer in one of them at most. */
export function formationInput(
  lists: Pick<DrawLists, 'officers'>,
  rule: TeamRule,
  balance: AssignRule['balance'],
): MatchingInput {
  return {
    posts: Array.from({ length: rule.count }, (_, i) => ({ id: `T-${i + 1}`, slots: rule.slots })),
    officers: lists.officers.leaves.map((officer) => ({ ...officer, cap: Math.min(1, officer.cap) })),
    conflicts: [],
    balance,
  };
}

/** The problem of sending teams: one place for each enterprise, and what the members have together. */
export function dispatchInput(
  lists: Pick<DrawLists, 'officers' | 'conflicts'>,
  rule: AssignRule & { readonly teams: TeamRule },
  selected: readonly DrawnEnterprise[],
  formation: readonly StepRecord[],
): MatchingInput {
  const teamOf = new Map(formation.map(({ slot, officer }) => [officer, slotParts(slot).ent]));
  const teams = [...membersOf(formation)].map(([id, members]) => {
    const people = lists.officers.leaves.filter((officer) => members.includes(officer.id));
    return {
      id,
      tags: [...new Set(people.flatMap(({ tags }) => tags))],
      cap: rule.teams.cap,
      prior: people.reduce((sum, { prior }) => sum + prior, 0),
    };
  });
  return {
    posts: selected.map(({ id, stratum }) => ({
      id,
      slots: [{ all: [...new Set(placesOf(rule.slots, stratum).flatMap(({ all }) => all))] }],
    })),
    officers: teams,
    conflicts: lists.conflicts.leaves.flatMap(({ person, ent }): Conflict[] => {
      const team = teamOf.get(person);
      return team === undefined ? [] : [{ officer: team, ent }];
    }),
    balance: rule.balance,
  };
}

/** Forms teams and sends them; forms them again while they cannot visit all enterprises. */
export function teamsByFormation(
  suite: Suite,
  keys: DrawKeys,
  lists: DrawLists,
  rule: AssignRule & { readonly teams: TeamRule },
  selected: readonly DrawnEnterprise[],
): TeamRecord {
  const input = formationInput(lists, rule.teams, rule.balance);
  const tries: FormationTry[] = [];
  for (let attempt = 0; ; attempt += 1) {
    const formed = assign(suite, keys.team(attempt), input);
    // Whether teams can be formed at all does not depend on the keys.
    if (!formed.feasible) return { ...teamRecord(formed), formation: { tries } };
    const dispatch = dispatchInput(lists, rule, selected, formed.trace);
    const sent = assign(suite, { order: keys.assignOrder, pair: keys.assignPair }, dispatch, rule.relax);
    tries.push(sent.feasible ? { trace: formed.trace } : { trace: formed.trace, hall: sent.hall });
    if (sent.feasible || attempt === MAX_TRIES) return { ...teamRecord(sent), formation: { tries } };
  }
}

/** A matching as it is published. */
export function teamRecord(assignment: Assignment): TeamRecord {
  if (!assignment.feasible) return { feasible: false, phi: 0, loads: {}, trace: [], hall: assignment.hall };
  const { trace, loads, phi, relaxed } = assignment;
  return {
    feasible: true,
    ...(relaxed === undefined ? {} : { relaxed }),
    phi,
    loads: Object.fromEntries(loads),
    trace,
  };
}

/** Who goes to each enterprise: the holders of its places, or the members of its team. */
export function crewsOf({ trace, formation }: TeamRecord): ReadonlyMap<string, Crew> {
  const found = membersOf(trace);
  if (formation === undefined) return new Map([...found].map(([ent, officers]) => [ent, { officers }]));
  const teams = membersOf(formation.tries.at(-1)?.trace ?? []);
  return new Map([...found].map(([ent, [team = '']]) => [ent, { team, officers: teams.get(team) ?? [] }]));
}

/** Holders of the places of each enterprise or team, by place. */
function membersOf(trace: readonly StepRecord[]): Map<string, string[]> {
  const members = new Map<string, string[]>();
  for (const { slot, officer } of trace) {
    const { ent } = slotParts(slot);
    const known = members.get(ent);
    if (known === undefined) members.set(ent, [officer]);
    else known.push(officer);
  }
  return members;
}
