/** 重新鉴别: whether a person has just shown who it is. Pure. @module */
import { IN_PROCESS, type Actor, type DeedRule } from './actor.ts';
import type { Refusal } from './result.ts';

/** How long a shown password counts for the deeds that ask for one (reliability §6). */
const FRESH_MINUTES = 5;

/** `reauthentication-needed`, where the deed asks for a person who has just shown who it is. */
export function staleRefusals(actor: Actor, rule: DeedRule, now: string): Refusal[] {
  if (rule.needsFreshPassword !== true || isFresh(actor, now)) return [];
  return [{ code: 'reauthentication-needed', facts: { deed: rule.title, minutes: FRESH_MINUTES } }];
}

function isFresh({ authenticatedAt }: Actor, now: string): boolean {
  if (authenticatedAt === undefined) return false;
  if (authenticatedAt === IN_PROCESS) return true;
  return Temporal.Instant.from(authenticatedAt).until(now).total('minutes') <= FRESH_MINUTES;
}
