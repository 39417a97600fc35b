/** Rows of the list (migration 0172). @module */
import type { Generated } from 'kysely';
import type { CreditClass } from '../directory/types/vocabulary.ts';
import type { CreditState, JOINT_MEASURES, MeasureState, RemovalEnd } from './types/credit.ts';

export interface CreditEntryTable {
  bureau_id: number;
  entry_id: string;
  enterprise_id: string;
  enterprise_name: string;
  credit_code: string;
  penalty_case_id: string;
  rules: string;
  situation: string;
  facts: string;
  state: CreditState;
  timer_on: string | null;
  proposed_by: string;
  reviewed_by: string | null;
  decided_by: string | null;
  notified_on: string | null;
  heard_on: string | null;
  listed_on: string | null;
  published_on: string | null;
  ends_on: string | null;
  removal_end: RemovalEnd | null;
  restored_from: string | null;
  class_before: CreditClass | null;
  steps: Generated<number>;
  ended_on: string | null;
  created_at: string;
  updated_at: string;
}

export interface CreditStepTable {
  bureau_id: number;
  entry_id: string;
  number: number;
  deed: string;
  from_state: CreditState;
  to_state: CreditState;
  note: string | null;
  done_by: string;
  at: string;
}

export interface CreditMeasureTable {
  bureau_id: number;
  entry_id: string;
  measure_id: string;
  agency: string;
  measure: keyof typeof JOINT_MEASURES;
  basis: string;
  state: MeasureState;
  reply: string | null;
  replied_on: string | null;
  lifted_on: string | null;
  requested_by: string;
  requested_on: string;
}

declare module '../core/db.ts' {
  interface Database {
    credit_entry: CreditEntryTable;
    credit_step: CreditStepTable;
    credit_measure: CreditMeasureTable;
  }
}
