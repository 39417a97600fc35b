/** Expected refusals are values; bugs throw. Browser-safe. @module */

/**
 * Why something may not be done (拒绝理由). `code` is the key of its Chinese sentence and remedy in the message
 * files; `facts` are what that sentence needs; `at` names the place (a field path, a row, a record id).
 */
export interface Refusal {
  readonly code: string;
  readonly at?: string;
  readonly facts?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

/** The deed was done and gives `value`. */
export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** The deed is refused for every reason given, never only for the first. An empty list is a bug. */
export function refuse(refusals: readonly Refusal[]): Result<never> {
  if (refusals.length === 0) throw new RangeError('a refusal needs at least one reason');
  return { ok: false, refusals };
}

/** Ends an exhaustive `switch`: a new case is then a compile error, and at run time a bug. */
export function unreachable(value: never): never {
  throw new Error(`unreachable case: ${JSON.stringify(value)}`);
}
