/** 公开: a sealed draw shows what it was, once its visits are over, or when its deadline has come. SPEC §20.4. @module */
import { z } from 'zod';
import { defineDeed } from '../../core/command.ts';
import { ok, refuse } from '../../core/result.ts';
import { knowingAll, type Tx } from '../../core/transact.ts';
import { chainDeeds } from '../deeds.ts';
import { openingNow } from '../reads/codes.ts';
import type { DrawRow } from '../reads/progress.ts';
import { openRefusals } from '../rules/sealed.ts';
import { lockDraw } from '../writes/draws.ts';
import { openRows } from '../writes/sealed.ts';
import { DRAW_NOT_FOUND } from './step.ts';

/** Opens a sealed draw: lists, codes, result and substitutions are public from here on, and the visits are published. */
export const openDraw = defineDeed({
  kind: 'draw.open',
  rule: chainDeeds['draw.open'],
  input: z.object({ drawId: z.uuid() }),
  output: z.object({ drawId: z.uuid() }),
  run: (tx, { drawId }) => openOne(tx, drawId),
});

/** The same for whoever may, and for the program at the deadline. */
export async function openOne(tx: Tx, drawId: string) {
  const draw = await lockDraw(tx, drawId);
  if (draw === undefined) return refuse(DRAW_NOT_FOUND);
  const refusals = openRefusals(await openingNow(tx, draw));
  if (refusals.length > 0) return refuse(refusals);
  await openNow(tx, draw);
  return ok({ drawId });
}

/** Opens without asking; the caller has. */
export async function openNow(tx: Tx, { draw_id: drawId, public_id: publicId }: DrawRow): Promise<void> {
  await knowingAll(tx, () => openRows(tx, drawId));
  tx.record({ kind: 'draw.open', subject: `draw/${drawId}`, facts: { draw: publicId } });
}
