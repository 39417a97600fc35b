/** Lists a draw is made from, committed leaf by leaf before anything is random. SPEC §6. @module */
import { fromHex, fromUtf8, toHex, toHexes, utf8 } from './bytes.ts';
import { canonicalDocument, CanonicalError, parseCanonical, quoted } from './canonical.ts';
import { isCreditCode } from './credit-code.ts';
import { messagesOf, messagesOfLines } from './engines/engine.ts';
import { entryHashes, leafHash, leafHashes, merkleRoot, rootOfHashes } from './merkle.ts';
import {
  hash32,
  integer,
  list,
  object,
  oneOf,
  optional,
  publicId,
  read,
  shortName,
  text,
  type Shape,
} from './shape.ts';
import { hmacs, type Suite } from './suite.ts';

/** One enterprise of the directory, drawn from or not. */
export interface RosterLeaf {
  readonly id: string;
  readonly name: string;
  readonly status: 'eligible' | 'excluded';
  /** Why it is excluded. */
  readonly reason?: string;
  /** What the reason rests on: the earlier draw, a document number. */
  readonly ref?: string;
  /** Only an excluded enterprise may have none. */
  readonly stratum?: string;
  readonly weight: number;
  readonly salt: string;
}

/** An officer, expert, vehicle or device. No names: the id is the certificate or directory number. */
export interface PersonLeaf {
  readonly id: string;
  readonly tags: readonly string[];
  readonly cap: number;
  readonly prior: number;
  readonly salt: string;
}

/** A recusal of an officer or an expert; among the bookings, a day on which someone or something cannot be had. */
export interface ConflictLeaf {
  readonly person: string;
  readonly ent: string;
  /** Coded: `RELATIVE`, `ROTATION`, … */
  readonly reason: string;
  readonly registeredAt: string;
  readonly salt: string;
}

const salt = text(/^[0-9a-f]{32}$/, '32 lower-case hexadecimal digits');
const code = text(/^[A-Za-z0-9_-]{1,32}$/, 'a code');

const rosterMembers = {
  id: publicId,
  name: text(),
  status: oneOf('eligible', 'excluded'),
  reason: optional(code),
  ref: optional(text()),
  stratum: optional(shortName),
  weight: integer(1),
};
const personMembers = {
  id: publicId,
  tags: list(text()),
  cap: integer(0, 1_000_000),
  prior: integer(0, 1_000_000),
};
const conflictMembers = {
  person: publicId,
  ent: publicId,
  reason: code,
  registeredAt: text(/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\dZ)?$/, 'a day or an instant'),
};
export const rosterShape: Shape<RosterLeaf> = object<RosterLeaf>({ ...rosterMembers, salt });
export const personShape: Shape<PersonLeaf> = object<PersonLeaf>({ ...personMembers, salt });
export const conflictShape: Shape<ConflictLeaf> = object<ConflictLeaf>({ ...conflictMembers, salt });

/** Name by which leaves of a list are sorted and told apart. */
export function leafKey(leaf: { readonly id: string } | { readonly person: string; readonly ent: string }): string {
  return 'id' in leaf ? leaf.id : `${leaf.person}|${leaf.ent}`;
}

type AnyLeaf = RosterLeaf | PersonLeaf | ConflictLeaf;
export type Unsalted<L> = Omit<L, 'salt'>;

/** A committed list: its leaves in tree order with their hashes, and the root that goes into the announcement. */
export interface CommittedList<L> {
  readonly leaves: readonly L[];
  readonly hashes: readonly Uint8Array[];
  readonly root: string;
  readonly size: number;
  /** Leaves of which only the hash is shown (遮蔽), while a sealed draw is not opened; none when left out. */
  readonly hidden?: number;
}

/**
 * Salts of leaves (SPEC §6.2): the first 16 bytes of HMAC(saltKey, key). Without them anyone could guess a leaf from
 * public data and compare hashes.
 * @param saltKey - 32 random bytes for each draw, secret until the draw is opened
 */
export function saltsOf(suite: Suite, saltKey: Uint8Array, keys: readonly string[]): string[] {
  if (saltKey.length !== 32) throw new RangeError(`a salt key has 32 bytes, this has ${saltKey.length}`);
  return toHexes(hmacs(suite, saltKey, messagesOf(keys)), 32, 16);
}

