/**
 * Jobs that follow the deed log: each bureau and job has a cursor, and a deed is handled in the same transaction that
 * moves the cursor past it. So each deed is handled once and in order, whatever is killed when. @module
 */
import { systemActor, type Actor } from './actor.ts';
import { newId } from './ids.ts';
import { ok } from './result.ts';
import type { Runtime } from './runtime.ts';
import { transact, type Tx } from './transact.ts';

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
