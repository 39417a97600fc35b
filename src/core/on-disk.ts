/** Waiting for the disk, apart from the lock: commits of many commands reach it together (docs/adr/0068). @module */
import { sql, type Kysely } from 'kysely';
import type { Database } from './db.ts';
import type { ReadTx } from './transact.ts';

interface Flushes {
  running: Promise<void> | undefined;
  /** Begins when the running one has ended, and holds for every commit until then. */
  next: Promise<void> | undefined;
}

const flushes = new WeakMap<Kysely<Database>, Map<number, Flushes>>();

/**
 * Resolves when everything this process has committed for the bureau is on the disk (and, where the server asks for it, at its standby).
 * Whoever comes first flushes for all who come until it begins, on its own `connection`, which it must keep until then.
 *
 * @returns `done`, and whether the connection is needed until then
 */
export function whenOnDisk(
  db: Kysely<Database>,
  bureauId: number,
  connection: Kysely<Database>,
): { readonly done: Promise<void>; readonly isOurs: boolean } {
  const ofBureau = flushesOf(db, bureauId);
  // The one under way may have begun before our commit.
  if (ofBureau.next !== undefined) return { done: ofBureau.next, isOurs: false };
  ofBureau.next = flush(ofBureau, bureauId, connection);
  return { done: ofBureau.next, isOurs: true };
}

/**
 * Makes the commit of this transaction wait for the disk though it writes nothing of its own: what it answers with was committed by
 * another, which may still be on its way there.
 */
export async function waitWithCommit({ db, bureauId }: Pick<ReadTx, 'db' | 'bureauId'>): Promise<void> {
  await sql`SELECT flush_deeds(${bureauId})`.execute(db);
}

async function flush(ofBureau: Flushes, bureauId: number, connection: Kysely<Database>): Promise<void> {
  await ofBureau.running?.catch(() => undefined);
  ofBureau.running = ofBureau.next;
  ofBureau.next = undefined;
  await sql`SELECT flush_deeds(${bureauId})`.execute(connection);
}

function flushesOf(db: Kysely<Database>, bureauId: number): Flushes {
  const ofDatabase = flushes.get(db) ?? new Map<number, Flushes>();
  flushes.set(db, ofDatabase);
  const ofBureau = ofDatabase.get(bureauId) ?? { running: undefined, next: undefined };
  ofDatabase.set(bureauId, ofBureau);
  return ofBureau;
}
