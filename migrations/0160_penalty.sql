-- 行政处罚案件 (docs/adr/0048): a case is what its acts have made of it; acts are append-only, and no ended case begins again.

CREATE TABLE penalty_case (
  bureau_id integer NOT NULL REFERENCES bureau,
  case_id uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('lead', 'filing', 'investigating', 'reviewing', 'noticing', 'noticed', 'hearing',
    'reviewing-hearing', 'submitting', 'discussing', 'deciding', 'decided', 'executing', 'court', 'executed', 'closing',
    'transfer-asked', 'transfer-approved', 'transferred', 'closed', 'not-filed')),
  procedure text NOT NULL CHECK (procedure IN ('general', 'simple')),
  party_name text NOT NULL CHECK (party_name <> ''),
  credit_code text NOT NULL,
  cause text NOT NULL,
  finding_id uuid,
  -- The case as its acts have made it, and what it waits for with the days as the calendar in force counts them.
  content jsonb NOT NULL,
  turns jsonb NOT NULL,
  next_due date,
  acts integer NOT NULL CHECK (acts > 0),
  opened_on date NOT NULL,
  filed_on date,
  decided_on date,
  ended_on date,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, case_id),
  FOREIGN KEY (bureau_id, finding_id) REFERENCES finding,
  CHECK ((state IN ('closed', 'not-filed')) = (ended_on IS NOT NULL)),
  CHECK (state NOT IN ('lead', 'filing', 'not-filed') OR (filed_on IS NULL AND decided_on IS NULL)),
  CHECK (content ->> 'state' = state)
);
-- One finding is one act: a second case for it begins only when the first was not filed.
CREATE UNIQUE INDEX penalty_case_finding ON penalty_case (bureau_id, finding_id) WHERE finding_id IS NOT NULL AND state <> 'not-filed';
CREATE INDEX penalty_case_open ON penalty_case (bureau_id, state, next_due);
CREATE INDEX penalty_case_party ON penalty_case (bureau_id, credit_code, decided_on);
COMMENT ON TABLE penalty_case IS '行政处罚案件：现状由各次办理得出，结案后不再变动';
SELECT protect('penalty_case', 'SELECT, INSERT, UPDATE (state, cause, content, turns, next_due, acts, filed_on, decided_on, ended_on, updated_at)');

CREATE FUNCTION keep_penalty_case_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'case % has ended as % and does not become %', OLD.case_id, OLD.state, NEW.state USING ERRCODE = '23514';
END $$;
CREATE TRIGGER ended BEFORE UPDATE ON penalty_case FOR EACH ROW
  WHEN (OLD.state IN ('closed', 'not-filed') AND NEW.state <> OLD.state) EXECUTE FUNCTION keep_penalty_case_ended();
ALTER TABLE penalty_case ENABLE ALWAYS TRIGGER ended;

CREATE TABLE penalty_act (
  bureau_id integer NOT NULL,
  case_id uuid NOT NULL,
  seq integer NOT NULL CHECK (seq > 0),
  act text NOT NULL CHECK (act ~ '^[a-z-]+$'),
  content jsonb NOT NULL,
  from_state text,
  to_state text NOT NULL,
  done_by text NOT NULL,
  done_on date NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, case_id, seq),
  FOREIGN KEY (bureau_id, case_id) REFERENCES penalty_case,
  CHECK ((seq = 1) = (from_state IS NULL))
);
COMMENT ON TABLE penalty_act IS '案件的各次办理：只增不改，现状、时间线和文书都由此得出';
SELECT protect('penalty_act', 'SELECT, INSERT');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON penalty_act FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE penalty_act ENABLE ALWAYS TRIGGER append_only;

CREATE TABLE penalty_setting (
  bureau_id integer NOT NULL REFERENCES bureau,
  version integer NOT NULL CHECK (version > 0),
  content jsonb NOT NULL,
  set_by text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, version)
);
COMMENT ON TABLE penalty_setting IS '办案设置各版：听证和集体讨论的金额、期限、缴款账户，各有依据';
SELECT protect('penalty_setting', 'SELECT, INSERT');

CREATE TABLE penalty_benchmark (
  bureau_id integer NOT NULL REFERENCES bureau,
  code text NOT NULL CHECK (code ~ '^[a-z0-9-]{2,40}$'),
  valid_from date NOT NULL,
  -- Corrected before anybody used it: the last one of a day counts.
  version integer NOT NULL CHECK (version > 0),
  content jsonb NOT NULL,
  set_by text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, code, valid_from, version)
);
COMMENT ON TABLE penalty_benchmark IS '行政处罚裁量基准各版：按生效日适用';
SELECT protect('penalty_benchmark', 'SELECT, INSERT');

CREATE TABLE penalty_delegation (
  bureau_id integer NOT NULL REFERENCES bureau,
  delegation_id uuid NOT NULL,
  staff_id text NOT NULL,
  content jsonb NOT NULL,
  valid_from date NOT NULL,
  valid_until date NOT NULL,
  given_by text NOT NULL,
  given_at timestamptz NOT NULL,
  ended_on date,
  ended_by text,
  PRIMARY KEY (bureau_id, delegation_id),
  CHECK (valid_from <= valid_until),
  CHECK ((ended_on IS NULL) = (ended_by IS NULL))
);
CREATE INDEX penalty_delegation_staff ON penalty_delegation (bureau_id, staff_id, valid_until);
COMMENT ON TABLE penalty_delegation IS '代理签署：谁在哪些日子代局长签署';
SELECT protect('penalty_delegation', 'SELECT, INSERT, UPDATE (ended_on, ended_by)');
