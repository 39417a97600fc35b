/** Rows of assessment (migrations 0182, 0290). @module */
import type { ColumnType, Generated } from 'kysely';
import type { MatterKind, OUTCOMES, Sheet } from './types/assessment.ts';

export interface FileReviewTable {
  bureau_id: number;
  review_id: string;
  inspection_id: string;
  /** jsonb: written as JSON text, read as the value. */
  sheet: ColumnType<Sheet, string, never>;
  score: number;
  opinion: string;
  reviewed_by: string;
  reviewed_on: string;
}

export interface OversightMatterTable {
  bureau_id: number;
  matter_id: string;
  kind: MatterKind;
  inspection_id: string;
  received_on: string;
  summary: string;
  outcome: keyof typeof OUTCOMES | null;
  conclusion: string | null;
  decided_on: string | null;
  carried_out: Generated<string | null>;
  carried_out_on: Generated<string | null>;
  carried_out_by: Generated<string | null>;
  recorded_by: string;
}

declare module '../core/db.ts' {
  interface Database {
    file_review: FileReviewTable;
    oversight_matter: OversightMatterTable;
  }
}
