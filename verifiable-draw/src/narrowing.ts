/** The narrowing audit (收窄审计): could someone foresee who comes where? SPEC §13. @module */
import type { Announcement, AssignRule } from './announcement.ts';
import { compile, type MatchingInput, type Slot } from './assign/instance.ts';
import { bigEndian, fromHex, toHex, utf8 } from './bytes.ts';
import { selectAll, teamInput, teamsOf } from './draw.ts';
import { deriveKeys } from './keys.ts';
import type { DrawLists } from './lists.ts';
import { hash32, integer, list, object, oneOf, publicId, shortName, type Shape } from './shape.ts';
import { crewsOf } from './means/teams.ts';
import type { DrawnEnterprise, TeamRecord } from './result.ts';
import { suiteOf } from './suite.ts';
import { placesOf } from './templates.ts';
import { compareIds } from './tickets.ts';

/** One place of one enterprise over all dummy draws. */
export interface PlaceOdds {
  /** Officers who fit it. */
  readonly fits: number;
  /** How often the officer who got it most often got it. */
  readonly most: number;
}

export interface EnterpriseOdds {
  readonly id: string;
  /** Dummy draws in which it was drawn, with a team or without. */
  readonly drawn: number;
  readonly places: readonly PlaceOdds[];
}

/** Published with the announcement, before anything is random. */
export interface NarrowingReport {
  readonly type: 'vdraw/1/narrowing';
  readonly draw: string;
  readonly seed: string;
  readonly runs: number;
  /** Dummy draws without a complete matching. */
  readonly infeasible: number;
  /** Every enterprise drawn at least once. */
  readonly enterprises: readonly EnterpriseOdds[];
}

export const narrowingShape: Shape<NarrowingReport> = object<NarrowingReport>({
  type: oneOf('vdraw/1/narrowing'),
  draw: shortName,
  seed: hash32,
  runs: integer(1, 100_000),
  infeasible: integer(0),
  enterprises: list(
    object<EnterpriseOdds>({
      id: publicId,
      drawn: integer(1),
      places: list(object<PlaceOdds>({ fits: integer(0), most: integer(0) })),
    }),
  ),
});

/** What the audit needs of an announcement; its own hash is added to it afterwards. */
export type NarrowingRule = Pick<
  Announcement,
  'suite' | 'draw' | 'roster' | 'officers' | 'conflicts' | 'select' | 'assign'
>;

/**
 * Simulates the draw with dummy keys on the committed lists (SPEC §13).
 *
 * The dummy keys come from the roots, so nobody can choose favourable ones and anyone can repeat the audit.
 *
 * @param runs - number of dummy draws, usually 1,000
 * @param onProgress - called after every dummy draw with the number done
 */
export function auditNarrowing(
  rule: NarrowingRule,
  lists: DrawLists,
  runs: number,
  onProgress: (done: number) => void = () => undefined,
): NarrowingReport {
  const suite = suiteOf(rule.suite);
  const roots = [rule.roster.root, rule.officers.root, rule.conflicts.root].map((root) => fromHex(root, 32));
  const seed = suite.hash(utf8('vdraw/1/narrowing\0'), ...roots);
  const tally = new Map<string, Tally>();
  let infeasible = 0;
  for (let run = 0; run < runs; run += 1) {
    const keys = deriveKeys(suite, suite.hash(seed, bigEndian(run, 4)));
    const { selected } = selectAll(suite, keys, rule.select, lists.roster.leaves);
    const teams = teamsOf(suite, keys, lists, rule.assign, selected);
    count(tally, rule.assign, selected, teams);
    if (!teams.feasible) infeasible += 1;
    onProgress(run + 1);
  }
  const drawn = [...tally.values()].map(({ enterprise }) => enterprise).toSorted((a, b) => compareIds(a.id, b.id));
  const fits = fitsBySlot(placeInput(lists, rule.assign, drawn));
  const enterprises = drawn.map(({ id }): EnterpriseOdds => {
    const { times, places } = tally.get(id) as Tally;
    return {
      id,
      drawn: times,
      places: places.map((officers, place) => ({
        fits: fits.get(`${id}#${place}`) as number,
        most: Math.max(0, ...officers.values()),
      })),
    };
  });
  return { type: 'vdraw/1/narrowing', draw: rule.draw, seed: toHex(seed), runs, infeasible, enterprises };
}

/** How often an enterprise was drawn, and who came to each of its places how often. */
interface Tally {
  readonly enterprise: DrawnEnterprise;
  readonly times: number;
  readonly places: readonly Map<string, number>[];
}

function count(
  tally: Map<string, Tally>,
  rule: AssignRule,
  selected: readonly DrawnEnterprise[],
  teams: TeamRecord,
): void {
  const crews = crewsOf(teams);
  for (const enterprise of selected) {
    const before = tally.get(enterprise.id);
    const places = before?.places ?? placesAt(rule, enterprise).map(() => new Map<string, number>());
    // Without teams nobody came.
    crews.get(enterprise.id)?.officers.forEach((officer, place) => {
      const times = places[place] as Map<string, number>;
      times.set(officer, (times.get(officer) ?? 0) + 1);
    });
    tally.set(enterprise.id, { enterprise, times: (before?.times ?? 0) + 1, places });
  }
}

/** The places of an enterprise; in team mode they are those of a team. */
function placesAt({ teams, slots }: AssignRule, { stratum }: DrawnEnterprise): readonly Slot[] {
  return teams?.slots ?? placesOf(slots, stratum);
}

/** Who fits each place of an enterprise. */
function placeInput(lists: DrawLists, rule: AssignRule, drawn: readonly DrawnEnterprise[]): MatchingInput {
  return {
    ...teamInput(lists, rule, drawn),
    posts: drawn.map((enterprise) => ({ id: enterprise.id, slots: placesAt(rule, enterprise) })),
  };
}

function fitsBySlot(input: MatchingInput): Map<string, number> {
  const { slotIds, fits } = compile(input);
  return new Map(slotIds.map((slot, index) => [slot, (fits[index] as Int32Array).length]));
}

/** A place where the audit warns. */
export interface NarrowPlace extends PlaceOdds {
  readonly slot: string;
  readonly drawn: number;
}

/** With fewer dummy draws than this a share means nothing. */
const ENOUGH = 30;

/** Places where one officer came in more than half of the dummy draws, or four times as often as with equal chances. */
export function narrowPlaces(report: NarrowingReport): NarrowPlace[] {
  return report.enterprises.flatMap(({ id, drawn, places }) =>
    places
      .map((odds, place) => ({ ...odds, slot: `${id}#${place}`, drawn }))
      .filter(({ fits, most }) => drawn >= ENOUGH && (2 * most > drawn || most * fits > 4 * drawn)),
  );
}
