-- 子库：存下来的名录条件（危化、冶金 …）；一家企业可以在几个子库里。
CREATE TABLE sublibrary (
  bureau_id integer NOT NULL REFERENCES bureau,
  sublibrary_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('enterprise', 'officer', 'expert', 'vehicle', 'equipment')),
  name text NOT NULL CHECK (name <> ''),
  conditions jsonb NOT NULL,
  saved_by text NOT NULL,
  saved_at timestamptz NOT NULL,
  removed_by text,
  removed_at timestamptz,
  PRIMARY KEY (bureau_id, sublibrary_id),
  CHECK ((removed_by IS NULL) = (removed_at IS NULL))
);
CREATE UNIQUE INDEX sublibrary_name ON sublibrary (bureau_id, kind, name) WHERE removed_at IS NULL;
COMMENT ON TABLE sublibrary IS '子库：名录的筛选条件，按条件随时取得，不另存名单';
SELECT protect('sublibrary', 'SELECT, INSERT, UPDATE (removed_by, removed_at)');
