/** After the result: skipped enterprises and unavailable people are replaced by fresh randomness, never by choice. SPEC §19. @module */
import type { Announcement } from './announcement.ts';
import { assign, capBonus } from './assign/assign.ts';
import type { Conflict, MatchingInput, Officer, Slot } from './assign/instance.ts';
import { fromHex, toHex } from './bytes.ts';
import { assignOptional } from './assign/optional.ts';
import { deriveKey, derivePrk, type MatchingKeys } from './keys.ts';
import type { ConflictLeaf, PersonLeaf } from './leaves.ts';
import type { DrawLists } from './lists.ts';
import { crewsOf } from './means/teams.ts';
import type { DetailsDocument, StepRecord, TeamRecord } from './result.ts';
import { select } from './select.ts';
import { integer, list, object, oneOf, optional, publicId, shortName, hash32, type Shape } from './shape.ts';
import { slotParts } from './slots.ts';
import { sourceValue, type SourceSpec } from './sources.ts';
import { suiteOf, type Suite } from './suite.ts';
import { placesOf } from './templates.ts';

/** What a request asks to replace. */
export type Replaced = 'enterprise' | 'officer' | 'expert';

/** Reason that bars a person from one enterprise only; every other reason takes him out of the draw. */
export const RECUSAL = 'RECUSAL';

/** One approved request, as the log has it. */
export interface SubstitutionOrder {
  /** Number of the request in its draw, from 1. */
  readonly request: number;
  readonly what: Replaced;
  readonly enterprise: string;
  /** Of officers and experts: the place to fill again, and who cannot take it. */
  readonly place?: number;
  readonly person?: string;
  readonly reason: string;
}

/** A filled place. */
export interface HeldPlace {
  readonly place: number;
  readonly person: string;
}

/** What a substitution came to: for the log by its hash, and for the door. It holds no key and no source. */
export interface SubstitutionDocument {
  readonly type: 'vdraw/1/substitution';
  readonly draw: string;
  readonly request: number;
  /** Hash of the log entry that approved it: the salt of its key. */
  readonly event: string;
  readonly what: Replaced;
  readonly enterprise: string;
  readonly place?: number;
  readonly person?: string;
  /** Missing when nobody is left who fits. */
  readonly substitute?: string;
  /** The whole team as it now is: of the new enterprise, or of the enterprise whose place was filled. */
  readonly officers: readonly HeldPlace[];
  readonly experts: readonly HeldPlace[];
}

const held = list(object<HeldPlace>({ place: integer(0), person: publicId }));

export const substitutionShape: Shape<SubstitutionDocument> = object<SubstitutionDocument>({
  type: oneOf('vdraw/1/substitution'),
  draw: shortName,
  request: integer(1),
  event: hash32,
  what: oneOf('enterprise', 'officer', 'expert'),
  enterprise: publicId,
  place: optional(integer(0)),
  person: optional(publicId),
  substitute: optional(publicId),
  officers: held,
  experts: held,
});

