/** What of a draw's entries may be read before it is over. Browser-safe. @module */

/** Deeds by which somebody types what another has to type again without seeing it, and those that end this. */
const isTyping = (kind: string): boolean => kind.startsWith('draw.record-');
const isSettled = (kind: string): boolean => kind.startsWith('draw.confirm-') || kind === 'draw.complete';

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
