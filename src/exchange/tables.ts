/** Rows of the exports for other systems (migration 0206). @module */
import type { ColumnType } from 'kysely';
import type { Mapping } from './types.ts';
import type { Operation } from './types/fields.ts';

/** jsonb: written as JSON text, read as the value. */
type Json<T> = ColumnType<T, string, string>;

export interface ExchangePackTable {
  bureau_id: number;
  pack: string;
  last: number;
}

export interface ExchangeMappingTable {
  bureau_id: number;
  pack: string;
  version: number;
  content: Json<Mapping>;
  set_by: string;
  set_on: string;
}

export interface ExchangeBatchTable {
  bureau_id: number;
  batch_id: string;
  pack: string;
  number: number;
  state: 'exported' | 'receipted';
  format: 'xlsx' | 'csv';
  mapping_version: number;
  row_count: number;
  sha256: string;
  exported_by: string;
  exported_on: string;
  receipt_number: string | null;
  receipt_sha256: string | null;
  receipted_by: string | null;
  receipted_on: string | null;
}

export interface ExchangeRowTable {
  bureau_id: number;
  batch_id: string;
  line: number;
  record_id: string;
  name: string;
  operation: Operation;
  fields: Json<Readonly<Record<string, string>>>;
  hash: string;
  rejected: string | null;
}

declare module '../core/db.ts' {
  interface Database {
    exchange_pack: ExchangePackTable;
    exchange_mapping: ExchangeMappingTable;
    exchange_batch: ExchangeBatchTable;
    exchange_row: ExchangeRowTable;
  }
}
