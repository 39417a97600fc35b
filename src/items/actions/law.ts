/** Laws that change: a new version, the end of one, and the review of the items they touch. @module */
import { z } from 'zod';
import { addDays } from '../../core/calendar/day.ts';
import { defineDeed, documentHash } from '../../core/command.ts';
import { ok, refuse } from '../../core/result.ts';
import { itemsDeeds } from '../deeds.ts';
import { findLawChange, listLatestItems, listRegistered } from '../reads/law.ts';
import { documentOf } from '../rules/document.ts';
import { adoptRefusals, compareLaw, isInForce, reviewRefusals, touchedBy } from '../rules/law.ts';
import { LegalBasis } from '../types.ts';
import { NewLaw } from '../types/law.ts';
import { endBases, insertBases, insertReview } from '../writes.ts';

/** Takes in a law in its new version, whole: articles that it no longer has end the day before. */
export const adoptLaw = defineDeed({
  kind: 'items.adopt-law',
  rule: itemsDeeds['items.adopt-law'],
  input: NewLaw,
  output: z.object({ added: z.int(), changed: z.int(), ended: z.int() }),
  run: async (tx, law) => {
    const before = await listRegistered(tx, [law.instrument]);
    const refusals = adoptRefusals(law, before);
    if (refusals.length > 0) return refuse(refusals);
    const { added, changed, ended } = compareLaw(law, before);
    const { articles, ...version } = law;
    const written = await insertBases(
      tx,
      articles.map((article) => ({ ...version, ...article, validTo: null })),
    );
    // Somebody entered an article of that day in between.
    if (written < articles.length) return refuse([{ code: 'law-entered-meanwhile', facts: { from: law.validFrom } }]);
    await endBases(tx, ended, addDays(law.validFrom, -1), law.source);
    const counts = { added: added.length, changed: changed.length, ended: ended.length };
    tx.record({
      kind: 'items.adopt-law',
      subject: `legal-basis/${law.instrument}/${law.validFrom}`,
      facts: { ...counts, articles: articles.length, hash: documentHash(documentOf(law)) },
    });
    return ok(counts);
  },
});

/** A law that is repealed: every article in force ends after its last day. */
export const endLaw = defineDeed({
  kind: 'items.end-law',
  rule: itemsDeeds['items.end-law'],
  input: LegalBasis.pick({ instrument: true, source: true }).extend({ lastDay: z.iso.date() }),
  output: z.object({ ended: z.int() }),
  run: async (tx, { instrument, lastDay, source }) => {
    const bases = await listRegistered(tx, [instrument]);
    const ending = bases.filter((basis) => basis.validTo === null && isInForce(basis, lastDay));
    if (ending.length === 0)
      return refuse([{ code: 'law-not-in-force', at: 'lastDay', facts: { instrument, day: lastDay } }]);
    await endBases(tx, ending, lastDay, source);
    tx.record({
      kind: 'items.end-law',
      subject: `legal-basis/${instrument}/${lastDay}`,
      facts: { ended: ending.length, lastDay },
    });
    return ok({ ended: ending.length });
  },
});

/** Somebody has read the changed text and the item may stay as it is. A citation that ends has to be replaced instead. */
export const reviewChange = defineDeed({
  kind: 'items.review-change',
  rule: itemsDeeds['items.review-change'],
  input: z.object({
    instrument: LegalBasis.shape.instrument,
    changesOn: z.iso.date(),
    itemId: z.uuid(),
    note: z.string().trim().min(1, '请写明复核意见').max(500, '不超过 500 个字'),
  }),
  output: z.object({ itemId: z.uuid() }),
  run: async (tx, review) => {
    const change = await findLawChange(tx, review.instrument, review.changesOn);
    if (change === undefined) return refuse([{ code: 'law-change-not-found' }]);
    const touched = touchedBy(change, await listLatestItems(tx)).find(({ itemId }) => itemId === review.itemId);
    const refusals = reviewRefusals(touched);
    if (refusals.length > 0) return refuse(refusals);
    if (!(await insertReview(tx, review))) return refuse([{ code: 'law-reviewed-already' }]);
    tx.record({
      kind: 'items.review-change',
      subject: `item/${review.itemId}`,
      facts: { instrument: review.instrument, changesOn: review.changesOn, code: touched?.code ?? '' },
    });
    return ok({ itemId: review.itemId });
  },
});
