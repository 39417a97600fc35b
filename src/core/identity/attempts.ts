/** Every try at the door, counted before it is judged: of the account, and of the address it comes from. @module */
import type { Kysely } from 'kysely';
import type { Database } from '../db.ts';
import type { Refusal } from '../result.ts';
import { accountCurve, countAttempt, forgetFailures, minutesLeft, sourceCurve, takeBack } from './lockout.ts';
import { doorPolicy } from './policies.ts';
import type { IdentitySecrets } from './secrets.ts';
import type { Source } from './sessions.ts';

export type Try =
  | { readonly kind: 'refused'; readonly isSource: boolean; readonly refusals: readonly Refusal[] }
  | {
      readonly kind: 'counted';
      /** What is said when it was wrong: the code, and how long to wait when that begins now. */
      wrong(code: string): readonly Refusal[];
      /** It was right, but another step follows: the count of the account goes on. */
      rightSoFar(): Promise<void>;
      /** It was right and the last step. */
      right(): Promise<void>;
    };

export interface AttemptSources {
  readonly db: Kysely<Database>;
  readonly secrets: IdentitySecrets;
}

/**
 * Counts a try under the account's name (as typed, whether it exists or not) and under its address; one without an
 * address is of a session or a program of this house, one without a name is of a passkey. Nobody learns from the answer whether the name exists.
 */
export async function countTry(
  { db, secrets }: AttemptSources,
  name: string | undefined,
  bureauId: number | undefined,
  source: Source | undefined,
  now: string,
): Promise<Try> {
  const policy = await doorPolicy(db, bureauId);
  const sourceHash = source === undefined ? undefined : secrets.sourceHash(source.ip);
  if (sourceHash !== undefined) {
    const bySource = await countAttempt(db, sourceHash, now, sourceCurve(policy.sourceTries));
    if (bySource.kind === 'locked')
      return { kind: 'refused', isSource: true, refusals: [waitRefusal('source-locked', bySource.until, now)] };
  }
  const nameHash = name === undefined ? undefined : secrets.nameHash(name);
  const byName =
    nameHash === undefined ? undefined : await countAttempt(db, nameHash, now, accountCurve(policy.freeTries));
  if (byName?.kind === 'locked')
    return { kind: 'refused', isSource: false, refusals: [waitRefusal('account-locked', byName.until, now)] };
  const rightSoFar = async (): Promise<void> => {
    if (sourceHash !== undefined) await takeBack(db, sourceHash);
  };
  return {
    kind: 'counted',
    wrong: (code) =>
      byName !== undefined && Temporal.Instant.compare(byName.lockedUntil, now) > 0
        ? [{ code }, waitRefusal('account-locked', byName.lockedUntil, now)]
        : [{ code }],
    rightSoFar,
    right: async () => {
      await rightSoFar();
      if (nameHash !== undefined) await forgetFailures(db, nameHash, now);
    },
  };
}

function waitRefusal(code: string, until: string, now: string): Refusal {
  return { code, facts: { minutes: minutesLeft(until, now) } };
}
