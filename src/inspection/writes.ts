/** Rows of a visit. @module */
import type { Updateable } from 'kysely';
import type { Tx } from '../core/transact.ts';
import type { RecusalReason } from '../directory/types/vocabulary.ts';
import { toVisit, type Visit } from './reads/visits.ts';
import type { InspectionTable } from './tables.ts';
import type {
  AnswerInput,
  FindingInput,
  InspectionState,
  Member,
  NewVisit,
  OpinionInput,
  Signature,
} from './types/visit.ts';

/** Locks the visit until the transaction ends; undefined when this bureau has none of that id. */
export async function lockVisit(tx: Tx, inspectionId: string): Promise<Visit | undefined> {
  const row = await tx.db
    .selectFrom('inspection')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('inspection_id', '=', inspectionId)
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? undefined : toVisit(tx, row);
}

export async function updateVisit(
  tx: Tx,
  inspectionId: string,
  change: Omit<Updateable<InspectionTable>, 'bureau_id' | 'inspection_id' | 'updated_at'>,
): Promise<void> {
  await tx.db
    .updateTable('inspection')
    .set({ ...change, updated_at: tx.now })
    .where('bureau_id', '=', tx.bureauId)
    .where('inspection_id', '=', inspectionId)
    .execute();
}

/** Makes the task of a drawn enterprise; false when the draw has already given it one. */
export async function insertVisit(tx: Tx, visit: NewVisit): Promise<boolean> {
  const made = await tx.db
    .insertInto('inspection')
    .values({
      bureau_id: tx.bureauId,
      inspection_id: visit.inspectionId,
      draw_id: visit.drawId,
      enterprise_id: visit.enterpriseId,
      enterprise_name: visit.enterpriseName,
      credit_code: visit.creditCode,
      state: 'assigned' satisfies InspectionState,
      known_to: visit.sealed.knownTo === null ? null : [...visit.sealed.knownTo],
      known_from: visit.sealed.knownFrom,
      created_at: tx.now,
      updated_at: tx.now,
    })
    .onConflict((oc) => oc.columns(['bureau_id', 'draw_id', 'enterprise_id']).doNothing())
    .executeTakeFirst();
  if (made.numInsertedOrUpdatedRows !== 1n) return false;
  const members = [
    ...visit.officerIds.map((personId, seat) => ({ kind: 'officer' as const, person_id: personId, seat })),
    ...visit.expertIds.map((personId, seat) => ({ kind: 'expert' as const, person_id: personId, seat })),
  ];
  await tx.db
    .insertInto('inspection_member')
    .values(members.map((member) => ({ bureau_id: tx.bureauId, inspection_id: visit.inspectionId, ...member })))
    .execute();
  if (visit.partnerIds.length > 0)
    await tx.db
      .insertInto('inspection_partner')
      .values(
        visit.partnerIds.map((officerId, seat) => ({
          bureau_id: tx.bureauId,
          inspection_id: visit.inspectionId,
          seat,
          officer_id: officerId,
        })),
      )
      .execute();
  return true;
}

export interface NewRecusal {
  readonly kind: Member['kind'];
  readonly personId: string;
  readonly reason: RecusalReason;
}

export async function insertRecusal(
  tx: Tx,
  inspectionId: string,
  { kind, personId, reason }: NewRecusal,
): Promise<void> {
  await tx.db
    .insertInto('inspection_recusal')
    .values({ bureau_id: tx.bureauId, inspection_id: inspectionId, kind, person_id: personId, reason, at: tx.now })
    .execute();
}

export interface CheckIn {
  readonly personId: string;
  readonly certificateNumber: string;
}

/** 亮证 of each officer; one who has shown his certificate before is left as he is. `at`: when, if not now. */
export async function insertCheckIns(
  tx: Tx,
  inspectionId: string,
  officers: readonly CheckIn[],
  at: string = tx.now,
): Promise<void> {
  await tx.db
    .insertInto('inspection_check_in')
    .values(
      officers.map(({ personId, certificateNumber }) => ({
        bureau_id: tx.bureauId,
        inspection_id: inspectionId,
        officer_id: personId,
        certificate_number: certificateNumber,
        at,
      })),
    )
    .onConflict((oc) => oc.doNothing())
    .execute();
}

