/** Who was drawn and who goes there: for the result page, and for the tasks that follow the release. @module */
import type { PersonLeaf } from 'verifiable-draw';
import type { z } from 'zod';
import type { ReadTx } from '../../core/transact.ts';
import { teamRefusals } from '../rules/result.ts';
import type { ResultView } from '../types/views.ts';
import type { DrawRow } from './progress.ts';
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

/** Every drawn enterprise with its team, by stratum in drawing order. Released or not: the caller asks for the deed. */
export async function assignmentsOf(tx: ReadTx, drawId: string): Promise<readonly Assignment[]> {
  const picks = await tx.db
    .selectFrom('draw_pick as p')
    .innerJoin('draw_roster as r', (join) =>
      join.onRef('r.bureau_id', '=', 'p.bureau_id').onRef('r.draw_id', '=', 'p.draw_id').onRef('r.id', '=', 'p.id'),
    )
    .select(['p.id', 'p.enterprise_id as enterpriseId', 'p.stratum', 'r.name'])
    .where('p.bureau_id', '=', tx.bureauId)
    .where('p.draw_id', '=', drawId)
    .orderBy('p.stratum')
    .orderBy('p.rank')
    .execute();
  const seats = Map.groupBy(await listSeats(tx, drawId), ({ enterprise }) => enterprise);
  return picks.map((pick) => {
    const idsOf = (kind: 'officer' | 'expert'): string[] =>
      (seats.get(pick.id) ?? []).filter((seat) => seat.kind === kind).map((seat) => seat.personId);
    return { ...pick, officerIds: idsOf('officer'), expertIds: idsOf('expert') };
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
