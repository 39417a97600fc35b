-- Login, whole: the policy a bureau has chosen, second factors, passkeys, the unified identity platform (docs/adr/0062).
-- Like all identity tables they have no row-level security: they are read before the bureau is known.

CREATE TABLE identity_policy (
  bureau_id integer PRIMARY KEY REFERENCES bureau,
  version integer NOT NULL CHECK (version > 0),
  preset text NOT NULL CHECK (preset IN ('asvs', 'mlps3')),
  min_length integer NOT NULL CHECK (min_length BETWEEN 8 AND 64),
  classes integer NOT NULL CHECK (classes BETWEEN 1 AND 4),
  max_age_days integer NOT NULL CHECK (max_age_days BETWEEN 0 AND 365),
  history integer NOT NULL CHECK (history BETWEEN 0 AND 24),
  idle_minutes integer NOT NULL CHECK (idle_minutes BETWEEN 5 AND 60),
  absolute_minutes integer NOT NULL CHECK (absolute_minutes BETWEEN 30 AND 1440),
  free_tries integer NOT NULL CHECK (free_tries BETWEEN 3 AND 10),
  source_tries integer NOT NULL CHECK (source_tries BETWEEN 10 AND 200),
  max_sessions integer NOT NULL CHECK (max_sessions BETWEEN 1 AND 20),
  needs_second_factor boolean NOT NULL,
  set_at timestamptz NOT NULL
);
COMMENT ON TABLE identity_policy IS '登录策略：每机关一条现行；历次改动在留痕里；没有即按 ASVS';
GRANT SELECT, INSERT, UPDATE ON identity_policy TO sunlot_app;

ALTER TABLE identity_account DROP COLUMN second_factor;

CREATE TABLE identity_old_password (
  account_id text NOT NULL REFERENCES identity_account,
  replaced_at timestamptz NOT NULL,
  password_hash text NOT NULL,
  PRIMARY KEY (account_id, replaced_at, password_hash)
);
COMMENT ON TABLE identity_old_password IS '用过的口令（argon2id 散列），供策略要求不得重复时核对；至多留 24 个';
GRANT SELECT, INSERT, DELETE ON identity_old_password TO sunlot_app;

CREATE TABLE identity_totp (
  account_id text PRIMARY KEY REFERENCES identity_account,
  secret bytea NOT NULL,
  created_at timestamptz NOT NULL,
  confirmed_at timestamptz,
  last_step bigint NOT NULL DEFAULT 0 CHECK (last_step >= 0)
);
COMMENT ON TABLE identity_totp IS '动态口令（RFC 6238）：密钥加密保存；用过的时间步不再接受；未确认的不算启用';
GRANT SELECT, INSERT, UPDATE, DELETE ON identity_totp TO sunlot_app;

CREATE TABLE identity_recovery (
  account_id text NOT NULL REFERENCES identity_account,
  code_hash bytea NOT NULL CHECK (length(code_hash) = 32),
  used_at timestamptz,
  PRIMARY KEY (account_id, code_hash)
);
COMMENT ON TABLE identity_recovery IS '恢复码：只存散列，每个只能用一次';
GRANT SELECT, INSERT, DELETE, UPDATE (used_at) ON identity_recovery TO sunlot_app;

CREATE TABLE identity_passkey (
  credential_id bytea PRIMARY KEY CHECK (length(credential_id) BETWEEN 16 AND 1023),
  account_id text NOT NULL REFERENCES identity_account,
  public_key bytea NOT NULL,
  label text NOT NULL CHECK (label <> ''),
  sign_count bigint NOT NULL CHECK (sign_count >= 0),
  created_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE INDEX identity_passkey_account ON identity_passkey (account_id);
COMMENT ON TABLE identity_passkey IS '通行密钥（WebAuthn）公钥；私钥不出本人设备';
GRANT SELECT, INSERT, DELETE, UPDATE (sign_count, used_at) ON identity_passkey TO sunlot_app;

CREATE TABLE identity_challenge (
  challenge_hash bytea PRIMARY KEY CHECK (length(challenge_hash) = 32),
  purpose text NOT NULL CHECK (purpose IN ('passkey-enrol', 'passkey', 'unified', 'unified-link')),
  account_id text REFERENCES identity_account,
  sealed bytea,
  expires_at timestamptz NOT NULL
);
COMMENT ON TABLE identity_challenge IS '一次性质询：五分钟内用一次即删';
GRANT SELECT, INSERT, DELETE ON identity_challenge TO sunlot_app;

CREATE TABLE identity_link (
  issuer text NOT NULL,
  subject text NOT NULL,
  account_id text NOT NULL REFERENCES identity_account,
  linked_at timestamptz NOT NULL,
  PRIMARY KEY (issuer, subject),
  UNIQUE (issuer, account_id)
);
COMMENT ON TABLE identity_link IS '与统一身份平台的关联：由本人登录后建立，从不自动开户';
GRANT SELECT, INSERT, DELETE ON identity_link TO sunlot_app;

ALTER TABLE identity_session
  ADD COLUMN awaits_factor boolean NOT NULL DEFAULT false,
  ADD COLUMN ip text NOT NULL DEFAULT '',
  ADD COLUMN user_agent text NOT NULL DEFAULT '';
COMMENT ON COLUMN identity_session.awaits_factor IS '口令已对、第二因素未出示：此时不是登录';
GRANT UPDATE (awaits_factor, ip, user_agent) ON identity_session TO sunlot_app;

ALTER TABLE security_event DROP CONSTRAINT security_event_kind_check;
ALTER TABLE security_event ADD CONSTRAINT security_event_kind_check CHECK (kind IN ('signed-in', 'sign-in-failed', 'sign-in-locked',
  'signed-out', 'password-wrong', 'second-factor-wrong', 'source-locked'));
