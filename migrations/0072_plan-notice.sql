-- The number under which the notice of an approved plan was issued.

CREATE TABLE plan_notice (
  bureau_id integer NOT NULL REFERENCES bureau,
  plan_id uuid NOT NULL,
  number text NOT NULL CHECK (number ~ '〔[0-9]{4}〕[1-9][0-9]{0,3}号$'),
  issued_on date NOT NULL,
  copied_to text CHECK (copied_to <> ''),
  issued_by text NOT NULL CHECK (issued_by <> ''),
  PRIMARY KEY (bureau_id, plan_id),
  UNIQUE (bureau_id, number),
  FOREIGN KEY (bureau_id, plan_id) REFERENCES annual_plan
);
COMMENT ON TABLE plan_notice IS '实施方案通知的印发：每份计划一个发文字号，只增不改';
SELECT protect('plan_notice', 'SELECT, INSERT');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON plan_notice FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE plan_notice ENABLE ALWAYS TRIGGER append_only;
