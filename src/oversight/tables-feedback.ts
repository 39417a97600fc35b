/** Rows of feedback (migration 0181). @module */
import type { ColumnType } from 'kysely';
import type { BulletinContent, BulletinState, Reply, ReplyState, ReplyView, Thresholds } from './types/feedback.ts';

/** jsonb: written as JSON text, read as the value. */
type Json<T> = ColumnType<T, string, string>;

export interface FeedbackThresholdTable {
  bureau_id: number;
  version: number;
  content: Json<Thresholds>;
  set_by: string;
  at: string;
}

export interface BulletinTable {
  bureau_id: number;
  bulletin_id: string;
  draw_id: string;
  state: BulletinState;
  number: string;
  content: Json<BulletinContent>;
  hash: string;
  drafted_by: string;
  drafted_on: string;
  issued_by: string | null;
  issued_on: string | null;
  issued_at: string | null;
  reply_by: string | null;
}

export interface BulletinReplyTable {
  bureau_id: number;
  bulletin_id: string;
  /** Code of the street, or name of the department. */
  recipient: string;
  kind: ReplyView['kind'];
  name: string;
  state: ReplyState;
  reply_by: string;
  reply: Json<Reply> | null;
  recorded_by: string | null;
  return_reason: string | null;
  opinion: string | null;
  settled_on: string | null;
}

declare module '../core/db.ts' {
  interface Database {
    feedback_threshold: FeedbackThresholdTable;
    bulletin: BulletinTable;
    bulletin_reply: BulletinReplyTable;
  }
}