/** What tells the kinds of lists apart. */
export interface Kind<L> {
  readonly keyOf: (entry: Unsalted<L>) => string;
  readonly shape: Shape<Unsalted<L>>;
  readonly withSalt: (entry: Unsalted<L>, salt: string) => L;
  /** Everything that is wrong with a list in its order. */
  readonly problemsOf: (leaves: readonly L[]) => string[];
  /** Canonical text of a leaf whose shape was checked: members in the order of their names, nothing asked twice. */
  readonly textOf: (leaf: L) => string;
}

export const ROSTER: Kind<RosterLeaf> = {
  keyOf: leafKey,
  shape: object<Unsalted<RosterLeaf>>(rosterMembers),
  withSalt: (entry, own) => ({ ...entry, salt: own }),
  problemsOf: rosterProblems,
  // Only names and references need quoting: this is a third of the time of committing a million leaves.
  textOf: ({ id, name, reason, ref, salt: own, status, stratum, weight }) =>
    `{"id":"${id}","name":${quoted(name)}${reason === undefined ? '' : `,"reason":"${reason}"`}` +
    `${ref === undefined ? '' : `,"ref":${quoted(ref)}`},"salt":"${own}","status":"${status}"` +
    `${stratum === undefined ? '' : `,"stratum":"${stratum}"`},"weight":${weight}}`,
};
const PEOPLE: Kind<PersonLeaf> = {
  keyOf: leafKey,
  shape: object<Unsalted<PersonLeaf>>(personMembers),
  withSalt: (entry, own) => ({ ...entry, salt: own }),
  problemsOf: orderProblems,
  textOf: ({ cap, id, prior, salt, tags }) => JSON.stringify({ cap, id, prior, salt, tags }),
};
const CONFLICTS: Kind<ConflictLeaf> = {
  keyOf: leafKey,
  shape: object<Unsalted<ConflictLeaf>>(conflictMembers),
  withSalt: (entry, own) => ({ ...entry, salt: own }),
  problemsOf: orderProblems,
  textOf: ({ ent, person, reason, registeredAt, salt }) => JSON.stringify({ ent, person, reason, registeredAt, salt }),
};

/** Commits the roster (名录): every enterprise of the directory, each once. */
export function commitRoster(
  suite: Suite,
  saltKey: Uint8Array,
  entries: readonly Unsalted<RosterLeaf>[],
): CommittedList<RosterLeaf> {
  return commit(suite, saltKey, ROSTER, entries);
}

/** Commits officers, experts or vehicles. */
export function commitPeople(
  suite: Suite,
  saltKey: Uint8Array,
  entries: readonly Unsalted<PersonLeaf>[],
): CommittedList<PersonLeaf> {
  return commit(suite, saltKey, PEOPLE, entries);
}

/** Commits the recusals (回避) of officers, or those of experts. */
export function commitConflicts(
  suite: Suite,
  saltKey: Uint8Array,
  entries: readonly Unsalted<ConflictLeaf>[],
): CommittedList<ConflictLeaf> {
  return commit(suite, saltKey, CONFLICTS, entries);
}

function commit<L extends AnyLeaf>(
  suite: Suite,
  saltKey: Uint8Array,
  kind: Kind<L>,
  entries: readonly Unsalted<L>[],
): CommittedList<L> {
  const leaves = saltedLeaves(suite, saltKey, kind, entries).toSorted((a, b) => compareKeys(leafKey(a), leafKey(b)));
  const problems = kind.problemsOf(leaves);
  if (problems.length > 0) throw new RangeError(problems.join('; '));
  return listOf(suite, leaves, entryHashes(suite, leaves, kind.textOf));
}

/**
 * Entries with their salts, in the order given.
 * @throws {ShapeError} with every problem of their shape
 */
export function saltedLeaves<L extends AnyLeaf>(
  suite: Suite,
  saltKey: Uint8Array,
  { keyOf, shape, withSalt }: Kind<L>,
  entries: readonly Unsalted<L>[],
): readonly L[] {
  const sound = read(list(shape), entries, 'list');
  const salts = saltsOf(suite, saltKey, sound.map(keyOf));
  return sound.map((entry, i) => withSalt(entry, salts[i] as string));
}

/** A list with its hashes, which stand one after the other. */
export function listOf<L>(suite: Suite, leaves: readonly L[], hashes: Uint8Array): CommittedList<L> {
  return {
    leaves,
    hashes: leaves.map((_, i) => hashes.subarray(32 * i, 32 * i + 32)),
    root: toHex(rootOfHashes(suite, hashes)),
    size: leaves.length,
  };
}

