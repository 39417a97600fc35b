/** What is dear to make and the same for everybody who asks. @module */

/** A crowd asks for the same few; they are made once. */
const MOST_KEPT = 16;

/** Puts a file among the kept ones; the one that was put longest ago gives way. */
export function keep(kept: Map<string, Uint8Array>, key: string, bytes: Uint8Array): void {
  kept.delete(key);
  kept.set(key, bytes);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
}
