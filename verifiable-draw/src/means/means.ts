/** Vehicles and devices for the visits of each day, by the engine that matches officers. SPEC §11.3–11.5. @module */
import type { Announcement, AssignRule, Templates } from '../announcement.ts';
import type { MatchingInput, Post, Slot } from '../assign/instance.ts';
import { assignOptional } from '../assign/optional.ts';
import type { DrawKeys, MatchingKeys } from '../keys.ts';
import type { CommittedList, PersonLeaf } from '../leaves.ts';
import type { DrawLists } from '../lists.ts';
import { slotParts } from '../slots.ts';
import type { DayRecord, DetailsDocument, DrawnEnterprise, ExpertRecord, Outing, TeamRecord } from '../result.ts';
import type { Suite } from '../suite.ts';
import { placesOf } from '../templates.ts';
import { placeDays, type IsBooked } from './days.ts';
import { crewsOf } from './teams.ts';

/** Days, vehicles and devices of a draw, as far as they were announced and there are teams. */
export type Means = Pick<DetailsDocument, 'days' | 'vehicles' | 'devices'>;

/** The posts of one day and what they may have. */
export interface DayOfMeans {
  readonly day: string;
  readonly posts: readonly Post[];
}

/** Computes days, vehicles and devices. */
export function meansOf(
  suite: Suite,
  keys: DrawKeys,
  lists: DrawLists,
  rule: Announcement['assign'],
  selected: readonly DrawnEnterprise[],
  teams: TeamRecord,
  experts: ExpertRecord | undefined,
): Means {
  if (rule.days === undefined || !teams.feasible) return {};
  const people = peopleOf(teams, experts);
  const parties = selected.map(({ id }) => ({ ent: id, people: people.get(id) as readonly string[] }));
  const isBooked = bookingsOf(lists);
  const days = placeDays(suite, keys.day, rule.days, parties, isBooked);
  const match = (pair: MatchingKeys, pool: CommittedList<PersonLeaf>, groups: readonly DayOfMeans[]): ExpertRecord =>
    matchByDay(suite, pair, pool.leaves, groups, isBooked, rule.balance);
  const { vehicles, devices } = lists;
  const outings = outingsOf(days, teams);
  return {
    days,
    ...(rule.vehicles === undefined || vehicles === undefined
      ? {}
      : {
          vehicles: {
            outings,
            ...match(keys.vehicle, vehicles, vehicleDays(rule.vehicles, selected, outings, people)),
          },
        }),
    ...(rule.devices === undefined || devices === undefined
      ? {}
      : { devices: match(keys.device, devices, deviceDays(rule.devices, selected, days)) }),
  };
}

/** Officers and experts of every enterprise that has a team. */
export function peopleOf(teams: TeamRecord, experts: ExpertRecord | undefined): ReadonlyMap<string, readonly string[]> {
  const invited = Map.groupBy(experts?.trace ?? [], ({ slot }) => slotParts(slot).ent);
  return new Map(
    [...crewsOf(teams)].map(([ent, { officers }]) => [
      ent,
      [...new Set([...officers, ...(invited.get(ent) ?? []).map(({ officer }) => officer)])],
    ]),
  );
}

/** Bookings by person, vehicle or device and day. */
export function bookingsOf({ bookings }: Pick<DrawLists, 'bookings'>): IsBooked {
  const known = new Set((bookings?.leaves ?? []).map(({ person, ent }) => `${person}|${ent}`));
  return (id, day) => known.has(`${id}|${day}`);
}

/** Visits of one day by the same officers are one outing (出车), named after its first enterprise by id. */
export function outingsOf({ visits }: DayRecord, teams: TeamRecord): Outing[] {
  const crews = crewsOf(teams);
  const groups = Map.groupBy(visits, ({ ent, day }) =>
    JSON.stringify([day, (crews.get(ent)?.officers ?? []).toSorted()]),
  );
  return [...groups.values()]
    .map((group): Outing => {
      const enterprises = group.map(({ ent }) => ent).toSorted();
      return { id: enterprises[0] as string, day: (group[0] as { day: string }).day, enterprises };
    })
    .toSorted((a, b) => compare(`${a.day}|${a.id}`, `${b.day}|${b.id}`));
}

