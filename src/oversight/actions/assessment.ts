/** 案卷评查, complaints, reviews and suits. @module */
import { z } from 'zod';
import { defineDeed } from '../../core/command.ts';
import { ok, refuse } from '../../core/result.ts';
import { oversightDeeds } from '../deeds.ts';
import { reviewFacts } from '../reads/quality.ts';
import { reviewRefusals, sheetScore } from '../rules/assessment.ts';
import { CarryOutMatter, DecideMatter, RecordMatter, ReviewFile } from '../types/assessment.ts';
import { carryOutMatterRow, decideOpenMatter, insertMatter, insertReview } from '../writes/assessment.ts';

export const reviewFile = defineDeed({
  kind: 'assessment.review-file',
  rule: oversightDeeds['assessment.review-file'],
  input: ReviewFile,
  output: z.object({ reviewId: z.uuid(), score: z.int() }),
  run: async (tx, { inspectionId, sheet, opinion }) => {
    const facts = await reviewFacts(tx, inspectionId, tx.actor.staffId);
    if (facts === undefined) return refuse([{ code: 'inspection-not-found' }]);
    const refusals = reviewRefusals(facts);
    if (refusals.length > 0) return refuse(refusals);
    const score = sheetScore(sheet);
    const reviewId = tx.newId();
    await insertReview(tx, { reviewId, inspectionId, sheet, score, opinion });
    tx.record({ kind: 'assessment.review-file', subject: `inspection/${inspectionId}`, facts: { ...sheet, score } });
    return ok({ reviewId, score });
  },
});

export const recordMatter = defineDeed({
  kind: 'assessment.record-matter',
  rule: oversightDeeds['assessment.record-matter'],
  input: RecordMatter,
  output: z.object({ matterId: z.uuid() }),
  run: async (tx, matter) => {
    const facts = await reviewFacts(tx, matter.inspectionId, tx.actor.staffId);
    if (facts === undefined) return refuse([{ code: 'inspection-not-found' }]);
    if (matter.receivedOn > tx.today)
      return refuse([{ code: 'matter-day-future', at: 'receivedOn', facts: { today: tx.today } }]);
    const matterId = tx.newId();
    await insertMatter(tx, matterId, matter);
    tx.record({
      kind: 'assessment.record-matter',
      subject: `matter/${matterId}`,
      facts: { kind: matter.kind, inspection: matter.inspectionId, receivedOn: matter.receivedOn },
    });
    return ok({ matterId });
  },
});

export const decideMatter = defineDeed({
  kind: 'assessment.decide-matter',
  rule: oversightDeeds['assessment.decide-matter'],
  input: DecideMatter,
  output: z.object({ matterId: z.uuid() }),
  run: async (tx, { matterId, outcome, conclusion }) => {
    if (!(await decideOpenMatter(tx, matterId, outcome, conclusion))) return refuse([{ code: 'matter-decided' }]);
    tx.record({ kind: 'assessment.decide-matter', subject: `matter/${matterId}`, facts: { outcome } });
    return ok({ matterId });
  },
});

/** 执行: what the section did about what a review or a court decided against the bureau. */
export const carryOutMatter = defineDeed({
  kind: 'assessment.carry-out-matter',
  rule: oversightDeeds['assessment.carry-out-matter'],
  input: CarryOutMatter,
  output: z.object({ matterId: z.uuid() }),
  run: async (tx, { matterId, carriedOut }) => {
    if (!(await carryOutMatterRow(tx, matterId, carriedOut))) return refuse([{ code: 'matter-not-binding' }]);
    tx.record({ kind: 'assessment.carry-out-matter', subject: `matter/${matterId}`, facts: {} });
    return ok({ matterId });
  },
});
