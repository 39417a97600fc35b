/** Rows of the disclosure desk (migrations 0060, 0170, 0195, 0226, 0264, 0289). @module */
import type { ColumnType } from 'kysely';
import type { ExposureState, PublicExposure } from './types/exposure.ts';
import type { ObjectionFormat, ObjectionGround, ObjectionState, Objector } from './types/objection.ts';
import type { PublicPenalty } from './types/penalty.ts';
import type { DisclosureState, Mark, PublicResult, Source } from './types.ts';

/** jsonb: written as JSON text, read as the value. */
type Json<T> = ColumnType<T, string, string>;

export interface DisclosureEntryTable {
  bureau_id: number;
  entry_id: string;
  source: Source;
  /** One of the two, by `source`. */
  inspection_id: string | null;
  case_id: string | null;
  state: DisclosureState;
  version: number;
  content: Json<PublicResult | PublicPenalty>;
  /** The words the copy was made from, by place; a place that is missing reads as in `content`. */
  words: Json<Readonly<Record<string, string>>>;
  marks: Json<readonly Mark[]>;
  redacted_by: string | null;
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
  /** What the days to withdraw, or of a visit's result to correct, count from; null where nothing has to be. */
  withdraw_from: string | null;
  withdraw_by: string | null;
  /** When the result was corrected that had to be. */
  corrected_on: string | null;
  public_until: string | null;
  ended_on: string | null;
  end_reason: string | null;
  created_at: string;
  updated_at: string;
}

export interface DisclosureSnapshotTable {
  bureau_id: number;
  entry_id: string;
  version: number;
  content: Json<PublicResult | PublicPenalty>;
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

export interface DisclosureObjectionTable {
  bureau_id: number;
  objection_id: string;
  entry_id: string;
  /** Of the entry, when it was objected to. */
  version: number;
  objector: Objector;
  order_id: string | null;
  ground: ObjectionGround;
  words: string;
  contact_sealed: Buffer | null;
  code_hash: Buffer;
  code_sealed: Buffer;
  state: ObjectionState;
  received_at: string;
  received_on: string;
  workdays: number;
  due_on: string;
  decided_by: string | null;
  decided_on: string | null;
  reason: string | null;
  decided_version: number | null;
}

export interface DisclosureObjectionFileTable {
  bureau_id: number;
  file_id: string;
  objection_id: string;
  format: ObjectionFormat;
  sha256: string;
  size: number;
  stored: string;
}

export interface DisclosureObjectionTermTable {
  bureau_id: number;
  version: number;
  workdays: number;
  set_by: string;
  at: string;
}

declare module '../core/db.ts' {
  interface Database {
    disclosure_entry: DisclosureEntryTable;
    disclosure_snapshot: DisclosureSnapshotTable;
    disclosure_exposure: DisclosureExposureTable;
    disclosure_words: DisclosureWordsTable;
    disclosure_objection: DisclosureObjectionTable;
    disclosure_objection_file: DisclosureObjectionFileTable;
    disclosure_objection_term: DisclosureObjectionTermTable;
  }
}
