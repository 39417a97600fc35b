/** Reads of the annual plan, for this module and the later ones. @module */
import { sql, type Selectable } from 'kysely';
import { listNotices } from '../calendar/reads.ts';
import { calendarOf, yearsInForce, yearsView } from '../calendar/rules/calendar.ts';
import type { ReadTx } from '../core/transact.ts';
import { listEquipment, listExpertsForDraw, listOfficersForDraw, listVehicles } from '../directory/reads/pools.ts';
import { expertRefusals, officerRefusals } from '../directory/rules.ts';
import { listExemptions, type PlanExemption } from './reads/approval.ts';
import { chancesOf } from './rules/chances.ts';
import { windowMonths } from './rules/capacity.ts';
import { listNoticeNumbers } from './reads/notice.ts';
import { kRuleOf } from './rules/size.ts';
import type { AnnualPlanTable, PlanExceptionTable } from './tables.ts';
import type { PlanBasis } from './types/basis.ts';
import type { Plan, PlanException, PlanForDraw, PlanState, PublicPlan, UniverseCell } from './types.ts';

const PUBLIC_STATES = [
  'published',
  'in-progress',
  'adjusting',
  'completed',
  'superseded',
] as const satisfies readonly PlanState[];

export async function findPlan(tx: ReadTx, planId: string): Promise<Plan | undefined> {
  const row = await tx.db
    .selectFrom('annual_plan')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('plan_id', '=', planId)
    .executeTakeFirst();
  return row && toPlan(row, await listExceptions(tx, [planId]), await listExemptions(tx, [planId]));
}

/** All plans with their versions, the newest first. */
export async function listPlans(tx: ReadTx): Promise<Plan[]> {
  return withExceptions(tx, await plansQuery(tx).execute());
}

/** What the draw works by; undefined when this bureau has no such plan. Whether its state and day allow a draw: `draw` asks. */
export async function findPlanForDraw(tx: ReadTx, planId: string): Promise<PlanForDraw | undefined> {
  const plan = await findPlan(tx, planId);
  if (plan === undefined) return undefined;
  const { content, universe } = plan;
  return {
    planId: plan.planId,
    year: plan.year,
    version: plan.version,
    state: plan.state,
    title: content.title,
    ratio: content.ratio,
    count: content.count,
    kRule: kRuleOf(universe.size, content.ratio, content.count),
    windowFrom: content.windowFrom,
    windowTo: content.windowTo,
    scope: content.scope,
    strata: content.strata.map((stratum) => ({
      ...stratum,
      size: universe.strata.find(({ id }) => id === stratum.id)?.size ?? 0,
    })),
    universe,
    exceptions: plan.exceptions,
    caps: content.caps,
    joint: (content.joint ?? []).map(({ organ }) => organ),
    exempt: new Set(plan.exemptions.map(({ enterpriseId }) => enterpriseId)),
    hash: plan.hash,
  };
}

/** Staff ids of everyone who drafted the plan: none of them operates or witnesses its draws (domain §20). */
export async function listPlanDrafters(tx: ReadTx, planId: string): Promise<readonly string[]> {
  return (await findPlan(tx, planId))?.draftedBy ?? [];
}

/** What the public sees (allow-list): every plan that was published, the newest first. */
export async function listPublishedPlans(tx: ReadTx): Promise<PublicPlan[]> {
  const rows = await plansQuery(tx).where('state', 'in', PUBLIC_STATES).execute();
  const numbers = await listNoticeNumbers(tx);
  const plans = await withExceptions(tx, rows);
  return plans.map((plan) => {
    // What was said when the version before gave way is why this one was made.
    const before = plans.find(({ year, version }) => year === plan.year && version === plan.version - 1);
    return toPublicPlan(plan, numbers.get(plan.planId) ?? null, before?.closeNote ?? null);
  });
}

/** Active enterprises of the directory, counted by what a plan's filters ask for. */
export async function listUniverseCells(tx: ReadTx): Promise<UniverseCell[]> {
  return tx.db
    .selectFrom('enterprise')
    .select([
      'safety_domain as safetyDomain',
      'risk_color as riskColor',
      'key_unit as keyUnit',
      (eb) => eb.fn.countAll<number>().as('count'),
    ])
    .where('bureau_id', '=', tx.bureauId)
    .where('removed', '=', false)
    .where('status', '=', 'active')
    .groupBy(['safety_domain', 'risk_color', 'key_unit'])
    .orderBy(sql`1, 2, 3`)
    .execute();
}

/** Officers who may inspect today: on duty, certificate valid. */
export async function countCertifiedOfficers(tx: ReadTx): Promise<number> {
  const officers = await listOfficersForDraw(tx);
  return officers.filter((officer) => officer.organ === null && officerRefusals(officer, tx.today).length === 0).length;
}

/** What directories, calendar and earlier plans give a plan to start from; without a year that of the next one to draft. */
export async function readPlanBasis(tx: ReadTx, asked?: number): Promise<PlanBasis> {
  const plans = await listPlans(tx);
  const year = asked ?? firstWithoutPlan(plans, Number(tx.today.slice(0, 4)));
  const [vehicles, devices, experts] = [await listVehicles(tx), await listEquipment(tx), await listExpertsForDraw(tx)];
  const usable = devices.filter(
    ({ status, calibrationDueOn }) =>
      status === 'available' && (calibrationDueOn === null || tx.today <= calibrationDueOn),
  );
  const kinds = [...new Set(usable.map(({ kind }) => kind))];
  const calendar = yearsInForce(await listNotices(tx));
  return {
    year,
    cells: await listUniverseCells(tx),
    officers: await countCertifiedOfficers(tx),
    vehicles: vehicles.filter(({ status }) => status === 'available').length,
    devices: kinds.map((kind) => ({ kind, count: usable.filter((device) => device.kind === kind).length })),
    experts: experts.filter((expert) => expertRefusals(expert, tx.today).length === 0).length,
    months: windowMonths(`${year}-01-01`, `${year}-12-31`, calendarOf(calendar)),
    calendar: yearsView(calendar),
    asOf: tx.today,
    earlier: earlierOf(plans, year),
  };
}

