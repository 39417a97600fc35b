/** Rows of assessment (migration 0182). @module */
import type { ColumnType } from 'kysely';
import type { MATTERS, OUTCOMES, Sheet } from './types/assessment.ts';

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
  kind: keyof typeof MATTERS;
  inspection_id: string;
  received_on: string;
  summary: string;
  outcome: keyof typeof OUTCOMES | null;
  conclusion: string | null;
  decided_on: string | null;
  recorded_by: string;
}

declare module '../core/db.ts' {
  interface Database {
    file_review: FileReviewTable;
    oversight_matter: OversightMatterTable;
  }
}
