-- 案卷归档 (docs/adr/0055): a volume for each visit and case; sealed versions are append-only, retention never shrinks, the destroyed stay on the list.

CREATE TABLE archive_setting (
  bureau_id integer NOT NULL REFERENCES bureau,
  version integer NOT NULL CHECK (version > 0),
  content jsonb NOT NULL,
  set_by text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, version)
);
COMMENT ON TABLE archive_setting IS '归档设置各版：全宗号、档号规则、保管期限表及其批准文号';
SELECT protect('archive_setting', 'SELECT, INSERT');

CREATE TABLE archive_volume (
  bureau_id integer NOT NULL REFERENCES bureau,
  volume_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('inspection', 'penalty')),
  inspection_id uuid,
  case_id uuid,
  title text NOT NULL CHECK (title <> ''),
  party text NOT NULL,
  credit_code text NOT NULL,
  -- The year in which it was closed: 年度 of its number.
  year integer NOT NULL CHECK (year BETWEEN 2000 AND 2999),
  closed_on date NOT NULL,
  state text NOT NULL CHECK (state IN ('collecting', 'complete', 'assembled', 'tested', 'archived', 'appraising', 'condemned', 'destroyed', 'transferring', 'transferred')),
  retention text NOT NULL CHECK (retention IN ('permanent', 'thirty', 'ten')),
  keep_until date,
  transfer_by date NOT NULL,
  opening text NOT NULL DEFAULT 'controlled' CHECK (opening IN ('controlled', 'open')),
  archive_number text,
  -- The newest sealed version; 0 before the first.
  version integer NOT NULL DEFAULT 0 CHECK (version >= 0),
  -- Something in the file has changed since it was looked at.
  is_stale boolean NOT NULL,
  missing integer NOT NULL DEFAULT 0 CHECK (missing >= 0),
  pages integer NOT NULL DEFAULT 0 CHECK (pages >= 0),
  -- As it was assembled last: the catalogue with the hash of every piece.
  content jsonb,
  -- First day on which something came after the seal; null when the seal has everything.
  later_on date,
  destroyed_on date,
  purged_on date,
  steps integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, volume_id),
  UNIQUE (bureau_id, inspection_id),
  UNIQUE (bureau_id, case_id),
  UNIQUE (bureau_id, archive_number),
  FOREIGN KEY (bureau_id, inspection_id) REFERENCES inspection,
  FOREIGN KEY (bureau_id, case_id) REFERENCES penalty_case,
  CHECK ((kind = 'inspection') = (inspection_id IS NOT NULL) AND (kind = 'penalty') = (case_id IS NOT NULL)),
  CHECK (state IN ('collecting', 'complete') OR content IS NOT NULL),
  CHECK (state IN ('collecting', 'complete', 'assembled', 'tested') = (archive_number IS NULL)),
  CHECK ((archive_number IS NULL) = (version = 0)),
  CHECK ((retention = 'permanent') = (keep_until IS NULL)),
  CHECK ((state = 'destroyed') = (destroyed_on IS NOT NULL)),
  CHECK (purged_on IS NULL OR state = 'destroyed'),
  CHECK (state NOT IN ('appraising', 'condemned', 'destroyed') OR retention <> 'permanent')
);
CREATE INDEX archive_volume_state ON archive_volume (bureau_id, state, closed_on);
CREATE INDEX archive_volume_stale ON archive_volume (bureau_id) WHERE is_stale;
COMMENT ON TABLE archive_volume IS '案卷：一次检查、一个案件一卷，从收集到归档、移交或者销毁';
SELECT protect('archive_volume', 'SELECT, INSERT, UPDATE (state, retention, keep_until, opening, archive_number, version, is_stale, missing, pages, content, later_on, destroyed_on, purged_on, steps, updated_at)');

CREATE FUNCTION keep_archive_volume() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'destroyed' AND NEW.state <> 'destroyed' THEN
    RAISE EXCEPTION 'volume % was destroyed and does not become %', OLD.volume_id, NEW.state USING ERRCODE = '23514';
  END IF;
  IF OLD.archive_number IS NOT NULL AND NEW.archive_number IS DISTINCT FROM OLD.archive_number THEN
    RAISE EXCEPTION 'volume % keeps its number', OLD.volume_id USING ERRCODE = '23514';
  END IF;
  IF OLD.version > 0 AND (NEW.version < OLD.version OR (OLD.keep_until IS NULL AND NEW.keep_until IS NOT NULL)
      OR NEW.keep_until < OLD.keep_until) THEN
    RAISE EXCEPTION 'a sealed volume loses no version and no day of its term: %', OLD.volume_id USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER kept BEFORE UPDATE ON archive_volume FOR EACH ROW EXECUTE FUNCTION keep_archive_volume();