/** This year, or the next when this one has its plan. */
function firstWithoutPlan(plans: readonly Pick<Plan, 'year'>[], thisYear: number): number {
  return plans.some(({ year }) => year === thisYear) ? thisYear + 1 : thisYear;
}

/** Other work is estimated from this many years (安监总政法〔2017〕150号 speaks of the years before). */
const YEARS_OF_ESTIMATE = 3;

/** Of each year the version that held last. */
function earlierOf(plans: readonly Plan[], year: number): PlanBasis['earlier'] {
  return plans
    .filter((plan) => plan.year < year && HELD.some((state) => state === plan.state))
    .filter((plan, index, held) => held.findIndex((each) => each.year === plan.year) === index)
    .slice(0, YEARS_OF_ESTIMATE)
    .map((plan) => ({ year: plan.year, content: plan.content }));
}
const HELD = ['published', 'in-progress', 'adjusting', 'completed'] as const satisfies readonly PlanState[];

function plansQuery(tx: ReadTx) {
  return tx.db
    .selectFrom('annual_plan')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .orderBy('year', 'desc')
    .orderBy('version', 'desc');
}

async function withExceptions(tx: ReadTx, rows: readonly Selectable<AnnualPlanTable>[]): Promise<Plan[]> {
  const ids = rows.map((row) => row.plan_id);
  const [exceptions, exemptions] = [await listExceptions(tx, ids), await listExemptions(tx, ids)];
  return rows.map((row) => toPlan(row, exceptions, exemptions));
}

async function listExceptions(tx: ReadTx, planIds: readonly string[]): Promise<Selectable<PlanExceptionTable>[]> {
  if (planIds.length === 0) return [];
  return tx.db
    .selectFrom('plan_exception')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('plan_id', 'in', planIds)
    .orderBy('valid_from')
    .execute();
}

function toPlan(
  row: Selectable<AnnualPlanTable>,
  exceptions: readonly Selectable<PlanExceptionTable>[],
  exemptions: readonly PlanExemption[],
): Plan {
  return {
    planId: row.plan_id,
    year: row.year,
    version: row.version,
    revision: row.revision,
    state: row.state,
    content: row.content,
    universe: row.universe,
    hash: row.hash,
    draftedBy: [...row.drafted_by],
    submittedBy: row.submitted_by,
    endorsedBy: row.endorsed_by,
    endorsedOn: row.endorsed_on,
    approvedBy: row.approved_by,
    approvedOn: row.approved_on,
    approvalDocument: row.approval_document,
    publishedBy: row.published_by,
    publishedOn: row.published_on,
    discloseBy: row.disclose_by,
    returnReason: row.return_reason,
    closeNote: row.close_note,
    exceptions: exceptions.filter(({ plan_id }) => plan_id === row.plan_id).map(toException),
    exemptions: exemptions.filter(({ planId }) => planId === row.plan_id).map(({ planId: _plan, ...rest }) => rest),
  };
}

function toException(row: Selectable<PlanExceptionTable>): PlanException {
  return {
    exceptionId: row.exception_id,
    act: row.act,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    reason: row.reason,
    approvedBy: row.approved_by,
    approvedOn: row.approved_on,
  };
}

function toPublicPlan(plan: Plan, noticeNumber: string | null, adjustedBecause: string | null): PublicPlan {
  const { content, universe } = plan;
  if (plan.approvedOn === null || plan.publishedOn === null || plan.discloseBy === null)
    throw new Error(`plan ${plan.planId} is public without its days`);
  const chances = chancesOf(content, universe);
  return {
    planId: plan.planId,
    year: plan.year,
    version: plan.version,
    state: plan.state,
    title: content.title,
    ratio: content.ratio,
    count: content.count,
    kRule: kRuleOf(universe.size, content.ratio, content.count),
    universeSize: universe.size,
    universeMeasuredOn: universe.measuredOn,
    windowFrom: content.windowFrom,
    windowTo: content.windowTo,
    basisDocuments: content.basisDocuments,
    dutySplit: content.dutySplit,
    monthlyTargets: content.monthlyTargets,
    strata: content.strata.map(({ id, name, min, max }) => ({
      name,
      size: universe.strata.find((each) => each.id === id)?.size ?? 0,
      min,
      max,
      quota: chances.find((each) => each.id === id)?.quota ?? 0,
    })),
    caps: content.caps ?? null,
    joint: content.joint ?? [],
    adjustedBecause,
    approvedOn: plan.approvedOn,
    approvalDocument: plan.approvalDocument,
    publishedOn: plan.publishedOn,
    discloseBy: plan.discloseBy,
    noticeNumber,
    hash: plan.hash,
    exceptions: plan.exceptions.map(({ act, validFrom, validTo, reason }) => ({ act, validFrom, validTo, reason })),
  };
}
