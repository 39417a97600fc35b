-- 严重失信主体名单: proposed from a penalty in force, decided by a person, reviewed by another, published, removed in time.
CREATE TABLE credit_entry (
  bureau_id integer NOT NULL REFERENCES bureau,
  entry_id uuid NOT NULL,
  enterprise_id uuid NOT NULL,
  enterprise_name text NOT NULL CHECK (enterprise_name <> ''),
  credit_code text NOT NULL,
  penalty_case_id uuid NOT NULL,
  rules text NOT NULL,
  situation text NOT NULL,
  facts text NOT NULL,
  state text NOT NULL CHECK (state IN ('proposed', 'reviewed', 'notified', 'listed', 'published', 'removal-asked', 'removal-verified', 'removed', 'declined')),
  timer_on date,
  proposed_by text NOT NULL,
  reviewed_by text,
  decided_by text,
  notified_on date,
  heard_on date,
  listed_on date,
  published_on date,
  -- The last day on the list.
  ends_on date,
  removal_end text CHECK (removal_end IN ('expired', 'early', 'revoked')),
  restored_from uuid,
  -- What the directory said before: the class it has again afterwards.
  class_before text,
  steps integer NOT NULL DEFAULT 0,
  ended_on date,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, entry_id),
  FOREIGN KEY (bureau_id, enterprise_id) REFERENCES enterprise,
  FOREIGN KEY (bureau_id, restored_from) REFERENCES credit_entry,
  CHECK ((state IN ('removed', 'declined')) = (ended_on IS NOT NULL)),
  CHECK ((ended_on IS NULL) = (timer_on IS NOT NULL)),
  CHECK ((state = 'removed') = (removal_end IS NOT NULL)),
  CHECK (state NOT IN ('listed', 'published', 'removal-asked', 'removal-verified', 'removed') OR (listed_on IS NOT NULL AND ends_on IS NOT NULL AND decided_by IS NOT NULL AND reviewed_by IS NOT NULL)),
  CHECK (reviewed_by <> proposed_by AND decided_by <> proposed_by AND decided_by <> reviewed_by)
);
-- An enterprise stands on the list once at a time, and one penalty leads there once.
CREATE UNIQUE INDEX credit_entry_open ON credit_entry (bureau_id, enterprise_id) WHERE ended_on IS NULL;
CREATE INDEX credit_entry_public ON credit_entry (bureau_id, state, ends_on);
COMMENT ON TABLE credit_entry IS '严重失信主体名单：须有生效处罚、对应情形、法制审核和负责人决定';
SELECT protect('credit_entry', 'SELECT, INSERT, UPDATE (state, timer_on, reviewed_by, decided_by, notified_on, heard_on, listed_on, published_on, ends_on, removal_end, class_before, steps, ended_on, updated_at)');

CREATE TABLE credit_step (
  bureau_id integer NOT NULL,
  entry_id uuid NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  deed text NOT NULL,
  from_state text NOT NULL,
  to_state text NOT NULL,
  note text,
  done_by text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, entry_id, number),
  FOREIGN KEY (bureau_id, entry_id) REFERENCES credit_entry
);
COMMENT ON TABLE credit_step IS '名单的经过：每一步从哪里到哪里、谁、何时、理由；只增不改';
SELECT protect('credit_step', 'SELECT, INSERT');

CREATE TABLE credit_measure (
  bureau_id integer NOT NULL,
  entry_id uuid NOT NULL,
  measure_id uuid NOT NULL,
  agency text NOT NULL CHECK (agency <> ''),
  measure text NOT NULL CHECK (measure IN ('frequency', 'approval', 'insurance', 'ban', 'award', 'fund', 'other')),
  basis text NOT NULL,
  state text NOT NULL CHECK (state IN ('requested', 'acknowledged', 'declined', 'to-lift', 'lifted')),
  reply text,
  replied_on date,
  lifted_on date,
  requested_by text NOT NULL,
  requested_on date NOT NULL,
  PRIMARY KEY (bureau_id, measure_id),
  FOREIGN KEY (bureau_id, entry_id) REFERENCES credit_entry,
  CHECK ((replied_on IS NULL) = (reply IS NULL)),
  CHECK (state NOT IN ('acknowledged', 'declined') OR replied_on IS NOT NULL),
  CHECK ((state = 'lifted') = (lifted_on IS NOT NULL))
);
CREATE INDEX credit_measure_entry ON credit_measure (bureau_id, entry_id);
COMMENT ON TABLE credit_measure IS '联合惩戒：商请其他部门采取的措施、回执、解除';
SELECT protect('credit_measure', 'SELECT, INSERT, UPDATE (state, reply, replied_on, lifted_on)');
