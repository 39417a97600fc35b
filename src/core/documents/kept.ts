/** What was made last, to be had again without making it. @module */

/** Keeps the value under its key; of more than `most` the one kept longest goes. @returns the value */
export function keepLast<T>(kept: Map<string, T>, key: string, value: T, most: number): T {
  kept.set(key, value);
  const [eldest] = kept.keys();
  if (kept.size > most && eldest !== undefined) kept.delete(eldest);
  return value;
}
