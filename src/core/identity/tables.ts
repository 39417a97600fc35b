/** Rows of the identity tables (migration 0002). @module */
import type { ColumnType } from 'kysely';

declare module '../db.ts' {
  interface Database {
    identity_account: IdentityAccountTable;
    identity_session: IdentitySessionTable;
    identity_failure: IdentityFailureTable;
  }
}

/** 登录账号. */
export interface IdentityAccountTable {
  account_id: string;
  bureau_id: number;
  username: string;
  password_hash: string;
  password_changed_at: string;
  one_time_until: string | null;
  disabled_at: ColumnType<string | null, never, string>;
  created_at: string;
}

/** 登录会话. */
export interface IdentitySessionTable {
  token_hash: Buffer;
  account_id: string;
  created_at: string;
  used_at: string;
  authenticated_at: string;
}

/** 连续登录失败. */
export interface IdentityFailureTable {
  name_hash: Buffer;
  failures: number;
  last_at: string;
  locked_until: string;
}
