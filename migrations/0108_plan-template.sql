-- The office's own Word templates of the notice.

CREATE TABLE plan_template (
  bureau_id integer NOT NULL REFERENCES bureau,
  version integer NOT NULL CHECK (version > 0),
  file_name text NOT NULL CHECK (file_name <> ''),
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  note text NOT NULL CHECK (note <> ''),
  kept_by text NOT NULL,
  kept_at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, version)
);
COMMENT ON TABLE plan_template IS '实施方案通知的 Word 模板：机关自备，逐版保存，最新一版使用；只增不改';
SELECT protect('plan_template', 'SELECT, INSERT');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON plan_template FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE plan_template ENABLE ALWAYS TRIGGER append_only;
