/** After the result: confirming it as it is, and sending its teams out. @module */
import { z } from 'zod';
import { defineDeed } from '../../core/command.ts';
import { ok, refuse } from '../../core/result.ts';
import { knowingAll } from '../../core/transact.ts';
import { drawDeeds } from '../deeds.ts';
import { readIds } from '../reads/lists.ts';
import { findOutcome, listRoster } from '../reads/result.ts';
import { teamRefusals } from '../rules/result.ts';
import { deviceUsesOf, usesPerDay, vehicleUsesOf, visitDaysOf } from '../rules/uses.ts';
import { isSealed, knownTo } from '../rules/sealed.ts';
import { moveDraw } from '../writes/draws.ts';
import { insertUses } from '../writes/means.ts';
import { DRAW_NOT_FOUND, openStep } from './step.ts';

const OneDraw = z.object({ drawId: z.uuid() });

/** Confirms the result; nothing in it can be changed by it. From here on it is public. */
export const confirmDraw = defineDeed({
  kind: 'draw.confirm',
  rule: drawDeeds['draw.confirm'],
  input: OneDraw,
  output: OneDraw,
  run: async (tx, { drawId }) => {
    const step = await openStep(tx, 'draw.confirm', drawId);
    if (step === undefined) return refuse(DRAW_NOT_FOUND);
    // Whoever confirms a sealed result does not see it: only that there are teams.
    const outcome = await knowingAll(tx, () => findOutcome(tx, drawId));
    const against = outcome === undefined ? [] : teamRefusals(outcome.details, await listRoster(tx, drawId));
    const refusals = [
      ...step.refusals,
      ...(isSealed(step.draw) ? against.map(() => ({ code: 'draw-sealed-unassigned' })) : against),
    ];
    if (refusals.length > 0 || outcome === undefined) return refuse(refusals);
    await moveDraw(tx, drawId, 'drawn', 'confirmed');
    tx.record({
      kind: 'draw.confirm',
      subject: `draw/${drawId}`,
      facts: { draw: step.draw.public_id, document: outcome.resultHash },
    });
    return ok({ drawId });
  },
});

/** Sends the teams out, with their days, vehicles and devices: the inspection module makes a task of each drawn enterprise when it reads this deed. */
export const releaseDraw = defineDeed({
  kind: 'draw.release',
  rule: drawDeeds['draw.release'],
  input: OneDraw,
  output: OneDraw,
  run: async (tx, { drawId }) => {
    const step = await openStep(tx, 'draw.release', drawId);
    if (step === undefined) return refuse(DRAW_NOT_FOUND);
    if (step.refusals.length > 0) return refuse(step.refusals);
    await moveDraw(tx, drawId, 'confirmed', 'released');
    const outcome = await knowingAll(tx, () => findOutcome(tx, drawId));
    if (outcome === undefined) throw new Error(`draw ${drawId} is confirmed without a result`);
    const ids = await readIds(tx, drawId);
    const { trips, turns } = usesPerDay(step.draw.config);
    await insertUses(
      tx,
      drawId,
      visitDaysOf(outcome.details),
      vehicleUsesOf(outcome.details, ids.vehicles, trips),
      deviceUsesOf(outcome.details, ids.devices, turns),
      knownTo(step.draw),
    );
    tx.record({ kind: 'draw.release', subject: `draw/${drawId}`, facts: { draw: step.draw.public_id } });
    return ok({ drawId });
  },
});
