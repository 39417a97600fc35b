/** One hazard as its page shows it, and as its enterprise sees it. @module */
import { staffNames } from '../../bureau/reads.ts';
import { readCalendar } from '../../calendar/reads.ts';
import { daysBetween } from '../../core/calendar/day.ts';
import { sentenceDate, sentenceTime } from '../../core/calendar/sentences.ts';
import { dayOf } from '../../core/clock.ts';
import { listDocuments } from '../../core/register/reads.ts';
import type { ReadTx } from '../../core/transact.ts';
import { seatOf, type Visit } from '../../inspection/reads/visits.ts';
import { findOrderOfVisit, listOfficers, type OfficerWithAccount } from '../../rectification/reads/orders.ts';
import { earliestCut, isStillMajor } from '../rules/checks.ts';
import { CLOSURE_RULES, closureAlerts, countedOf } from '../rules/closure.ts';
import { listPenalties } from './penalties.ts';
import { HandOver, PowerCut, PowerCutNotice } from '../types/hazard.ts';
import type { EnterpriseHazard, HazardView, MeasureView } from '../types/views.ts';
import {
  findingOf,
  listExperts,
  listHazardsOfVisit,
  listMeasures,
  listProgress,
  listSteps,
  SERIES,
  signersOf,
  type Measure,
  type StoredHazard,
} from './hazards.ts';

const BY_ENTERPRISE = /^enterprise\//;

export async function viewHazard(tx: ReadTx, hazard: StoredHazard, visit: Visit, staffId: string): Promise<HazardView> {
  const finding = await findingOf(tx, hazard);
  if (finding === undefined) throw new Error(`hazard ${hazard.hazardId} has no finding`);
  const officers = await listOfficers(tx);
  const signedBy = await signersOf(tx, hazard);
  const steps = await listSteps(tx, hazard.hazardId);
  const names = await staffNames(tx, [...steps.map(({ doneBy }) => doneBy), hazard.owner ?? '']);
  const team = visit.team.filter(({ kind }) => kind === 'officer').map(({ personId }) => personId);
  const { registration } = hazard.row;
  return {
    hazardId: hazard.hazardId,
    enterpriseName: visit.row.enterprise_name,
    creditCode: visit.row.credit_code,
    place: finding.place,
    description: finding.description,
    state: hazard.state,
    level: hazard.level,
    owner: names.get(hazard.owner ?? '') ?? '',
    timerOn: hazard.timerOn,
    daysLeft: hazard.timerOn === null ? null : daysBetween(tx.today, hazard.timerOn),
    treatBy: hazard.treatBy,
    isOverdue: isLate(hazard, tx.today),
    isRefused: hazard.refusedOn !== null,
    inspectionId: hazard.inspectionId,
    orderId: (await findOrderOfVisit(tx, hazard.inspectionId))?.orderId ?? null,
    findingId: hazard.findingId,
    criterion: finding.criterion ?? '',
    measureKind: finding.measureKind,
    today: tx.today,
    isMine: hazard.owner === staffId || seatOf(visit, staffId)?.kind === 'officer',
    registration,
    plan: hazard.plan,
    refusedOn: hazard.refusedOn,
    progress: (await listProgress(tx, hazard.hazardId)).map(({ reportedBy, ...report }) => ({
      ...report,
      byEnterprise: BY_ENTERPRISE.test(reportedBy),
    })),
    acceptance: hazard.acceptance,
    documentHash: hazard.documentHash,
    signers: officers
      .filter(({ personId }) => hazard.acceptance?.officerIds.includes(personId) === true)
      .map((officer) => ({ ...person(officer, staffId), hasSigned: signedBy.includes(officer.personId) })),
    officers: officers
      .filter(({ status }) => status === 'on-duty')
      .map((officer) => ({ ...person(officer, staffId), isOfTeam: team.includes(officer.personId) })),
    experts: [...(await listExperts(tx))],
    measures: await Promise.all((await listMeasures(tx, hazard.hazardId)).map((measure) => viewMeasure(tx, measure))),
    alerts: closureAlerts(countedOf(await listPenalties(tx, visit.row.credit_code))).map(({ rule, penalties }) => ({
      title: CLOSURE_RULES[rule],
      penalties: penalties.map(({ number, decidedOn }) => `${sentenceDate(decidedOn)} ${number}`),
    })),
    steps: steps.map(({ number, deed, to, note, doneBy, at }) => ({
      number,
      deed,
      to,
      note,
      by: BY_ENTERPRISE.test(doneBy) ? '企业' : (names.get(doneBy) ?? '系统'),
      at,
    })),
    documents: (await listDocuments(tx, SERIES, hazard.hazardId)).map(({ documentId, title, number, issuedOn }) => ({
      documentId,
      title,
      number,
      issuedOn,
    })),
    isStillMajor: finding !== undefined && isStillMajor(finding),
  };
}