ALTER TABLE archive_volume ENABLE ALWAYS TRIGGER kept;

CREATE TABLE archive_step (
  bureau_id integer NOT NULL,
  volume_id uuid NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  deed text NOT NULL,
  from_state text NOT NULL,
  to_state text NOT NULL,
  note text,
  done_by text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, volume_id, number),
  FOREIGN KEY (bureau_id, volume_id) REFERENCES archive_volume
);
COMMENT ON TABLE archive_step IS '案卷的经过：每一步从哪里到哪里、谁、何时、理由；只增不改';
SELECT protect('archive_step', 'SELECT, INSERT');

CREATE TABLE archive_exception (
  bureau_id integer NOT NULL,
  volume_id uuid NOT NULL,
  requirement text NOT NULL CHECK (requirement ~ '^[a-z-]+$'),
  reason text NOT NULL CHECK (reason <> ''),
  explained_by text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, volume_id, requirement),
  FOREIGN KEY (bureau_id, volume_id) REFERENCES archive_volume
);
COMMENT ON TABLE archive_exception IS '缺件说明：哪一件没有、为什么；印入备考表';
SELECT protect('archive_exception', 'SELECT, INSERT, UPDATE (reason, explained_by, at)');

CREATE TABLE archive_material (
  bureau_id integer NOT NULL,
  volume_id uuid NOT NULL,
  material_id uuid NOT NULL,
  requirement text NOT NULL CHECK (requirement ~ '^[a-z-]+$'),
  title text NOT NULL CHECK (title <> ''),
  dated date NOT NULL,
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  format text NOT NULL,
  size bigint NOT NULL CHECK (size > 0),
  added_by text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, material_id),
  FOREIGN KEY (bureau_id, volume_id) REFERENCES archive_volume,
  FOREIGN KEY (bureau_id, sha256) REFERENCES upload
);
CREATE INDEX archive_material_volume ON archive_material (bureau_id, volume_id, at);
COMMENT ON TABLE archive_material IS '补充归档的材料：纸质原件的扫描件';
SELECT protect('archive_material', 'SELECT, INSERT');

CREATE TABLE archive_version (
  bureau_id integer NOT NULL,
  volume_id uuid NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  -- Its name in the store; a crash may have left numbers out.
  stored_as text NOT NULL CHECK (stored_as ~ '^v[1-9][0-9]*$'),
  content jsonb NOT NULL,
  -- SHA-256 of tagmanifest-sha256.txt: of everything in the bag.
  seal text NOT NULL CHECK (seal ~ '^[0-9a-f]{64}$'),
  files integer NOT NULL CHECK (files > 0),
  bytes bigint NOT NULL CHECK (bytes > 0),
  reason text,
  sealed_by text NOT NULL,
  sealed_on date NOT NULL,
  PRIMARY KEY (bureau_id, volume_id, version),
  FOREIGN KEY (bureau_id, volume_id) REFERENCES archive_volume
);
COMMENT ON TABLE archive_version IS '案卷的封存版本：目录、封存指纹；更正另存新版，旧版不动';
SELECT protect('archive_version', 'SELECT, INSERT');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON archive_version FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE archive_version ENABLE ALWAYS TRIGGER append_only;

CREATE TABLE archive_report (
  bureau_id integer NOT NULL,
  volume_id uuid NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  moment text NOT NULL CHECK (moment IN ('closing', 'yearly', 'transfer')),
  version integer NOT NULL CHECK (version >= 0),
  has_passed boolean NOT NULL,
  results jsonb NOT NULL,
  examined_by text NOT NULL,
  examined_on date NOT NULL,
  PRIMARY KEY (bureau_id, volume_id, number),
  FOREIGN KEY (bureau_id, volume_id) REFERENCES archive_volume
);
COMMENT ON TABLE archive_report IS '四性检测报告：归档、移交和每年各一次；只增不改';
SELECT protect('archive_report', 'SELECT, INSERT');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON archive_report FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE archive_report ENABLE ALWAYS TRIGGER append_only;

CREATE TABLE archive_fixity (
  bureau_id integer NOT NULL REFERENCES bureau,
  run_id uuid NOT NULL,
  objects integer NOT NULL,
  files integer NOT NULL,
  findings jsonb NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, run_id)
);
CREATE INDEX archive_fixity_at ON archive_fixity (bureau_id, at);
COMMENT ON TABLE archive_fixity IS '库房巡检：逐件核对存储中的每个文件，有问题的逐条列出';
SELECT protect('archive_fixity', 'SELECT, INSERT');
