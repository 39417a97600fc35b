/** The draw's own row and what the people at the table hand in. @module */
import { sql, type Updateable } from 'kysely';
import type { Tx } from '../../core/transact.ts';
import type { DrawRow } from '../reads/progress.ts';
import type { DrawTable } from '../tables.ts';
import type { DrawConfig, DrawKey, DrawState, FrozenSummary, Party, VoidReason } from '../types.ts';

/** Locks the draw until the transaction ends, so that two deeds on one draw come one after the other. */
export async function lockDraw(tx: Tx, drawId: string): Promise<DrawRow | undefined> {
  return tx.db
    .selectFrom('draw')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('draw_id', '=', drawId)
    .forUpdate()
    .executeTakeFirst();
}

export interface NewDraw {
  readonly drawId: string;
  readonly publicId: string;
  readonly key: DrawKey;
  readonly year: number;
  readonly config: DrawConfig;
  readonly replaces: string | undefined;
}

/** Takes the batch number; false when another draw has it. */
export async function insertDraw(tx: Tx, { drawId, publicId, key, year, config, replaces }: NewDraw): Promise<boolean> {
  const result = await tx.db
    .insertInto('draw')
    .values({
      bureau_id: tx.bureauId,
      draw_id: drawId,
      public_id: publicId,
      plan_id: key.planId,
      task: key.task,
      batch: key.batch,
      year,
      name: config.name,
      mode: config.mode,
      state: 'configuring',
      config: JSON.stringify(config),
      replaces: replaces ?? null,
      created_at: tx.now,
      updated_at: tx.now,
    })
    .onConflict((oc) => oc.columns(['bureau_id', 'year', 'task', 'batch']).doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

export async function setConfig(tx: Tx, drawId: string, config: DrawConfig): Promise<void> {
  await changeDraw(tx, drawId, 'configuring', {
    name: config.name,
    mode: config.mode,
    config: JSON.stringify(config),
  });
}

export async function setFrozen(tx: Tx, drawId: string, saltKey: Buffer, frozen: FrozenSummary): Promise<void> {
  await changeDraw(tx, drawId, 'configuring', { state: 'frozen', salt_key: saltKey, frozen: JSON.stringify(frozen) });
}

export interface AnnouncementBytes {
  readonly seq: number;
  readonly bytes: Buffer;
  readonly hash: string;
}

export async function setAnnounced(tx: Tx, drawId: string, { seq, bytes, hash }: AnnouncementBytes): Promise<void> {
  await changeDraw(tx, drawId, 'frozen', {
    state: 'announced',
    seq,
    announcement: bytes,
    announcement_hash: hash,
    announced_at: tx.now,
  });
}

/** Moves the draw on from exactly the stage it was judged in. */
export async function moveDraw(tx: Tx, drawId: string, from: DrawState, to: DrawState): Promise<void> {
  await changeDraw(tx, drawId, from, { state: to });
}

export async function setVoid(tx: Tx, draw: Pick<DrawRow, 'draw_id' | 'state'>, reason: VoidReason): Promise<void> {
  await changeDraw(tx, draw.draw_id, draw.state, { voided_at: tx.now, void_reason: reason });
}

/** Compare and set: the row is locked and was judged, so a miss is a bug, never a race. */
async function changeDraw(tx: Tx, drawId: string, from: DrawState, change: Updateable<DrawTable>): Promise<void> {
  const result = await tx.db
    .updateTable('draw')
    .set({ ...change, updated_at: tx.now })
    .where('bureau_id', '=', tx.bureauId)
    .where('draw_id', '=', drawId)
    .where('state', '=', from)
    .executeTakeFirst();
  if (result.numUpdatedRows !== 1n) throw new Error(`draw ${drawId} is no longer ${from}`);
}

/** The next announcement number of the bureau. Taken in the announcing transaction, so no number is ever lost. */
export async function nextSeq(tx: Tx): Promise<number> {
  const row = await tx.db
    .insertInto('draw_counter')
    .values({ bureau_id: tx.bureauId, last_seq: 1 })
    .onConflict((oc) => oc.column('bureau_id').doUpdateSet({ last_seq: sql<number>`draw_counter.last_seq + 1` }))
    .returning('last_seq')
    .executeTakeFirstOrThrow();
  return row.last_seq;
}

export interface NewCommitment {
  readonly party: Party;
  readonly commitment: string;
  /** Hashes of its three envelopes, or none. */
  readonly envelopes: readonly string[];
}

export async function insertCommitment(
  tx: Tx,
  drawId: string,
  { party, commitment, envelopes }: NewCommitment,
): Promise<void> {
  await tx.db
    .insertInto('draw_commitment')
    .values({
      bureau_id: tx.bureauId,
      draw_id: drawId,
      party,
      staff_id: tx.actor.staffId,
      commitment,
      envelopes: [...envelopes],
      at: tx.now,
    })
    .execute();
}

/** `recovered`: given back by its envelopes, not by its party. */
export async function insertReveal(
  tx: Tx,
  drawId: string,
  { party, nonce, recovered }: { readonly party: Party; readonly nonce: string; readonly recovered: boolean },
): Promise<void> {
  await tx.db
    .insertInto('draw_reveal')
    .values({ bureau_id: tx.bureauId, draw_id: drawId, party, nonce, recovered, at: tx.now })
    .execute();
}

export async function insertDice(tx: Tx, drawId: string, attempt: number, digits: string): Promise<void> {
  await tx.db
    .insertInto('draw_dice')
    .values({ bureau_id: tx.bureauId, draw_id: drawId, attempt, digits, typed_by: tx.actor.staffId, at: tx.now })
    .execute();
}

export interface DiceCheck {
  readonly attempt: number;
  readonly digits: string;
  readonly isSame: boolean;
}

export async function insertDiceCheck(tx: Tx, drawId: string, { attempt, digits, isSame }: DiceCheck): Promise<void> {
  await tx.db
    .insertInto('draw_dice_check')
    .values({
      bureau_id: tx.bureauId,
      draw_id: drawId,
      attempt,
      digits,
      is_same: isSame,
      typed_by: tx.actor.staffId,
      at: tx.now,
    })
    .execute();
}

export async function insertVoidProposal(
  tx: Tx,
  drawId: string,
  side: 'head' | 'supervisor',
  reason: VoidReason,
): Promise<void> {
  await tx.db
    .insertInto('draw_void_proposal')
    .values({ bureau_id: tx.bureauId, draw_id: drawId, side, staff_id: tx.actor.staffId, reason, at: tx.now })
    .execute();
}
