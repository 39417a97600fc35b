/** The result: computed, not chosen. @module */
import { computeDraw, deriveSeed, parseCanonical, readAnnouncement, type DrawResult } from 'verifiable-draw';
import { z } from 'zod';
import { defineDeed } from '../../core/command.ts';
import { ok, refuse } from '../../core/result.ts';
import type { ReadTx, Tx } from '../../core/transact.ts';
import { drawDeeds } from '../deeds.ts';
import { readEnterpriseIds, readIds, readLists } from '../reads/lists.ts';
import type { DrawRow } from '../reads/progress.ts';
import { findResultHash } from '../reads/result.ts';
import { selectInDatabase } from '../reads/second.ts';
import { readSourceValues } from '../reads/sources.ts';
import { announcedLists } from '../rules/announcement.ts';
import { picksOf, seatsOf } from '../rules/result.ts';
import { moveDraw } from '../writes/draws.ts';
import { insertResult } from '../writes/lists.ts';
import { DRAW_NOT_FOUND, openStep } from './step.ts';

/**
 * Computes and stores the result. Whoever presses, and however often: the same result, stored once. A crash before the
 * commit leaves the draw where it was, and the next press computes the same again.
 */
export const completeDraw = defineDeed({
  kind: 'draw.complete',
  rule: drawDeeds['draw.complete'],
  input: z.object({ drawId: z.uuid() }),
  output: z.object({ drawId: z.uuid(), result: z.string() }),
  run: async (tx, { drawId }) => {
    const step = await openStep(tx, 'draw.complete', drawId);
    if (step === undefined) return refuse(DRAW_NOT_FOUND);
    const earlier = await findResultHash(tx, drawId);
    if (earlier !== undefined) return ok({ drawId, result: earlier });
    if (step.refusals.length > 0) return refuse(step.refusals);
    return ok({ drawId, result: await storeResult(tx, step.draw) });
  },
});

/** Computes, stores and records the result of a draw whose sources are complete; returns its hash. A sealed one is stored hidden. */
export async function storeResult(tx: Tx, draw: DrawRow): Promise<string> {
  const drawId = draw.draw_id;
  const drawn = await compute(tx, draw);
  const { details } = drawn;
  const enterprises = await readEnterpriseIds(
    tx,
    drawId,
    details.selected.map(({ id }) => id),
  );
  const seats = seatsOf(details, await readIds(tx, drawId));
  await insertResult(tx, draw, drawn, picksOf(details, enterprises), seats);
  await moveDraw(tx, drawId, 'seeded', 'drawn');
  const facts = { draw: draw.public_id, document: drawn.resultHash, announcement: drawn.result.announcement };
  tx.record({ kind: 'draw.complete', subject: `draw/${drawId}`, facts });
  return drawn.resultHash;
}

/** The library's result from the stored bytes; @throws when the database, asked in its own way, draws differently. */
async function compute(tx: ReadTx, draw: DrawRow): Promise<DrawResult> {
  if (draw.announcement === null) throw new Error(`draw ${draw.draw_id} is not announced`);
  const announcement = readAnnouncement(parseCanonical(draw.announcement));
  const values = await readSourceValues(tx, draw.draw_id);
  const drawn = computeDraw({
    announcement,
    values,
    ...announcedLists(announcement, await readLists(tx, draw.draw_id)),
  });
  const rule = {
    suite: announcement.suite,
    weights: announcement.select.weights,
    key: deriveSeed(announcement, values).keys.ent,
  };
  for (const { id, quota } of drawn.details.strata) {
    const inLibrary = drawn.details.selected.filter(({ stratum }) => stratum === id).map((each) => each.id);
    const inDatabase = await selectInDatabase(tx, draw.draw_id, rule, id, quota);
    if (inLibrary.join() !== inDatabase.join())
      throw new Error(`draw ${draw.draw_id}: library and database differ in stratum ${id}`);
  }
  return drawn;
}
