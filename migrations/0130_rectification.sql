-- 整改: what was found is ordered, reported, looked at again, settled.
CREATE TABLE rectification_order (
  bureau_id integer NOT NULL REFERENCES bureau,
  order_id uuid NOT NULL,
  inspection_id uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('draft', 'served', 'reinspecting', 'closed')),
  document bytea,
  document_hash text CHECK (document_hash ~ '^[0-9a-f]{64}$'),
  service jsonb,
  served_on date,
  code_hash bytea,
  code_sealed bytea,
  closed_on date,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, order_id),
  UNIQUE (bureau_id, inspection_id),
  UNIQUE (bureau_id, code_hash),
  FOREIGN KEY (bureau_id, inspection_id) REFERENCES inspection,
  CHECK ((state = 'draft') = (served_on IS NULL)),
  CHECK ((served_on IS NULL) = (document IS NULL) AND (document IS NULL) = (document_hash IS NULL)),
  CHECK ((served_on IS NULL) = (service IS NULL) AND (served_on IS NULL) = (code_hash IS NULL)),
  CHECK ((code_hash IS NULL) = (code_sealed IS NULL)),
  CHECK ((state = 'closed') = (closed_on IS NOT NULL))
);
CREATE INDEX rectification_order_state ON rectification_order (bureau_id, state, updated_at);
COMMENT ON TABLE rectification_order IS '责令整改：一次检查一份，送达后内容不变';
SELECT protect('rectification_order', 'SELECT, INSERT, UPDATE (state, document, document_hash, service, served_on, code_hash, code_sealed, closed_on, updated_at)');

CREATE TABLE rectification_item (
  bureau_id integer NOT NULL,
  finding_id uuid NOT NULL,
  order_id uuid NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  measure_kind text NOT NULL CHECK (measure_kind IN ('rectify', 'stop-use', 'stop-work', 'transfer')),
  state text NOT NULL CHECK (state IN ('open', 'reported', 'awaiting-consent', 'passed', 'in-case', 'transferring', 'transferred')),
  due_on date,
  ground text,
  transfer jsonb,
  settled_on date,
  PRIMARY KEY (bureau_id, finding_id),
  UNIQUE (bureau_id, order_id, number),
  FOREIGN KEY (bureau_id, order_id) REFERENCES rectification_order,
  FOREIGN KEY (bureau_id, finding_id) REFERENCES finding,
  CHECK ((state IN ('passed', 'in-case', 'transferred')) = (settled_on IS NOT NULL)),
  CHECK ((state = 'in-case') = (ground IS NOT NULL)),
  CHECK (state IN ('transferring', 'transferred') OR measure_kind <> 'transfer'),
  CHECK ((state = 'transferred') = (transfer IS NOT NULL))
);
CREATE INDEX rectification_item_due ON rectification_item (bureau_id, state, due_on);
COMMENT ON TABLE rectification_item IS '整改事项：一条问题一行，期限只能因批准而后延';
SELECT protect('rectification_item', 'SELECT, INSERT, UPDATE (state, due_on, ground, transfer, settled_on)');

CREATE TABLE rectification_report (
  bureau_id integer NOT NULL,
  report_id uuid NOT NULL,
  finding_id uuid NOT NULL,
  content jsonb NOT NULL,
  reported_by text NOT NULL,
  at timestamptz NOT NULL,
  return_reason text,
  returned_by text,
  returned_at timestamptz,
  PRIMARY KEY (bureau_id, report_id),
  FOREIGN KEY (bureau_id, finding_id) REFERENCES rectification_item,
  CHECK ((return_reason IS NULL) = (returned_at IS NULL) AND (return_reason IS NULL) = (returned_by IS NULL))
);
CREATE INDEX rectification_report_finding ON rectification_report (bureau_id, finding_id, at);
COMMENT ON TABLE rectification_report IS '整改报告：企业逐条说明；退回有理由，旧报告留存';
SELECT protect('rectification_report', 'SELECT, INSERT, UPDATE (return_reason, returned_by, returned_at)');

