/** What waits for the signed-in person, over all modules (`GET /api/queue`), the nearest deadline first. @module */
import { z } from 'zod';
import { mayDo, ROLES, type Actor, type Role } from '../core/actor.ts';
import { daysBetween } from '../core/calendar/day.ts';
import { dayOf } from '../core/clock.ts';
import { defineRead } from '../core/command.ts';
import { ok } from '../core/result.ts';
import type { ReadTx } from '../core/transact.ts';
import { directoryDeeds } from '../directory/deeds.ts';
import { listOpenMonths } from '../directory/reads/verification.ts';
import { DISCLOSURE_STATES, type DisclosureState } from '../disclosure/types.ts';
import { isSealed } from '../draw/rules/sealed.ts';
import { DRAW_STATES, type DrawState } from '../draw/types.ts';
import { listBoard } from '../inspection/reads/board.ts';
import { INSPECTION_STATES, type InspectionState } from '../inspection/types/visit.ts';
import { BoardQuery } from '../inspection/types/board.ts';
import { LAW_REVIEWERS } from '../items/deeds.ts';
import { listLawChanges } from '../items/reads/law.ts';
import { CATALOGUE_STATES, type CatalogueState } from '../items/types.ts';
import { PLAN_STATES, type PlanState } from '../plan/types.ts';
import { orderTurns } from '../rectification/reads/turns.ts';
import { ORDER_STAGES } from '../rectification/types/views.ts';
import { queueText } from '../web/kit/strings/queue.zh.ts';

export const QueueEntry = z.object({
  id: z.string(),
  title: z.string(),
  where: z.string(),
  stands: z.string(),
  dueOn: z.string().optional(),
  daysLeft: z.int().optional(),
  href: z.string(),
});
type QueueEntry = z.output<typeof QueueEntry>;

const MOST = 50;

/** Whose turn it is in each state. */
const CATALOGUE_TURNS: Partial<Record<CatalogueState, readonly Role[]>> = {
  submitted: ['head', 'deputy-head'],
  approved: ['disclosure-reviewer'],
};
const PLAN_TURNS: Partial<Record<PlanState, readonly Role[]>> = {
  draft: ['group-office'],
  'in-review': ['deputy-head'],
  endorsed: ['head'],
  approved: ['disclosure-reviewer'],
  published: ['group-office'],
};
const DRAW_TURNS: Partial<Record<DrawState, readonly Role[]>> = {
  configuring: ['group-office'],
  frozen: ['head', 'deputy-head', 'supervisor', 'group-office'],
  announced: ['head', 'deputy-head', 'supervisor', 'group-office'],
  rolling: ['supervisor', 'group-office'],
  seeded: ['group-office', 'supervisor'],
  drawn: ['head', 'deputy-head'],
  confirmed: ['group-office'],
};
const SEALED_TURNS: Partial<Record<DrawState, readonly Role[]>> = {
  rolling: ['supervisor', 'group-office', 'legal-reviewer'],
  released: ['group-office', 'supervisor'],
};
const DISCLOSURE_TURNS: Partial<Record<DisclosureState, readonly Role[]>> = {
  drafted: ['officer'],
  confirmed: ['section-chief'],
  approved: ['disclosure-reviewer'],
};
const OFFICER_TURNS: readonly InspectionState[] = [
  'assigned',
  'preparing',
  'plan-approved',
  'notified',
  'inspecting',
  'awaiting-signatures',
];

