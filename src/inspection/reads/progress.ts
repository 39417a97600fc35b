/** What of a year's plan has been inspected. @module */
import { portalAddress } from '../../bureau/reads.ts';
import { dayOf } from '../../core/clock.ts';
import type { ReadTx } from '../../core/transact.ts';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { findPlan } from '../../plan/reads.ts';
import { findPlanDeedAt } from '../../plan/reads/log.ts';
import { dueBy, progressMonths } from '../rules/progress.ts';
import { isImpossible } from '../rules/signing.ts';
import type { ClosingContent } from '../types/closing.ts';
import type { PlanProgress } from '../types/progress.ts';
import { CONCLUSIONS } from '../types/visit.ts';

/** Visits of all versions of the plan's year, against the targets of this one; undefined when the bureau has no such plan. */
export async function readPlanProgress(tx: ReadTx, planId: string): Promise<PlanProgress | undefined> {
  const plan = await findPlan(tx, planId);
  if (plan === undefined) return undefined;
  const visits = await visitsOfYear(tx, plan.year);
  const signed = visits.flatMap(({ signedOn }) => (signedOn === null ? [] : [signedOn]));
  const impossible = visits.filter(isImpossible).length;
  const { count, monthlyTargets } = plan.content;
  return {
    count,
    months: progressMonths(monthlyTargets, signed),
    drawn: visits.length,
    done: signed.length,
    impossible,
    open: visits.length - signed.length - impossible,
    due: dueBy(monthlyTargets, tx.today),
    asOf: tx.today,
  };
}

/** How a completed plan ended; undefined before its end. What happened after that day is not counted, so that it stays the same. */
export async function readClosing(tx: ReadTx, planId: string): Promise<ClosingContent | undefined> {
  const plan = await findPlan(tx, planId);
  const completedAt = plan && (await findPlanDeedAt(tx, planId, 'plan.complete'));
  if (plan === undefined || completedAt === undefined) return undefined;
  const bureau = await tx.db
    .selectFrom('bureau')
    .select(['name', 'is_demo'])
    .where('bureau_id', '=', tx.bureauId)
    .executeTakeFirstOrThrow();
  const day = dayOf(completedAt);
  const visits = await visitsOfYear(tx, plan.year);
  const done = visits.flatMap(({ signedOn, conclusion }) =>
    signedOn === null || signedOn > day ? [] : [{ signedOn, conclusion }],
  );
  return {
    bureau: bureau.name,
    isDemo: bureau.is_demo,
    address: `${await portalAddress(tx)}/plans/${planId}`,
    plan,
    completedAt,
    progress: {
      months: progressMonths(
        plan.content.monthlyTargets,
        done.map(({ signedOn }) => signedOn),
      ),
      drawn: visits.length,
      done: done.length,
    },
    conclusions: codesOf(CONCLUSIONS)
      .map((conclusion) => ({ conclusion, count: done.filter((visit) => visit.conclusion === conclusion).length }))
      .filter(({ count }) => count > 0),
  };
}

async function visitsOfYear(tx: ReadTx, year: number) {
  return (
    tx.db
      .selectFrom('inspection as i')
      .innerJoin('draw as d', (join) =>
        join.onRef('d.bureau_id', '=', 'i.bureau_id').onRef('d.draw_id', '=', 'i.draw_id'),
      )
      .innerJoin('annual_plan as p', (join) =>
        join.onRef('p.bureau_id', '=', 'd.bureau_id').onRef('p.plan_id', '=', 'd.plan_id'),
      )
      .select(['i.state', 'i.signed_on as signedOn', 'i.conclusion'])
      .where('i.bureau_id', '=', tx.bureauId)
      .where('p.year', '=', year)
      // In its place another enterprise is visited.
      .where('i.state', '<>', 'replaced')
      .execute()
  );
}
