/** Rows of oversight (migration 0180). @module */
import type { ColumnType } from 'kysely';
import type { AlertCode, AlertLimits } from './types/alerts.ts';
import type { Addressee, NoticeRecord, NoticeState } from './types/notices.ts';

/** jsonb: written as JSON text, read as the value. */
type Json<T> = ColumnType<T, string, string>;

export interface OversightLimitTable {
  bureau_id: number;
  version: number;
  content: Json<AlertLimits>;
  set_by: string;
  at: string;
}

export interface SupervisionNoticeTable {
  bureau_id: number;
  notice_id: string;
  number: string;
  alert: AlertCode;
  rows: Json<readonly NoticeRecord[]>;
  request: string;
  addressee: Addressee;
  state: NoticeState;
  reply_by: string;
  issued_by: string;
  issued_on: string;
  reply: string | null;
  replied_by: string | null;
  replied_on: string | null;
  return_reason: string | null;
  opinion: string | null;
  closed_on: string | null;
}

export interface RatingGivenTable {
  bureau_id: number;
  order_id: string;
}

export interface RatingTallyTable {
  bureau_id: number;
  quarter: string;
  question: string;
  score: 1 | 2 | 3;
  count: number;
}

declare module '../core/db.ts' {
  interface Database {
    oversight_limit: OversightLimitTable;
    supervision_notice: SupervisionNoticeTable;
    rating_given: RatingGivenTable;
    rating_tally: RatingTallyTable;
  }
}
