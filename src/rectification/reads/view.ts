/** The page of an order: for the house, and what of it the enterprise sees. @module */
import { daysBetween } from '../../core/calendar/day.ts';
import { dayOf } from '../../core/clock.ts';
import type { ReadTx } from '../../core/transact.ts';
import { readSettings } from '../../inspection/reads/settings.ts';
import type { VisitSettings } from '../../inspection/types/settings.ts';
import { listFindings, type StoredFinding, type Visit } from '../../inspection/reads/visits.ts';
import { isOwnEnterprise } from '../rules/access.ts';
import { isOverdue } from '../rules/order.ts';
import { dueForRound, reinspectBy } from '../rules/round.ts';
import type { Reinspection } from '../types/order.ts';
import type { EnterpriseOrder, ItemView, OrderView, RoundView } from '../types/views.ts';
import { listPhotos, type Photo } from './photos.ts';
import { listOpinions } from './papers.ts';
import { listExposures, listReminders, listStatements } from './remind.ts';
import { listOfficers, listRounds, type OfficerWithAccount, type StoredOrder } from './orders.ts';
import { isInvestigator, listVoids } from './voids.ts';

/** Everything but the code, which only the assembled site may open, and what later modules know. */
export async function viewOrder(
  tx: ReadTx,
  order: StoredOrder,
  visit: Visit,
  staffId: string,
): Promise<Omit<OrderView, 'access' | 'matters'>> {
  const officers = await listOfficers(tx);
  const team = visit.team.filter(({ kind }) => kind === 'officer');
  const findings = await listFindings(tx, order.inspectionId);
  const items = await viewItems(tx, order, findings);
  const rounds = await listRounds(tx, order.orderId);
  return {
    orderId: order.orderId,
    inspectionId: order.inspectionId,
    state: order.state,
    enterprise: { name: visit.row.enterprise_name, creditCode: visit.row.credit_code },
    signedOn: visit.signedOn ?? dayOf(order.row.created_at),
    service: order.row.service,
    documentHash: order.row.document_hash,
    today: tx.today,
    isMine: team.some((member) => member.staffId === staffId),
    items,
    rounds: viewRounds(order, rounds, officers, staffId),
    opinions: (await listOpinions(tx, order.inspectionId)).map(({ documentId, title, number, issuedOn }) => ({
      documentId,
      title,
      number,
      issuedOn,
    })),
    officers: officers
      .filter(({ status }) => status === 'on-duty')
      .map((officer) => ({
        ...shortOfficer(officer, staffId),
        isOfTeam: team.some(({ personId }) => personId === officer.personId),
      })),
    reinspectBy: nextReinspection(order, items, tx.today, (await readSettings(tx)).settings),
    reminders: await listReminders(tx, order.orderId, order.items),
    exposures: await listExposures(tx, order.orderId, staffId),
    words: await listStatements(tx, order.orderId),
    isInvestigator: isInvestigator({ visit, findings, rounds, officers }, staffId),
  };
}

export async function viewForEnterprise(
  tx: ReadTx,
  order: StoredOrder,
  names: { readonly bureau: string; readonly enterprise: string },
): Promise<EnterpriseOrder> {
  return {
    ...names,
    orderId: order.orderId,
    state: order.state,
    servedOn: order.servedOn,
    documentHash: order.row.document_hash,
    today: tx.today,
    items: await viewItems(tx, order, await listFindings(tx, order.inspectionId)),
    rounds: viewRounds(order, await listRounds(tx, order.orderId), [], '').filter(({ state }) => state === 'done'),
    words: await listStatements(tx, order.orderId),
  };
}

/** Whose visit it was, as the draw named it. */
export async function enterpriseName(tx: ReadTx, inspectionId: string): Promise<string> {
  const { enterprise_name: name } = await tx.db
    .selectFrom('inspection')
    .select('enterprise_name')
    .where('bureau_id', '=', tx.bureauId)
    .where('inspection_id', '=', inspectionId)
    .executeTakeFirstOrThrow();
  return name;
}

/** Counted from the earliest report or deadline that nobody has looked at. */
function nextReinspection(
  order: StoredOrder,
  items: readonly ItemView[],
  today: string,
  settings: VisitSettings,
): string | null {
  if (order.state !== 'served') return null;
  const waiting = dueForRound(order.items, today).map(({ findingId, dueOn }) => {
    const reported = items.find((item) => item.findingId === findingId)?.reports.at(-1)?.at;
    return reported === undefined ? dueOn : dayOf(reported);
  });
  const since = waiting.filter((day) => day !== null).toSorted()[0];
  return since === undefined ? null : reinspectBy(since, settings);
}

