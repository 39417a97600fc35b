/**
 * Random draws on which all engines must agree, and what the library answers: the same seed and number give the same
 * instance everywhere, so another program can be asked the same (`bench/battery.ts` prints them as JSON lines).
 * @module
 */
import type { AssignRule, DayRule, SelectRule, TeamRule, Templates } from '../announcement.ts';
import type { Slot } from '../assign/instance.ts';
import { fromHex, toHex } from '../bytes.ts';
import { expertsOf, selectAll, teamsOf } from '../draw.ts';
import { deriveKeys } from '../keys.ts';
import {
  commitConflicts,
  commitPeople,
  commitRoster,
  type ConflictLeaf,
  type PersonLeaf,
  type RosterLeaf,
} from '../leaves.ts';
import type { DrawLists, ListName } from '../lists.ts';
import { meansOf, type Means } from '../means/means.ts';
import { quotaProblems } from '../quotas.ts';
import type { DrawnEnterprise, ExpertRecord, StratumResult, TeamRecord } from '../result.ts';
import type { Weighting } from '../select.ts';
import type { Suite, SuiteId } from '../suite.ts';
import { ticket } from '../tickets.ts';
import { chanceOf, type Chance } from './chance.ts';
import { creditCode } from './scene.ts';

type Unsalted<L> = Omit<L, 'salt'>;

/** One draw without its announcement: the key it would lead to, the lists before they are salted, the rules. */
export interface DrawInstance {
  readonly number: number;
  readonly suite: SuiteId;
  /** 32 bytes, hexadecimal. */
  readonly prk: string;
  /** 32 bytes, hexadecimal. */
  readonly saltKey: string;
  /** Any texts of 1–64 characters of any script: ticket 0 of each under the key `ent`. */
  readonly texts: readonly string[];
  /** In no order. */
  readonly roster: readonly Unsalted<RosterLeaf>[];
  readonly officers: readonly Unsalted<PersonLeaf>[];
  readonly conflicts: readonly Unsalted<ConflictLeaf>[];
  readonly experts: readonly Unsalted<PersonLeaf>[];
  readonly expertConflicts: readonly Unsalted<ConflictLeaf>[];
  readonly vehicles: readonly Unsalted<PersonLeaf>[];
  readonly devices: readonly Unsalted<PersonLeaf>[];
  readonly bookings: readonly Unsalted<ConflictLeaf>[];
  readonly select: SelectRule;
  readonly assign: AssignRule;
}

/** What comes out, in the shapes of `details.json` (SPEC §12.2). */
export interface DrawAnswer {
  readonly number: number;
  readonly roots: Readonly<Partial<Record<ListName, string>>>;
  readonly tickets: readonly string[];
  /** The quotas cannot be met: nothing below. */
  readonly isRefused: boolean;
  readonly strata?: readonly StratumResult[];
  readonly selected?: readonly DrawnEnterprise[];
  readonly teams?: TeamRecord;
  readonly experts?: ExpertRecord;
  readonly days?: Means['days'];
  readonly vehicles?: Means['vehicles'];
  readonly devices?: Means['devices'];
}

const SCRIPTS: readonly [string, ...string[]] = ['ABCXYZ0189._-', 'abc ~', 'éßΩж', '企业安全生产', '𠮷🜚'];
const NAMES: readonly [string, ...string[]] = [
  '宏泰化工有限公司',
  'Ünïted 气体',
  '𠮷祥仓储',
  "O'Neil & Söhne",
  '第"三"车间',
];
const REASONS: readonly [string, ...string[]] = ['FREQ', 'CLOSED', 'JOINT', 'OTHER_AGENCY'];
const STRATA = ['hazchem', 'metallurgy', 'warehouse'] as const;

/** Instance `number` of a seed. */
export function instanceOf(seed: string, number: number): DrawInstance {
  const chance = chanceOf(`${seed}/${number}`);
  const weights = chance.oneOf<Weighting>(['none', 'none', 'tickets', 'explog']);
  const strata = STRATA.slice(0, chance.between(1, 3));
  const roster = rosterOf(chance, strata, weights);
  const officers = peopleOf(chance, 'ZF', chance.between(1, 7), ['lead', ...strata]);
  const withExperts = chance.percent(40);
  const experts = withExperts ? peopleOf(chance, 'ZJ', chance.between(0, 4), ['chemical', 'electrical']) : [];
  const drawn = {
    number,
    suite: chance.oneOf<SuiteId>(['vd1-sha256', 'vd1-sm3']),
    prk: toHex(chance.bytes()),
    saltKey: toHex(chance.bytes()),
    texts: Array.from({ length: chance.between(1, 6) }, () => textOf(chance)),
    roster,
    officers,
    conflicts: conflictsOf(chance, officers, roster),
    experts,
    expertConflicts: conflictsOf(chance, experts, roster),
    select: selectOf(chance, roster, strata, weights),
    assign: assignOf(chance, strata, withExperts),
  };
  return { ...drawn, ...meansIn(chance, drawn) };
}

