/** One visit with everything in it. @module */
import { bureauCode } from '../../bureau/reads.ts';
import { sql, type Selectable } from 'kysely';
import type { Actor } from '../../core/actor.ts';
import { dayOf } from '../../core/clock.ts';
import type { ReadTx } from '../../core/transact.ts';
import { listItemsById } from '../../items/reads.ts';
import { linesOf } from '../../items/rules/checklist.ts';
import type { ChecklistLine } from '../../items/types.ts';
import type { RecordMember, RecordParts } from '../rules/record.ts';
import { seesAll } from '../rules/steps.ts';
import type { CertifiedOfficer } from '../rules/preparation.ts';
import type { InspectionTable } from '../tables.ts';
import type { AnswerInput, Finding, Inspection, Member, OpinionInput, Signature } from '../types/visit.ts';

/** A visit and its team as the directories have them now. */
export interface Visit extends Inspection {
  readonly row: Selectable<InspectionTable>;
  readonly team: readonly TeamMember[];
}

export interface TeamMember extends RecordMember {
  /** The person's account; null when none is linked. */
  readonly staffId: string | null;
  /** Present for officers. */
  readonly certificate: CertifiedOfficer | undefined;
}

/** Undefined when this bureau has no such visit. */
export async function findVisit(tx: ReadTx, inspectionId: string): Promise<Visit | undefined> {
  const row = await tx.db
    .selectFrom('inspection')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('inspection_id', '=', inspectionId)
    .executeTakeFirst();
  return row === undefined ? undefined : toVisit(tx, row);
}

/** For those who may read it: a drawn target is nobody's business but its team's and its superiors'. */
export async function findSeenVisit(
  tx: ReadTx,
  inspectionId: string,
  { roles, staffId }: Pick<Actor, 'roles' | 'staffId'>,
): Promise<Visit | undefined> {
  const visit = await findVisit(tx, inspectionId);
  const isSeen = visit !== undefined && (seesAll(roles) || seatOf(visit, staffId) !== undefined);
  return isSeen ? visit : undefined;
}

export async function toVisit(tx: ReadTx, row: Selectable<InspectionTable>): Promise<Visit> {
  const team = await listTeam(tx, row.inspection_id);
  const checkedIn = await tx.db
    .selectFrom('inspection_check_in')
    .select('officer_id')
    .where('bureau_id', '=', tx.bureauId)
    .where('inspection_id', '=', row.inspection_id)
    .execute();
  return {
    row,
    team,
    inspectionId: row.inspection_id,
    drawId: row.draw_id,
    enterpriseId: row.enterprise_id,
    state: row.state,
    members: team.map(({ kind, personId, seat }) => ({ kind, personId, seat })),
    plan: row.plan,
    draftedBy: row.drafted_by,
    reviewedBy: row.reviewed_by,
    returnReason: row.return_reason,
    readOn: row.read_on,
    readHash: row.read_hash,
    noticedOn: row.noticed_on,
    checkedIn: checkedIn.map(({ officer_id }) => officer_id),
    blocked: row.blocked,
    recordHash: row.record_hash,
    conclusion: row.conclusion,
    signedOn: row.signed_on,
  };
}

/** The seat of the person who acts, if he was drawn into this team. */
export function seatOf(visit: Visit, staffId: string): Member | undefined {
  return visit.team.find((member) => member.staffId === staffId);
}

/** The check table of the plan: every point of every item chosen, in the order of the plan. */
export async function checklistOf(tx: ReadTx, visit: Visit): Promise<ChecklistLine[]> {
  return linesOf(await listItemsById(tx, visit.plan?.itemIds ?? []));
}

export async function listAnswers(tx: ReadTx, inspectionId: string): Promise<AnswerInput[]> {
  const rows = await tx.db
    .selectFrom('inspection_answer')
    .select(['item_id', 'point_no', 'answer'])
    .where('bureau_id', '=', tx.bureauId)
    .where('inspection_id', '=', inspectionId)
    .execute();
  return rows.map((row) => ({ itemId: row.item_id, pointNo: row.point_no, answer: row.answer }));
}

export interface StoredFinding extends Finding {
  /** 1 as it was stated; one more with every change. */
  readonly version: number;
  /** It stands in the signed record, and was voided later; such a finding is withdrawn too. */
  readonly voidedOn: string | null;
}

