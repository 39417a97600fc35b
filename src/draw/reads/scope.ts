/** 为什么不在抽查范围, for enterprises of the directory, by the rules of the year's latest draw. @module */
import type { Refusal } from '../../core/result.ts';
import type { ReadTx } from '../../core/transact.ts';
import { listUniverse } from '../../directory/reads/pools.ts';
import { listPublishedItems } from '../../items/reads.ts';
import { findPlanForDraw, listPlans } from '../../plan/reads.ts';
import type { PlanState } from '../../plan/types.ts';
import { itemScopesOf, type RosterRule } from '../rules/pool.ts';
import { NO_DRAW_YET, NO_PLAN_YET, scopeReasons } from '../rules/scope.ts';
import '../tables.ts';
import { drawnBefore } from './history.ts';

/** Every reason of each of these enterprises; those that can be drawn are not in the answer. */
export async function scopeOf(
  tx: ReadTx,
  enterpriseIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Refusal[]>> {
  if (enterpriseIds.length === 0) return new Map();
  const rule = await ruleOfYear(tx);
  const entries = await listUniverse(tx, { enterpriseIds });
  return new Map(
    entries.flatMap((entry) => {
      const reasons = scopeReasons(entry, rule);
      return reasons.length === 0 ? [] : [[entry.enterpriseId, reasons] as const];
    }),
  );
}

/** The last draw set up this year that is not void says who is meant; before it the plan does; before that only the state. */
export async function ruleOfYear(tx: ReadTx): Promise<RosterRule> {
  const year = Number(tx.today.slice(0, 4));
  const draw = await tx.db
    .selectFrom('draw')
    .select(['plan_id', 'config'])
    .where('bureau_id', '=', tx.bureauId)
    .where('year', '=', year)
    .where('voided_at', 'is', null)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  const drawn = await drawnBefore(tx, year);
  if (draw === undefined) {
    const planScope = await planScopeOf(tx, year);
    return { planScope, plan: NO_CAPS, config: NO_DRAW_YET, itemScopes: [], drawnBefore: drawn };
  }
  const plan = await findPlanForDraw(tx, draw.plan_id);
  if (plan === undefined) throw new Error(`a draw of ${year} has no plan`);
  const itemScopes = itemScopesOf(await listPublishedItems(tx, tx.today), draw.config);
  return { planScope: plan.scope, plan, config: draw.config, itemScopes, drawnBefore: drawn };
}

/** Before the year's first draw nobody has been visited. */
const NO_CAPS: RosterRule['plan'] = { caps: undefined, exempt: new Set() };

const IN_FORCE: readonly PlanState[] = ['approved', 'published', 'in-progress', 'adjusting'];

async function planScopeOf(tx: ReadTx, year: number): Promise<RosterRule['planScope']> {
  const plan = (await listPlans(tx)).find((each) => each.year === year && IN_FORCE.includes(each.state));
  return plan?.content.scope ?? NO_PLAN_YET;
}

/**
 * Draws whose roster is frozen while their visits are not given out, or are sealed: no record of theirs may be joined with
 * another. Of a sealed one the same is said of every record, so that the refusal tells nothing of who was drawn.
 */
export async function mergeHoldsOfDraws(tx: ReadTx): Promise<readonly Refusal[]> {
  const draws = await tx.db
    .selectFrom('draw')
    .select('name')
    .where('bureau_id', '=', tx.bureauId)
    .where('voided_at', 'is', null)
    .where('state', '<>', 'configuring')
    .where((where) =>
      where.or([
        where('state', '<>', 'released'),
        where.and([where('mode', '=', 'sealed'), where('opened_at', 'is', null)]),
      ]),
    )
    .execute();
  return draws.map(({ name }) => ({ code: 'merge-draw-open', facts: { name } }));
}
