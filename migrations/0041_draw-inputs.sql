-- 抽取的输入: sources typed twice, envelopes of shares, the narrowing audit, the churn report.

-- Drafts made before these rules could be chosen go on under the rules they had.
UPDATE draw SET config = jsonb_build_object(
  'suite', 'vd1-sha256',
  'sources', jsonb_build_object('profile', 'offline', 'dice', true, 'outside', '[]'::jsonb, 'marginMinutes', 60),
  'weights', jsonb_build_object('by', 'none'),
  'relax', '[1, 2]'::jsonb,
  'reserve', 0,
  'frequencyCap', 1,
  'exclusions', '[]'::jsonb,
  'churnAlarm', 1000
) || config;

CREATE TABLE draw_source_typing (
  bureau_id integer NOT NULL,
  draw_id uuid NOT NULL,
  source text NOT NULL CHECK (source ~ '^[a-z][a-z0-9:-]{0,63}$'),
  attempt integer NOT NULL CHECK (attempt > 0),
  value text NOT NULL CHECK (value <> ''),
  -- A beacon proves its value: it is typed once, with its signature.
  signature text CHECK (signature ~ '^[0-9a-f]+$'),
  typed_by text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, draw_id, source, attempt),
  FOREIGN KEY (bureau_id, draw_id) REFERENCES draw
);
COMMENT ON TABLE draw_source_typing IS '随机源录入：彩票、摇号机、信标等，骰子另表；每次录入都保留';
SELECT protect('draw_source_typing', 'SELECT, INSERT');

CREATE TABLE draw_source_check (
  bureau_id integer NOT NULL,
  draw_id uuid NOT NULL,
  source text NOT NULL,
  attempt integer NOT NULL,
  value text NOT NULL CHECK (value <> ''),
  is_same boolean NOT NULL,
  typed_by text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, draw_id, source, attempt),
  FOREIGN KEY (bureau_id, draw_id, source, attempt) REFERENCES draw_source_typing
);
COMMENT ON TABLE draw_source_check IS '随机源复核：另一人独立再录一遍；不一致则双方重录，两次都保留';
SELECT protect('draw_source_check', 'SELECT, INSERT');

-- Written with the commitment and the reveal; both tables are append-only.
ALTER TABLE draw_commitment ADD COLUMN envelopes text[] NOT NULL DEFAULT '{}' CHECK (cardinality(envelopes) IN (0, 3));
ALTER TABLE draw_reveal ADD COLUMN recovered boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN draw_commitment.envelopes IS '三个信封文字的哈希，任何两个可以恢复随机数；没有信封则为空';
COMMENT ON COLUMN draw_reveal.recovered IS '由信封恢复，而非本人揭示';

CREATE TABLE draw_narrowing (
  bureau_id integer NOT NULL,
  draw_id uuid NOT NULL,
  runs integer NOT NULL CHECK (runs > 0),
  done integer NOT NULL CHECK (done BETWEEN 0 AND runs),
  report bytea,
  report_hash text CHECK (report_hash ~ '^[0-9a-f]{64}$'),
  started_at timestamptz NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, draw_id),
  FOREIGN KEY (bureau_id, draw_id) REFERENCES draw,
  CHECK ((report IS NULL) = (report_hash IS NULL)),
  CHECK (report IS NULL OR done = runs)
);
COMMENT ON TABLE draw_narrowing IS '收窄审计：冻结后、公告前用冻结的名单模拟抽取；报告的指纹写入公告';
SELECT protect('draw_narrowing', 'SELECT, INSERT, UPDATE (done, report, report_hash, at)');

CREATE TABLE draw_churn (
  bureau_id integer NOT NULL,
  draw_id uuid NOT NULL,
  report bytea NOT NULL,
  report_hash text NOT NULL CHECK (report_hash ~ '^[0-9a-f]{64}$'),
  -- One canonical leaf a line, as the bundle has them.
  leaves bytea NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, draw_id),
  FOREIGN KEY (bureau_id, draw_id) REFERENCES draw
);
COMMENT ON TABLE draw_churn IS '变动报告：与本机关上一份冻结名录相比的增减与变化；指纹写入公告';
SELECT protect('draw_churn', 'SELECT, INSERT');

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['draw_source_typing', 'draw_source_check', 'draw_churn'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', t);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER append_only', t);
  END LOOP;
END $$;

-- What was reported stays as it was reported.
CREATE FUNCTION refuse_report_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only once it has its report', TG_TABLE_NAME;
END $$;
CREATE TRIGGER append_only BEFORE UPDATE ON draw_narrowing
  FOR EACH ROW WHEN (OLD.report IS NOT NULL) EXECUTE FUNCTION refuse_report_change();
CREATE TRIGGER append_only_delete BEFORE DELETE ON draw_narrowing FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE draw_narrowing ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE draw_narrowing ENABLE ALWAYS TRIGGER append_only_delete;
