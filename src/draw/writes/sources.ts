/** What is typed in for the sources, and the stage that follows from it. @module */
import type { Tx } from '../../core/transact.ts';
import type { DrawRow } from '../reads/progress.ts';
import { sourceStates } from '../reads/sources.ts';
import { moveDraw } from './draws.ts';

export interface NewTyping {
  readonly source: string;
  readonly attempt: number;
  readonly value: string;
  readonly signature?: string;
  /** Of a code: by whom it is known until the opening. */
  readonly knownTo?: string[] | null;
}

export async function insertTyping(
  tx: Tx,
  drawId: string,
  { signature, knownTo = null, ...typing }: NewTyping,
): Promise<void> {
  await tx.db
    .insertInto('draw_source_typing')
    .values({
      bureau_id: tx.bureauId,
      draw_id: drawId,
      ...typing,
      signature: signature ?? null,
      known_to: knownTo,
      typed_by: tx.actor.staffId,
      at: tx.now,
    })
    .execute();
}

export interface NewSourceCheck {
  readonly source: string;
  readonly attempt: number;
  readonly value: string;
  readonly isSame: boolean;
}

export async function insertSourceCheck(tx: Tx, drawId: string, { isSame, ...check }: NewSourceCheck): Promise<void> {
  await tx.db
    .insertInto('draw_source_check')
    .values({
      bureau_id: tx.bureauId,
      draw_id: drawId,
      ...check,
      is_same: isSame,
      typed_by: tx.actor.staffId,
      at: tx.now,
    })
    .execute();
}

/** The first typing of anything opens the stage in which sources are typed. */
export async function enterRolling(tx: Tx, draw: Pick<DrawRow, 'draw_id' | 'state'>): Promise<void> {
  if (draw.state === 'announced') await moveDraw(tx, draw.draw_id, 'announced', 'rolling');
}

/** Once every source but a withheld share has its value, everything is fixed; says whether it is. */
export async function settleSeed(tx: Tx, draw: DrawRow): Promise<boolean> {
  const states = await sourceStates(tx, draw);
  const isFixed = states.every(({ isSettled }) => isSettled);
  if (isFixed) await moveDraw(tx, draw.draw_id, 'rolling', 'seeded');
  return isFixed;
}
