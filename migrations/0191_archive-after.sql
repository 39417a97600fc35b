-- 案卷归档之后: lending, transfer, appraisal and destruction.

CREATE TABLE archive_loan (
  bureau_id integer NOT NULL,
  volume_id uuid NOT NULL,
  loan_id uuid NOT NULL,
  borrower text NOT NULL,
  purpose text NOT NULL CHECK (purpose <> ''),
  -- 副卷 too: what is not for outside reading.
  with_inner boolean NOT NULL,
  state text NOT NULL CHECK (state IN ('requested', 'lent', 'refused', 'returned')),
  requested_on date NOT NULL,
  decided_by text,
  decided_on date,
  reply text,
  due_on date,
  returned_on date,
  PRIMARY KEY (bureau_id, loan_id),
  FOREIGN KEY (bureau_id, volume_id) REFERENCES archive_volume,
  CHECK ((state = 'requested') = (decided_by IS NULL)),
  CHECK (decided_by IS NULL OR decided_by <> borrower),
  CHECK (state NOT IN ('lent', 'returned') OR due_on IS NOT NULL),
  CHECK ((state = 'returned') = (returned_on IS NOT NULL))
);
-- Nobody holds the same volume twice.
CREATE UNIQUE INDEX archive_loan_open ON archive_loan (bureau_id, volume_id, borrower) WHERE state IN ('requested', 'lent');
COMMENT ON TABLE archive_loan IS '借阅：申请、审批、到期、归还';
SELECT protect('archive_loan', 'SELECT, INSERT, UPDATE (state, decided_by, decided_on, reply, due_on, returned_on)');

CREATE TABLE archive_reading (
  bureau_id integer NOT NULL,
  volume_id uuid NOT NULL,
  reading_id uuid NOT NULL,
  loan_id uuid,
  what text NOT NULL CHECK (what IN ('bag', 'copy')),
  read_by text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, reading_id),
  FOREIGN KEY (bureau_id, volume_id) REFERENCES archive_volume,
  FOREIGN KEY (bureau_id, loan_id) REFERENCES archive_loan
);
COMMENT ON TABLE archive_reading IS '阅览记录：谁在何时打开了哪一卷；只增不改';
SELECT protect('archive_reading', 'SELECT, INSERT');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON archive_reading FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE archive_reading ENABLE ALWAYS TRIGGER append_only;

CREATE TABLE archive_list (
  bureau_id integer NOT NULL REFERENCES bureau,
  list_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('transfer', 'destruction')),
  state text NOT NULL CHECK (state IN ('open', 'done', 'cancelled')),
  -- What it lists, as it stood when it was made: stays when the volumes are gone.
  content jsonb NOT NULL,
  hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
  made_by text NOT NULL,
  made_on date NOT NULL,
  -- Of a transfer: who took it over.
  receipt jsonb,
  ended_by text,
  ended_on date,
  PRIMARY KEY (bureau_id, list_id),
  CHECK ((state = 'open') = (ended_on IS NULL AND ended_by IS NULL)),
  CHECK ((kind = 'transfer' AND state = 'done') = (receipt IS NOT NULL))
);
COMMENT ON TABLE archive_list IS '移交清单和销毁清册：所列案卷、办理结果；永久保存';
SELECT protect('archive_list', 'SELECT, INSERT, UPDATE (state, receipt, ended_by, ended_on)');

CREATE TABLE archive_list_volume (
  bureau_id integer NOT NULL,
  list_id uuid NOT NULL,
  volume_id uuid NOT NULL,
  -- Whether it still waits in this list.
  is_open boolean NOT NULL,
  PRIMARY KEY (bureau_id, list_id, volume_id),
  FOREIGN KEY (bureau_id, list_id) REFERENCES archive_list,
  FOREIGN KEY (bureau_id, volume_id) REFERENCES archive_volume
);
CREATE UNIQUE INDEX archive_list_volume_open ON archive_list_volume (bureau_id, volume_id) WHERE is_open;
COMMENT ON TABLE archive_list_volume IS '清单、清册中的案卷：一卷同时只在一份里';
SELECT protect('archive_list_volume', 'SELECT, INSERT, UPDATE (is_open)');

CREATE TABLE archive_list_signature (
  bureau_id integer NOT NULL,
  list_id uuid NOT NULL,
  signed_by text NOT NULL,
  hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, list_id, signed_by),
  FOREIGN KEY (bureau_id, list_id) REFERENCES archive_list
);
COMMENT ON TABLE archive_list_signature IS '监销人签字：签其所见清册的哈希';
SELECT protect('archive_list_signature', 'SELECT, INSERT');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON archive_list_signature FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE archive_list_signature ENABLE ALWAYS TRIGGER append_only;

CREATE TABLE archive_appraisal (
  bureau_id integer NOT NULL,
  volume_id uuid NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  proposal text NOT NULL CHECK (proposal IN ('extend', 'destroy')),
  retention text CHECK (retention IN ('permanent', 'thirty', 'ten')),
  reason text NOT NULL CHECK (reason <> ''),
  proposed_by text NOT NULL,
  proposed_on date NOT NULL,
  outcome text CHECK (outcome IN ('agreed', 'refused')),
  reply text,
  decided_by text,
  decided_on date,
  PRIMARY KEY (bureau_id, volume_id, number),
  FOREIGN KEY (bureau_id, volume_id) REFERENCES archive_volume,
  CHECK ((proposal = 'extend') = (retention IS NOT NULL)),
  CHECK ((outcome IS NULL) = (decided_by IS NULL)),
  CHECK (decided_by <> proposed_by)
);
COMMENT ON TABLE archive_appraisal IS '鉴定：期满之后续存还是销毁，谁提出、谁决定';
SELECT protect('archive_appraisal', 'SELECT, INSERT, UPDATE (outcome, reply, decided_by, decided_on)');
