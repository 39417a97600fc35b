/** The tables of the item list. @module */
import type { ColumnType } from 'kysely';
import type { CatalogueState, ItemContent } from './types.ts';

/** Written as JSON text, read as a value. */
type Json<T> = ColumnType<T, string, string>;

export interface LegalBasisTable {
  bureau_id: number;
  instrument: string;
  version: string;
  article: number;
  text: string;
  valid_from: string;
  valid_to: string | null;
  source: string;
  /** Null for those entered before this was kept. */
  added_at: string | null;
}

export interface LegalBasisEndTable {
  bureau_id: number;
  instrument: string;
  article: number;
  valid_from: string;
  last_day: string;
  source: string;
  added_at: string;
}

export interface LawReviewTable {
  bureau_id: number;
  instrument: string;
  changes_on: string;
  item_id: string;
  note: string;
  reviewed_by: string;
  reviewed_on: string;
}

export interface InspectionItemTable {
  bureau_id: number;
  item_id: string;
  code: string;
  version: number;
  edition: number;
  revision: number;
  content: Json<ItemContent>;
  sealed: boolean;
  saved_by: string;
  saved_at: string;
}

export interface ItemCatalogueTable {
  bureau_id: number;
  edition: number;
  state: CatalogueState;
  item_ids: Json<readonly string[]>;
  drafted_by: Json<readonly string[]>;
  submitted_by: string | null;
  approved_by: string | null;
  approved_on: string | null;
  published_by: string | null;
  published_on: string | null;
  return_reason: string | null;
  hash: string | null;
}

declare module '../core/db.ts' {
  interface Database {
    legal_basis: LegalBasisTable;
    legal_basis_end: LegalBasisEndTable;
    law_review: LawReviewTable;
    inspection_item: InspectionItemTable;
    item_catalogue: ItemCatalogueTable;
  }
}