CREATE TABLE rectification_extension (
  bureau_id integer NOT NULL,
  extension_id uuid NOT NULL,
  finding_id uuid NOT NULL,
  until date NOT NULL,
  content jsonb NOT NULL,
  requested_by text NOT NULL,
  requested_at timestamptz NOT NULL,
  outcome text CHECK (outcome IN ('granted', 'refused')),
  reply text,
  decided_by text,
  decided_at timestamptz,
  PRIMARY KEY (bureau_id, extension_id),
  FOREIGN KEY (bureau_id, finding_id) REFERENCES rectification_item,
  CHECK ((outcome IS NULL) = (decided_at IS NULL) AND (outcome IS NULL) = (decided_by IS NULL) AND (outcome IS NULL) = (reply IS NULL))
);
-- One request at a time.
CREATE UNIQUE INDEX rectification_extension_pending ON rectification_extension (bureau_id, finding_id) WHERE outcome IS NULL;
CREATE INDEX rectification_extension_finding ON rectification_extension (bureau_id, finding_id, requested_at);
COMMENT ON TABLE rectification_extension IS '延期申请与批复：期限前提出，须有期间的安全措施';
SELECT protect('rectification_extension', 'SELECT, INSERT, UPDATE (outcome, reply, decided_by, decided_at)');

CREATE TABLE reinspection (
  bureau_id integer NOT NULL,
  order_id uuid NOT NULL,
  round integer NOT NULL CHECK (round > 0),
  officer_ids jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'awaiting-signatures', 'done')),
  opened_by text NOT NULL,
  opened_on date NOT NULL,
  document bytea,
  document_hash text CHECK (document_hash ~ '^[0-9a-f]{64}$'),
  done_on date,
  PRIMARY KEY (bureau_id, order_id, round),
  FOREIGN KEY (bureau_id, order_id) REFERENCES rectification_order,
  CHECK ((document IS NULL) = (document_hash IS NULL)),
  CHECK ((state = 'open') = (document IS NULL)),
  CHECK ((state = 'done') = (done_on IS NOT NULL))
);
-- Two officers cannot open two rounds side by side.
CREATE UNIQUE INDEX reinspection_running ON reinspection (bureau_id, order_id) WHERE state <> 'done';
COMMENT ON TABLE reinspection IS '整改复查：一轮一行，两名以上执法人员';
SELECT protect('reinspection', 'SELECT, INSERT, UPDATE (state, document, document_hash, done_on)');

CREATE TABLE reinspection_verdict (
  bureau_id integer NOT NULL,
  order_id uuid NOT NULL,
  round integer NOT NULL,
  finding_id uuid NOT NULL,
  content jsonb,
  stated_by text,
  PRIMARY KEY (bureau_id, order_id, round, finding_id),
  FOREIGN KEY (bureau_id, order_id, round) REFERENCES reinspection,
  FOREIGN KEY (bureau_id, finding_id) REFERENCES rectification_item,
  CHECK ((content IS NULL) = (stated_by IS NULL))
);
COMMENT ON TABLE reinspection_verdict IS '复查意见：逐条';
SELECT protect('reinspection_verdict', 'SELECT, INSERT, UPDATE (content, stated_by)');

CREATE TABLE reinspection_signature (
  bureau_id integer NOT NULL,
  order_id uuid NOT NULL,
  round integer NOT NULL,
  officer_id uuid NOT NULL,
  document_hash text NOT NULL CHECK (document_hash ~ '^[0-9a-f]{64}$'),
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, order_id, round, officer_id, document_hash),
  FOREIGN KEY (bureau_id, order_id, round) REFERENCES reinspection
);
COMMENT ON TABLE reinspection_signature IS '复查意见书的签字：签其所见内容的哈希';
SELECT protect('reinspection_signature', 'SELECT, INSERT');

-- 办结 waits for every finding; what settles one is known to a later module and comes back as a deed.
ALTER TABLE finding ADD COLUMN settled_on date;
GRANT UPDATE (settled_on) ON finding TO sunlot_app;
