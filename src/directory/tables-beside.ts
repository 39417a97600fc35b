/** Rows of what stands beside the five directories: bookings, verifications, merges, sub-libraries, the organisation. @module */
import type { ColumnType } from 'kysely';
import type { BookedType, BookingUse } from './types/bookings.ts';
import type { ExportState } from './types/exports.ts';
import type { EXPERT_RECORD_KINDS, GROUP_POSITIONS } from './types/organisation.ts';
import type { VerificationCounts } from './types/verification.ts';
import type { ExportFormat } from './types/views.ts';
import type { DirectoryKind } from './types/vocabulary.ts';

/** jsonb: written as JSON text, read as the value. */
type Json<T> = ColumnType<T, string, string>;

interface BookingTable {
  bureau_id: number;
  booking_id: string;
  subject_type: BookedType;
  subject_id: string;
  from_on: string;
  until_on: string;
  use: BookingUse;
  purpose: string;
  booked_by: string;
  booked_at: string;
  cancelled_by: string | null;
  cancelled_at: string | null;
}

interface DirectoryVerificationTable {
  bureau_id: number;
  month: string;
  counts: Json<VerificationCounts>;
  note: string;
  verified_by: string;
  verified_at: string;
}

interface SublibraryTable {
  bureau_id: number;
  sublibrary_id: string;
  kind: DirectoryKind;
  name: string;
  conditions: Json<Readonly<Record<string, string>>>;
  saved_by: string;
  saved_at: string;
  removed_by: string | null;
  removed_at: string | null;
}

interface DirectoryExportTable {
  bureau_id: number;
  export_id: string;
  kind: DirectoryKind;
  as_of_on: string | null;
  conditions: Json<Readonly<Record<string, string>>>;
  format: ExportFormat;
  columns: string[] | null;
  hidden: string[];
  state: ExportState;
  asked_by: string;
  asked_at: string;
  ended_at: string | null;
  total: number | null;
  done: number;
  pieces: number;
  bytes: number;
}

interface ExpertRecordTable {
  bureau_id: number;
  record_id: string;
  expert_id: string;
  kind: keyof typeof EXPERT_RECORD_KINDS;
  on_day: string;
  score: number | null;
  amount_fen: number | null;
  note: string;
  recorded_by: string;
  recorded_at: string;
}

interface DepartmentTable {
  bureau_id: number;
  department_id: string;
  name: string;
  from_on: string;
  until_on: string | null;
}

interface GroupMemberTable extends Omit<DepartmentTable, 'department_id'> {
  member_id: string;
  position: keyof typeof GROUP_POSITIONS;
  /** 行政职务. */
  post: string | null;
}

interface EnterpriseDistinctTable {
  bureau_id: number;
  first_id: string;
  second_id: string;
  reason: string;
  decided_by: string;
  decided_at: string;
}

interface EnterpriseMergeTable {
  bureau_id: number;
  merge_id: string;
  survivor_id: string;
  merged_id: string;
  survivor_version: number;
  merged_version: number;
  reason: string;
  merged_by: string;
  merged_at: string;
  undone_by: string | null;
  undone_at: string | null;
  undone_reason: string | null;
}

declare module '../core/db.ts' {
  interface Database {
    booking: BookingTable;
    sublibrary: SublibraryTable;
    directory_export: DirectoryExportTable;
    expert_record: ExpertRecordTable;
    department: DepartmentTable;
    group_member: GroupMemberTable;
    directory_verification: DirectoryVerificationTable;
    enterprise_distinct: EnterpriseDistinctTable;
    enterprise_merge: EnterpriseMergeTable;
  }
}