/** Keys are ASCII, so that texts compare as their bytes do. */
function compareKeys(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** What is wrong with the order of a list: keys not strictly ascending means a duplicate or a hidden change. */
export function orderProblems(leaves: readonly Parameters<typeof leafKey>[0][]): string[] {
  const problems: string[] = [];
  // No key is empty, so every key stands after this one.
  let before = '';
  for (const leaf of leaves) {
    const after = leafKey(leaf);
    const order = compareKeys(before, after);
    if (order === 0) problems.push(`${after} stands twice`);
    if (order > 0) problems.push(`${after} stands after ${before}`);
    before = after;
  }
  return problems;
}

/** What is wrong with a roster: order, credit codes, exclusions without reason, eligible ones without stratum. */
export function rosterProblems(leaves: readonly RosterLeaf[]): string[] {
  const problems = orderProblems(leaves);
  for (const leaf of leaves) addLeafProblems(leaf, problems);
  return problems;
}

function addLeafProblems({ id, status, reason, ref, stratum }: RosterLeaf, problems: string[]): void {
  if (!id.startsWith('DIR-') && !isCreditCode(id))
    problems.push(`${id} is neither a valid 统一社会信用代码 nor a DIR- number`);
  if (status === 'excluded' && reason === undefined) problems.push(`${id} is excluded without a reason`);
  if (status === 'eligible' && reason !== undefined) problems.push(`${id} is eligible but has reason ${reason}`);
  if (status === 'eligible' && stratum === undefined) problems.push(`${id} is eligible but has no stratum`);
  if (reason === 'FREQ' && ref === undefined)
    problems.push(`${id} is excluded as drawn before, but does not name that draw`);
}

/** A list as a file: one canonical leaf a line, in tree order. */
export function formatLeaves(leaves: readonly object[]): Uint8Array {
  return utf8(leaves.map((leaf) => `${fromUtf8(canonicalDocument(leaf))}\n`).join(''));
}

/** A list read back from the texts of its leaves, in tree order. Only with the announced root are they what was committed. */
export function leavesFromTexts<L>(suite: Suite, texts: readonly string[]): CommittedList<L> {
  const leaves = texts.map((leaf) => JSON.parse(leaf) as L);
  return listOf(suite, leaves, entryHashes(suite, texts, String));
}

/** A leaf of which only the hash is shown. */
interface HiddenLeaf {
  readonly leafHash: string;
}
const hiddenShape: Shape<HiddenLeaf> = object<HiddenLeaf>({ leafHash: hash32 });

/** A list as a file that shows no leaf, only the hash of each (遮蔽): what is public of a sealed draw before its opening. */
export function hideLeaves({ hashes }: Pick<CommittedList<unknown>, 'hashes'>): HiddenLeaf[] {
  return hashes.map((hash) => ({ leafHash: toHex(hash) }));
}

/**
 * Reads a list of leaves and hashes them again; a line `{"leafHash":…}` stands for a leaf that is not shown.
 * @throws {CanonicalError | ShapeError} naming the line
 */
export function parseLeaves<L>(suite: Suite, file: Uint8Array, shape: Shape<L>, what: string): CommittedList<L> {
  const lines = fromUtf8(file).split('\n');
  if (lines.pop() !== '') throw new RangeError(`${what}: the last line does not end`);
  const isHidden = (line: string): boolean => line.startsWith('{"leafHash":');
  const leaves = lines.flatMap((line, i) => (isHidden(line) ? [] : [parseLine(line, shape, `${what} line ${i + 1}`)]));
  if (leaves.length === lines.length) return listOf(suite, leaves, leafHashes(suite, messagesOfLines(file)));
  const hashes = lines.map((line, i) =>
    isHidden(line)
      ? fromHex(parseLine(line, hiddenShape, `${what} line ${i + 1}`).leafHash, 32)
      : leafHash(suite, utf8(line)),
  );
  const root = toHex(merkleRoot(suite, hashes));
  return { leaves, hashes, root, size: lines.length, hidden: lines.length - leaves.length };
}

function parseLine<L>(line: string, shape: Shape<L>, where: string): L {
  try {
    return read(shape, parseCanonical(line), where);
  } catch (error) {
    if (error instanceof CanonicalError) throw new CanonicalError(`${where} ${error.where}`, error.problem);
    throw error;
  }
}
