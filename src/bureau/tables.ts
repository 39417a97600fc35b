/** Rows of the bureau module (migration 0002). @module */
import type { ColumnType, Generated } from 'kysely';
import type { Role } from '../core/actor.ts';
import type { BureauProfile, SecurityEventKind } from './types.ts';
import type { EmergencyRole, EmergencyState } from './types/emergency.ts';

declare module '../core/db.ts' {
  interface Database {
    staff: StaffTable;
    bureau_profile: BureauProfileTable;
    security_event: SecurityEventTable;
    list_columns: ListColumnsTable;
    emergency_access: EmergencyAccessTable;
  }
}

/** 工作人员. */
export interface StaffTable {
  bureau_id: number;
  staff_id: string;
  name: string;
  department: string;
  username: string;
  roles: readonly Role[];
  active: boolean;
  created_at: string;
}

/** 主体资格各版. */
export interface BureauProfileTable {
  bureau_id: number;
  version: number;
  /** Written as JSON text, read as an object. */
  profile: ColumnType<BureauProfile, string, never>;
  actor_id: string;
  at: string;
}

/** 栏目 (migration 0091). */
export interface ListColumnsTable {
  bureau_id: number;
  staff_id: string;
  list: string;
  columns: string[];
  set_at: string;
}

/** 安全日志. */
export interface SecurityEventTable {
  bureau_id: number;
  event_id: Generated<number>;
  at: string;
  kind: SecurityEventKind;
  staff_id: string | null;
  ip: string;
  user_agent: string;
  route: string | null;
}

/** 应急授权 (migration 0221). */
export interface EmergencyAccessTable {
  bureau_id: number;
  access_id: string;
  staff_id: string;
  role: EmergencyRole;
  reason: string;
  minutes: number;
  state: EmergencyState;
  requested_at: string;
  decided_by: string | null;
  decided_at: string | null;
  ends_at: string | null;
  ended_by: string | null;
}
