/** Rows of the archive (migrations 0190, 0191, 0235). @module */
import type { ColumnType, Generated } from 'kysely';
import type { Finding } from '../core/preservation/findings.ts';
import type { UploadFormat } from '../core/uploads/kinds.ts';
import type {
  ListedVolume,
  ListKind,
  LIST_STATES,
  LoanState,
  PROPOSALS,
  READINGS,
  TransferReceipt,
} from './types/after.ts';
import type { ArchiveSettings } from './types/settings.ts';
import type {
  Moment,
  OPENINGS,
  Retention,
  TestResult,
  VolumeContent,
  VolumeKind,
  VolumeState,
} from './types/volume.ts';

/** jsonb: written as JSON text, read as the value. */
type Json<T> = ColumnType<T, string, string>;

interface OfVolume {
  bureau_id: number;
  volume_id: string;
}

export interface ArchiveSettingTable {
  bureau_id: number;
  version: number;
  content: Json<ArchiveSettings>;
  set_by: string;
  at: string;
}

export interface ArchiveVolumeTable extends OfVolume {
  kind: VolumeKind;
  inspection_id: string | null;
  case_id: string | null;
  draw_id: string | null;
  title: string;
  party: string;
  credit_code: string;
  year: number;
  closed_on: string;
  state: VolumeState;
  retention: Retention;
  keep_until: string | null;
  transfer_by: string;
  opening: Generated<keyof typeof OPENINGS>;
  archive_number: Generated<string | null>;
  version: Generated<number>;
  is_stale: boolean;
  missing: Generated<number>;
  pages: Generated<number>;
  content: ColumnType<VolumeContent | null, string | undefined, string>;
  later_on: Generated<string | null>;
  destroyed_on: Generated<string | null>;
  purged_on: Generated<string | null>;
  steps: Generated<number>;
  created_at: string;
  updated_at: string;
}

export interface ArchiveStepTable extends OfVolume {
  number: number;
  deed: string;
  from_state: VolumeState;
  to_state: VolumeState;
  note: string | null;
  done_by: string;
  at: string;
}

export interface ArchiveExceptionTable extends OfVolume {
  requirement: string;
  reason: string;
  explained_by: string;
  at: string;
}

export interface ArchiveMaterialTable extends OfVolume {
  material_id: string;
  requirement: string;
  title: string;
  dated: string;
  sha256: string;
  format: UploadFormat;
  size: number;
  added_by: string;
  at: string;
}

export interface ArchiveVersionTable extends OfVolume {
  version: number;
  stored_as: string;
  content: Json<VolumeContent>;
  seal: string;
  files: number;
  bytes: number;
  reason: string | null;
  sealed_by: string;
  sealed_on: string;
}

export interface ArchiveReportTable extends OfVolume {
  number: number;
  moment: Moment;
  version: number;
  has_passed: boolean;
  results: Json<readonly TestResult[]>;
  examined_by: string;
  examined_on: string;
}

export interface ArchiveFixityTable {
  bureau_id: number;
  run_id: string;
  objects: number;
  files: number;
  findings: Json<readonly Finding[]>;
  at: string;
}

export interface ArchiveLoanTable extends OfVolume {
  loan_id: string;
  borrower: string;
  purpose: string;
  with_inner: boolean;
  state: LoanState;
  requested_on: string;
  decided_by: string | null;
  decided_on: string | null;
  reply: string | null;
  due_on: string | null;
  returned_on: string | null;
}

export interface ArchiveReadingTable extends OfVolume {
  reading_id: string;
  loan_id: string | null;
  what: keyof typeof READINGS;
  read_by: string;
  at: string;
}

export interface ArchiveListTable {
  bureau_id: number;
  list_id: string;
  kind: ListKind;
  state: keyof typeof LIST_STATES;
  content: Json<readonly ListedVolume[]>;
  hash: string;
  made_by: string;
  made_on: string;
  receipt: Json<TransferReceipt> | null;
  ended_by: string | null;
  ended_on: string | null;
}

export interface ArchiveListVolumeTable extends OfVolume {
  list_id: string;
  is_open: boolean;
}

export interface ArchiveListSignatureTable {
  bureau_id: number;
  list_id: string;
  signed_by: string;
  hash: string;
  at: string;
}

export interface ArchiveAppraisalTable extends OfVolume {
  number: number;
  proposal: keyof typeof PROPOSALS;
  retention: Retention | null;
  reason: string;
  proposed_by: string;
  proposed_on: string;
  outcome: 'agreed' | 'refused' | null;
  reply: string | null;
  decided_by: string | null;
  decided_on: string | null;
}

declare module '../core/db.ts' {
  interface Database {
    archive_setting: ArchiveSettingTable;
    archive_volume: ArchiveVolumeTable;
    archive_step: ArchiveStepTable;
    archive_exception: ArchiveExceptionTable;
    archive_material: ArchiveMaterialTable;
    archive_version: ArchiveVersionTable;
    archive_report: ArchiveReportTable;
    archive_fixity: ArchiveFixityTable;
    archive_loan: ArchiveLoanTable;
    archive_reading: ArchiveReadingTable;
    archive_list: ArchiveListTable;
    archive_list_volume: ArchiveListVolumeTable;
    archive_list_signature: ArchiveListSignatureTable;
    archive_appraisal: ArchiveAppraisalTable;
  }
}
