-- 案件文书 (docs/adr/0059): what each act of a case has printed, with the fields as they were; what a case keeps since.

CREATE TABLE penalty_document (
  bureau_id integer NOT NULL,
  document_id uuid NOT NULL,
  case_id uuid NOT NULL,
  -- The act that issued it.
  seq integer NOT NULL CHECK (seq > 0),
  fields jsonb NOT NULL,
  PRIMARY KEY (bureau_id, document_id),
  FOREIGN KEY (bureau_id, document_id) REFERENCES document,
  -- A case on the spot begins with its document.
  FOREIGN KEY (bureau_id, case_id) REFERENCES penalty_case DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX penalty_document_case ON penalty_document (bureau_id, case_id, seq);
COMMENT ON TABLE penalty_document IS '案件文书：由哪一次办理制发，印出的各项内容；写后不变';
SELECT protect('penalty_document', 'SELECT, INSERT');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON penalty_document FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE penalty_document ENABLE ALWAYS TRIGGER append_only;

UPDATE penalty_case SET content = content || '{"papers": [], "seizures": []}'::jsonb WHERE NOT content ? 'papers';