const DAYS = ['2026-03-09', '2026-03-10', '2026-03-11', '2026-03-12', '2026-03-13'];

/** Teams formed beforehand in one draw of four; days in every second; then vehicles, devices and what is booked in most. */
function meansIn(
  chance: Chance,
  { assign, officers, experts }: Pick<DrawInstance, 'assign' | 'officers' | 'experts'>,
): Pick<DrawInstance, 'assign' | 'vehicles' | 'devices' | 'bookings'> {
  const strata = Object.keys(assign.slots);
  const teams = chance.percent(25) ? { teams: teamRuleOf(chance, assign.slots) } : {};
  if (chance.percent(50)) return { assign: { ...assign, ...teams }, vehicles: [], devices: [], bookings: [] };
  const list = DAYS.slice(0, chance.between(1, DAYS.length));
  const vehicles = peopleOf(chance, 'CL', chance.between(0, 4), ['explosion-proof']).map((each) => ({
    ...each,
    tags: [...each.tags, ...Array.from({ length: chance.between(1, 7) }, (_, seat) => `seats>=${seat + 1}`)],
  }));
  const devices = peopleOf(chance, 'ZB', chance.between(0, 5), ['gas-detector', 'body-camera']);
  const bookings = [...officers, ...experts, ...vehicles, ...devices].flatMap(({ id: person }) =>
    list
      .filter(() => chance.percent(10))
      .map((ent) => ({ person, ent, reason: 'DRAW', registeredAt: '2026-02-01T08:00:00Z' })),
  );
  const days = { by: chance.oneOf<DayRule['by']>(['drawn', 'planned']), list, perPerson: chance.between(1, 3) };
  return {
    vehicles,
    devices,
    bookings,
    assign: {
      ...assign,
      ...teams,
      days,
      ...(chance.percent(70) ? { vehicles: placesFor(chance, strata, ['explosion-proof', 'valid']) } : {}),
      ...(chance.percent(70) ? { devices: placesFor(chance, strata, ['gas-detector', 'body-camera']) } : {}),
    },
  };
}

/** Teams with as many places as the stratum with the most. */
function teamRuleOf(chance: Chance, templates: Templates): TeamRule {
  const size = Math.max(2, ...Object.values(templates).map(({ length }) => length));
  const slots = Array.from({ length: size }, (_, place): Slot => ({
    all: place === 0 ? ['valid', 'lead'] : ['valid'],
  }));
  return { count: chance.between(1, 3), slots, cap: chance.between(1, 12) };
}

/** Up to two places a stratum, in some none at all. */
function placesFor(chance: Chance, strata: readonly string[], tags: readonly [string, ...string[]]): Templates {
  return Object.fromEntries(
    strata
      .filter(() => chance.percent(80))
      .map((id) => [
        id,
        Array.from({ length: chance.between(0, 2) }, (): Slot => ({
          all: [...new Set(['valid', chance.oneOf(tags)])],
        })),
      ]),
  );
}

function textOf(chance: Chance): string {
  const script = Array.from(chance.oneOf(SCRIPTS)) as [string, ...string[]];
  return Array.from({ length: chance.oneOf([1, 18, 21, 22, 23, 54, 55, 56, chance.between(1, 64), 64]) }, () =>
    chance.oneOf(script),
  ).join('');
}

function rosterOf(chance: Chance, strata: readonly string[], weighting: Weighting): Unsalted<RosterLeaf>[] {
  return Array.from({ length: chance.between(1, 24) }, (_, i): Unsalted<RosterLeaf> => {
    const id = chance.percent(70) ? creditCode(chance.below(400_000) * 24 + i) : directoryId(chance, i);
    const weight = { none: 1, tickets: chance.between(1, 255), explog: 1 + chance.below(2 ** 31) }[weighting];
    const base = { id, name: `${chance.oneOf(NAMES)}${i}`, weight };
    const stratum = strata[chance.below(strata.length)] as string;
    if (!chance.percent(15)) return { ...base, status: 'eligible', stratum };
    const reason = chance.oneOf(REASONS);
    return { ...base, status: 'excluded', reason, ...(reason === 'FREQ' ? { ref: '2025-T1-1', stratum } : {}) };
  });
}

/** A directory number of 6 to 64 characters: on both sides of what fits into one block of the hash. */
function directoryId(chance: Chance, i: number): string {
  const tail = Array.from({ length: chance.between(0, 58) }, () => chance.oneOf(['A', 'Z', '0', '9', '.', '_', '-']));
  return `DIR-${String(i).padStart(2, '0')}${tail.join('')}`;
}

