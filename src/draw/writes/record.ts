/** Rows of the signed record and of those who checked the draw. @module */
import type { ReadTx, Tx } from '../../core/transact.ts';
import type { RecordSigner } from '../types/record.ts';
import '../tables.ts';

/** Settles the bytes of the record. */
export async function insertRecord(tx: Tx, drawId: string, sha256: string, bytes: number): Promise<void> {
  await tx.db
    .insertInto('draw_record')
    .values({ bureau_id: tx.bureauId, draw_id: drawId, sha256, bytes, at: tx.now })
    .execute();
}

export async function insertRecordSignature(
  tx: Tx,
  drawId: string,
  signer: RecordSigner,
  sha256: string,
): Promise<void> {
  await tx.db
    .insertInto('draw_record_signature')
    .values({ bureau_id: tx.bureauId, draw_id: drawId, signer, staff_id: tx.actor.staffId, sha256, at: tx.now })
    .execute();
}

/** Counts a reader who says that he checked the draw; the same reader counts once. */
export async function insertChecker(tx: ReadTx, drawId: string, tokenHash: string): Promise<void> {
  await tx.db
    .insertInto('draw_checker')
    .values({ bureau_id: tx.bureauId, draw_id: drawId, token_hash: tokenHash, at: tx.now })
    .onConflict((oc) => oc.doNothing())
    .execute();
}
