/** Rows of penalty cases as the database has them (migrations 0160, 0210, 0231). @module */
import type { ColumnType } from 'kysely';
import type { FormFields } from '../core/documents/form.ts';
import type { CaseState, Procedure } from './types/case.ts';
import type { CaseFile } from './types/file.ts';
import type { Benchmark, Delegation, PenaltySetting } from './types/settings.ts';
import type { CaseAct } from './types/table.ts';
import type { Turn } from './types/turn.ts';

/** jsonb: written as JSON text, read as the value. */
type Json<T> = ColumnType<T, string, string>;

export interface PenaltyCaseTable {
  bureau_id: number;
  case_id: string;
  state: CaseState;
  procedure: Procedure;
  party_name: string;
  credit_code: string;
  cause: string;
  finding_id: string | null;
  content: Json<CaseFile>;
  turns: Json<readonly Turn[]>;
  next_due: string | null;
  acts: number;
  opened_on: string;
  filed_on: string | null;
  decided_on: string | null;
  ended_on: string | null;
  created_at: string;
  updated_at: string;
}

export interface PenaltyActTable {
  bureau_id: number;
  case_id: string;
  seq: number;
  act: CaseAct;
  content: Json<unknown>;
  from_state: CaseState | null;
  to_state: CaseState;
  done_by: string;
  done_on: string;
  at: string;
}

export interface PenaltyDocumentTable {
  bureau_id: number;
  document_id: string;
  case_id: string;
  seq: number;
  fields: Json<FormFields>;
}

export interface PenaltySettingTable {
  bureau_id: number;
  version: number;
  content: Json<PenaltySetting>;
  set_by: string;
  at: string;
}

export interface PenaltyBenchmarkTable {
  bureau_id: number;
  code: string;
  valid_from: string;
  version: number;
  content: Json<Benchmark>;
  set_by: string;
  at: string;
}

export interface PenaltyDelegationTable {
  bureau_id: number;
  delegation_id: string;
  staff_id: string;
  content: Json<Delegation>;
  valid_from: string;
  valid_until: string;
  given_by: string;
  given_at: string;
  ended_on: string | null;
  ended_by: string | null;
}

export interface PenaltyAccessTable {
  bureau_id: number;
  case_id: string;
  code_hash: Buffer;
  code_sealed: Buffer;
  made_at: string;
}

declare module '../core/db.ts' {
  interface Database {
    penalty_case: PenaltyCaseTable;
    penalty_act: PenaltyActTable;
    penalty_document: PenaltyDocumentTable;
    penalty_setting: PenaltySettingTable;
    penalty_benchmark: PenaltyBenchmarkTable;
    penalty_delegation: PenaltyDelegationTable;
    penalty_access: PenaltyAccessTable;
  }
}