function peopleOf(chance: Chance, prefix: string, count: number, tags: readonly string[]): Unsalted<PersonLeaf>[] {
  return Array.from({ length: count }, (_, i) => ({
    id: `${prefix}-${String(i).padStart(chance.oneOf([1, 3, 3, 3, 20, 58]), '0')}.${i}`,
    tags: ['valid', ...tags.filter(() => chance.percent(70))],
    cap: chance.between(0, 6),
    prior: chance.below(4),
  }));
}

function conflictsOf(
  chance: Chance,
  people: readonly { readonly id: string }[],
  roster: readonly { readonly id: string }[],
): Unsalted<ConflictLeaf>[] {
  return people.flatMap(({ id: person }) =>
    roster
      .filter(() => chance.percent(8))
      .map(({ id: ent }) => ({ person, ent, reason: 'RELATIVE', registeredAt: '2026-01-05' })),
  );
}

function selectOf(
  chance: Chance,
  roster: readonly Unsalted<RosterLeaf>[],
  ids: readonly string[],
  weights: Weighting,
): SelectRule {
  const strata = ids.map((id) => {
    const size = roster.filter(({ status, stratum }) => status === 'eligible' && stratum === id).length;
    const max = chance.between(0, size);
    return { id, a: size * chance.oneOf([1, 1, 7, 50]), min: chance.between(0, max), max };
  });
  const [least, most] = [sum(strata.map(({ min }) => min)), sum(strata.map(({ max }) => max))];
  // Now and then one more than there can be.
  const k = chance.percent(5) ? most + 1 : chance.between(least, most);
  return { k, kRule: String(k), strata, weights, reserve: chance.between(0, 3) };
}

function assignOf(chance: Chance, strata: readonly string[], withExperts: boolean): AssignRule {
  const team = (stratum: string): Slot[] => [
    { all: ['valid', 'lead'] },
    ...Array.from({ length: chance.between(0, 2) }, () => ({
      all: chance.percent(50) ? ['valid', stratum] : ['valid'],
    })),
  ];
  const experts: Templates = Object.fromEntries(
    strata.map((id) => [id, [{ all: ['valid', chance.oneOf(['chemical', 'electrical'])] }]]),
  );
  return {
    slots: Object.fromEntries(strata.map((id) => [id, team(id)])),
    balance: chance.oneOf(['strict', 'strict', 'cap-only']),
    relax: chance.oneOf<readonly string[]>([[], ['cap+1'], ['cap+1', 'cap+2']]),
    ...(withExperts ? { experts } : {}),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The committed lists of an instance. */
export function listsOf(suite: Suite, instance: DrawInstance): DrawLists {
  const saltKey = fromHex(instance.saltKey, 32);
  const { experts, days, vehicles, devices } = instance.assign;
  return {
    roster: commitRoster(suite, saltKey, instance.roster),
    officers: commitPeople(suite, saltKey, instance.officers),
    conflicts: commitConflicts(suite, saltKey, instance.conflicts),
    ...(experts !== undefined
      ? {
          experts: commitPeople(suite, saltKey, instance.experts),
          expertConflicts: commitConflicts(suite, saltKey, instance.expertConflicts),
        }
      : {}),
    ...(vehicles !== undefined ? { vehicles: commitPeople(suite, saltKey, instance.vehicles) } : {}),
    ...(devices !== undefined ? { devices: commitPeople(suite, saltKey, instance.devices) } : {}),
    ...(days !== undefined ? { bookings: commitConflicts(suite, saltKey, instance.bookings) } : {}),
  };
}

/** What the library makes of an instance with a suite of the instance's id, whatever engine is behind it. */
export function answerOf(suite: Suite, instance: DrawInstance): DrawAnswer {
  const lists = listsOf(suite, instance);
  const keys = deriveKeys(suite, fromHex(instance.prk, 32));
  const isRefused = quotaProblems(instance.select.k, instance.select.strata).length > 0;
  const common = {
    number: instance.number,
    roots: Object.fromEntries(
      Object.entries(lists).map(([name, list]: [string, { root: string }]) => [name, list.root]),
    ),
    tickets: instance.texts.map((text) => toHex(ticket(suite, keys.ent, 0, text))),
    isRefused,
  };
  if (isRefused) return common;
  const { strata, selected } = selectAll(suite, keys, instance.select, lists.roster.leaves);
  const experts = expertsOf(suite, keys, lists, instance.assign, selected);
  const teams = teamsOf(suite, keys, lists, instance.assign, selected);
  return {
    ...common,
    strata,
    selected,
    teams,
    ...(experts === undefined ? {} : { experts }),
    ...meansOf(suite, keys, lists, instance.assign, selected, teams, experts),
  };
}
