/**
 * Jobs that follow the deed log: each bureau and job has a cursor, and a deed is handled in the same transaction that
 * moves the cursor past it. So each deed is handled once and in order, whatever is killed when. @module
 */
import { sql } from 'kysely';
import { systemActor, type Actor } from './actor.ts';
import { newId } from './ids.ts';
import { ok } from './result.ts';
import type { Runtime } from './runtime.ts';
import { inBureau, read, transact, type Tx } from './transact.ts';

/** A deed as a job sees it. */
export interface FollowedDeed {
  readonly seq: number;
  readonly kind: string;
  readonly at: string;
  readonly actorId: string;
  readonly subjectId: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

export interface Follower {
  /** Name of the cursor; never renamed once used. */
  readonly job: string;
  readonly kinds: readonly string[];
  handle(tx: Tx, deed: FollowedDeed): Promise<void>;
}

/** A cursor this far behind the head, with nothing for it in between, is moved there: the next look need not read past that again. */
const FAR_BEHIND = 1_000;

/**
 * Lets the followers of one bureau handle what they have not seen, in their order; returns how many deeds were handled. Where nothing was done
 * since, it costs one look, however many followers there are. One that fails keeps no other waiting.
 * @throws AggregateError with what each failing one met
 */
export async function followAll(runtime: Runtime, bureauId: number, followers: readonly Follower[]): Promise<number> {
  if (followers.length === 0) return 0;
  const failures: unknown[] = [];
  let handled = 0;
  let ahead = await lookAhead(runtime, bureauId, followers);
  for (const follower of followers) {
    if (!ahead.waiting.has(follower.job)) continue;
    try {
      handled += await follow(runtime, bureauId, follower);
    } catch (error) {
      failures.push(error);
    }
    // What it did may be for those after it.
    ahead = await lookAhead(runtime, bureauId, followers);
  }
  if (ahead.farBehind.length > 0) await skipTo(runtime, bureauId, ahead.head, ahead.farBehind);
  if (failures.length > 0) throw new AggregateError(failures, failures.map(String).join('; '));
  return handled;
}

interface Ahead {
  readonly head: number;
  /** Jobs for which there is a deed. */
  readonly waiting: ReadonlySet<string>;
  /** Jobs for which there is none up to the head, though it is far. */
  readonly farBehind: readonly string[];
}

/** In one snapshot: numbers have no gap, so nothing up to the head it shows can still be on its way. */
async function lookAhead(runtime: Runtime, bureauId: number, followers: readonly Follower[]): Promise<Ahead> {
  return read(runtime, bureauId, async (tx) => {
    const rows = await tx.db
      .selectFrom('job_cursor')
      .select(['job', 'seq'])
      .where('bureau_id', '=', bureauId)
      .execute();
    const cursors = new Map(rows.map(({ job, seq }) => [job, seq]));
    const cursorOf = ({ job }: Follower): number => cursors.get(job) ?? 0;
    const done = await tx.db
      .selectFrom('deed')
      .select((eb) => ['kind', eb.fn.max('seq').as('last')])
      .where('bureau_id', '=', bureauId)
      .where('seq', '>', Math.min(...followers.map(cursorOf)))
      .groupBy('kind')
      .execute();
    const last = new Map(done.map(({ kind, last: seq }) => [kind, Number(seq)]));
    const head = Math.max(0, ...last.values());
    const isWaiting = (follower: Follower): boolean =>
      follower.kinds.some((kind) => (last.get(kind) ?? 0) > cursorOf(follower));
    return {
      head,
      waiting: new Set(followers.filter(isWaiting).map(({ job }) => job)),
      farBehind: followers
        .filter((follower) => !isWaiting(follower) && head - cursorOf(follower) >= FAR_BEHIND)
        .map(({ job }) => job),
    };
  });
}

async function skipTo(runtime: Runtime, bureauId: number, head: number, jobs: readonly string[]): Promise<void> {
  await inBureau(runtime, bureauId, ({ db }) =>
    db
      .insertInto('job_cursor')
      .values(jobs.map((job) => ({ bureau_id: bureauId, job, seq: head })))
      // Another process may have come further meanwhile.
      .onConflict((oc) =>
        oc.columns(['bureau_id', 'job']).doUpdateSet({ seq: sql`greatest(job_cursor.seq, excluded.seq)` }),
      )
      .execute(),
  );
}

/** Handles every deed the follower has not seen; returns how many. */
export async function follow(runtime: Runtime, bureauId: number, follower: Follower): Promise<number> {
  const actor = systemActor(bureauId);
  let handled = 0;
  while (await handleNext(runtime, actor, follower)) handled += 1;
  return handled;
}

async function handleNext(runtime: Runtime, actor: Actor, follower: Follower): Promise<boolean> {
  const result = await transact(runtime, { id: newId(), actor }, async (tx) => {
    const after = await lockCursor(tx, follower.job);
    const deed = await nextDeed(tx, after, follower.kinds);
    if (deed === undefined) return ok(false);
    await follower.handle(tx, deed);
    await tx.db
      .updateTable('job_cursor')
      .set({ seq: deed.seq })
      .where('bureau_id', '=', tx.bureauId)
      .where('job', '=', follower.job)
      .execute();
    return ok(true);
  });
  return result.ok && result.value;
}

async function lockCursor(tx: Tx, job: string): Promise<number> {
  await tx.db
    .insertInto('job_cursor')
    .values({ bureau_id: tx.bureauId, job, seq: 0 })
    .onConflict((oc) => oc.doNothing())
    .execute();
  const cursor = await tx.db
    .selectFrom('job_cursor')
    .select('seq')
    .where('bureau_id', '=', tx.bureauId)
    .where('job', '=', job)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return cursor.seq;
}

async function nextDeed(tx: Tx, after: number, kinds: readonly string[]): Promise<FollowedDeed | undefined> {
  const row = await tx.db
    .selectFrom('deed')
    .select(['seq', 'kind', 'at', 'actor_id', 'subject_id', 'entry'])
    .where('bureau_id', '=', tx.bureauId)
    .where('seq', '>', after)
    .where('kind', 'in', kinds)
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { facts } = JSON.parse(row.entry.toString('utf8')) as { facts: Record<string, unknown> };
  return { seq: row.seq, kind: row.kind, at: row.at, actorId: row.actor_id, subjectId: row.subject_id, facts };
}
