/** What of a draw's entries may be read before it is over, and how a draw ends. Browser-safe. @module */
import type { DrawState } from '../types.ts';
import { isSecretEntry } from './sealed.ts';

/** Deeds by which somebody types what another has to type again without seeing it, and those that end this. */
const isTyping = (kind: string): boolean => kind.startsWith('draw.record-');
const isSettled = (kind: string): boolean =>
  kind.startsWith('draw.confirm-') || ['draw.complete', 'draw.substitute', 'draw.open'].includes(kind);

/** The entries without those typings that nobody has checked yet: the second person must not read the first one's digits. */
export function withoutOpenTypings<T extends { readonly kind: string; readonly draw: string }>(
  entries: readonly T[],
): readonly T[] {
  const lastSettled = new Map<string, number>();
  entries.forEach(({ kind, draw }, i) => {
    if (isSettled(kind)) lastSettled.set(draw, i);
  });
  return entries.filter(({ kind, draw }, i) => !isTyping(kind) || i < (lastSettled.get(draw) ?? -1));
}

/** The entries without those that tell of a draw which is sealed still: a code, a substitution. */
export function withoutSecrets<
  T extends { readonly kind: string; readonly facts: Readonly<Record<string, unknown>>; readonly isSealed: boolean },
>(entries: readonly T[]): readonly T[] {
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