type Staff = 'officer' | 'expert';
const STAFF: readonly Staff[] = ['officer', 'expert'];

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
function officersBySlot(teams: TeamRecord): ReadonlyMap<string, string> {
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

/** What is wrong with a request where the draw stands; empty when it can be asked for. */
export function orderProblems(standing: Standing, order: SubstitutionOrder): string[] {
  const { what, enterprise, place, person } = order;
  if (!standing.visited.has(enterprise)) return [`${enterprise} is not among those to be visited`];
  if (what === 'enterprise')
    return place === undefined && person === undefined ? [] : ['an enterprise is skipped whole, without a place'];
  const holder = standing.holders[what].get(`${enterprise}#${place}`);
  return holder !== undefined && holder === person ? [] : [`${enterprise}#${place} is not held by ${person}`];
}

/** Key of one substitution (SPEC §19.3): its salt is the hash of the logged approval, so nobody knew it when asking. */
export function freshPrk(
  suite: Suite,
  draw: string,
  event: string,
  sources: readonly { readonly source: SourceSpec; readonly value: string }[],
): Uint8Array {
  const inputs = sources.map(({ source, value }) => ({
    id: source.id,
    value: sourceValue(suite, draw, source, value),
  }));
  return derivePrk(suite, fromHex(event, 32), inputs);
}

/** What everything is computed from. */
export interface SubstitutionInputs {
  readonly announcement: Announcement;
  readonly lists: DrawLists;
  readonly details: DetailsDocument;
}

/** What one substitution gave. */
export interface Substituted {
  readonly document: SubstitutionDocument;
  /** Where the draw stands after it. */
  readonly standing: Standing;
  /** The places filled, with everyone passed over. */
  readonly trace: readonly StepRecord[];
  /** Score of the new enterprise. */
  readonly score?: string;
}

/**
 * Computes a substitution (SPEC §19.4, §19.5). Everything else of the draw stays as it is.
 *
 * @param event - hash of the log entry that approved the request
 * @throws {RangeError} when the request does not fit where the draw stands
 */
export function substitute(
  inputs: SubstitutionInputs,
  standing: Standing,
  order: SubstitutionOrder,
  event: string,
  prk: Uint8Array,
): Substituted {
  const problems = orderProblems(standing, order);
  if (problems.length > 0) throw new RangeError(problems.join('; '));
  const { what, enterprise, place, person } = order;
  const document = {
    type: 'vdraw/1/substitution' as const,
    draw: inputs.announcement.draw,
    request: order.request,
    event,
    what,
    enterprise,
    ...(place === undefined ? {} : { place }),
    ...(person === undefined ? {} : { person }),
  };
  if (what === 'enterprise') return replaceEnterprise(inputs, standing, order, document, prk);
  const left = withoutPerson(standing, what, order);
  const filled = fillPlaces(inputs, left, what, enterprise, [place as number], keysOf(inputs, order, prk));
  const after = withHolders(left, what, filled);
  const [step] = filled;
  return {
    document: {
      ...document,
      ...(step === undefined ? {} : { substitute: step.officer }),
      officers: teamAt(after, 'officer', enterprise),
      experts: teamAt(after, 'expert', enterprise),
    },
    standing: after,
    trace: filled,
  };
}

type Keys = Readonly<Record<Staff, MatchingKeys>>;
type Begun = Omit<SubstitutionDocument, 'substitute' | 'officers' | 'experts'>;

function keysOf({ announcement }: SubstitutionInputs, { request }: SubstitutionOrder, prk: Uint8Array): Keys {
  const suite = suiteOf(announcement.suite);
  const key = (purpose: string): Uint8Array => deriveKey(suite, prk, `${purpose}/sub/${request}`);
  return {
    officer: { order: key('assign-order'), pair: key('assign-pair') },
    expert: { order: key('expert-order'), pair: key('expert-pair') },
  };
}

/** The next enterprise by lot among those of the stratum that were never drawn, with the same team as far as it fits. */
function replaceEnterprise(
  inputs: SubstitutionInputs,
  standing: Standing,
  order: SubstitutionOrder,
  document: Begun,
  prk: Uint8Array,
): Substituted {
  const { announcement, lists } = inputs;
  const suite = suiteOf(announcement.suite);
  const { enterprise } = order;
  const stratum = standing.visited.get(enterprise) as string;
  const population = lists.roster.leaves.filter(
    (leaf) => leaf.status === 'eligible' && leaf.stratum === stratum && !standing.drawn.has(leaf.id),
  );
  const key = deriveKey(suite, prk, `ent/sub/${order.request}`);
  const [first] = select(suite, key, population, Math.min(1, population.length), announcement.select.weights).selected;
  const teams = { officer: teamAt(standing, 'officer', enterprise), expert: teamAt(standing, 'expert', enterprise) };
  const skipped = withoutEnterprise(standing, enterprise);
  if (first === undefined)
    return { document: { ...document, officers: [], experts: [] }, standing: skipped, trace: [] };
  let after: Standing = {
    ...skipped,
    visited: new Map([...skipped.visited, [first.id, stratum]]),
    drawn: new Set([...skipped.drawn, first.id]),
  };
  const trace: StepRecord[] = [];
  for (const staff of STAFF) {
    const barred = barredAt(lists, after, staff, first.id);
    const stay = teams[staff].filter(({ person }) => !barred.has(person));
    after = withHolders(
      after,
      staff,
      stay.map(({ place, person }) => ({ slot: `${first.id}#${place}`, officer: person })),
    );
    const kept = new Set(stay.map(({ place }) => place));
    const open = [...templateOf(announcement, staff, stratum).keys()].filter((place) => !kept.has(place));
    const filled = fillPlaces(inputs, after, staff, first.id, open, keysOf(inputs, order, prk));
    after = withHolders(after, staff, filled);
    trace.push(...filled);
  }
  return {
    document: {
      ...document,
      substitute: first.id,
      officers: teamAt(after, 'officer', first.id),
      experts: teamAt(after, 'expert', first.id),
    },
    standing: after,
    trace,
    score: toHex(first.score),
  };
}

function templateOf({ assign: rule }: Announcement, staff: Staff, stratum: string): readonly Slot[] {
  if (staff === 'expert') return placesOf(rule.experts ?? {}, stratum);
  return rule.teams?.slots ?? placesOf(rule.slots, stratum);
}

function peopleOf(lists: DrawLists, staff: Staff): readonly PersonLeaf[] {
  return staff === 'officer' ? lists.officers.leaves : (lists.experts?.leaves ?? []);
}

function conflictsOf(lists: DrawLists, staff: Staff): readonly ConflictLeaf[] {
  return staff === 'officer' ? lists.conflicts.leaves : (lists.expertConflicts?.leaves ?? []);
}

/** Who may not go to an enterprise: recused before or after the draw, or no longer available. */
function barredAt(lists: DrawLists, standing: Standing, staff: Staff, enterprise: string): ReadonlySet<string> {
  const before = conflictsOf(lists, staff).flatMap(({ person, ent }) => (ent === enterprise ? [person] : []));
  const after = standing.recused[staff].flatMap(({ officer, ent }) => (ent === enterprise ? [officer] : []));
  return new Set([...standing.out[staff], ...before, ...after]);
}

/**
 * Fills open places of one enterprise by RP-F over the most even completions, every other place of the draw frozen.
 * A place that is not open is taken by a stand-in that fits nothing else.
 */
function fillPlaces(
  { announcement, lists, details }: SubstitutionInputs,
  standing: Standing,
  staff: Staff,
  enterprise: string,
  open: readonly number[],
  keys: Keys,
): StepRecord[] {
  const suite = suiteOf(announcement.suite);
  const template = templateOf(announcement, staff, standing.visited.get(enterprise) as string);
  const barred = barredAt(lists, standing, staff, enterprise);
  const team = new Set(teamAt(standing, staff, enterprise).map(({ person }) => person));
  const loads = loadsOf(standing, staff);
  const closed = [...template.keys()].filter((place) => !open.includes(place));
  const standIns = closed.map((place): Officer => ({ id: standIn(place), tags: [standIn(place)], cap: 1, prior: 0 }));
  const input = (bonus: number): MatchingInput => ({
    posts: [
      {
        id: enterprise,
        slots: template.map((slot, place) => (open.includes(place) ? slot : { all: [standIn(place)] })),
      },
    ],
    officers: [
      ...standIns.map((each) => ({ ...each, tags: each.tags })),
      ...peopleOf(lists, staff)
        .filter(({ id }) => !barred.has(id) && !team.has(id))
        .map(({ id, tags, cap, prior }) => {
          const load = loads.get(id) ?? 0;
          return { id, tags, cap: Math.max(0, cap + bonus - load), prior: prior + load };
        }),
    ],
    conflicts: [],
    balance: announcement.assign.balance,
  });
  const isOpen = ({ slot }: StepRecord): boolean => open.includes(slotParts(slot).place);
  if (staff === 'expert') return [...assignOptional(suite, keys.expert, input(0)).trace].filter(isOpen);
  const inForce = details.teams.relaxed === undefined ? 0 : capBonus(details.teams.relaxed);
  const ladder = announcement.assign.relax.map(capBonus).filter((bonus) => bonus > inForce);
  for (const bonus of [inForce, ...ladder]) {
    const found = assign(suite, keys.officer, input(bonus));
    if (found.feasible) return found.trace.filter(isOpen);
  }
  return [];
}

/** Name of whoever keeps a place that is not open: no id and no tag of a list can be this. */
function standIn(place: number): string {
  return `\u0000${place}`;
}

function loadsOf(standing: Standing, staff: Staff): ReadonlyMap<string, number> {
  const loads = new Map<string, number>();
  for (const person of standing.holders[staff].values()) loads.set(person, (loads.get(person) ?? 0) + 1);
  return loads;
}

function withoutEnterprise(standing: Standing, enterprise: string): Standing {
  const others = (holders: ReadonlyMap<string, string>) =>
    new Map([...holders].filter(([slot]) => slotParts(slot).ent !== enterprise));
  return {
    ...standing,
    visited: new Map([...standing.visited].filter(([id]) => id !== enterprise)),
    holders: { officer: others(standing.holders.officer), expert: others(standing.holders.expert) },
  };
}

function withoutPerson(standing: Standing, staff: Staff, order: SubstitutionOrder): Standing {
  const { enterprise, place, reason } = order;
  const person = order.person as string;
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

function withHolders(
  standing: Standing,
  staff: Staff,
  filled: readonly { readonly slot: string; readonly officer: string }[],
): Standing {
  const holders = new Map([...standing.holders[staff], ...filled.map(({ slot, officer }) => [slot, officer] as const)]);
  return { ...standing, holders: { ...standing.holders, [staff]: holders } };
}
