-- The annual plan in versions, and the exceptions to its window.

CREATE TABLE annual_plan (
  bureau_id integer NOT NULL REFERENCES bureau,
  plan_id uuid NOT NULL,
  year integer NOT NULL CHECK (year BETWEEN 2015 AND 2100),
  version integer NOT NULL CHECK (version > 0),
  revision integer NOT NULL CHECK (revision > 0),
  state text NOT NULL CHECK (state IN ('draft', 'in-review', 'approved', 'published', 'in-progress', 'adjusting', 'completed', 'superseded')),
  title text NOT NULL CHECK (title <> ''),
  ratio integer NOT NULL CHECK (ratio BETWEEN 1 AND 10000),
  count integer NOT NULL CHECK (count > 0),
  universe_size integer NOT NULL CHECK (universe_size >= 0),
  window_from date NOT NULL,
  window_to date NOT NULL,
  content jsonb NOT NULL,
  universe jsonb NOT NULL,
  hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
  drafted_by jsonb NOT NULL,
  submitted_by text,
  approved_by text,
  approved_on date,
  approval_document text,
  published_by text,
  published_on date,
  disclose_by date,
  return_reason text,
  close_note text,
  PRIMARY KEY (bureau_id, plan_id),
  UNIQUE (bureau_id, year, version),
  CHECK (state IN ('draft', 'in-review') OR (approved_by IS NOT NULL AND approved_on IS NOT NULL AND NOT drafted_by ? approved_by)),
  CHECK (state IN ('draft', 'in-review', 'approved') OR published_on IS NOT NULL)
);
COMMENT ON TABLE annual_plan IS '年度监督检查计划：每年若干版本，批准后内容不变；count 为准，universe 为测算时的名录规模';
SELECT protect('annual_plan', 'SELECT, INSERT, UPDATE');

CREATE TABLE plan_exception (
  bureau_id integer NOT NULL REFERENCES bureau,
  exception_id uuid NOT NULL,
  plan_id uuid NOT NULL,
  act text NOT NULL CHECK (act IN ('draw', 'inspection')),
  valid_from date NOT NULL,
  valid_to date NOT NULL CHECK (valid_to >= valid_from),
  reason text NOT NULL CHECK (reason <> ''),
  approved_by text NOT NULL,
  approved_on date NOT NULL,
  PRIMARY KEY (bureau_id, exception_id),
  FOREIGN KEY (bureau_id, plan_id) REFERENCES annual_plan
);
CREATE INDEX plan_exception_of_plan ON plan_exception (bureau_id, plan_id);
COMMENT ON TABLE plan_exception IS '窗口外例外：局长批准在计划窗口以外抽取或检查，写明理由和日期；只增不改';
SELECT protect('plan_exception', 'SELECT, INSERT');

-- A second lock behind the rules: what is approved stays as it was approved.
CREATE FUNCTION refuse_approved_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the content of an approved plan is refused to change' USING ERRCODE = '42501';
END $$;
CREATE TRIGGER approved_stays BEFORE UPDATE ON annual_plan FOR EACH ROW
  WHEN (OLD.state NOT IN ('draft', 'in-review') AND (OLD.content, OLD.universe, OLD.hash, OLD.year, OLD.version, OLD.ratio, OLD.count)
    IS DISTINCT FROM (NEW.content, NEW.universe, NEW.hash, NEW.year, NEW.version, NEW.ratio, NEW.count))
  EXECUTE FUNCTION refuse_approved_change();
