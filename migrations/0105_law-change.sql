-- What ends an article of law, and who has reviewed which item after a change.

ALTER TABLE legal_basis ADD COLUMN added_at timestamptz;
COMMENT ON COLUMN legal_basis.added_at IS '登记时间；此列设立以前登记的为空';

CREATE TABLE legal_basis_end (
  bureau_id integer NOT NULL,
  instrument text NOT NULL,
  article integer NOT NULL,
  valid_from date NOT NULL,
  last_day date NOT NULL,
  source text NOT NULL CHECK (source <> ''),
  added_at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, instrument, article, valid_from),
  FOREIGN KEY (bureau_id, instrument, article, valid_from) REFERENCES legal_basis,
  CHECK (last_day >= valid_from - 1)
);
COMMENT ON TABLE legal_basis_end IS '法律条文的失效：最后施行之日和依据；只增不改';
SELECT protect('legal_basis_end', 'SELECT, INSERT');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON legal_basis_end FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE legal_basis_end ENABLE ALWAYS TRIGGER append_only;

CREATE TABLE law_review (
  bureau_id integer NOT NULL REFERENCES bureau,
  instrument text NOT NULL CHECK (instrument <> ''),
  changes_on date NOT NULL,
  item_id uuid NOT NULL,
  note text NOT NULL CHECK (note <> ''),
  reviewed_by text NOT NULL,
  reviewed_on date NOT NULL,
  PRIMARY KEY (bureau_id, instrument, changes_on, item_id),
  FOREIGN KEY (bureau_id, item_id) REFERENCES inspection_item
);
COMMENT ON TABLE law_review IS '法规变动后对事项版本的复核；只增不改';
SELECT protect('law_review', 'SELECT, INSERT');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON law_review FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE law_review ENABLE ALWAYS TRIGGER append_only;
