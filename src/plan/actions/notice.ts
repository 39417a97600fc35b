/** Issuing the notice of an approved plan (印发). @module */
import { z } from 'zod';
import { defineDeed } from '../../core/command.ts';
import { ok, refuse } from '../../core/result.ts';
import { planDeeds } from '../deeds.ts';
import { findIssue } from '../reads/notice.ts';
import { issueRefusals, stateRefusals } from '../rules/steps.ts';
import { NoticeIssue } from '../types/notice.ts';
import { insertNotice, lockPlan } from '../writes.ts';

/** Gives the notice its number and day; what it says is the plan as it was approved. */
export const issueNotice = defineDeed({
  kind: 'plan.issue-notice',
  rule: planDeeds['plan.issue-notice'],
  input: NoticeIssue.extend({ planId: z.uuid() }),
  output: z.object({ planId: z.uuid(), number: z.string() }),
  run: async (tx, { planId, ...issue }) => {
    const row = await lockPlan(tx, planId);
    if (row === undefined) return refuse([{ code: 'plan-not-found' }]);
    const earlier = await findIssue(tx, planId);
    const refusals = [
      ...stateRefusals(row.state, ['approved', 'published', 'in-progress', 'adjusting']),
      ...(earlier === undefined ? [] : [{ code: 'notice-issued', facts: { number: earlier.number } }]),
      ...issueRefusals(issue, row.approved_on, tx.today),
    ];
    if (refusals.length > 0) return refuse(refusals);
    if (!(await insertNotice(tx, planId, issue)))
      return refuse([{ code: 'notice-number-taken', at: 'number', facts: { number: issue.number } }]);
    tx.record({
      kind: 'plan.issue-notice',
      subject: `plan/${planId}`,
      facts: { number: issue.number, issuedOn: issue.issuedOn, hash: row.hash },
    });
    return ok({ planId, number: issue.number });
  },
});
