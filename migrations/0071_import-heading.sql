-- 记住的表头: which column a bureau means by a heading that no column answers to by itself.
CREATE TABLE import_heading (
  bureau_id integer NOT NULL REFERENCES bureau,
  kind text NOT NULL CHECK (kind IN ('enterprise', 'officer', 'expert', 'vehicle', 'equipment')),
  -- As it is compared: without width, case, spaces and marks.
  heading text NOT NULL CHECK (heading <> ''),
  title text NOT NULL CHECK (title <> ''),
  field text CHECK (field <> ''),
  set_by text NOT NULL,
  set_at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, kind, heading)
);
COMMENT ON TABLE import_heading IS '记住的表头：本机关工作簿里的叫法对应名录的哪一栏；field 为空表示不再对应';
SELECT protect('import_heading', 'SELECT, INSERT, UPDATE (title, field, set_by, set_at)');
