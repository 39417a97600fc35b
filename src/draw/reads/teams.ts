/** Who was drawn and who goes there: for the result page, and for the tasks that follow the release. @module */
import { crewsOf, slotParts, type DetailsDocument, type PersonLeaf, type PlaceStory } from 'verifiable-draw';
import type { z } from 'zod';
import type { ReadTx } from '../../core/transact.ts';
import { meansByEnterprise, unfilledOf } from '../rules/places.ts';
import { teamRefusals } from '../rules/result.ts';
import type { Before } from '../types/means.ts';
import type { ResultView } from '../types/views.ts';
import { readDevices, readVehicles } from './means.ts';
import type { DrawRow } from './progress.ts';
import { standingVisits } from './standing.ts';
import { readIds } from './lists.ts';
import { findOutcome, listRoster, type Outcome } from './result.ts';
import { explainResult } from './why.ts';
import type { Stories } from '../rules/skips.ts';

/** 派发: one drawn enterprise and its team. */
export interface Assignment {
  readonly enterpriseId: string;
  /** Credit code, by which the draw knows it. */
  readonly id: string;
  readonly name: string;
  readonly stratum: string;
  /** Lead first. */
  readonly officerIds: readonly string[];
  readonly expertIds: readonly string[];
}

/** Every enterprise to be visited with its team, substitutions followed. Released or not: the caller asks for the deed. */
export async function assignmentsOf(tx: ReadTx, drawId: string): Promise<readonly Assignment[]> {
  const roster = new Map((await listRoster(tx, drawId)).map((line) => [line.id, line]));
  const ids = await readIds(tx, drawId);
  const of = (map: ReadonlyMap<string, string>, id: string): string => {
    const known = map.get(id);
    if (known === undefined) throw new Error(`${id} is in a team but in no frozen list`);
    return known;
  };
  return (await standingVisits(tx, drawId)).map(({ enterprise, officer, expert }) => {
    const line = roster.get(enterprise);
    if (line === undefined || line.stratum === null)
      throw new Error(`${enterprise} is to be visited but not in the roster`);
    return {
      enterpriseId: line.enterpriseId,
      id: enterprise,
      name: line.name,
      stratum: line.stratum,
      officerIds: officer.map(({ person }) => of(ids.officers, person)),
      expertIds: expert.map(({ person }) => of(ids.experts, person)),
    };
  });
}

/** The result with names, for the desk; undefined while there is none. */
export async function viewResult(tx: ReadTx, draw: DrawRow): Promise<z.input<typeof ResultView> | undefined> {
  const outcome = await findOutcome(tx, draw.draw_id);
  if (outcome === undefined) return undefined;
  const { details } = outcome;
  const roster = await listRoster(tx, draw.draw_id);
  const enterprises = new Map(roster.map(({ id, name }) => [id, name]));
  const people = await readPeople(tx, draw.draw_id);
  const stories = await explainResult(tx, draw, details);
  const meansOf = meansByEnterprise(details, {
    vehicles: await readVehicles(tx, draw.draw_id),
    devices: await readDevices(tx, draw.draw_id),
  });
  const crews = crewsOf(details.teams);
  const drawn = new Set(details.selected.map(({ id }) => id));
  const [unassigned] = teamRefusals(details, roster);
  return {
    hash: outcome.resultHash,
    at: outcome.at,
    strata: details.strata.map(({ id, eligible, quota, cutoff }) => ({
      id,
      name: stratumName(draw, id),
      eligible,
      quota,
      cutoff: cutoff ?? null,
    })),
    picks: details.selected.map(({ id, stratum, rank, score }) => ({
      id,
      name: enterprises.get(id) ?? id,
      stratum: stratumName(draw, stratum),
      rank,
      score,
      officers: (crews.get(id)?.officers ?? []).map((person, seat) =>
        memberOf(people, seat, person, stories.officers.get(`${id}#${seat}`)),
      ),
      experts: (details.experts?.trace ?? [])
        .filter(({ slot }) => slotParts(slot).ent === id)
        .map(({ slot, officer }) => memberOf(people, slotParts(slot).place, officer, stories.experts.get(slot))),
      team: teamOf(people, crews.get(id)?.team, stories.officers.get(`${id}#0`)),
      means: meansOf(id),
    })),
    dots: roster.map(({ id, name }) => ({ name, isDrawn: drawn.has(id) })),
    loads: loadsOf(details, people),
    relaxed: details.teams.relaxed ?? null,
    unassigned: unassigned ?? null,
    unfilled: unfilledOf(details, enterprises),
    hasMeans: details.days !== undefined,
    unplaced: (details.days?.unplaced ?? []).map((id) => enterprises.get(id) ?? id),
    formation: formationOf(details, stories, people),
  };
}

