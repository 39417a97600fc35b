/** Rows of the visit as the database has them (migrations 0050, 0116). @module */
import type { ColumnType, Generated } from 'kysely';
import type { Refusal } from '../core/result.ts';
import type { RecusalReason } from '../directory/types/vocabulary.ts';
import type { Passkey } from './types/field.ts';
import type { HELD_STANDINGS, OperationBody, SentOperation } from './types/operation.ts';
import type {
  Answer,
  Conclusion,
  FindingInput,
  InspectionState,
  Member,
  OnSitePlan,
  OpinionInput,
  Signature,
} from './types/visit.ts';

/** jsonb: written as JSON text, read as the value. */
type Json<T> = ColumnType<T, string, string>;

interface OfInspection {
  bureau_id: number;
  inspection_id: string;
}

export interface InspectionTable extends OfInspection {
  draw_id: string;
  enterprise_id: string;
  enterprise_name: string;
  credit_code: string;
  state: InspectionState;
  accepted_by: string | null;
  read_on: string | null;
  read_by: string | null;
  /** SHA-256 of the file as it was shown; null for readings of earlier versions. */
  read_hash: string | null;
  plan: Json<OnSitePlan> | null;
  drafted_by: string | null;
  return_reason: string | null;
  reviewed_by: string | null;
  reviewed_on: string | null;
  approved_by: string | null;
  approved_on: string | null;
  noticed_on: string | null;
  notice: Json<Notice> | null;
  checked_in_at: string | null;
  blocked: string | null;
  record: Buffer | null;
  record_hash: string | null;
  conclusion: Conclusion | null;
  signed_on: string | null;
  closed_on: string | null;
  /** 封存期间的知情人 (`app.reader`): the team, then its superior; null when it is not sealed. */
  known_to: string[] | null;
  /** First day on which the team sees a sealed visit; null for at once. */
  known_from: string | null;
  created_at: string;
  updated_at: string;
}

/** 检查通知书 as it was issued. */
export interface Notice {
  readonly number: string;
  readonly drawId: string;
  readonly visitsThisYear: number;
  readonly cap: number | null;
  readonly inspectOn: string;
}

export interface InspectionMemberTable extends OfInspection {
  kind: Member['kind'];
  person_id: string;
  seat: number;
}

export interface InspectionCheckInTable extends OfInspection {
  officer_id: string;
  certificate_number: string;
  at: string;
}

export interface InspectionAnswerTable extends OfInspection {
  item_id: string;
  point_no: number;
  answer: Answer;
  answered_by: string;
  at: string;
}

export interface FindingTable {
  bureau_id: number;
  finding_id: string;
  inspection_id: string;
  number: number;
  content: Json<FindingInput>;
  due_on: string | null;
  reviewed_by: string | null;
  stated_by: string;
  is_withdrawn: Generated<boolean>;
  version: number;
  /** When nothing more was expected of it: rectified, gone to a case, or taken over elsewhere. */
  settled_on: Generated<string | null>;
  /** When it was voided after the record was signed; one withdrawn on the spot has none. */
  voided_on: Generated<string | null>;
}

export interface FindingVersionTable {
  bureau_id: number;
  finding_id: string;
  version: number;
  content: Json<FindingInput>;
  is_withdrawn: boolean;
  reason: string | null;
  actor_id: string;
  at: string;
}

export interface ExpertOpinionTable extends OfInspection {
  expert_id: string;
  number: number;
  content: Json<OpinionInput>;
  opinion_id: Generated<string>;
  is_withdrawn: Generated<boolean>;
  at: string;
}

export interface InspectionSignatureTable extends OfInspection {
  record_hash: string;
  kind: Signature['kind'];
  signer: string;
  is_refusal: boolean;
  reason: string | null;
  witness_officer_id: string | null;
  at: string;
}

export interface InspectionRecusalTable extends OfInspection {
  kind: Member['kind'];
  person_id: string;
  reason: RecusalReason;
  at: string;
}

export interface FieldDeviceTable {
  bureau_id: number;
  device_id: string;
  staff_id: string;
  label: string;
  public_key: Buffer | null;
  store_key: Buffer;
  passkey: Json<Passkey> | null;
  registered_at: string;
  revoked_at: string | null;
  revoked_by: string | null;
  revoke_reason: string | null;
}

export interface FieldOperationTable extends OfInspection {
  operation_id: string;
  number: number;
  version: number;
  device_id: string;
  author: string;
  wall: number;
  count: number;
  after: Json<string[]>;
  body: Json<OperationBody>;
  received_at: string;
  late_reason: string | null;
}

export interface FieldHeldTable extends OfInspection {
  operation_id: string;
  device_id: string;
  author: string;
  sent: Json<SentOperation>;
  refusals: Json<Refusal[]>;
  received_at: string;
  standing: keyof typeof HELD_STANDINGS;
  decided_by: string | null;
  decided_at: string | null;
  reason: string | null;
}

export interface FieldFileTable extends OfInspection {
  sha256: string;
  bytes: number;
  type: string;
  uploaded_by: string;
  confirmed_at: string;
}

export interface InspectionPartnerTable {
  bureau_id: number;
  inspection_id: string;
  seat: number;
  officer_id: string;
}

declare module '../core/db.ts' {
  interface Database {
    inspection: InspectionTable;
    inspection_partner: InspectionPartnerTable;
    inspection_member: InspectionMemberTable;
    inspection_check_in: InspectionCheckInTable;
    inspection_answer: InspectionAnswerTable;
    finding: FindingTable;
    finding_version: FindingVersionTable;
    expert_opinion: ExpertOpinionTable;
    inspection_signature: InspectionSignatureTable;
    inspection_recusal: InspectionRecusalTable;
    field_device: FieldDeviceTable;
    field_operation: FieldOperationTable;
    field_held: FieldHeldTable;
    field_file: FieldFileTable;
  }
}
