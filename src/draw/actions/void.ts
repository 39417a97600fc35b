/** Voiding a draw, with two bodies. Its result is computed and published all the same (draw protocol §7). @module */
import { z } from 'zod';
import { defineDeed } from '../../core/command.ts';
import { ok, refuse } from '../../core/result.ts';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { drawDeeds } from '../deeds.ts';
import { listVoidProposals } from '../reads/draws.ts';
import { agreementRefusals, proposalRefusals, sideOf } from '../rules/void.ts';
import { VOID_REASONS } from '../types.ts';
import { insertVoidProposal, setVoid } from '../writes/draws.ts';
import { DRAW_NOT_FOUND, openStep } from './step.ts';

const VoidInput = z.object({ drawId: z.uuid(), reason: z.enum(codesOf(VOID_REASONS), '请选择作废原因') });
const OneDraw = VoidInput.pick({ drawId: true });

/** Proposes to void a draw for a coded reason; nothing changes until the other side agrees. */
export const proposeVoid = defineDeed({
  kind: 'draw.propose-void',
  rule: drawDeeds['draw.propose-void'],
  input: VoidInput,
  output: OneDraw,
  run: async (tx, { drawId, reason }) => {
    const step = await openStep(tx, 'draw.propose-void', drawId);
    if (step === undefined) return refuse(DRAW_NOT_FOUND);
    const refusals = [...step.refusals, ...proposalRefusals(await listVoidProposals(tx, drawId), reason)];
    if (refusals.length > 0) return refuse(refusals);
    const side = sideOf(tx.actor);
    await insertVoidProposal(tx, drawId, side, reason);
    tx.record({ kind: 'draw.propose-void', subject: `draw/${drawId}`, facts: { side, reason } });
    return ok({ drawId });
  },
});

/** Agrees to the proposal of the other side: the draw is void. */
export const voidDraw = defineDeed({
  kind: 'draw.void',
  rule: drawDeeds['draw.void'],
  input: VoidInput,
  output: OneDraw,
  run: async (tx, { drawId, reason }) => {
    const step = await openStep(tx, 'draw.void', drawId);
    if (step === undefined) return refuse(DRAW_NOT_FOUND);
    const refusals = [...step.refusals, ...agreementRefusals(await listVoidProposals(tx, drawId), reason, tx.actor)];
    if (refusals.length > 0) return refuse(refusals);
    await setVoid(tx, step.draw, reason);
    tx.record({ kind: 'draw.void', subject: `draw/${drawId}`, facts: { reason } });
    return ok({ drawId });
  },
});
