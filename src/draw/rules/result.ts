/** The result document read into rows: who was drawn, who holds which seat. @module */
import {
  crewsOf,
  deriveKeys,
  fromHex,
  scoresOf,
  slotParts,
  suiteOf,
  toHex,
  type Candidate,
  type DetailsDocument,
} from 'verifiable-draw';
import type { Refusal } from '../../core/result.ts';
import type { DrawConfig, DrawState } from '../types.ts';
import { hallFacts } from './freeze.ts';
import { isSealed } from './sealed.ts';

/** One drawn enterprise. `id` is its public id, `rank` its place in the drawing order of its stratum. */
export interface DrawnPick {
  readonly id: string;
  readonly enterpriseId: string;
  readonly stratum: string;
  readonly rank: number;
  readonly score: string;
}

/** One seat of a team and who holds it; of the officers, seat 0 leads. */
export interface Seat {
  readonly enterprise: string;
  readonly kind: 'officer' | 'expert';
  readonly seat: number;
  readonly person: string;
  readonly personId: string;
}

/** Ids of people and means in the directory by public id. */
export interface Ids {
  readonly officers: ReadonlyMap<string, string>;
  readonly experts: ReadonlyMap<string, string>;
  readonly vehicles: ReadonlyMap<string, string>;
  readonly devices: ReadonlyMap<string, string>;
}

/** `enterprises`: ids of the directory by public id. */
export function picksOf(details: DetailsDocument, enterprises: ReadonlyMap<string, string>): DrawnPick[] {
  return details.selected.map(({ id, stratum, rank, score }) => ({
    id,
    stratum,
    rank,
    score,
    enterpriseId: idOf(enterprises, id),
  }));
}

/** The seats of all teams; none when teams were impossible. */
export function seatsOf({ teams, experts }: DetailsDocument, ids: Ids): Seat[] {
  const officers = [...crewsOf(teams)].flatMap(([enterprise, crew]) =>
    crew.officers.map((person, seat): Seat => ({
      enterprise,
      kind: 'officer',
      seat,
      person,
      personId: idOf(ids.officers, person),
    })),
  );
  const invited = (experts?.trace ?? []).map(({ slot, officer: person }): Seat => {
    const { ent: enterprise, place: seat } = slotParts(slot);
    return { enterprise, kind: 'expert', seat, person, personId: idOf(ids.experts, person) };
  });
  return [...officers, ...invited];
}

/** Why a result cannot be confirmed: the drawn enterprises cannot be given teams, not even by the announced relaxations. */
export function teamRefusals(
  { teams }: DetailsDocument,
  roster: readonly { readonly id: string; readonly name: string }[],
): Refusal[] {
  return teams.hall === undefined ? [] : [{ code: 'draw-teams-unassigned', facts: hallFacts(teams.hall, roster) }];
}

/** 抽签号: the number of one enterprise, the smaller is drawn first (by weight when the draw has weights). 64 hex digits. */
export function scoreOf(
  { suite, weights }: Pick<DrawConfig, 'suite' | 'weights'>,
  { prk }: Pick<DetailsDocument, 'prk'>,
  one: Candidate,
): string {
  const hash = suiteOf(suite);
  const [score] = scoresOf(hash, deriveKeys(hash, fromHex(prk, 32)).ent, [one], weights.by);
  if (score === undefined) throw new Error(`${one.id} has no score`);
  return toHex(score);
}

/** A draw as the public sees it. */
interface Shown {
  readonly state: DrawState;
  readonly mode: DrawConfig['mode'];
  readonly opened_at: string | null;
  readonly seq: number | null;
  readonly voided_at: string | null;
}

/**
 * Whether lists and result are public: once confirmed, or once void if it was announced; a sealed draw only once it is opened
 * (protocol §9). The rows themselves are hidden by the database until then (migration 0080).
 */
export function isPublic(draw: Shown): boolean {
  return !isSealed(draw) && hasBundle(draw);
}

/** Whether there is a bundle for everybody: of a sealed draw one that shows roots and hides leaves (SPEC §20.3). */
export function hasBundle(draw: Shown): boolean {
  if (draw.voided_at !== null) return draw.seq !== null;
  return draw.state === 'confirmed' || draw.state === 'released';
}

function idOf(ids: ReadonlyMap<string, string>, id: string): string {
  const value = ids.get(id);
  if (value === undefined) throw new Error(`${id} was drawn but is in no frozen list`);
  return value;
}
