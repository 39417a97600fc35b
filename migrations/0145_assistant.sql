-- 辅助人员名录：协助检查的人另列，没有执法资格，不参加抽取、不计入两名执法人员（国办发〔2024〕54号）。
CREATE TABLE assistant (
  bureau_id integer NOT NULL REFERENCES bureau,
  assistant_id uuid NOT NULL,
  removed boolean NOT NULL,
  search text NOT NULL,
  assistant_number text NOT NULL CHECK (assistant_number ~ '^[A-Z0-9._-]{1,40}$'),
  name text NOT NULL CHECK (name <> ''),
  kind text NOT NULL CHECK (kind IN ('auxiliary', 'grid', 'technician')),
  employer text,
  duties text,
  trainings text[] NOT NULL,
  term_from date,
  term_to date,
  phone_sealed bytea,
  phone_hash bytea,
  status text NOT NULL CHECK (status IN ('active', 'suspended', 'left')),
  version integer NOT NULL CHECK (version > 0),
  created_on date NOT NULL,
  updated_on date NOT NULL,
  PRIMARY KEY (bureau_id, assistant_id),
  CHECK ((phone_sealed IS NULL) = (phone_hash IS NULL)),
  CHECK (term_from <= term_to)
);
CREATE UNIQUE INDEX assistant_number ON assistant (bureau_id, assistant_number) WHERE NOT removed;
COMMENT ON TABLE assistant IS '辅助人员名录：按编号每机关一条；只能协助，不能检查、不能以执法人员身份签字';
SELECT protect('assistant', 'SELECT, INSERT, UPDATE');

-- The six directories, wherever one is named.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['directory_version', 'import_batch', 'import_heading', 'sublibrary', 'directory_export'] LOOP
    EXECUTE format('ALTER TABLE %I DROP CONSTRAINT %I', t, t || '_kind_check');
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I CHECK (kind IN (''enterprise'', ''officer'', ''expert'', ''assistant'', ''vehicle'', ''equipment''))', t, t || '_kind_check');
  END LOOP;
END $$;