export const readQueue = defineRead({
  path: '/api/queue',
  kind: 'queue.read',
  rule: { title: queueText.title, roles: ROLES },
  input: z.object({}),
  output: z.array(QueueEntry),
  run: async (tx, _input, actor) => {
    const entries = [
      ...(await verificationEntries(tx, actor)),
      ...(await catalogueEntries(tx, actor)),
      ...(await lawEntries(tx, actor)),
      ...(await planEntries(tx, actor)),
      ...(await drawEntries(tx, actor)),
      ...(await visitEntries(tx, actor)),
      ...(await rectificationEntries(tx, actor)),
      ...(await disclosureEntries(tx, actor)),
    ];
    return ok(entries.toSorted((a, b) => (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999')));
  },
});

async function verificationEntries(tx: ReadTx, actor: Actor): Promise<QueueEntry[]> {
  if (!mayDo(actor.roles, directoryDeeds['directory.verify-month'])) return [];
  return (await listOpenMonths(tx)).map(({ month, dueOn }) => ({
    id: `verification/${month}`,
    title: queueText.verification,
    where: queueText.month(month),
    stands: queueText.toVerify,
    ...due(tx, dueOn),
    href: '/directory/verification',
  }));
}

async function catalogueEntries(tx: ReadTx, actor: Actor): Promise<QueueEntry[]> {
  const rows = await tx.db
    .selectFrom('item_catalogue')
    .select(['edition', 'state'])
    .where('bureau_id', '=', tx.bureauId)
    .execute();
  return rows
    .filter(({ state }) => isTurnOf(actor, CATALOGUE_TURNS[state]))
    .map(({ edition, state }) => ({
      id: `catalogue/${edition}`,
      title: queueText.catalogue(edition),
      where: queueText.items,
      stands: CATALOGUE_STATES[state],
      href: `/items/editions/${edition}`,
    }));
}

/** A change of law that touches items which nobody has reviewed yet: due on the day it is in force. */
async function lawEntries(tx: ReadTx, actor: Actor): Promise<QueueEntry[]> {
  if (!isTurnOf(actor, LAW_REVIEWERS)) return [];
  return (await listLawChanges(tx, true))
    .filter(({ open }) => open.length > 0)
    .map(({ instrument, changesOn, open }) => ({
      id: `law/${instrument}/${changesOn}`,
      title: queueText.law,
      where: queueText.lawOf(instrument),
      stands: queueText.lawOpen(open.length),
      ...due(tx, changesOn),
      href: '/items/law',
    }));
}

async function planEntries(tx: ReadTx, actor: Actor): Promise<QueueEntry[]> {
  const rows = await tx.db
    .selectFrom('annual_plan')
    .select(['plan_id', 'year', 'state', 'content'])
    .where('bureau_id', '=', tx.bureauId)
    .execute();
  return rows
    .filter(({ state }) => isTurnOf(actor, PLAN_TURNS[state]))
    .map(({ plan_id: id, year, state, content }) => ({
      id: `plan/${id}`,
      title: queueText.plan(year),
      where: content.title,
      stands: PLAN_STATES[state],
      href: `/plan/${id}`,
    }));
}

async function drawEntries(tx: ReadTx, actor: Actor): Promise<QueueEntry[]> {
  const rows = await tx.db
    .selectFrom('draw')
    .select(['draw_id', 'name', 'batch', 'state', 'voided_at', 'mode', 'opened_at', 'config'])
    .where('bureau_id', '=', tx.bureauId)
    .execute();
  return rows
    .filter((row) => row.voided_at === null && isTurnOf(actor, turnsOf(row)))
    .map(({ draw_id: id, name, batch, state, ...row }) => ({
      id: `draw/${id}`,
      title: queueText.draw(batch),
      where: name,
      stands: isSealed(row) && state === 'released' ? queueText.sealed : DRAW_STATES[state],
      ...(isSealed(row) && row.config.openBy !== undefined ? due(tx, dayOf(row.config.openBy)) : {}),
      href: `/draw/${id}`,
    }));
}

/** A sealed draw waits for its codes while the sources come in, and after its release to be opened. */
function turnsOf(draw: { readonly state: DrawState } & Parameters<typeof isSealed>[0]): readonly Role[] | undefined {
  const { state } = draw;
  return (isSealed(draw) ? SEALED_TURNS[state] : undefined) ?? DRAW_TURNS[state];
}

async function visitEntries(tx: ReadTx, actor: Actor): Promise<QueueEntry[]> {
  const lists: { state: InspectionState; mine: boolean }[] = [];
  if (actor.roles.includes('officer') || actor.roles.includes('expert'))
    lists.push(...OFFICER_TURNS.map((state) => ({ state, mine: true })));
  if (actor.roles.includes('section-chief')) lists.push({ state: 'plan-submitted', mine: false });
  const found = await Promise.all(
    lists.map(({ state, mine }) => listBoard(tx, { ...BoardQuery.parse({}), state, mine, size: MOST }, actor.staffId)),
  );
  return found
    .flatMap(({ rows }) => rows)
    .map((row) => ({
      id: `inspection/${row.inspectionId}`,
      title: queueText.visit,
      where: row.enterpriseName,
      stands: INSPECTION_STATES[row.state],
      ...due(tx, row.inspectOn),
      href: `/inspection/${row.inspectionId}`,
    }));
}

async function rectificationEntries(tx: ReadTx, actor: Actor): Promise<QueueEntry[]> {
  return (await orderTurns(tx, actor)).map(({ stage, order, dueOn }) => ({
    id: `rectification/${order.orderId}/${stage}`,
    title: queueText.rectification,
    where: order.enterpriseName,
    stands: ORDER_STAGES[stage],
    ...due(tx, dueOn),
    href: `/rectification/${order.orderId}`,
  }));
}

async function disclosureEntries(tx: ReadTx, actor: Actor): Promise<QueueEntry[]> {
  const rows = await tx.db
    .selectFrom('disclosure_entry')
    .select(['entry_id', 'state', 'content', 'due_on', 'inspection_id'])
    .where('bureau_id', '=', tx.bureauId)
    .where('state', 'in', ['drafted', 'confirmed', 'approved'])
    .orderBy('due_on')
    .execute();
  const own = await ownVisits(tx, actor);
  return rows
    .filter(
      ({ state, inspection_id: id }) =>
        isTurnOf(actor, DISCLOSURE_TURNS[state]) && (state !== 'drafted' || own.has(id)),
    )
    .slice(0, MOST)
    .map(({ entry_id: id, state, content, due_on: dueOn }) => ({
      id: `disclosure/${id}`,
      title: queueText.disclosure,
      where: content.enterprise.name,
      stands: DISCLOSURE_STATES[state],
      ...due(tx, dueOn),
      href: `/disclosure/${id}`,
    }));
}

async function ownVisits(tx: ReadTx, actor: Actor): Promise<ReadonlySet<string>> {
  const rows = await tx.db
    .selectFrom('inspection_member as m')
    .innerJoin('officer as o', (join) =>
      join.onRef('o.bureau_id', '=', 'm.bureau_id').onRef('o.officer_id', '=', 'm.person_id'),
    )
    .select('m.inspection_id')
    .where('m.bureau_id', '=', tx.bureauId)
    .where('m.kind', '=', 'officer')
    .where('o.staff_id', '=', actor.staffId)
    .execute();
  return new Set(rows.map(({ inspection_id: id }) => id));
}

function isTurnOf(actor: Actor, roles: readonly Role[] | undefined): boolean {
  return roles?.some((role) => actor.roles.includes(role)) ?? false;
}

function due(tx: ReadTx, dueOn: string | null): { dueOn: string; daysLeft: number } | object {
  return dueOn === null ? {} : { dueOn, daysLeft: daysBetween(tx.today, dueOn) };
}
