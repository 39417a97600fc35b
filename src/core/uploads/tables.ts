/** Files that were checked and stored (migration 0122). @module */
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
}

declare module '../db.ts' {
  interface Database {
    upload: UploadTable;
  }
}
