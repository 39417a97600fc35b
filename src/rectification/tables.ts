/** Rows of rectification as the database has them (migrations 0130, 0131, 0170, 0288, 0297). @module */
import type { ColumnType, Generated } from 'kysely';
import type {
  CaseGround,
  ExtensionRequest,
  ItemState,
  OrderedMeasure,
  OrderState,
  PHOTO_FORMATS,
  PhotoMoment,
  Reinspection,
  Report,
  Service,
  TransferReceipt,
  Verdict,
} from './types/order.ts';

import type { KeptBasis } from './types/void.ts';
import type { EXPOSURE_OUTCOMES, ExposureGround, REMINDER_MEANS, ReminderDays } from './types/remind.ts';

/** jsonb: written as JSON text, read as the value. */
type Json<T> = ColumnType<T, string, string>;

export interface RectificationOrderTable {
  bureau_id: number;
  order_id: string;
  inspection_id: string;
  state: OrderState;
  document: Buffer | null;
  document_hash: string | null;
  service: Json<Service> | null;
  served_on: string | null;
  code_hash: Buffer | null;
  code_sealed: Buffer | null;
  closed_on: string | null;
  created_at: string;
  updated_at: string;
}

export interface RectificationItemTable {
  bureau_id: number;
  finding_id: string;
  order_id: string;
  number: number;
  measure_kind: OrderedMeasure;
  state: ItemState;
  due_on: string | null;
  ground: CaseGround | null;
  transfer: Json<TransferReceipt> | null;
  settled_on: string | null;
}

export interface RectificationReportTable {
  bureau_id: number;
  report_id: string;
  finding_id: string;
  content: Json<Report>;
  reported_by: string;
  at: string;
  return_reason: string | null;
  returned_by: string | null;
  returned_at: string | null;
}

export interface RectificationPhotoTable {
  bureau_id: number;
  photo_id: string;
  finding_id: string;
  report_id: Generated<string | null>;
  moment: PhotoMoment;
  format: (typeof PHOTO_FORMATS)[number];
  sha256: string;
  stored: string;
  size: number;
  taken_at: string | null;
  kept_by: string;
  at: string;
}

export interface RectificationExtensionTable {
  bureau_id: number;
  extension_id: string;
  finding_id: string;
  until: string;
  content: Json<Omit<ExtensionRequest, 'until'>>;
  requested_by: string;
  requested_at: string;
  outcome: 'granted' | 'refused' | null;
  reply: string | null;
  decided_by: string | null;
  decided_at: string | null;
}

export interface ReinspectionTable {
  bureau_id: number;
  order_id: string;
  round: number;
  officer_ids: Json<readonly string[]>;
  state: Reinspection['state'];
  opened_by: string;
  opened_on: string;
  document: Buffer | null;
  document_hash: string | null;
  done_on: string | null;
}

export interface ReinspectionVerdictTable {
  bureau_id: number;
  order_id: string;
  round: number;
  finding_id: string;
  content: Json<Verdict> | null;
  stated_by: string | null;
}

export interface ReinspectionSignatureTable {
  bureau_id: number;
  order_id: string;
  round: number;
  officer_id: string;
  document_hash: string;
  at: string;
}

export interface RectificationReminderTable {
  bureau_id: number;
  order_id: string;
  due_on: string;
  days: ReminderDays;
  means: keyof typeof REMINDER_MEANS;
  reminded_by: string;
  at: string;
}

export interface RectificationExposureTable {
  bureau_id: number;
  exposure_id: string;
  order_id: string;
  finding_id: string;
  ground: ExposureGround;
  facts: string;
  proposed_by: string;
  proposed_at: string;
  outcome: keyof typeof EXPOSURE_OUTCOMES | null;
  opinion: string | null;
  decided_by: string | null;
  decided_at: string | null;
}

export interface RectificationStatementTable {
  bureau_id: number;
  statement_id: string;
  order_id: string;
  content: string;
  stated_by: string;
  at: string;
}

export interface RectificationVoidTable {
  bureau_id: number;
  finding_id: string;
  reason: string;
  basis: Json<KeptBasis>;
  was: ItemState;
  document_id: string;
  decided_by: string;
  decided_on: string;
}

export interface RectificationVoidServiceTable {
  bureau_id: number;
  finding_id: string;
  service: Json<Service>;
  served_on: string;
  noted_by: string;
}

declare module '../core/db.ts' {
  interface Database {
    rectification_order: RectificationOrderTable;
    rectification_item: RectificationItemTable;
    rectification_report: RectificationReportTable;
    rectification_photo: RectificationPhotoTable;
    rectification_extension: RectificationExtensionTable;
    rectification_reminder: RectificationReminderTable;
    rectification_exposure: RectificationExposureTable;
    rectification_statement: RectificationStatementTable;
    rectification_void: RectificationVoidTable;
    rectification_void_service: RectificationVoidServiceTable;
    reinspection: ReinspectionTable;
    reinspection_verdict: ReinspectionVerdictTable;
    reinspection_signature: ReinspectionSignatureTable;
  }
}
