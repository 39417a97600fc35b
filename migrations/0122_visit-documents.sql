-- 检查工作设置、笔录、文书模板、证据 (docs/adr/0038, 0039).

CREATE TABLE visit_setting (
  bureau_id integer NOT NULL REFERENCES bureau,
  version integer NOT NULL CHECK (version > 0),
  content jsonb NOT NULL,
  set_by text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, version)
);
COMMENT ON TABLE visit_setting IS '检查工作设置各版：文号代字、文书式样、回避时限';
SELECT protect('visit_setting', 'SELECT, INSERT');

CREATE TABLE inspection_paper (
  bureau_id integer NOT NULL,
  paper_id uuid NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  inspection_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('interview', 'survey', 'sample', 'service')),
  content jsonb NOT NULL,
  kept_by text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, paper_id, version),
  FOREIGN KEY (bureau_id, inspection_id) REFERENCES inspection
);
CREATE INDEX inspection_paper_visit ON inspection_paper (bureau_id, inspection_id, at);
COMMENT ON TABLE inspection_paper IS '笔录、凭证、送达回执的内容各版：写后不变';
SELECT protect('inspection_paper', 'SELECT, INSERT');

CREATE TABLE document_template (
  bureau_id integer NOT NULL REFERENCES bureau,
  form text NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  -- Null: back to the form that comes with the product.
  sha256 text CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  name text NOT NULL,
  set_by text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, form, version)
);
COMMENT ON TABLE document_template IS '文书的 Word 模板各版：机关自行修改，写后不变';
SELECT protect('document_template', 'SELECT, INSERT');

CREATE TABLE upload (
  bureau_id integer NOT NULL REFERENCES bureau,
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  format text NOT NULL,
  size integer NOT NULL CHECK (size > 0),
  width integer,
  height integer,
  -- As the camera wrote it: local, without a zone.
  taken_at text,
  has_place boolean NOT NULL,
  checked_by text NOT NULL,
  checked_at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, sha256)
);
COMMENT ON TABLE upload IS '已检查、已存放的文件：只按哈希，原件不变';
SELECT protect('upload', 'SELECT, INSERT');

CREATE TABLE evidence (
  bureau_id integer NOT NULL,
  evidence_id uuid NOT NULL,
  inspection_id uuid NOT NULL,
  sha256 text NOT NULL,
  name text NOT NULL CHECK (name <> ''),
  finding_id uuid,
  item_id uuid,
  point_no integer,
  caption text NOT NULL,
  taken_at timestamptz,
  -- Where, sealed: only when the one who took it said so.
  place bytea,
  attached_by text NOT NULL,
  at timestamptz NOT NULL,
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdraw_reason text CHECK (withdraw_reason <> ''),
  PRIMARY KEY (bureau_id, evidence_id),
  FOREIGN KEY (bureau_id, inspection_id) REFERENCES inspection,
  FOREIGN KEY (bureau_id, finding_id) REFERENCES finding,
  FOREIGN KEY (bureau_id, sha256) REFERENCES upload,
  CHECK ((item_id IS NULL) = (point_no IS NULL)),
  CHECK ((withdrawn_at IS NULL) = (withdraw_reason IS NULL)),
  CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL))
);
CREATE UNIQUE INDEX evidence_once ON evidence (bureau_id, inspection_id, sha256) WHERE withdrawn_at IS NULL;
COMMENT ON TABLE evidence IS '证据：原件按哈希存放，写后不变，撤回须写明理由';
SELECT protect('evidence', 'SELECT, INSERT, UPDATE (withdrawn_at, withdrawn_by, withdraw_reason)');

-- 抽取结果约束检查: what the draw decided is no longer the application's to write.
REVOKE UPDATE ON inspection FROM sunlot_app;
GRANT UPDATE (state, accepted_by, read_on, read_by, plan, drafted_by, return_reason, approved_by, approved_on, noticed_on, notice,
  checked_in_at, blocked, record, record_hash, conclusion, signed_on, closed_on, updated_at, known_to, known_from) ON inspection TO sunlot_app;