async function viewItems(tx: ReadTx, order: StoredOrder, findings: readonly StoredFinding[]): Promise<ItemView[]> {
  const voids = await listVoids(tx, order.orderId);
  const photos = await listPhotos(tx, order.orderId);
  const reports = Map.groupBy(await listReports(tx, order.orderId), (row) => row.finding_id);
  const extensions = Map.groupBy(await listExtensions(tx, order.orderId), (row) => row.finding_id);
  return order.items.map((item) => {
    const finding = findings.find(({ findingId }) => findingId === item.findingId);
    if (finding === undefined) throw new Error(`item ${item.findingId} has no finding`);
    const { place, description, level, measure } = finding;
    return {
      ...item,
      place,
      description,
      level,
      measure,
      daysLeft: item.state === 'open' && item.dueOn !== null ? daysBetween(tx.today, item.dueOn) : null,
      isOverdue: isOverdue(item, tx.today),
      reports: (reports.get(item.findingId) ?? []).map((row) => ({
        reportId: row.report_id,
        text: row.content.text,
        at: row.at,
        by: isOwnEnterprise({ staffId: row.reported_by }, order.orderId)
          ? ('enterprise' as const)
          : ('officer' as const),
        returnReason: row.return_reason,
        photos: photos.filter(({ reportId }) => reportId === row.report_id).map(shortPhoto),
      })),
      voided: voids.get(item.findingId) ?? null,
      waitingPhotos: photos
        .filter(({ findingId, reportId }) => findingId === item.findingId && reportId === null)
        .map(shortPhoto),
      extensions: (extensions.get(item.findingId) ?? []).map((row) => ({
        extensionId: row.extension_id,
        until: row.until,
        reason: row.content.reason,
        interim: row.content.interim,
        requestedAt: row.requested_at,
        outcome: row.outcome,
        reply: row.reply,
      })),
    };
  });
}

function listReports(tx: ReadTx, orderId: string) {
  return tx.db
    .selectFrom('rectification_report as r')
    .innerJoin('rectification_item as i', (join) =>
      join.onRef('i.bureau_id', '=', 'r.bureau_id').onRef('i.finding_id', '=', 'r.finding_id'),
    )
    .select(['r.finding_id', 'r.report_id', 'r.content', 'r.reported_by', 'r.at', 'r.return_reason'])
    .where('r.bureau_id', '=', tx.bureauId)
    .where('i.order_id', '=', orderId)
    .orderBy('r.at')
    .orderBy('r.report_id')
    .execute();
}

function listExtensions(tx: ReadTx, orderId: string) {
  return tx.db
    .selectFrom('rectification_extension as x')
    .innerJoin('rectification_item as i', (join) =>
      join.onRef('i.bureau_id', '=', 'x.bureau_id').onRef('i.finding_id', '=', 'x.finding_id'),
    )
    .select(['x.finding_id', 'x.extension_id', 'x.until', 'x.content', 'x.requested_at', 'x.outcome', 'x.reply'])
    .where('x.bureau_id', '=', tx.bureauId)
    .where('i.order_id', '=', orderId)
    .orderBy('x.requested_at')
    .orderBy('x.extension_id')
    .execute();
}

function viewRounds(
  order: StoredOrder,
  rounds: readonly Reinspection[],
  officers: readonly OfficerWithAccount[],
  staffId: string,
): RoundView[] {
  return rounds.map(({ officerIds, signedBy, verdicts, ...round }) => ({
    ...round,
    officers: officers
      .filter(({ personId }) => officerIds.includes(personId))
      .map((officer) => ({ ...shortOfficer(officer, staffId), hasSigned: signedBy.includes(officer.personId) })),
    verdicts: verdicts.map(({ findingId, verdict }) => ({
      findingId,
      number: order.items.find((item) => item.findingId === findingId)?.number ?? 0,
      verdict,
    })),
  }));
}

function shortOfficer({ personId, name, certificateNumber, staffId: own }: OfficerWithAccount, staffId: string) {
  return { personId, name, number: certificateNumber, isMe: own === staffId };
}

function shortPhoto({ photoId, moment }: Photo) {
  return { photoId, moment };
}
