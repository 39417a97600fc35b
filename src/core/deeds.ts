/** The deed log (留痕): one gap-free hash chain per bureau, appended last in each transaction. @module */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { canonicalize } from 'verifiable-draw';
import { toSeconds, type Clock } from './clock.ts';
import type { DeedDraft, Tx } from './transact.ts';

/** The entry format of deeds; part of every entry. */
export const DEED_VERSION = 1;

/**
 * Appends the deeds under the lock of the bureau's head row: number and previous hash are right by construction.
 * The database checks both again (`append_deed`), and is the only one that can insert.
 */
export async function appendDeeds(tx: Tx, clock: Clock, drafts: readonly DeedDraft[]): Promise<void> {
  if (drafts.length === 0) return;
  const bureau = await tx.db
    .selectFrom('bureau')
    .select('code')
    .where('bureau_id', '=', tx.bureauId)
    .executeTakeFirstOrThrow();
  const head = await lockHead(tx);
  // A clock that went back a little must not stop the bureau; the order of deeds is their number.
  const at = toSeconds(later(clock.now(), head.at));
  let { seq, hash } = head;
  for (const draft of drafts) {
    seq += 1;
    const entry = canonicalize({
      v: DEED_VERSION,
      bureau: bureau.code,
      seq,
      at,
      kind: draft.kind,
      actor: tx.actor.staffId,
      subject: draft.subject,
      command: tx.commandId,
      facts: draft.facts,
      prev: hash.toString('hex'),
    });
    await sql`SELECT append_deed(${tx.bureauId}, ${Buffer.from(entry)})`.execute(tx.db);
    hash = deedHash(entry);
  }
}

/** The hash of a deed, which is also its leaf in the log: SHA-256(0x00 ‖ entry), RFC 6962 §2.1. */
export function deedHash(entry: Uint8Array): Buffer {
  return createHash('sha256').update(Uint8Array.of(0)).update(entry).digest();
}

async function lockHead(tx: Tx): Promise<{ seq: number; hash: Buffer; at: string | undefined }> {
  const { rows } = await sql<{ seq: number; hash: Buffer; at: string | null }>`
    SELECT seq, hash, CASE WHEN isfinite(at) THEN at END AS at FROM lock_head(${tx.bureauId})`.execute(tx.db);
  const head = rows[0];
  if (head === undefined) throw new Error(`bureau ${tx.bureauId} has no chain`);
  return { seq: head.seq, hash: head.hash, at: head.at ?? undefined };
}

function later(a: string, b: string | undefined): string {
  return b === undefined || Temporal.Instant.compare(a, b) >= 0 ? a : b;
}
