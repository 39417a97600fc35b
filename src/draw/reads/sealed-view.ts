/** What the desk shows of a sealed draw: its codes, and how far its opening is. Nothing of the result. @module */
import type { z } from 'zod';
import { mayDo, type Actor } from '../../core/actor.ts';
import type { Refusal } from '../../core/result.ts';
import type { ReadTx } from '../../core/transact.ts';
import { chainDeeds } from '../deeds.ts';
import { holderOf } from '../rules/chains.ts';
import { openRefusals } from '../rules/sealed.ts';
import type { Holder } from '../types/chains.ts';
import type { SealedView } from '../types/sealed.ts';
import { listTurns, openingNow } from './codes.ts';
import type { DrawRow } from './progress.ts';
import { againstForce, againstRelease } from './turns.ts';

/** Null for every other draw, and before the announcement names the codes. */
export async function viewSealed(tx: ReadTx, draw: DrawRow, actor: Actor): Promise<z.input<typeof SealedView> | null> {
  if (draw.mode !== 'sealed' || draw.announcement === null) return null;
  const turns = await listTurns(tx, draw.draw_id);
  const own = mayDo(actor.roles, chainDeeds['draw.release-code']) ? holderOf(actor) : undefined;
  const opening = await openingNow(tx, draw);
  const codes: z.input<typeof SealedView>['codes'] = [];
  const againstForcing: Partial<Record<Holder, Refusal[]>> = {};
  for (const turn of turns) {
    const { request, source, holder, anchor, length, index, releasedAt, isForced } = turn;
    const refusals = [...(await againstRelease(tx, draw, turn, actor))];
    const isMine = holder === own;
    codes.push({ request, source, holder, anchor, length, index, releasedAt, isForced, isMine, refusals });
    if (request === 0 && releasedAt === null) againstForcing[holder] = [...(await againstForce(tx, draw, turn))];
  }
  const isReleased = draw.state === 'released';
  return {
    openBy: draw.config.openBy ?? '',
    codes,
    visits: isReleased ? opening.visits : 0,
    ended: isReleased ? opening.ended : 0,
    againstOpening: openRefusals(opening),
    againstForcing,
  };
}