/** Findings by number, the withdrawn ones too. */
export async function listFindings(tx: ReadTx, inspectionId: string): Promise<StoredFinding[]> {
  const rows = await tx.db
    .selectFrom('finding as f')
    .innerJoin('finding_version as v', (join) =>
      join.onRef('v.bureau_id', '=', 'f.bureau_id').onRef('v.finding_id', '=', 'f.finding_id'),
    )
    .select(['f.finding_id', 'f.number', 'f.content', 'f.due_on', 'f.reviewed_by', 'f.is_withdrawn', 'f.settled_on'])
    .select(['f.version', 'f.voided_on'])
    .select(sql<string>`max(v.actor_id) FILTER (WHERE v.version = f.version)`.as('stated_by'))
    .select(sql<boolean>`bool_or(v.content->>'level' = 'major')`.as('needs_review'))
    .where('f.bureau_id', '=', tx.bureauId)
    .where('f.inspection_id', '=', inspectionId)
    .groupBy(['f.bureau_id', 'f.finding_id'])
    .orderBy('f.number')
    .execute();
  return rows.map((row) => ({
    ...row.content,
    findingId: row.finding_id,
    number: row.number,
    version: row.version,
    voidedOn: row.voided_on,
    dueOn: row.due_on,
    reviewedBy: row.reviewed_by,
    statedBy: row.stated_by,
    needsReview: row.needs_review,
    isWithdrawn: row.is_withdrawn,
    settledOn: row.settled_on,
  }));
}

export async function listOpinions(
  tx: ReadTx,
  inspectionId: string,
): Promise<(OpinionInput & { expertId: string; number: number })[]> {
  const rows = await tx.db
    .selectFrom('expert_opinion')
    .select(['expert_id', 'number', 'content'])
    .where('bureau_id', '=', tx.bureauId)
    .where('inspection_id', '=', inspectionId)
    .where('is_withdrawn', '=', false)
    .orderBy('expert_id')
    .orderBy('number')
    .execute();
  return rows.map((row) => ({ ...row.content, expertId: row.expert_id, number: row.number }));
}

export async function listSignatures(tx: ReadTx, inspectionId: string): Promise<Signature[]> {
  const rows = await tx.db
    .selectFrom('inspection_signature')
    .select(['kind', 'signer', 'record_hash', 'at', 'is_refusal', 'reason', 'witness_officer_id'])
    .where('bureau_id', '=', tx.bureauId)
    .where('inspection_id', '=', inspectionId)
    .orderBy('at')
    .orderBy('kind')
    .orderBy('signer')
    .execute();
  return rows.map((row) => ({
    kind: row.kind,
    signer: row.signer,
    recordHash: row.record_hash,
    at: row.at,
    isRefusal: row.is_refusal,
    reason: row.reason,
    witnessOfficerId: row.witness_officer_id,
  }));
}

/** All that the record is made of, as it stands now. */
export async function recordPartsOf(tx: ReadTx, visit: Visit): Promise<RecordParts> {
  return {
    inspection: visit,
    bureau: await bureauCode(tx),
    enterprise: { name: visit.row.enterprise_name, creditCode: visit.row.credit_code },
    inspectedOn: dayOf(visit.row.checked_in_at ?? tx.now),
    closedAt: tx.now,
    team: visit.team,
    checklist: await checklistOf(tx, visit),
    answers: await listAnswers(tx, visit.inspectionId),
    findings: await listFindings(tx, visit.inspectionId),
    opinions: await listOpinions(tx, visit.inspectionId),
  };
}

/** Officers by seat, then experts by seat. */
async function listTeam(tx: ReadTx, inspectionId: string): Promise<TeamMember[]> {
  const rows = await tx.db
    .selectFrom('inspection_member as m')
    .leftJoin('officer as o', (join) =>
      join
        .onRef('o.bureau_id', '=', 'm.bureau_id')
        .onRef('o.officer_id', '=', 'm.person_id')
        .on('m.kind', '=', 'officer'),
    )
    .leftJoin('expert as e', (join) =>
      join
        .onRef('e.bureau_id', '=', 'm.bureau_id')
        .onRef('e.expert_id', '=', 'm.person_id')
        .on('m.kind', '=', 'expert'),
    )
    .select(['m.kind', 'm.person_id', 'm.seat', 'o.status', 'o.certificate_valid_from', 'o.certificate_expires_on'])
    .select([
      sql<string>`coalesce(o.name, e.name)`.as('name'),
      sql<string>`coalesce(o.certificate_number, e.directory_number)`.as('number'),
      sql<string | null>`coalesce(o.staff_id, e.staff_id)`.as('staff_id'),
    ])
    .where('m.bureau_id', '=', tx.bureauId)
    .where('m.inspection_id', '=', inspectionId)
    .where((eb) => eb.or([eb('o.officer_id', 'is not', null), eb('e.expert_id', 'is not', null)]))
    .orderBy('m.kind', 'desc')
    .orderBy('m.seat')
    .execute();
  return rows.map(({ kind, person_id: personId, seat, name, number, staff_id: staffId, status, ...held }) => ({
    kind,
    personId,
    seat,
    name,
    number,
    staffId,
    certificate:
      status === null || held.certificate_expires_on === null
        ? undefined
        : {
            personId,
            name,
            status,
            certificateNumber: number,
            certificateValidFrom: held.certificate_valid_from,
            certificateExpiresOn: held.certificate_expires_on,
          },
  }));
}
