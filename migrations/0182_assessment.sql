-- 业绩考评：案卷评查、投诉和复议诉讼登记 (docs/adr/0053).
CREATE TABLE file_review (
  bureau_id integer NOT NULL REFERENCES bureau,
  review_id uuid NOT NULL,
  inspection_id uuid NOT NULL,
  sheet jsonb NOT NULL,
  score integer NOT NULL CHECK (score BETWEEN 0 AND 100),
  opinion text NOT NULL CHECK (opinion <> ''),
  reviewed_by text NOT NULL,
  reviewed_on date NOT NULL,
  PRIMARY KEY (bureau_id, review_id),
  UNIQUE (bureau_id, inspection_id, reviewed_by),
  FOREIGN KEY (bureau_id, inspection_id) REFERENCES inspection
);
COMMENT ON TABLE file_review IS '案卷评查：评查人按评查表逐项评定，一卷一人一次，只增不改';
SELECT protect('file_review', 'SELECT, INSERT');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON file_review FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE file_review ENABLE ALWAYS TRIGGER append_only;

CREATE TABLE oversight_matter (
  bureau_id integer NOT NULL REFERENCES bureau,
  matter_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('complaint', 'review', 'suit')),
  inspection_id uuid NOT NULL,
  received_on date NOT NULL,
  summary text NOT NULL CHECK (summary <> ''),
  outcome text CHECK (outcome IN ('founded', 'unfounded')),
  conclusion text,
  decided_on date,
  recorded_by text NOT NULL,
  PRIMARY KEY (bureau_id, matter_id),
  FOREIGN KEY (bureau_id, inspection_id) REFERENCES inspection,
  CHECK ((outcome IS NULL) = (conclusion IS NULL) AND (outcome IS NULL) = (decided_on IS NULL))
);
COMMENT ON TABLE oversight_matter IS '对检查的投诉、行政复议、行政诉讼及其结果';
SELECT protect('oversight_matter', 'SELECT, INSERT, UPDATE (outcome, conclusion, decided_on)');