/** Past the end of its time and not yet claimed to be done. */
export function isLate({ state, treatBy }: Pick<StoredHazard, 'state' | 'treatBy'>, today: string): boolean {
  return ['planning', 'plan-submitted', 'treating'].includes(state) && treatBy !== null && treatBy < today;
}

/** What its enterprise sees: no name, no measure against it. */
export async function hazardsForEnterprise(tx: ReadTx, inspectionId: string): Promise<EnterpriseHazard[]> {
  const hazards = await listHazardsOfVisit(tx, inspectionId);
  return Promise.all(
    hazards.map(async (hazard) => ({
      hazardId: hazard.hazardId,
      findingId: hazard.findingId,
      state: hazard.state,
      level: hazard.level,
      treatBy: hazard.treatBy,
      timerOn: hazard.timerOn,
      plan: hazard.plan,
      isOverdue: isLate(hazard, tx.today),
      progress: (await listProgress(tx, hazard.hazardId)).map(({ reportedBy, ...report }) => ({
        ...report,
        byEnterprise: BY_ENTERPRISE.test(reportedBy),
      })),
      returned:
        (await listSteps(tx, hazard.hazardId)).findLast(({ deed }) =>
          ['hazard.return-plan', 'hazard.return-claim', 'hazard.send-back'].includes(deed),
        )?.note ?? null,
    })),
  );
}

async function viewMeasure(tx: ReadTx, measure: Measure): Promise<MeasureView> {
  const { measure_id: measureId, kind, state, at, notified_at: notifiedAt } = measure;
  if (kind !== 'power-cut') {
    const { facts, number, on, decidedOn, urgedOn } = HandOver.parse(measure.content);
    const served =
      decidedOn === undefined || urgedOn === undefined
        ? []
        : [`决定书 ${sentenceDate(decidedOn)}送达，催告书 ${sentenceDate(urgedOn)}送达`];
    return { measureId, kind, state, lines: [facts, number, ...served], on, earliestAt: null };
  }
  const cut = PowerCutNotice.extend(PowerCut.shape).parse(measure.content);
  const earliestAt = notifiedAt === null ? null : earliestCut(notifiedAt, cut.urgency, await readCalendar(tx));
  const lines = [
    `供电单位：${cut.supplier}`,
    `现实危险：${cut.danger}`,
    `保证安全的措施：${cut.safety}`,
    ...(cut.urgency === undefined ? [] : [`紧急情形：${cut.urgency}`]),
    ...(notifiedAt === null ? [] : [`${sentenceTime(notifiedAt)} 通知`]),
    ...(measure.carried_out_at === null ? [] : [`${sentenceTime(measure.carried_out_at)} 停止供电`]),
  ];
  return { measureId, kind, state, lines, on: dayOf(at), earliestAt };
}

function person({ personId, name, certificateNumber, staffId: own }: OfficerWithAccount, staffId: string) {
  return { personId, name, number: certificateNumber, isMe: own === staffId };
}