/** Sets the answers given; an answer given before is replaced. */
export async function saveAnswers(tx: Tx, inspectionId: string, answers: readonly AnswerInput[]): Promise<void> {
  await tx.db
    .insertInto('inspection_answer')
    .values(
      answers.map(({ itemId, pointNo, answer }) => ({
        bureau_id: tx.bureauId,
        inspection_id: inspectionId,
        item_id: itemId,
        point_no: pointNo,
        answer,
        answered_by: tx.actor.staffId,
        at: tx.now,
      })),
    )
    .onConflict((oc) =>
      oc.columns(['bureau_id', 'inspection_id', 'item_id', 'point_no']).doUpdateSet((eb) => ({
        answer: eb.ref('excluded.answer'),
        answered_by: eb.ref('excluded.answered_by'),
        at: eb.ref('excluded.at'),
      })),
    )
    .execute();
}

export interface FindingRow {
  readonly findingId: string;
  readonly inspectionId: string;
  readonly number: number;
  readonly content: FindingInput;
  readonly dueOn: string | null;
}

/** `by`: who stated it, when that is not the one who acts (docs/adr/0035). */
export async function insertFinding(tx: Tx, row: FindingRow, by: string = tx.actor.staffId): Promise<void> {
  await tx.db
    .insertInto('finding')
    .values({
      bureau_id: tx.bureauId,
      finding_id: row.findingId,
      inspection_id: row.inspectionId,
      number: row.number,
      content: JSON.stringify(row.content),
      due_on: row.dueOn,
      stated_by: by,
      version: 1,
    })
    .execute();
  await keepVersion(tx, row.findingId, { content: row.content, version: 1, isWithdrawn: false, reason: null, by });
}

export interface FindingChange {
  readonly content: FindingInput;
  readonly dueOn: string | null;
  readonly isWithdrawn: boolean;
  readonly reason: string;
}

/** Writes the next version of a finding; a changed finding needs its level confirmed again. */
export async function changeFinding(
  tx: Tx,
  findingId: string,
  change: FindingChange,
  by: string = tx.actor.staffId,
): Promise<void> {
  const { version } = await tx.db
    .updateTable('finding')
    .set((eb) => ({
      content: JSON.stringify(change.content),
      due_on: change.dueOn,
      is_withdrawn: change.isWithdrawn,
      reviewed_by: null,
      version: eb('version', '+', 1),
    }))
    .where('bureau_id', '=', tx.bureauId)
    .where('finding_id', '=', findingId)
    .returning('version')
    .executeTakeFirstOrThrow();
  await keepVersion(tx, findingId, { ...change, version, by });
}

export async function setReviewer(tx: Tx, findingId: string, by: string = tx.actor.staffId): Promise<void> {
  await tx.db
    .updateTable('finding')
    .set({ reviewed_by: by })
    .where('bureau_id', '=', tx.bureauId)
    .where('finding_id', '=', findingId)
    .execute();
}

export async function insertOpinion(
  tx: Tx,
  inspectionId: string,
  expertId: string,
  number: number,
  content: OpinionInput,
): Promise<string> {
  const opinionId = tx.newId();
  await tx.db
    .insertInto('expert_opinion')
    .values({
      bureau_id: tx.bureauId,
      inspection_id: inspectionId,
      expert_id: expertId,
      number,
      content: JSON.stringify(content),
      opinion_id: opinionId,
      at: tx.now,
    })
    .execute();
  return opinionId;
}

export type NewSignature = Omit<Signature, 'at' | 'reason' | 'witnessOfficerId'> &
  Partial<Pick<Signature, 'reason' | 'witnessOfficerId'>>;

export async function insertSignature(
  tx: Tx,
  inspectionId: string,
  signature: NewSignature,
  at: string = tx.now,
): Promise<void> {
  await tx.db
    .insertInto('inspection_signature')
    .values({
      bureau_id: tx.bureauId,
      inspection_id: inspectionId,
      record_hash: signature.recordHash,
      kind: signature.kind,
      signer: signature.signer,
      is_refusal: signature.isRefusal,
      reason: signature.reason ?? null,
      witness_officer_id: signature.witnessOfficerId ?? null,
      at,
    })
    .execute();
}

async function keepVersion(
  tx: Tx,
  findingId: string,
  version: {
    readonly content: FindingInput;
    readonly version: number;
    readonly isWithdrawn: boolean;
    readonly reason: string | null;
    readonly by: string;
  },
): Promise<void> {
  await tx.db
    .insertInto('finding_version')
    .values({
      bureau_id: tx.bureauId,
      finding_id: findingId,
      version: version.version,
      content: JSON.stringify(version.content),
      is_withdrawn: version.isWithdrawn,
      reason: version.reason,
      actor_id: version.by,
      at: tx.now,
    })
    .execute();
}
