-- Who works for the bureau, who may sign in, and what happened at the door.

-- Accounts, sessions and failed sign-ins have no row-level security: they are read before the bureau is known.
CREATE TABLE identity_account (
  account_id text PRIMARY KEY,
  bureau_id integer NOT NULL REFERENCES bureau,
  username text NOT NULL UNIQUE CHECK (username ~ '^[a-z0-9][a-z0-9._-]{2,31}$'),
  password_hash text NOT NULL CHECK (password_hash LIKE '$argon2id$%'),
  password_changed_at timestamptz NOT NULL,
  one_time_until timestamptz,
  disabled_at timestamptz,
  second_factor text CHECK (second_factor IS NULL),
  created_at timestamptz NOT NULL
);
COMMENT ON TABLE identity_account IS '登录账号：口令只存 argon2id 散列；编号即工作人员编号';
COMMENT ON COLUMN identity_account.one_time_until IS '一次性口令的失效时刻；非空时首次登录必须改口令';
COMMENT ON COLUMN identity_account.second_factor IS '第二鉴别因素的登记处，尚未启用，恒为空';
GRANT SELECT, INSERT ON identity_account TO sunlot_app;
GRANT UPDATE (password_hash, password_changed_at, one_time_until, disabled_at) ON identity_account TO sunlot_app;

CREATE TABLE identity_session (
  token_hash bytea PRIMARY KEY CHECK (length(token_hash) = 32),
  account_id text NOT NULL REFERENCES identity_account,
  created_at timestamptz NOT NULL,
  used_at timestamptz NOT NULL CHECK (used_at >= created_at),
  authenticated_at timestamptz NOT NULL
);
CREATE INDEX identity_session_account ON identity_session (account_id);
COMMENT ON TABLE identity_session IS '登录会话：令牌只存散列；30 分钟不用或满 8 小时即失效';
GRANT SELECT, INSERT, DELETE, UPDATE (used_at, authenticated_at) ON identity_session TO sunlot_app;

CREATE TABLE identity_failure (
  name_hash bytea PRIMARY KEY CHECK (length(name_hash) = 32),
  failures integer NOT NULL CHECK (failures > 0),
  last_at timestamptz NOT NULL,
  locked_until timestamptz NOT NULL
);
COMMENT ON TABLE identity_failure IS '连续登录失败：按所填用户名的带钥散列计，账号存在与否一样对待';
GRANT SELECT, INSERT, UPDATE, DELETE ON identity_failure TO sunlot_app;

CREATE TABLE staff (
  bureau_id integer NOT NULL REFERENCES bureau,
  staff_id text NOT NULL CHECK (staff_id <> ''),
  name text NOT NULL CHECK (name <> ''),
  department text NOT NULL,
  username text NOT NULL,
  roles text[] NOT NULL DEFAULT '{}' CHECK (roles <@ ARRAY['head', 'deputy-head', 'group-office', 'section-chief', 'officer', 'expert',
    'legal-reviewer', 'disclosure-reviewer', 'archivist', 'supervisor', 'equipment-keeper', 'system-admin', 'security-admin', 'audit-admin']),
  active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, staff_id),
  UNIQUE (bureau_id, username),
  CONSTRAINT admins_apart CHECK (NOT roles && ARRAY['system-admin', 'security-admin', 'audit-admin'] OR cardinality(roles) = 1)
);
COMMENT ON TABLE staff IS '工作人员：三类管理员互斥，也不得兼任业务角色';
SELECT protect('staff', 'SELECT, INSERT, UPDATE (roles, active)');

-- Who acts in a session, before a transaction for the bureau is opened.
CREATE FUNCTION active_staff(b integer, s text, OUT name text, OUT roles text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = sunlot, pg_temp AS $$
  SELECT name, roles FROM staff WHERE bureau_id = b AND staff_id = s AND active;
$$;
REVOKE ALL ON FUNCTION active_staff(integer, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION active_staff(integer, text) TO sunlot_app;

CREATE TABLE bureau_profile (
  bureau_id integer NOT NULL REFERENCES bureau,
  version integer NOT NULL CHECK (version > 0),
  profile jsonb NOT NULL,
  actor_id text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, version)
);
COMMENT ON TABLE bureau_profile IS '主体资格各版：写后不变，现行一版另存于 bureau';
SELECT protect('bureau_profile', 'SELECT, INSERT');

CREATE TABLE security_event (
  bureau_id integer NOT NULL REFERENCES bureau,
  event_id bigint GENERATED ALWAYS AS IDENTITY,
  at timestamptz NOT NULL,
  kind text NOT NULL CHECK (kind IN ('signed-in', 'sign-in-failed', 'sign-in-locked', 'signed-out', 'password-wrong')),
  staff_id text,
  ip text NOT NULL,
  user_agent text NOT NULL,
  PRIMARY KEY (bureau_id, event_id)
);
CREATE INDEX security_event_at ON security_event (bureau_id, at);
COMMENT ON TABLE security_event IS '安全日志：登录、失败、锁定、退出；只增不改，不少于六个月';
COMMENT ON COLUMN security_event.staff_id IS '空表示所填用户名没有账号；所填内容不留';
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON security_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON security_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE security_event ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE security_event ENABLE ALWAYS TRIGGER append_only_truncate;
SELECT protect('security_event', 'SELECT, INSERT');
