/** Tickets (抽签号): the one hash that decides. SPEC §8. @module */
import { compareBytes, utf8 } from './bytes.ts';
import { wordBytes } from './digest.ts';
import type { Suite } from './suite.ts';

/** Most tickets one member may have. */
export const MAX_TICKETS = 255;

/**
 * Ticket `j` of a member: H(key ‖ u8(j) ‖ id), 32 bytes; the smallest is drawn first.
 *
 * It depends on the key and on this one member, so striking a member never moves anyone else, and anyone can check
 * a single row. With an 18-character id it is one compression of the hash, and in PostgreSQL
 * `sha256(key || '\x00' || convert_to(id, 'UTF8'))`.
 *
 * @param key - 32 bytes
 * @param j - 0 … 254
 */
export function ticket(suite: Suite, key: Uint8Array, j: number, id: string): Uint8Array {
  return suite.hash(key, Uint8Array.of(j), utf8(id));
}

/**
 * Tickets of many members as big-endian words, 8 each: what {@link ticket} gives, only faster.
 * @param key - 32 bytes
 */
export function ticketTable(suite: Suite, key: Uint8Array, j: number, ids: readonly string[]): Uint32Array {
  const table = new Uint32Array(8 * ids.length);
  suite.tickets({ key, j, ids, words: 8 }, table);
  return table;
}

/** The first words of tickets: enough to see that a member is not among the first. */
export function ticketHeads(suite: Suite, key: Uint8Array, j: number, ids: readonly string[]): Uint32Array {
  const heads = new Uint32Array(ids.length);
  suite.tickets({ key, j, ids, words: 1 }, heads);
  return heads;
}

/** Ticket at an index of a table, as 32 bytes. */
export function ticketBytes(table: Uint32Array, index: number): Uint8Array {
  return wordBytes(table, 8 * index);
}

/** Order of two tickets of a table; the same as `memcmp` of their bytes. */
export function compareTickets(table: Uint32Array, a: number, b: number): number {
  for (let word = 0; word < 8; word += 1) {
    const difference = (table[8 * a + word] as number) - (table[8 * b + word] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}

/**
 * The smallest of each member's tickets (SPEC §8.2): one with four tickets is drawn as the first of four draws would be.
 * @param weights - 1 … 255 for each id
 * @param tableOf - {@link ticketTable}, or {@link ticketHeads} for the first words alone
 * @throws {RangeError} on another weight
 */
export function scoreTable(
  suite: Suite,
  key: Uint8Array,
  ids: readonly string[],
  weights: readonly number[],
  tableOf: typeof ticketTable = ticketTable,
): Uint32Array {
  const bad = weights.findIndex((weight) => !Number.isInteger(weight) || weight < 1 || weight > MAX_TICKETS);
  if (bad >= 0) throw new RangeError(`weight of ${ids[bad]} must be 1 … ${MAX_TICKETS}, got ${weights[bad]}`);
  const best = tableOf(suite, key, 0, ids);
  const words = best.length / ids.length;
  let several = [...ids.keys()];
  for (let j = 1; j < MAX_TICKETS; j += 1) {
    several = several.filter((index) => (weights[index] as number) > j);
    if (several.length === 0) break;
    const next = tableOf(
      suite,
      key,
      j,
      several.map((index) => ids[index] as string),
    );
    several.forEach((index, at) =>
      keepSmaller(best.subarray(words * index), next.subarray(words * at, words * (at + 1))),
    );
  }
  return best;
}

function keepSmaller(best: Uint32Array, candidate: Uint32Array): void {
  const word = candidate.findIndex((value, i) => value !== best[i]);
  if ((candidate[word] as number) < (best[word] as number)) best.set(candidate);
}

/**
 * Ids in drawing order under a key (one ticket each): the order of enterprises, and of officers for a slot.
 * @throws {RangeError} when an id stands twice
 */
export function drawOrder(suite: Suite, key: Uint8Array, ids: readonly string[]): string[] {
  if (new Set(ids).size !== ids.length) throw new RangeError('an id stands twice');
  return orderOf(ticketTable(suite, key, 0, ids), ids).map((index) => ids[index] as string);
}

/** Indices in ascending order of ticket, equal tickets by id. */
export function orderOf(table: Uint32Array, ids: readonly string[]): number[] {
  return [...ids.keys()].sort((a, b) => compareTickets(table, a, b) || compareIds(ids[a] as string, ids[b] as string));
}

/** Order of two ids by their UTF-8 bytes. */
export function compareIds(a: string, b: string): number {
  return compareBytes(utf8(a), utf8(b));
}
