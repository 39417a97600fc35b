/** The page of one visit, field by field. @module */
import type { ReadTx } from '../../core/transact.ts';
import { findVisitMeans } from '../../draw/reads/means.ts';
import { listItemsById, listPublishedItems } from '../../items/reads.ts';
import type { VisitView } from '../types/board.ts';
import { keyOf } from '../rules/record.ts';
import { nextRefusals, ownSignRefusals } from './next.ts';
import { listPartnersOf } from './partners.ts';
import { planFactsOf, visitsThisYear } from './preparation.ts';
import { checklistOf, listAnswers, listFindings, listOpinions, listSignatures, type Visit } from './visits.ts';

export async function viewVisit(tx: ReadTx, visit: Visit, staffId: string): Promise<VisitView> {
  const { row } = visit;
  const answers = new Map((await listAnswers(tx, visit.inspectionId)).map((answer) => [keyOf(answer), answer.answer]));
  const { annualPlan, applicableIds } = await planFactsOf(tx, visit, tx.today);
  return {
    inspectionId: visit.inspectionId,
    drawId: visit.drawId,
    state: visit.state,
    isSealed: visit.row.known_to !== null,
    blocked: visit.blocked,
    enterprise: await viewEnterprise(tx, visit),
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
    plan: visit.plan,
    draftedByMe: visit.draftedBy === staffId,
    returnReason: visit.returnReason,
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
    refusals: await nextRefusals(tx, visit, staffId),
    signRefusals: await ownSignRefusals(tx, visit, staffId),
    conclusion: visit.conclusion,
    signedOn: visit.signedOn,
  };
}

/** The enterprise as the directory has it, with its earlier visits. */
export async function viewEnterprise(tx: ReadTx, visit: Visit): Promise<VisitView['enterprise']> {
  const enterprise = await tx.db
    .selectFrom('enterprise')
    .select([
      'production_address',
      'registered_address',
      'principal',
      'safety_domain',
      'special_flags',
      'risk_color',
      'employees',
      'licences',
      'subdistrict_code',
    ])
    .where('bureau_id', '=', tx.bureauId)
    .where('enterprise_id', '=', visit.enterpriseId)
    .executeTakeFirstOrThrow();
  return {
    enterpriseId: visit.enterpriseId,
    name: visit.row.enterprise_name,
    creditCode: visit.row.credit_code,
    subdistrictCode: enterprise.subdistrict_code,
    address: enterprise.production_address ?? enterprise.registered_address,
    principal: enterprise.principal,
    safetyDomain: enterprise.safety_domain,
    specialFlags: enterprise.special_flags,
    riskColor: enterprise.risk_color,
    employees: enterprise.employees,
    licences: enterprise.licences.map(({ name, number, expiresOn }) => ({ name, number, expiresOn })),
    pastVisits: await listPastVisits(tx, visit),
  };
}

async function listPastVisits(tx: ReadTx, visit: Visit): Promise<VisitView['enterprise']['pastVisits']> {
  const rows = await tx.db
    .selectFrom('inspection as i')
    .leftJoin('finding as f', (join) =>
      join
        .onRef('f.bureau_id', '=', 'i.bureau_id')
        .onRef('f.inspection_id', '=', 'i.inspection_id')
        .on('f.is_withdrawn', '=', false),
    )
    .select((eb) => ['i.signed_on', 'i.conclusion', eb.fn.count<number>('f.finding_id').as('findings')])
    .where('i.bureau_id', '=', tx.bureauId)
    .where('i.enterprise_id', '=', visit.enterpriseId)
    .where('i.inspection_id', '<>', visit.inspectionId)
    .where('i.signed_on', 'is not', null)
    .groupBy(['i.inspection_id', 'i.signed_on', 'i.conclusion'])
    .orderBy('i.signed_on', 'desc')
    .execute();
  return rows.flatMap(({ signed_on: signedOn, conclusion, findings }) =>
    signedOn === null || conclusion === null ? [] : [{ signedOn, conclusion, findings: Number(findings) }],
  );
}
