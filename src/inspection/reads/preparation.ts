/** What preparing a visit needs to know: the published list, the year's plan, the visits the enterprise has had. @module */
import type { ReadTx } from '../../core/transact.ts';
import { listAway } from '../../directory/reads/bookings.ts';
import { idsOfEnterprise } from '../../directory/reads/duplicates.ts';
import { listUniverse } from '../../directory/reads/pools.ts';
import { BOOKING_USES } from '../../directory/types/bookings.ts';
import { listPublishedItems } from '../../items/reads.ts';
import { itemsFor } from '../../items/rules/checklist.ts';
import type { EnterpriseTags, ItemVersion } from '../../items/types.ts';
import { findPlanForDraw } from '../../plan/reads.ts';
import { capOf } from '../../plan/rules/caps.ts';
import type { PlanForDraw } from '../../plan/types.ts';
import type { PlanFacts } from '../rules/preparation.ts';
import { recusalWaits } from '../rules/preparation.ts';
import type { RecordsOf } from '../types/later.ts';
import type { Member } from '../types/visit.ts';
import { fileHashOf, viewEnterprise } from './enterprise-file.ts';
import type { Visit } from './visits.ts';

/** The facts an on-site plan for `day` is judged by. */
export async function planFactsOf(tx: ReadTx, visit: Visit, day: string, recordsOf: RecordsOf): Promise<PlanFacts> {
  const published = await listPublishedItems(tx, day);
  const applicable = itemsFor(published, await tagsOf(tx, visit));
  return {
    publishedIds: published.map(({ itemId }) => itemId),
    applicableIds: applicable.map(({ itemId }) => itemId),
    fileHash: fileHashOf(await viewEnterprise(tx, visit, recordsOf)),
    team: visit.team.flatMap(({ certificate }) => certificate ?? []),
    absences: await absencesOf(tx, visit, day),
    annualPlan: await annualPlanOf(tx, visit),
  };
}

/** Who of the team is on leave, on duty or otherwise away on the day; a booking for a task is no absence. */
async function absencesOf(tx: ReadTx, visit: Visit, day: string): Promise<PlanFacts['absences']> {
  const away = await listAway(
    tx,
    visit.team.map(({ personId }) => personId),
    day,
  );
  return away.map(({ subjectId, use }) => ({
    name: visit.team.find(({ personId }) => personId === subjectId)?.name ?? '',
    purpose: BOOKING_USES[use],
  }));
}

/** The published items that apply to the enterprise today, for a first draft of the plan. */
export async function suggestedItems(tx: ReadTx, visit: Visit): Promise<ItemVersion[]> {
  return itemsFor(await listPublishedItems(tx, tx.today), await tagsOf(tx, visit));
}

/**
 * Visits of the enterprise in the calendar year that count against the cap, this one left out, and the cap: the smallest
 * that the published items of its plan and its class in the annual plan set (频次上限, 国办发〔2024〕54号); null where none
 * sets one, and where the annual plan's cap was lifted for it.
 */
export async function visitsThisYear(tx: ReadTx, visit: Visit): Promise<{ thisYear: number; cap: number | null }> {
  const year = tx.today.slice(0, 4);
  const ids = await idsOfEnterprise(tx, visit.enterpriseId);
  const { count } = await tx.db
    .selectFrom('inspection')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('bureau_id', '=', tx.bureauId)
    .where('enterprise_id', 'in', ids)
    .where('inspection_id', '<>', visit.inspectionId)
    .where('signed_on', '>=', `${year}-01-01`)
    .where('signed_on', '<=', `${year}-12-31`)
    .executeTakeFirstOrThrow();
  const chosen = new Set(visit.plan?.itemIds ?? []);
  const caps = (await listPublishedItems(tx, tx.today)).flatMap(({ itemId, content }) =>
    chosen.has(itemId) && content.cap !== null ? [content.cap] : [],
  );
  const annual = await annualPlanOf(tx, visit);
  if (ids.some((id) => annual.exempt.has(id))) return { thisYear: Number(count), cap: null };
  const [entry] = await listUniverse(tx, { enterpriseIds: [visit.enterpriseId] });
  const ofClass = entry === undefined ? null : capOf(annual.caps, entry);
  const all = [...caps, ...(ofClass === null ? [] : [ofClass])];
  return { thisYear: Number(count), cap: all.length === 0 ? null : Math.min(...all) };
}

/** Whether this member has stepped back from the visit. */
export async function hasRecused(
  tx: ReadTx,
  inspectionId: string,
  kind: Member['kind'],
  personId: string,
): Promise<boolean> {
  const row = await tx.db
    .selectFrom('inspection_recusal')
    .select('person_id')
    .where('bureau_id', '=', tx.bureauId)
    .where('inspection_id', '=', inspectionId)
    .where('kind', '=', kind)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row !== undefined;
}

async function tagsOf(tx: ReadTx, visit: Visit): Promise<EnterpriseTags> {
  const enterprise = await tx.db
    .selectFrom('enterprise')
    .select(['safety_domain', 'special_flags', 'risk_color', 'size_class'])
    .where('bureau_id', '=', tx.bureauId)
    .where('enterprise_id', '=', visit.enterpriseId)
    .executeTakeFirstOrThrow();
  return {
    domains: [enterprise.safety_domain],
    flags: enterprise.special_flags,
    riskColor: enterprise.risk_color,
    sizeClass: enterprise.size_class,
  };
}

/** The annual plan that the visit's draw belongs to. */
export async function annualPlanOf(tx: ReadTx, visit: Visit): Promise<PlanForDraw> {
  const draw = await tx.db
    .selectFrom('draw')
    .select('plan_id')
    .where('bureau_id', '=', tx.bureauId)
    .where('draw_id', '=', visit.drawId)
    .executeTakeFirstOrThrow();
  const plan = await findPlanForDraw(tx, draw.plan_id);
  if (plan === undefined) throw new Error(`draw ${visit.drawId} has no plan`);
  return plan;
}

/** What a task waits for: recusals of people who still hold a place in it, in the order they were declared. */
export async function listOpenRecusals(tx: ReadTx, inspectionId: string): Promise<readonly string[]> {
  const open = tx.db
    .selectFrom('inspection_recusal as r')
    .innerJoin('inspection_member as m', (join) =>
      join
        .onRef('m.bureau_id', '=', 'r.bureau_id')
        .onRef('m.inspection_id', '=', 'r.inspection_id')
        .onRef('m.kind', '=', 'r.kind')
        .onRef('m.person_id', '=', 'r.person_id'),
    )
    .leftJoin('officer as o', (join) =>
      join.onRef('o.bureau_id', '=', 'r.bureau_id').onRef('o.officer_id', '=', 'r.person_id'),
    )
    .leftJoin('expert as e', (join) =>
      join.onRef('e.bureau_id', '=', 'r.bureau_id').onRef('e.expert_id', '=', 'r.person_id'),
    )
    .select(['r.reason', 'o.certificate_number', 'e.directory_number'])
    .where('r.bureau_id', '=', tx.bureauId)
    .where('r.inspection_id', '=', inspectionId)
    .orderBy('r.at')
    .orderBy('r.person_id');
  return (await open.execute()).map(({ reason, certificate_number: certificate, directory_number: directory }) =>
    recusalWaits(certificate ?? directory ?? '', reason),
  );
}
