-- 替换: what was asked for after a result, who decided it, the fresh randomness, and what was computed from it.
CREATE TABLE draw_request (
  bureau_id integer NOT NULL,
  draw_id uuid NOT NULL,
  request integer NOT NULL CHECK (request > 0),
  what text NOT NULL CHECK (what IN ('enterprise', 'officer', 'expert')),
  enterprise text NOT NULL,
  place integer CHECK (place >= 0),
  person text,
  reason text NOT NULL CHECK (reason ~ '^[A-Z][A-Z0-9_]{0,31}$'),
  -- SHA-256 of the document that shows the reason; the document itself is in the bureau's file.
  evidence text NOT NULL CHECK (evidence ~ '^[0-9a-f]{64}$'),
  requested_by text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, draw_id, request),
  FOREIGN KEY (bureau_id, draw_id) REFERENCES draw_result,
  CHECK ((what = 'enterprise') = (place IS NULL) AND (place IS NULL) = (person IS NULL))
);
COMMENT ON TABLE draw_request IS '替换申请：跳过一户，或换下某席的人；编号在本次抽取内不缺号，只增不改';
SELECT protect('draw_request', 'SELECT, INSERT');

CREATE TABLE draw_decision (
  bureau_id integer NOT NULL,
  draw_id uuid NOT NULL,
  request integer NOT NULL,
  is_approved boolean NOT NULL,
  -- Fresh sources as they are announced; none when the request is refused.
  sources jsonb NOT NULL,
  decided_by text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, draw_id, request),
  FOREIGN KEY (bureau_id, draw_id, request) REFERENCES draw_request
);
COMMENT ON TABLE draw_decision IS '替换申请的决定：一份申请只决定一次；批准时指定其后才产生的随机源，只增不改';
SELECT protect('draw_decision', 'SELECT, INSERT');

CREATE TABLE draw_fresh (
  bureau_id integer NOT NULL,
  draw_id uuid NOT NULL,
  request integer NOT NULL,
  source text NOT NULL,
  attempt integer NOT NULL CHECK (attempt > 0),
  value text NOT NULL CHECK (value <> ''),
  typed_by text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, draw_id, request, source, attempt),
  FOREIGN KEY (bureau_id, draw_id, request) REFERENCES draw_decision
);
COMMENT ON TABLE draw_fresh IS '替换的新随机源：每次录入都保留，只增不改';
SELECT protect('draw_fresh', 'SELECT, INSERT');

CREATE TABLE draw_fresh_check (
  bureau_id integer NOT NULL,
  draw_id uuid NOT NULL,
  request integer NOT NULL,
  source text NOT NULL,
  attempt integer NOT NULL,
  value text NOT NULL CHECK (value <> ''),
  is_same boolean NOT NULL,
  typed_by text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, draw_id, request, source, attempt),
  FOREIGN KEY (bureau_id, draw_id, request, source, attempt) REFERENCES draw_fresh
);
-- One value for each source: dice that were typed alike are not thrown again.
CREATE UNIQUE INDEX draw_fresh_value ON draw_fresh_check (bureau_id, draw_id, request, source) WHERE is_same;
COMMENT ON TABLE draw_fresh_check IS '新随机源的复核：另一人独立再录一遍；相同者为值，至多一个';
SELECT protect('draw_fresh_check', 'SELECT, INSERT');

CREATE TABLE draw_substitution (
  bureau_id integer NOT NULL,
  draw_id uuid NOT NULL,
  request integer NOT NULL,
  document bytea NOT NULL,
  document_hash text NOT NULL CHECK (document_hash ~ '^[0-9a-f]{64}$'),
  -- Public id of whom fresh randomness gave; none when nobody fits.
  substitute text,
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, draw_id, request),
  FOREIGN KEY (bureau_id, draw_id, request) REFERENCES draw_decision
);
COMMENT ON TABLE draw_substitution IS '替换结果：每份获准的申请一个，由批准条目和其后的随机源算出，只增不改';
SELECT protect('draw_substitution', 'SELECT, INSERT');

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['draw_request', 'draw_decision', 'draw_fresh', 'draw_fresh_check', 'draw_substitution'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', t);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER append_only', t);
  END LOOP;
END $$;
