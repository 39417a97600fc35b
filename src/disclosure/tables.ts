/** Rows of the disclosure desk (migrations 0060, 0170). @module */
import type { ColumnType } from 'kysely';
import type { ExposureState, PublicExposure } from './types/exposure.ts';
import type { DisclosureState, PublicResult } from './types.ts';

/** jsonb: written as JSON text, read as the value. */
type Json<T> = ColumnType<T, string, string>;

export interface DisclosureEntryTable {
  bureau_id: number;
  entry_id: string;
  inspection_id: string;
  state: DisclosureState;
  version: number;
  content: Json<PublicResult>;
  /** The day the period counts from. */
  counted_from: string;
  due_on: string;
  confirmed_by: string | null;
  approved_by: string | null;
  return_reason: string | null;
  published_by: string | null;
  published_on: string | null;
  withdrawn_on: string | null;
  withdraw_reason: string | null;
  created_at: string;
  updated_at: string;
}

export interface DisclosureSnapshotTable {
  bureau_id: number;
  entry_id: string;
  version: number;
  content: Json<PublicResult>;
  hash: string;
  published_on: string;
  reason: string | null;
}

export interface DisclosureExposureTable {
  bureau_id: number;
  exposure_id: string;
  state: ExposureState;
  content: Json<PublicExposure>;
  hash: string | null;
  decided_by: string;
  proposed_by: string;
  published_by: string | null;
  published_on: string | null;
  withdrawn_on: string | null;
  withdraw_reason: string | null;
  created_at: string;
}

export interface DisclosureWordsTable {
  bureau_id: number;
  statement_id: string;
  outcome: 'published' | 'returned';
  reason: string | null;
  decided_by: string;
  decided_on: string;
}

declare module '../core/db.ts' {
  interface Database {
    disclosure_entry: DisclosureEntryTable;
    disclosure_snapshot: DisclosureSnapshotTable;
    disclosure_exposure: DisclosureExposureTable;
    disclosure_words: DisclosureWordsTable;
  }
}
