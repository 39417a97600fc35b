/** Reads of visits as the desk asks them, for tests. @module */
import type { Actor } from '../core/actor.ts';
import { answer } from '../core/command.ts';
import type { Result } from '../core/result.ts';
import type { Runtime } from '../core/runtime.ts';
import { inspectionReadSpecsWith } from './routes.ts';
import { NO_LATER_RECORDS } from './types/later.ts';

/** What the read at this path answers to that person. */
export async function askVisits(runtime: Runtime, who: Actor, path: string, input: unknown): Promise<Result<unknown>> {
  const spec = inspectionReadSpecsWith(NO_LATER_RECORDS).find((each) => each.path === path);
  if (spec === undefined) throw new Error(`no read ${path}`);
  return answer(runtime, who, spec, input);
}

/** The same person, in another bureau. */
export function elsewhere(who: Actor): Actor {
  return { ...who, bureauId: 2 };
}
