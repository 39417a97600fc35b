-- 异议: somebody says that what is published is wrong; an uninvolved person answers by a day (docs/adr/0064).
CREATE TABLE disclosure_objection (
  bureau_id integer NOT NULL REFERENCES bureau,
  objection_id uuid NOT NULL,
  entry_id uuid NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  objector text NOT NULL CHECK (objector IN ('enterprise', 'public')),
  order_id uuid,
  ground text NOT NULL CHECK (ground IN ('facts', 'not-us', 'rectified', 'term-over', 'protected', 'other')),
  words text NOT NULL CHECK (words <> ''),
  contact_sealed bytea,
  code_hash bytea NOT NULL,
  code_sealed bytea NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'upheld', 'corrected', 'withdrawn')),
  received_at timestamptz NOT NULL,
  received_on date NOT NULL,
  workdays integer NOT NULL CHECK (workdays > 0),
  due_on date NOT NULL,
  decided_by text,
  decided_on date,
  reason text,
  decided_version integer,
  PRIMARY KEY (bureau_id, objection_id),
  UNIQUE (bureau_id, code_hash),
  FOREIGN KEY (bureau_id, entry_id) REFERENCES disclosure_entry,
  FOREIGN KEY (bureau_id, order_id) REFERENCES rectification_order,
  CHECK ((objector = 'enterprise') = (order_id IS NOT NULL)),
  CHECK ((state = 'open') = (decided_on IS NULL) AND (state = 'open') = (decided_by IS NULL) AND (state = 'open') = (reason IS NULL)),
  CHECK ((state = 'corrected') = (decided_version IS NOT NULL))
);
-- An enterprise waits for one answer before it objects to the same entry again.
CREATE UNIQUE INDEX disclosure_objection_enterprise ON disclosure_objection (bureau_id, entry_id)
  WHERE state = 'open' AND objector = 'enterprise';
CREATE INDEX disclosure_objection_open ON disclosure_objection (bureau_id, due_on) WHERE state = 'open';
CREATE INDEX disclosure_objection_entry ON disclosure_objection (bureau_id, entry_id, received_at);
COMMENT ON TABLE disclosure_objection IS '对公示内容的异议：企业或者公众提出，由没有经手的人在期限内答复';
COMMENT ON COLUMN disclosure_objection.contact_sealed IS '联系方式：密封，只给答复的人看，永不公开';
COMMENT ON COLUMN disclosure_objection.workdays IS '提出当日的答复期限，工作日';
COMMENT ON COLUMN disclosure_objection.decided_version IS '因异议更正形成的版本';
SELECT protect('disclosure_objection', 'SELECT, INSERT, UPDATE (state, due_on, decided_by, decided_on, reason, decided_version)');

CREATE TABLE disclosure_objection_file (
  bureau_id integer NOT NULL,
  file_id uuid NOT NULL,
  objection_id uuid NOT NULL,
  format text NOT NULL CHECK (format IN ('jpeg', 'png', 'webp', 'pdf')),
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  size integer NOT NULL CHECK (size > 0),
  stored text NOT NULL CHECK (stored ~ '^[0-9a-f]{64}$'),
  PRIMARY KEY (bureau_id, file_id),
  FOREIGN KEY (bureau_id, objection_id) REFERENCES disclosure_objection
);
CREATE INDEX disclosure_objection_file_of ON disclosure_objection_file (bureau_id, objection_id);
COMMENT ON TABLE disclosure_objection_file IS '异议的附件：原件密封，只供核查';
SELECT protect('disclosure_objection_file', 'SELECT, INSERT');

CREATE TABLE disclosure_objection_term (
  bureau_id integer NOT NULL REFERENCES bureau,
  version integer NOT NULL CHECK (version > 0),
  workdays integer NOT NULL CHECK (workdays > 0),
  set_by text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, version)
);
COMMENT ON TABLE disclosure_objection_term IS '本机关设定的异议答复期限（工作日），逐版保留';
SELECT protect('disclosure_objection_term', 'SELECT, INSERT');
