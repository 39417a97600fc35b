/** The tables of the annual plan. @module */
import type { ColumnType } from 'kysely';
import type { SignatureStep } from './types/approval.ts';
import type { CapTrigger } from './types/caps.ts';
import type { ExceptionAct, PlanContent, PlanState, Universe } from './types.ts';

/** Written as JSON text, read as a value. */
type Json<T> = ColumnType<T, string, string>;

export interface AnnualPlanTable {
  bureau_id: number;
  plan_id: string;
  year: number;
  version: number;
  revision: number;
  state: PlanState;
  title: string;
  ratio: number;
  count: number;
  universe_size: number;
  window_from: string;
  window_to: string;
  content: Json<PlanContent>;
  universe: Json<Universe>;
  hash: string;
  drafted_by: Json<readonly string[]>;
  submitted_by: string | null;
  endorsed_by: string | null;
  endorsed_on: string | null;
  approved_by: string | null;
  approved_on: string | null;
  approval_document: string | null;
  published_by: string | null;
  published_on: string | null;
  disclose_by: string | null;
  return_reason: string | null;
  close_note: string | null;
}

export interface PlanExceptionTable {
  bureau_id: number;
  exception_id: string;
  plan_id: string;
  act: ExceptionAct;
  valid_from: string;
  valid_to: string;
  reason: string;
  approved_by: string;
  approved_on: string;
}

export interface PlanNoticeTable {
  bureau_id: number;
  plan_id: string;
  number: string;
  issued_on: string;
  copied_to: string | null;
  issued_by: string;
}

export interface PlanSignatureTable {
  bureau_id: number;
  plan_id: string;
  number: number;
  step: SignatureStep;
  hash: string;
  opinion: string | null;
  signed_by: string;
  signed_at: string;
}

export interface PlanCapExemptionTable {
  bureau_id: number;
  exemption_id: string;
  plan_id: string;
  enterprise_id: string;
  trigger: CapTrigger;
  document: string;
  approved_by: string;
  approved_on: string;
}

export interface PlanTemplateTable {
  bureau_id: number;
  version: number;
  file_name: string;
  sha256: string;
  note: string;
  kept_by: string;
  kept_at: string;
}

declare module '../core/db.ts' {
  interface Database {
    annual_plan: AnnualPlanTable;
    plan_exception: PlanExceptionTable;
    plan_notice: PlanNoticeTable;
    plan_signature: PlanSignatureTable;
    plan_template: PlanTemplateTable;
    plan_cap_exemption: PlanCapExemptionTable;
  }
}
