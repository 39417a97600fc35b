/** Lists a draw is made from, committed leaf by leaf before anything is random. SPEC §6. @module */
import { fromHex, fromUtf8, toHex, utf8 } from './bytes.ts';
import { canonicalDocument, CanonicalError, parseCanonical } from './canonical.ts';
import { leafHash, merkleRoot } from './merkle.ts';
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
import { hmac, type Suite } from './suite.ts';

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

/** An officer, expert or vehicle. No names: the id is the certificate or directory number. */
export interface PersonLeaf {
  readonly id: string;
  readonly tags: readonly string[];
  readonly cap: number;
  readonly prior: number;
  readonly salt: string;
}

/** A recusal of an officer or an expert. */
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

export const rosterShape: Shape<RosterLeaf> = object<RosterLeaf>({
  id: publicId,
  name: text(),
  status: oneOf('eligible', 'excluded'),
  reason: optional(code),
  ref: optional(text()),
  stratum: optional(shortName),
  weight: integer(1),
  salt,
});
export const personShape: Shape<PersonLeaf> = object<PersonLeaf>({
  id: publicId,
  tags: list(text()),
  cap: integer(0, 1_000_000),
  prior: integer(0, 1_000_000),
  salt,
});
export const conflictShape: Shape<ConflictLeaf> = object<ConflictLeaf>({
  person: publicId,
  ent: publicId,
  reason: code,
  registeredAt: text(/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\dZ)?$/, 'a day or an instant'),
  salt,
});

/** Name by which leaves of a list are sorted and told apart. */
export function leafKey(leaf: { readonly id: string } | { readonly person: string; readonly ent: string }): string {
  return 'id' in leaf ? leaf.id : `${leaf.person}|${leaf.ent}`;
}

type AnyLeaf = RosterLeaf | PersonLeaf | ConflictLeaf;
type Unsalted<L> = Omit<L, 'salt'>;

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
 * Salt of a leaf (SPEC §6.2): the first 16 bytes of HMAC(saltKey, key). Without it anyone could guess a leaf from
 * public data and compare hashes.
 * @param saltKey - 32 random bytes for each draw, secret until the draw is opened
 */
export function saltOf(suite: Suite, saltKey: Uint8Array, key: string): string {
  return toHex(hmac(suite, saltKey, utf8(key)).slice(0, 16));
}

/** Commits the roster (名录): every enterprise of the directory, each once. */
export function commitRoster(
  suite: Suite,
  saltKey: Uint8Array,
  entries: readonly Unsalted<RosterLeaf>[],
): CommittedList<RosterLeaf> {
  return commit(suite, saltKey, entries, leafKey, rosterShape, rosterProblems);
}

/** Commits officers, experts or vehicles. */
export function commitPeople(
  suite: Suite,
  saltKey: Uint8Array,
  entries: readonly Unsalted<PersonLeaf>[],
): CommittedList<PersonLeaf> {
  return commit(suite, saltKey, entries, leafKey, personShape, orderProblems);
}

/** Commits the recusals (回避) of officers, or those of experts. */
export function commitConflicts(
  suite: Suite,
  saltKey: Uint8Array,
  entries: readonly Unsalted<ConflictLeaf>[],
): CommittedList<ConflictLeaf> {
  return commit(suite, saltKey, entries, leafKey, conflictShape, orderProblems);
}

function commit<L extends AnyLeaf>(
  suite: Suite,
  saltKey: Uint8Array,
  entries: readonly Unsalted<L>[],
  keyOf: (entry: Unsalted<L>) => string,
  shape: Shape<L>,
  problemsOf: (leaves: readonly L[]) => string[],
): CommittedList<L> {
  if (saltKey.length !== 32) throw new RangeError(`a salt key has 32 bytes, this has ${saltKey.length}`);
  const salted = entries.map((entry) => ({ ...entry, salt: saltOf(suite, saltKey, keyOf(entry)) }));
  const leaves = read(list(shape), salted, 'list').toSorted((a, b) => compareKeys(leafKey(a), leafKey(b)));
  const problems = problemsOf(leaves);
  if (problems.length > 0) throw new RangeError(problems.join('; '));
  return committed(suite, leaves);
}

function committed<L extends AnyLeaf>(suite: Suite, leaves: readonly L[]): CommittedList<L> {
  const hashes = leaves.map((leaf) => leafHash(suite, canonicalDocument(leaf)));
  return { leaves, hashes, root: toHex(merkleRoot(suite, hashes)), size: leaves.length };
}

/** Keys are ASCII, so that texts compare as their bytes do. */
function compareKeys(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** What is wrong with the order of a list: keys not strictly ascending means a duplicate or a hidden change. */
export function orderProblems(leaves: readonly AnyLeaf[]): string[] {
  return leaves.slice(1).flatMap((leaf, i) => {
    const [before, after] = [leafKey(leaves[i] as AnyLeaf), leafKey(leaf)];
    const order = compareKeys(before, after);
    if (order === 0) return [`${after} stands twice`];
    return order > 0 ? [`${after} stands after ${before}`] : [];
  });
}

/** What is wrong with a roster: order, credit codes, exclusions without reason, eligible ones without stratum. */
export function rosterProblems(leaves: readonly RosterLeaf[]): string[] {
  return [...orderProblems(leaves), ...leaves.flatMap(leafProblems)];
}

function leafProblems({ id, status, reason, ref, stratum }: RosterLeaf): string[] {
  const problems: string[] = [];
  if (!id.startsWith('DIR-') && !isCreditCode(id))
    problems.push(`${id} is neither a valid 统一社会信用代码 nor a DIR- number`);
  if (status === 'excluded' && reason === undefined) problems.push(`${id} is excluded without a reason`);
  if (status === 'eligible' && reason !== undefined) problems.push(`${id} is eligible but has reason ${reason}`);
  if (status === 'eligible' && stratum === undefined) problems.push(`${id} is eligible but has no stratum`);
  if (reason === 'FREQ' && ref === undefined)
    problems.push(`${id} is excluded as drawn before, but does not name that draw`);
  return problems;
}

const CODE_DIGITS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** Whether a text is a 统一社会信用代码 with the right check character (GB 32100-2015: weights 3^i mod 31). */
export function isCreditCode(id: string): boolean {
  const values = Array.from(id, (character) => CODE_DIGITS.indexOf(character));
  if (values.length !== 18 || values.includes(-1)) return false;
  let [sum, weight] = [0, 1];
  for (const value of values.slice(0, 17)) {
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  return values[17] === (31 - (sum % 31)) % 31;
}

/** A list as a file: one canonical leaf a line, in tree order. */
export function formatLeaves(leaves: readonly object[]): Uint8Array {
  return utf8(leaves.map((leaf) => `${fromUtf8(canonicalDocument(leaf))}\n`).join(''));
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
  const hashes = lines.map((line, i) =>
    isHidden(line)
      ? fromHex(parseLine(line, hiddenShape, `${what} line ${i + 1}`).leafHash, 32)
      : leafHash(suite, utf8(line)),
  );
  const hidden = lines.length - leaves.length;
  const root = toHex(merkleRoot(suite, hashes));
  return { leaves, hashes, root, size: lines.length, ...(hidden === 0 ? {} : { hidden }) };
}

function parseLine<L>(line: string, shape: Shape<L>, where: string): L {
  try {
    return read(shape, parseCanonical(line), where);
  } catch (error) {
    if (error instanceof CanonicalError) throw new CanonicalError(`${where} ${error.where}`, error.problem);
    throw error;
  }
}
