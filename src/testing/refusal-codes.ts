/** What a refused deed said, for tests. @module */
import type { Result } from '../core/result.ts';

/** The codes of the reasons, in their order; empty when it was done. */
export function codes(result: Result<unknown>): string[] {
  return result.ok ? [] : result.refusals.map(({ code }) => code);
}
