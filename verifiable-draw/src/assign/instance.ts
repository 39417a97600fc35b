/** The matching problem as arrays: which officer fits which slot. SPEC §10.1. @module */
import { compareIds } from '../tickets.ts';

/** One place in a team: the officer must carry all these tags. */
export interface Slot {
  readonly all: readonly string[];
}

/** A drawn enterprise and its places; place 0 is the lead (主办). */
export interface Post {
  readonly id: string;
  readonly slots: readonly Slot[];
}

export interface Officer {
  readonly id: string;
  readonly tags: readonly string[];
  /** Most enterprises in this draw. */
  readonly cap: number;
  /** Load already carried this year. */
  readonly prior: number;
}

/** A recusal (回避): this officer never goes to this enterprise. */
export interface Conflict {
  readonly officer: string;
  readonly ent: string;
}

/** `strict`: the most even workloads; `cap-only`: any workloads within the caps. */
export type Balance = 'strict' | 'cap-only';

export interface MatchingInput {
  readonly posts: readonly Post[];
  readonly officers: readonly Officer[];
  readonly conflicts: readonly Conflict[];
  readonly balance: Balance;
}

/** Slots, officers and enterprises by index; names only for the answer. */
export interface Instance {
  readonly slotCount: number;
  readonly postCount: number;
  /** Ascending by id. */
  readonly officers: readonly Officer[];
  readonly officerIds: readonly string[];
  /** `<enterprise>#<place>` of a slot. */
  readonly slotIds: readonly string[];
  readonly postOf: Int32Array;
  /** Slots of each post, in order of place. */
  readonly slotsOf: readonly (readonly number[])[];
  /** Officers that fit a slot. */
  readonly fits: readonly Int32Array[];
  /** The same by officer: bit `slot` of the officer's row. */
  readonly fitBits: readonly Uint32Array[];
  /** The same by slot: bit `officer` of the slot's row. */
  readonly ableBits: readonly Uint32Array[];
  /** Officers that fit any slot. */
  readonly usable: readonly number[];
  readonly balance: Balance;
}

/** What is wrong with the input; empty when it can be matched. */
export function matchingProblems(input: MatchingInput): string[] {
  const problems: string[] = [];
  const { posts, officers } = input;
  if (new Set(posts.map(({ id }) => id)).size !== posts.length) problems.push('an enterprise stands twice');
  if (new Set(officers.map(({ id }) => id)).size !== officers.length) problems.push('an officer stands twice');
  for (const { id, cap, prior } of officers) {
    if (!isCount(cap) || !isCount(prior)) problems.push(`officer ${id}: cap and prior must be whole numbers from 0`);
  }
  return problems;
}

/** Far below 2^31: loads, levels and slots are held in 32-bit arrays. */
function isCount(n: number): boolean {
  return Number.isInteger(n) && n >= 0 && n <= 1_000_000;
}

/**
 * Compiles the problem.
 * @throws {RangeError} with every problem of {@link matchingProblems}
 */
export function compile(input: MatchingInput): Instance {
  const problems = matchingProblems(input);
  if (problems.length > 0) throw new RangeError(problems.join('; '));
  const officers = input.officers.toSorted((a, b) => compareIds(a.id, b.id));
  const slots = input.posts.flatMap(({ id, slots: places }, post) =>
    places.map((slot, place) => ({ id: `${id}#${place}`, post, slot })),
  );
  const barred = barredOfficers(input, officers);
  const qualified = qualifiedFor(officers);
  const fits = slots.map(({ post, slot }) => {
    const excluded = barred[post];
    const able = qualified(slot);
    return excluded === undefined ? able : able.filter((officer) => !excluded.has(officer));
  });
  const fitBits = bitRows(fits, officers.length);
  return {
    slotCount: slots.length,
    postCount: input.posts.length,
    officers,
    officerIds: officers.map(({ id }) => id),
    slotIds: slots.map(({ id }) => id),
    postOf: Int32Array.from(slots, ({ post }) => post),
    slotsOf: slotsByPost(input.posts),
    fits,
    fitBits,
    ableBits: ableRows(fits, officers.length),
    usable: [...officers.keys()].filter((officer) => (fitBits[officer] as Uint32Array).some((word) => word !== 0)),
    balance: input.balance,
  };
}

function slotsByPost(posts: readonly Post[]): number[][] {
  let next = 0;
  return posts.map(({ slots }) => slots.map(() => next++));
}

function barredOfficers(input: MatchingInput, officers: readonly Officer[]): (Set<number> | undefined)[] {
  const officerAt = new Map(officers.map(({ id }, index) => [id, index]));
  const postAt = new Map(input.posts.map(({ id }, index) => [id, index]));
  const barred: (Set<number> | undefined)[] = input.posts.map(() => undefined);
  for (const { officer, ent } of input.conflicts) {
    const [o, p] = [officerAt.get(officer), postAt.get(ent)];
    if (o !== undefined && p !== undefined) (barred[p] ??= new Set()).add(o);
  }
  return barred;
}

/** Officers with all tags of a slot; computed once for each set of tags, as templates repeat. */
function qualifiedFor(officers: readonly Officer[]): (slot: Slot) => Int32Array {
  const known = new Map<string, Int32Array>();
  const tags = officers.map((officer) => new Set(officer.tags));
  return ({ all }) => {
    const name = JSON.stringify(all);
    const found = known.get(name) ?? Int32Array.from(tags.keys()).filter((o) => all.every((tag) => tags[o]?.has(tag)));
    known.set(name, found);
    return found;
  };
}

function bitRows(fits: readonly Int32Array[], officerCount: number): Uint32Array[] {
  const rows = Array.from({ length: officerCount }, () => new Uint32Array(Math.ceil(fits.length / 32)));
  fits.forEach((officers, slot) => {
    for (const officer of officers) setBit(rows[officer] as Uint32Array, slot);
  });
  return rows;
}

/** Slots of equal tags and no recusals share one array of officers, and so one row. */
function ableRows(fits: readonly Int32Array[], officerCount: number): Uint32Array[] {
  const known = new Map<Int32Array, Uint32Array>();
  return fits.map((officers) => {
    const row = known.get(officers) ?? bitsOf(officers, officerCount);
    known.set(officers, row);
    return row;
  });
}

function bitsOf(indices: Int32Array, size: number): Uint32Array {
  const row = new Uint32Array(Math.ceil(size / 32));
  for (const index of indices) setBit(row, index);
  return row;
}

/** Whether the bit of an index is set. */
export function hasBit(row: Uint32Array, index: number): boolean {
  return ((row[index >>> 5] as number) & (1 << (index & 31))) !== 0;
}

export function setBit(row: Uint32Array, index: number): void {
  row[index >>> 5] = (row[index >>> 5] as number) | (1 << (index & 31));
}

export function clearBit(row: Uint32Array, index: number): void {
  row[index >>> 5] = (row[index >>> 5] as number) & ~(1 << (index & 31));
}
