/** Who was drawn and who goes there: for the result page, and for the tasks that follow the release. @module */
import type { PersonLeaf } from 'verifiable-draw';
import type { z } from 'zod';
import type { ReadTx } from '../../core/transact.ts';
import { teamRefusals } from '../rules/result.ts';
import type { ResultView } from '../types/views.ts';
import type { DrawRow } from './progress.ts';
import { standingVisits } from './standing.ts';
import { readIds } from './lists.ts';
import { findOutcome, listRoster, type Outcome } from './result.ts';

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

async function listSeats(tx: ReadTx, drawId: string) {
  return tx.db
    .selectFrom('draw_seat')
    .select(['enterprise', 'kind', 'seat', 'person', 'person_id as personId'])
    .where('bureau_id', '=', tx.bureauId)
    .where('draw_id', '=', drawId)
    .orderBy('seat')
    .execute();
}

/** The result with names, for the desk; undefined while there is none. */
export async function viewResult(tx: ReadTx, draw: DrawRow): Promise<z.input<typeof ResultView> | undefined> {
  const outcome = await findOutcome(tx, draw.draw_id);
  if (outcome === undefined) return undefined;
  const { details } = outcome;
  const roster = await listRoster(tx, draw.draw_id);
  const enterprises = new Map(roster.map(({ id, name }) => [id, name]));
  const people = await readPeople(tx, draw.draw_id);
  const skips = new Map(
    [...details.teams.trace, ...(details.experts?.trace ?? [])].map((step) => [
      `${step.slot}|${step.officer}`,
      step.skipped,
    ]),
  );
  const seats = Map.groupBy(await listSeats(tx, draw.draw_id), ({ enterprise }) => enterprise);
  const members = (id: string, kind: 'officer' | 'expert') =>
    (seats.get(id) ?? [])
      .filter((seat) => seat.kind === kind)
      .map(({ seat, person }) => ({
        seat,
        id: person,
        name: people.get(person)?.name ?? person,
        skipped: [...(skips.get(`${id}#${seat}|${person}`) ?? [])],
      }));
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
      officers: members(id, 'officer'),
      experts: members(id, 'expert'),
    })),
    dots: roster.map(({ id, name }) => ({ name, isDrawn: drawn.has(id) })),
    loads: loadsOf(details, people),
    relaxed: details.teams.relaxed ?? null,
    unassigned: unassigned ?? null,
    unfilled: (details.experts?.unfilled ?? []).map(({ slot }) => {
      const at = slot.lastIndexOf('#');
      return { enterprise: enterprises.get(slot.slice(0, at)) ?? slot, seat: Number(slot.slice(at + 1)) };
    }),
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
    .select(['d.id', 'd.leaf', 'o.name'])
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
    [...officers, ...experts].map(({ id, name, leaf }) => {
      const { prior }: PersonLeaf = JSON.parse(leaf.toString('utf8'));
      return [id, { name, prior }];
    }),
  );
}

function loadsOf(
  { teams, experts }: Outcome['details'],
  people: ReadonlyMap<string, Person>,
): z.input<typeof ResultView>['loads'] {
  return [...Object.entries(teams.loads), ...Object.entries(experts?.loads ?? {})]
    .filter(([, load]) => load > 0)
    .map(([id, load]) => ({ id, name: people.get(id)?.name ?? id, prior: people.get(id)?.prior ?? 0, load }));
}
