/** Rows of what happens after a result (migration 0043). @module */
import type { SourceSpec } from 'verifiable-draw';
import type { ColumnType } from 'kysely';
import type { Sealable } from './tables-sealed.ts';
import type { Replaced, SubstitutionReason } from './types/after.ts';

interface OfRequest {
  bureau_id: number;
  draw_id: string;
  /** Number in its draw, from 1. */
  request: number;
}

interface DrawRequestTable extends OfRequest, Sealable {
  what: Replaced;
  /** Public ids. */
  enterprise: string;
  place: number | null;
  person: string | null;
  reason: SubstitutionReason;
  evidence: string;
  requested_by: string;
  at: string;
}

interface DrawDecisionTable extends OfRequest {
  is_approved: boolean;
  sources: ColumnType<readonly SourceSpec[], string, string>;
  decided_by: string;
  at: string;
}

interface DrawFreshTable extends OfRequest, Sealable {
  source: string;
  attempt: number;
  value: string;
  typed_by: string;
  at: string;
}

interface DrawFreshCheckTable extends Omit<DrawFreshTable, keyof Sealable> {
  is_same: boolean;
}

interface DrawSubstitutionTable extends OfRequest, Sealable {
  document: Buffer;
  document_hash: string;
  substitute: string | null;
  at: string;
}

declare module '../core/db.ts' {
  interface Database {
    draw_request: DrawRequestTable;
    draw_decision: DrawDecisionTable;
    draw_fresh: DrawFreshTable;
    draw_fresh_check: DrawFreshCheckTable;
    draw_substitution: DrawSubstitutionTable;
  }
}
