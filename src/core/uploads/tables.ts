/** Files that were checked and sealed (migrations 0122, 0148). @module */
import type { UploadFormat } from './kinds.ts';

export interface UploadTable {
  bureau_id: number;
  sha256: string;
  format: UploadFormat;
  size: number;
  width: number | null;
  height: number | null;
  taken_at: string | null;
  has_place: boolean;
  checked_by: string;
  checked_at: string;
  /** Name of the sealed bytes; null for what an earlier version stored and nobody has sealed yet. */
  stored: string | null;
  /** The bytes as they came still lie under their own hash. */
  plain_left: boolean;
}

declare module '../db.ts' {
  interface Database {
    upload: UploadTable;
  }
}
