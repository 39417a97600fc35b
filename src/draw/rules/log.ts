/** What of a draw's entries may be read before it is over, and how a draw ends. Browser-safe. @module */
import type { DrawState } from '../types.ts';
import { isSecretEntry } from './sealed.ts';

/** Deeds by which somebody types what another has to type again without seeing it, by the deed that does so. */
const TYPED_BY: Readonly<Record<string, string>> = {
  'draw.confirm-dice': 'draw.record-dice',
  'draw.confirm-source': 'draw.record-source',
  'draw.confirm-fresh': 'draw.record-fresh',
};
const TYPINGS = new Set(Object.values(TYPED_BY));

interface Entry {
  readonly kind: string;
  /** The draw it is about, by any name. */
  readonly draw: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/**
 * The entries without those typings that nobody has checked yet: the second person must not read the first one's digits.
 * A typing is checked by the entry of the same draw, request, source and attempt (SPEC §7.3a, §19.2); one without an
 * attempt proves itself (a beacon's signature, a code of a chain) and is nobody's secret.
 */
export function withoutOpenTypings<T extends Entry>(entries: readonly T[]): readonly T[] {
  const checked = new Set(
    entries.flatMap((entry) => {
      const typing = TYPED_BY[entry.kind];
      return typing === undefined ? [] : [typingKey(typing, entry)];
    }),
  );
  return entries.filter(
    (entry) =>
      !TYPINGS.has(entry.kind) || entry.facts['attempt'] === undefined || checked.has(typingKey(entry.kind, entry)),
  );
}

/** Dice of the draw have no source of their own, its sources no request. */
function typingKey(kind: string, { draw, facts }: Entry): string {
  return JSON.stringify([kind, draw, facts['request'], facts['source'], facts['attempt']]);
}

/** The entries without those that tell of a draw which is sealed still: a code, a substitution. */
export function withoutSecrets<T extends Omit<Entry, 'draw'> & { readonly isSealed: boolean }>(
  entries: readonly T[],
): readonly T[] {
  return entries.filter(({ kind, facts, isSealed }) => !isSealed || !isSecretEntry(kind, facts));
}

/** How an announced draw ended, or why it has not: `sealed` waits for its opening, `overdue` has missed it. */
export type DrawEnd = 'done' | 'void' | 'open' | 'sealed' | 'overdue';

/** @param openBy - the announced deadline of the opening; undefined when the draw is not sealed */
export function drawEnd(draw: {
  readonly state: DrawState;
  readonly isVoid: boolean;
  readonly openBy: string | undefined;
  readonly isOpened: boolean;
  readonly now: string;
}): DrawEnd {
  if (draw.isVoid) return 'void';
  const isDue = draw.openBy !== undefined && !draw.isOpened;
  if (isDue && Temporal.Instant.compare(draw.now, draw.openBy) > 0) return 'overdue';
  if (draw.state !== 'confirmed' && draw.state !== 'released') return 'open';
  return isDue ? 'sealed' : 'done';
}
