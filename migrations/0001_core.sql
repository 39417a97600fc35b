-- The ground everything stands on: bureaus, the append-only deed log, commands, checkpoints.
CREATE SCHEMA sunlot;
SET LOCAL search_path = sunlot;
GRANT USAGE ON SCHEMA sunlot TO sunlot_app;

-- Every table of a bureau: rows of other bureaus do not exist for the application role.
CREATE FUNCTION protect(t regclass, privileges text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t);
  EXECUTE format('CREATE POLICY own_bureau ON %s USING (bureau_id = nullif(current_setting(''app.bureau'', true), '''')::int)', t);
  EXECUTE format('GRANT %s ON %s TO sunlot_app', privileges, t);
END $$;
REVOKE ALL ON FUNCTION protect(regclass, text) FROM PUBLIC;

CREATE TABLE bureau (
  bureau_id integer PRIMARY KEY CHECK (bureau_id > 0),
  code text NOT NULL UNIQUE CHECK (code ~ '^[A-Za-z0-9][A-Za-z0-9-]{1,31}$'),
  name text NOT NULL CHECK (name <> ''),
  origin text NOT NULL UNIQUE CHECK (origin ~ '^[a-z0-9.-]+(/[a-z0-9-]+)*$'),
  is_demo boolean NOT NULL,
  profile jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL
);
COMMENT ON TABLE bureau IS '监管机关：名称、主体资格、日志来源名';
GRANT SELECT, INSERT ON bureau TO sunlot_app;
GRANT UPDATE (name, profile) ON bureau TO sunlot_app;

CREATE TABLE deed_head (
  bureau_id integer PRIMARY KEY REFERENCES bureau,
  seq bigint NOT NULL CHECK (seq >= 0),
  hash bytea NOT NULL CHECK (length(hash) = 32),
  at timestamptz NOT NULL
);
COMMENT ON TABLE deed_head IS '留痕链头：每机关一条，只由 append_deed 推进';

CREATE TABLE deed (
  bureau_id integer NOT NULL REFERENCES bureau,
  seq bigint NOT NULL CHECK (seq > 0),
  at timestamptz NOT NULL,
  year integer NOT NULL,
  kind text NOT NULL CHECK (kind ~ '^[a-z-]+\.[a-z-]+$'),
  actor_id text NOT NULL CHECK (actor_id <> ''),
  subject_type text NOT NULL,
  subject_id text NOT NULL,
  command_id uuid NOT NULL,
  entry bytea NOT NULL,
  hash bytea NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (bureau_id, seq)
);
CREATE INDEX deed_subject ON deed (bureau_id, subject_type, subject_id, seq);
CREATE INDEX deed_year ON deed (bureau_id, year, seq);
COMMENT ON TABLE deed IS '留痕：只增不改，每机关一条无缺号的哈希链；审计、待办、公开、归档都由此而来';

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on % is refused: this table is append-only', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
END $$;
-- A second lock behind the privileges; ALWAYS, so that session_replication_role does not open it.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON deed FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON deed FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE deed ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE deed ENABLE ALWAYS TRIGGER append_only_truncate;

SELECT protect('deed', 'SELECT');
SELECT protect('deed_head', 'SELECT');

-- Opens the chain of a new bureau: the genesis hash is 32 zero bytes.
CREATE FUNCTION open_chain(b integer) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = sunlot, pg_temp AS $$
  INSERT INTO deed_head VALUES (b, 0, decode(repeat('00', 32), 'hex'), '-infinity');
$$;

-- Locks the head of the caller's bureau until the transaction ends: the next number and hash are right by construction.
CREATE FUNCTION lock_head(b integer, OUT seq bigint, OUT hash bytea, OUT at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = sunlot, pg_temp AS $$
BEGIN
  IF b IS DISTINCT FROM nullif(current_setting('app.bureau', true), '')::int THEN
    RAISE EXCEPTION 'bureau % is not the bureau of this transaction', b USING ERRCODE = '42501';
  END IF;
  SELECT h.seq, h.hash, h.at INTO STRICT seq, hash, at FROM deed_head h WHERE h.bureau_id = b FOR UPDATE;
END $$;

-- The only way to append. The entry is the canonical JSON of the deed; it must continue the chain exactly.
CREATE FUNCTION append_deed(b integer, entry bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = sunlot, pg_temp AS $$
DECLARE
  head record;
  e jsonb := convert_from(entry, 'UTF8')::jsonb;
  happened timestamptz := (e->>'at')::timestamptz;
  h bytea := sha256('\x00'::bytea || entry);
  owner record;
BEGIN
  SELECT * INTO STRICT head FROM lock_head(b);
  SELECT code, is_demo INTO STRICT owner FROM bureau WHERE bureau_id = b;
  IF e->>'bureau' IS DISTINCT FROM owner.code OR (e->>'seq')::bigint IS DISTINCT FROM head.seq + 1
     OR e->>'prev' IS DISTINCT FROM encode(head.hash, 'hex') THEN
    RAISE EXCEPTION 'deed does not continue the chain of bureau % after %', b, head.seq USING ERRCODE = '23514';
  END IF;
  IF happened < head.at THEN
    RAISE EXCEPTION 'deed at % lies before the last deed at %', happened, head.at USING ERRCODE = '23514';
  END IF;
  IF NOT owner.is_demo AND abs(extract(epoch FROM clock_timestamp() - happened)) > 300 THEN
    RAISE EXCEPTION 'deed at % is more than five minutes from the clock of the database', happened USING ERRCODE = '23514';
  END IF;
  INSERT INTO deed VALUES (b, head.seq + 1, happened, extract(year FROM happened AT TIME ZONE 'Asia/Shanghai')::int, e->>'kind',
    e->>'actor', split_part(e->>'subject', '/', 1), substr(e->>'subject', strpos(e->>'subject', '/') + 1), (e->>'command')::uuid, entry, h);
  UPDATE deed_head SET seq = head.seq + 1, hash = h, at = happened WHERE bureau_id = b;
END $$;
REVOKE ALL ON FUNCTION open_chain(integer), lock_head(integer), append_deed(integer, bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION open_chain(integer), lock_head(integer), append_deed(integer, bytea) TO sunlot_app;

CREATE TABLE command (
  bureau_id integer NOT NULL REFERENCES bureau,
  command_id uuid NOT NULL,
  kind text NOT NULL,
  input_hash bytea NOT NULL,
  answer jsonb,
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, command_id)
);
COMMENT ON TABLE command IS '命令：客户端编号，重复提交得到同一答复';
SELECT protect('command', 'SELECT, INSERT, UPDATE (answer)');

CREATE TABLE log_tile (
  bureau_id integer NOT NULL REFERENCES bureau,
  year integer NOT NULL,
  level integer NOT NULL CHECK (level >= 0),
  idx bigint NOT NULL CHECK (idx >= 0),
  hashes bytea NOT NULL CHECK (length(hashes) = 8192),
  PRIMARY KEY (bureau_id, year, level, idx)
);
COMMENT ON TABLE log_tile IS '透明日志的满片：每片 256 个哈希，写后不变';
SELECT protect('log_tile', 'SELECT, INSERT');

CREATE TABLE checkpoint (
  bureau_id integer NOT NULL REFERENCES bureau,
  year integer NOT NULL,
  size bigint NOT NULL CHECK (size > 0),
  root bytea NOT NULL CHECK (length(root) = 32),
  note text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, year, size)
);
COMMENT ON TABLE checkpoint IS '签名检查点（C2SP tlog-checkpoint）';
SELECT protect('checkpoint', 'SELECT, INSERT');

CREATE TABLE job_cursor (
  bureau_id integer NOT NULL REFERENCES bureau,
  job text NOT NULL,
  seq bigint NOT NULL CHECK (seq >= 0),
  PRIMARY KEY (bureau_id, job)
);
COMMENT ON TABLE job_cursor IS '后台任务读到留痕的第几条';
SELECT protect('job_cursor', 'SELECT, INSERT, UPDATE');

-- How far each bureau's chain has come and how much of it a checkpoint covers; numbers only, for /healthz.
CREATE FUNCTION log_state(OUT code text, OUT deeds bigint, OUT published bigint) RETURNS SETOF record
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = sunlot, pg_temp AS $$
  SELECT b.code, h.seq, coalesce((SELECT sum(m.size) FROM (SELECT max(c.size) AS size FROM checkpoint c WHERE c.bureau_id = b.bureau_id GROUP BY c.year) m), 0)::bigint
  FROM bureau b JOIN deed_head h USING (bureau_id) ORDER BY b.bureau_id;
$$;
REVOKE ALL ON FUNCTION log_state() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION log_state() TO sunlot_app;
