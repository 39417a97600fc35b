/** The demo district acts through the product's own deeds, at its own time. @module */
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { IN_PROCESS, type Actor } from '../src/core/actor.ts';
import { manualClock, type ManualClock } from '../src/core/clock.ts';
import { execute, type DeedSpec } from '../src/core/command.ts';
import { follow } from '../src/core/follow.ts';
import type { Result } from '../src/core/result.ts';
import type { Runtime } from '../src/core/runtime.ts';
import { read } from '../src/core/transact.ts';
import { lookAtVolumes } from '../src/archive/jobs.ts';
import { FOLLOWERS } from '../src/http/modules.ts';
import type { DemoStaff } from './logins.ts';

export const DEMO_BUREAU = 1;

export interface Stage {
  readonly runtime: Runtime & { readonly clock: ManualClock };
  /** Does a deed as this person, a little later than the one before; throws when it is refused, since the script is wrong then. */
  act<I extends z.ZodType, O extends z.ZodType>(
    who: DemoStaff,
    spec: DeedSpec<I, O>,
    input: z.input<I>,
  ): Promise<z.output<O>>;
  /** Moves the clock to an instant, e.g. `2026-03-02T01:00:00Z`. */
  at(instant: string): void;
  /** Lets the jobs catch up with the log. */
  settle(): Promise<void>;
}

const SECONDS_BETWEEN_DEEDS = 40;

/** @param doing - how a deed is done; a battery does it over a line that fails */
export function openStage(runtime: Runtime, start: string, doing: typeof execute = execute): Stage {
  const clock = manualClock(start);
  const staged = { ...runtime, clock };
  let seen = 0;
  return {
    runtime: staged,
    act: async (who, spec, input) => {
      clock.advance(SECONDS_BETWEEN_DEEDS);
      return expectDone(spec.kind, await doing(staged, actorFor(who), spec, randomUUID(), input));
    },
    at: (instant) => clock.set(instant),
    settle: async () => {
      // Asking all of them after every step would be most of the work.
      for (;;) {
        const { head, kinds } = await deedsAfter(staged, seen);
        if (head === seen) return;
        seen = head;
        for (const follower of FOLLOWERS)
          if (follower.kinds.some((kind) => kinds.has(kind))) await follow(staged, DEMO_BUREAU, follower);
        while ((await lookAtVolumes(staged, DEMO_BUREAU)) > 0);
      }
    },
  };
}

/** What kinds of deeds the log has after this one, and its last number. */
async function deedsAfter(runtime: Runtime, seq: number): Promise<{ head: number; kinds: Set<string> }> {
  const rows = await read(runtime, DEMO_BUREAU, ({ db }) =>
    db
      .selectFrom('deed')
      .select(({ fn }) => ['kind', fn.max('seq').as('head')])
      .where('bureau_id', '=', DEMO_BUREAU)
      .where('seq', '>', seq)
      .groupBy('kind')
      .execute(),
  );
  return { head: Math.max(seq, ...rows.map(({ head }) => Number(head))), kinds: new Set(rows.map(({ kind }) => kind)) };
}

export function actorFor({ staffId, name, roles }: DemoStaff): Actor {
  return { bureauId: DEMO_BUREAU, staffId, name, roles, authenticatedAt: IN_PROCESS };
}

/** The value of a deed that the script relies on. */
export function expectDone<T>(kind: string, result: Result<T>): T {
  if (!result.ok) throw new Error(`the demo's ${kind} was refused: ${JSON.stringify(result.refusals)}`);
  return result.value;
}