/** Ids and days are ASCII, so texts compare as their bytes do. */
function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Places in vehicles, day by day: seats enough for everyone, and whatever any of the visits asks for. */
export function vehicleDays(
  templates: Templates,
  selected: readonly DrawnEnterprise[],
  outings: readonly Outing[],
  people: ReadonlyMap<string, readonly string[]>,
): DayOfMeans[] {
  const stratumOf = new Map(selected.map(({ id, stratum }) => [id, stratum]));
  const posts = outings.map(({ id, day, enterprises }) => {
    const wanted = enterprises.map((ent) => placesOf(templates, stratumOf.get(ent) as string));
    const size = Math.max(...wanted.map(({ length }) => length));
    const riders = new Set(enterprises.flatMap((ent) => people.get(ent) as readonly string[])).size;
    const slots = Array.from({ length: size }, (_, i): Slot => ({
      all: [...new Set(wanted.flatMap((places) => places[i]?.all ?? [])), `seats>=${Math.ceil(riders / size)}`],
    }));
    return { day, post: { id, slots } };
  });
  return byDay(posts);
}

/** Devices the visits take along, day by day. */
export function deviceDays(
  templates: Templates,
  selected: readonly DrawnEnterprise[],
  { visits }: DayRecord,
): DayOfMeans[] {
  const stratumOf = new Map(selected.map(({ id, stratum }) => [id, stratum]));
  const posts = visits.map(({ ent, day }) => ({
    day,
    post: { id: ent, slots: placesOf(templates, stratumOf.get(ent) as string) },
  }));
  return byDay(posts);
}

function byDay(posts: readonly { readonly day: string; readonly post: Post }[]): DayOfMeans[] {
  const groups = Map.groupBy(posts, ({ day }) => day);
  return [...groups]
    .map(([day, group]) => ({ day, posts: group.map(({ post }) => post).toSorted((a, b) => compare(a.id, b.id)) }))
    .toSorted((a, b) => compare(a.day, b.day));
}

/** The matching problem of one day: what is booked counts as recused. */
export function dayInput(
  pool: readonly PersonLeaf[],
  { day, posts }: DayOfMeans,
  isBooked: IsBooked,
  balance: AssignRule['balance'],
  given: ReadonlyMap<string, number> = new Map(),
): MatchingInput {
  const booked = pool.filter(({ id }) => isBooked(id, day));
  return {
    posts,
    officers: pool.map((each) => ({ ...each, prior: each.prior + (given.get(each.id) ?? 0) })),
    conflicts: booked.flatMap(({ id: officer }) => posts.map(({ id: ent }) => ({ officer, ent }))),
    balance,
  };
}

/** Day after day; what was given on earlier days counts as load. */
function matchByDay(
  suite: Suite,
  keys: MatchingKeys,
  pool: readonly PersonLeaf[],
  groups: readonly DayOfMeans[],
  isBooked: IsBooked,
  balance: AssignRule['balance'],
): ExpertRecord {
  const given = new Map(pool.map(({ id }) => [id, 0]));
  const days = groups.map((group) => {
    const matched = assignOptional(suite, keys, dayInput(pool, group, isBooked, balance, given));
    for (const [id, load] of matched.loads) given.set(id, (given.get(id) as number) + load);
    return matched;
  });
  return {
    phi: days.reduce((sum, { phi }) => sum + phi, 0),
    loads: Object.fromEntries(given),
    trace: days.flatMap(({ trace }) => trace),
    unfilled: days.flatMap(({ unfilled }) => unfilled),
  };
}
