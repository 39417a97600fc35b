/** The deed log (留痕): one gap-free hash chain per bureau, appended last in each transaction. @module */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { canonicalText } from 'verifiable-draw';
import type { Clock } from './clock.ts';
import type { DeedDraft, Tx } from './transact.ts';

/**
 * Appends the deeds in one statement. The database takes the lock of the bureau's head and writes each entry itself: canonical JSON of
 * `{actor, at, bureau, command, facts, kind, prev, seq, subject, v}`, whose number, link and time nobody can state.
 * @throws {CanonicalError} on a fact, kind or subject that cannot stand in a canonical document
 */
export async function appendDeeds(tx: Tx, clock: Clock, drafts: readonly DeedDraft[]): Promise<void> {
  if (drafts.length === 0) return;
  const deeds = drafts.map(({ kind, subject, facts }) => canonicalText({ facts, kind, subject }));
  // The lock ends with the commit, not with the disk, so that the next command need not wait for it; the answer does (`on-disk.ts`).
  await sql`
    SELECT set_config('synchronous_commit', 'off', true),
      append_deeds(${tx.bureauId}, ${clock.now()}, ${tx.actor.staffId}, ${tx.commandId}, ${deeds})`.execute(tx.db);
}

/** The hash of a deed, which is also its leaf in the log: SHA-256(0x00 ‖ entry), RFC 6962 §2.1. */
export function deedHash(entry: Uint8Array): Buffer {
  return createHash('sha256').update(Uint8Array.of(0)).update(entry).digest();
}
