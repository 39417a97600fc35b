/** Rows of the identity tables (migrations 0002, 0220). @module */
import type { ColumnType, Generated } from 'kysely';
import type { PolicyPreset } from './policy.ts';

declare module '../db.ts' {
  interface Database {
    identity_account: IdentityAccountTable;
    identity_session: IdentitySessionTable;
    identity_failure: IdentityFailureTable;
    identity_policy: IdentityPolicyTable;
    identity_old_password: IdentityOldPasswordTable;
    identity_totp: IdentityTotpTable;
    identity_recovery: IdentityRecoveryTable;
    identity_passkey: IdentityPasskeyTable;
    identity_challenge: IdentityChallengeTable;
    identity_link: IdentityLinkTable;
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
  /** The password was right, the second factor is still to come: no session yet. */
  awaits_factor: Generated<boolean>;
  ip: Generated<string>;
  user_agent: Generated<string>;
}

/** 连续登录失败, by keyed hash of a typed name or of an address. */
export interface IdentityFailureTable {
  name_hash: Buffer;
  failures: number;
  last_at: string;
  locked_until: string;
}

/** 登录策略. */
export interface IdentityPolicyTable {
  bureau_id: number;
  version: number;
  preset: PolicyPreset;
  min_length: number;
  classes: number;
  max_age_days: number;
  history: number;
  idle_minutes: number;
  absolute_minutes: number;
  free_tries: number;
  source_tries: number;
  max_sessions: number;
  needs_second_factor: boolean;
  set_at: string;
}

/** 用过的口令. */
export interface IdentityOldPasswordTable {
  account_id: string;
  replaced_at: string;
  password_hash: string;
}

/** 动态口令. */
export interface IdentityTotpTable {
  account_id: string;
  /** Sealed with the identity key. */
  secret: Buffer;
  created_at: string;
  confirmed_at: string | null;
  /** The last time step of which a code was taken. */
  last_step: Generated<number>;
}

/** 恢复码. */
export interface IdentityRecoveryTable {
  account_id: string;
  code_hash: Buffer;
  used_at: string | null;
}

/** 通行密钥. */
export interface IdentityPasskeyTable {
  credential_id: Buffer;
  account_id: string;
  /** SPKI, DER. */
  public_key: Buffer;
  label: string;
  sign_count: number;
  created_at: string;
  used_at: string | null;
}

/** 一次性质询. */
export interface IdentityChallengeTable {
  challenge_hash: Buffer;
  purpose: ChallengePurpose;
  account_id: string | null;
  sealed: Buffer | null;
  expires_at: string;
}
export type ChallengePurpose = 'passkey-enrol' | 'passkey' | 'unified' | 'unified-link';

/** 与统一身份平台的关联. */
export interface IdentityLinkTable {
  issuer: string;
  subject: string;
  account_id: string;
  linked_at: string;
}
