/** Rows of the open data (migration 0205). @module */
import type { ColumnType } from 'kysely';
import type { AnyRow } from './types.ts';

interface OfDataset {
  bureau_id: number;
  dataset: string;
}

export interface OpenDataStateTable extends OfDataset {
  seq: number;
  day: string;
  at: string;
}

export interface OpenDataVersionTable extends OfDataset {
  year: number;
  version: number;
  seq: number;
  at: string;
  row_count: number;
  added: number;
  changed: number;
  removed: number;
  csv_sha256: string;
  csv_bytes: number;
  plain_sha256: string;
  json_sha256: string;
  json_bytes: number;
  /** Which of two places in the folder holds the files. */
  slot: number;
}

export interface OpenDataRowTable extends OfDataset {
  row_id: string;
  year: number;
  /** Null once it was taken back. */
  content: ColumnType<AnyRow | null, string | null, string | null>;
  hash: string | null;
  since_version: number;
  changed_version: number;
}

declare module '../core/db.ts' {
  interface Database {
    open_data_state: OpenDataStateTable;
    open_data_version: OpenDataVersionTable;
    open_data_row: OpenDataRowTable;
  }
}
