/**
 * Lists too long for memory: the same root and the same selection, part by part. What is kept does not grow with the
 * list. SPEC §6.2, §8.3.
 * @module
 */
import { toHex } from './bytes.ts';
import { messagesOfEntries } from './engines/engine.ts';
import { orderProblems, ROSTER, saltedLeaves, type RosterLeaf, type Unsalted } from './leaves.ts';
import { appendAll, EMPTY_RANGE, leafHashes, rangeRoot } from './merkle.ts';
import { openPool, type Candidate, type Selection, type Weighting } from './select.ts';
import type { Suite } from './suite.ts';

/** A list in parts of any size (some thousands are quickest), ids strictly ascending through all of them. */
export type Parts<T> = Iterable<readonly T[]> | AsyncIterable<readonly T[]>;

/** A committed part: its leaves, their lines of the list's file, and their hashes one after the other, 32 bytes each. */
export interface RosterPart {
  readonly leaves: readonly RosterLeaf[];
  /** As `formatLeaves` would write them. */
  readonly lines: Uint8Array;
  readonly hashes: Uint8Array;
}

/**
 * Commits a roster in parts.
 * @param saltKey - 32 random bytes for each draw
 * @param keep - stores a part; the next one is not read before it has ended
 * @throws {ShapeError | RangeError} with every problem of the first part that has any
 */
export async function commitRosterParts(
  suite: Suite,
  saltKey: Uint8Array,
  parts: Parts<Unsalted<RosterLeaf>>,
  keep: (part: RosterPart) => void | Promise<void>,
): Promise<{ readonly root: string; readonly size: number }> {
  let range = EMPTY_RANGE;
  let last: readonly RosterLeaf[] = [];
  for await (const part of parts) {
    const leaves = saltedLeaves(suite, saltKey, ROSTER, part);
    const problems = [...orderProblems([...last, ...leaves.slice(0, 1)]), ...ROSTER.problemsOf(leaves)];
    if (problems.length > 0) throw new RangeError(problems.join('; '));
    const lines = messagesOfEntries(leaves, ROSTER.textOf);
    const hashes = leafHashes(suite, lines);
    range = appendAll(suite, range, hashes);
    await keep({ leaves, lines: lines.bytes, hashes });
    if (leaves.length > 0) last = leaves.slice(-1);
  }
  return { root: toHex(rangeRoot(suite, range)), size: range.size };
}

/** What is drawn from a list in parts. */
export interface PartsRule {
  readonly n: number;
  readonly mode: Weighting;
  /** Reserves to list after the drawn ones. */
  readonly reserve: number;
}

/**
 * As `select`, for a population in parts.
 * @throws {RangeError} when n is more than there are, the ids do not ascend, or a weight is not allowed
 */
export async function selectParts(
  suite: Suite,
  key: Uint8Array,
  parts: Parts<Candidate>,
  { n, mode, reserve }: PartsRule,
): Promise<Selection> {
  const pool = openPool(suite, key, mode, n + reserve);
  let size = 0;
  let last = '';
  for await (const part of parts) {
    for (const { id } of part) {
      if (id <= last) throw new RangeError(`${id} stands after ${last}`);
      last = id;
    }
    pool.add(part);
    size += part.length;
  }
  if (!Number.isInteger(n) || n < 0 || n > size) throw new RangeError(`cannot draw ${n} of ${size}`);
  return pool.selection(n);
}