type Member = z.input<typeof ResultView>['picks'][number]['officers'][number];
type People = ReadonlyMap<string, Person>;

/** In team mode officers have no story of their own at an enterprise: their team has. */
function memberOf(people: People, seat: number, id: string, story: PlaceStory | undefined): Member {
  const before = story?.officer === id ? story.before : [];
  return { seat, id, name: nameOf(people, id), before: beforeOf(people, before) };
}

function teamOf(people: People, id: string | undefined, story: PlaceStory | undefined) {
  return id === undefined ? null : { id, before: beforeOf(people, story?.before ?? []) };
}

function beforeOf(people: People, before: PlaceStory['before']): Before[] {
  return before.map(({ officer: id, reason }) => ({ id, name: nameOf(people, id), reason }));
}

/** Name of a person; teams and people who left the directory are known by their id. */
function nameOf(people: People, id: string): string {
  return people.get(id)?.name ?? id;
}

function formationOf({ teams }: DetailsDocument, stories: Stories, people: People) {
  if (teams.formation === undefined) return null;
  const groups = Map.groupBy(stories.members, ({ slot }) => slotParts(slot).ent);
  return {
    tries: teams.formation.tries.length,
    teams: [...groups].map(([id, members]) => ({
      id,
      members: members.map((story) => memberOf(people, slotParts(story.slot).place, story.officer, story)),
    })),
  };
}

function stratumName(draw: DrawRow, id: string): string {
  return draw.config.strata.find((stratum) => stratum.id === id)?.name ?? id;
}

interface Person {
  readonly name: string;
  readonly prior: number;
}

/** Names of the directory by public id, and the load each brought into the draw. */
export async function readPeople(tx: ReadTx, drawId: string): Promise<ReadonlyMap<string, Person>> {
  const officers = await tx.db
    .selectFrom('draw_officer as d')
    .innerJoin('officer as o', (join) =>
      join.onRef('o.bureau_id', '=', 'd.bureau_id').onRef('o.officer_id', '=', 'd.officer_id'),
    )
    .select(['d.id', 'd.leaf', 'o.name', 'o.organ'])
    .where('d.bureau_id', '=', tx.bureauId)
    .where('d.draw_id', '=', drawId)
    .execute();
  const experts = await tx.db
    .selectFrom('draw_expert as d')
    .innerJoin('expert as e', (join) =>
      join.onRef('e.bureau_id', '=', 'd.bureau_id').onRef('e.expert_id', '=', 'd.expert_id'),
    )
    .select(['d.id', 'd.leaf', 'e.name'])
    .where('d.bureau_id', '=', tx.bureauId)
    .where('d.draw_id', '=', drawId)
    .execute();
  return new Map(
    [...officers.map(withOrgan), ...experts].map(({ id, name, leaf }) => {
      const { prior }: PersonLeaf = JSON.parse(leaf.toString('utf8'));
      return [id, { name, prior }];
    }),
  );
}

/** 联合检查: somebody of another department is named with it. */
function withOrgan<T extends { readonly name: string; readonly organ: string | null }>(officer: T): T {
  return officer.organ === null ? officer : { ...officer, name: `${officer.name}（${officer.organ}）` };
}

function loadsOf(
  { teams, experts }: Outcome['details'],
  people: ReadonlyMap<string, Person>,
): z.input<typeof ResultView>['loads'] {
  const officers = new Map<string, number>();
  for (const crew of crewsOf(teams).values())
    for (const id of crew.officers) officers.set(id, (officers.get(id) ?? 0) + 1);
  return [...officers, ...Object.entries(experts?.loads ?? {})]
    .filter(([, load]) => load > 0)
    .map(([id, load]) => ({ id, name: people.get(id)?.name ?? id, prior: people.get(id)?.prior ?? 0, load }));
}
