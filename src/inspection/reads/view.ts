/** The page of one visit, field by field. @module */
import type { ReadTx } from '../../core/transact.ts';
import { findVisitMeans } from '../../draw/reads/means.ts';
import { listItemsById, listPublishedItems } from '../../items/reads.ts';
import type { VisitView } from '../types/board.ts';
import type { RecordsOf } from '../types/later.ts';
import { keyOf } from '../rules/record.ts';
import { clashesOf } from './clashes.ts';
import { fileHashOf, viewEnterprise } from './enterprise-file.ts';
import { planHashOf } from './seen.ts';
import { nextRefusals, ownSignRefusals } from './next.ts';
import { listPartnersOf } from './partners.ts';
import { annualPlanOf, suggestedItems, visitsThisYear } from './preparation.ts';
import { checklistOf, listAnswers, listFindings, listOpinions, listSignatures, type Visit } from './visits.ts';

export async function viewVisit(tx: ReadTx, visit: Visit, staffId: string, recordsOf: RecordsOf): Promise<VisitView> {
  const { row } = visit;
  const enterprise = await viewEnterprise(tx, visit, recordsOf);
  const answers = new Map((await listAnswers(tx, visit.inspectionId)).map((answer) => [keyOf(answer), answer.answer]));
  const fileHash = fileHashOf(enterprise);
  const annualPlan = await annualPlanOf(tx, visit);
  const applicableIds = (await suggestedItems(tx, visit)).map(({ itemId }) => itemId);
  return {
    inspectionId: visit.inspectionId,
    drawId: visit.drawId,
    state: visit.state,
    isSealed: visit.row.known_to !== null,
    blocked: visit.blocked,
    enterprise,
    fileHash,
    team: visit.team.map(({ kind, personId, seat, name, number, certificate, staffId: account }) => ({
      kind,
      personId,
      seat,
      name,
      number,
      expiresOn: certificate?.certificateExpiresOn ?? null,
      isMe: account === staffId,
    })),
    partners: await listPartnersOf(tx, visit),
    means: (await findVisitMeans(tx, visit.drawId, visit.row.credit_code)) ?? null,
    today: tx.today,
    window: { from: annualPlan.windowFrom, to: annualPlan.windowTo },
    readOn: visit.readOn,
    isFileChanged: visit.readHash !== null && visit.readHash !== fileHash,
    plan: visit.plan,
    planHash: planHashOf(visit.plan),
    clashes: visit.plan === null ? [] : await clashesOf(tx, visit, visit.plan.inspectOn),
    draftedByMe: visit.draftedBy === staffId,
    returnReason: visit.returnReason,
    reviewedOn: row.reviewed_on,
    approvedOn: row.approved_on,
    visits: await visitsThisYear(tx, visit),
    published: (await listPublishedItems(tx, tx.today)).map(({ itemId, content }) => ({
      itemId,
      code: content.code,
      name: content.name,
      points: content.points.length,
      applies: applicableIds.includes(itemId),
    })),
    items: (await listItemsById(tx, visit.plan?.itemIds ?? [])).map(({ itemId, content }) => ({
      itemId,
      code: content.code,
      name: content.name,
      bases: content.bases,
    })),
    notice: row.notice,
    noticedOn: visit.noticedOn,
    checkedIn: [...visit.checkedIn],
    checklist: (await checklistOf(tx, visit)).map((line) => ({
      ...line,
      answer: answers.get(keyOf({ itemId: line.itemId, pointNo: line.no })) ?? null,
    })),
    findings: (await listFindings(tx, visit.inspectionId)).map(({ reviewedBy, statedBy, ...finding }) => ({
      ...finding,
      isReviewed: reviewedBy !== null,
      isMine: statedBy === staffId,
    })),
    opinions: await listOpinions(tx, visit.inspectionId),
    recordHash: visit.recordHash,
    signatures: (await listSignatures(tx, visit.inspectionId)).map(({ recordHash, ...signature }) => ({
      ...signature,
      isCurrent: recordHash === visit.recordHash,
    })),
    refusals: await nextRefusals(tx, visit, staffId, recordsOf),
    signRefusals: await ownSignRefusals(tx, visit, staffId),
    conclusion: visit.conclusion,
    signedOn: visit.signedOn,
  };
}
