-- 公示: what the public sees of a visit is a copy built from allowed fields, reviewed by three people, kept for ever.
CREATE TABLE disclosure_entry (
  bureau_id integer NOT NULL REFERENCES bureau,
  entry_id uuid NOT NULL,
  inspection_id uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('drafted', 'confirmed', 'approved', 'published', 'withdrawn')),
  version integer NOT NULL CHECK (version > 0),
  content jsonb NOT NULL,
  due_on date NOT NULL,
  confirmed_by text,
  approved_by text,
  return_reason text,
  published_by text,
  published_on date,
  withdrawn_on date,
  withdraw_reason text,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, entry_id),
  UNIQUE (bureau_id, inspection_id),
  FOREIGN KEY (bureau_id, inspection_id) REFERENCES inspection (bureau_id, inspection_id),
  CHECK (state <> 'published' OR published_on IS NOT NULL),
  CHECK (state <> 'withdrawn' OR withdraw_reason <> '')
);
CREATE INDEX disclosure_entry_state ON disclosure_entry (bureau_id, state, due_on);
COMMENT ON TABLE disclosure_entry IS '检查结果公示：承办确认、科室审、公开审查，三人把关';
SELECT protect('disclosure_entry', 'SELECT, INSERT, UPDATE');

CREATE TABLE disclosure_snapshot (
  bureau_id integer NOT NULL,
  entry_id uuid NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  content jsonb NOT NULL,
  hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
  published_on date NOT NULL,
  reason text,
  PRIMARY KEY (bureau_id, entry_id, version),
  FOREIGN KEY (bureau_id, entry_id) REFERENCES disclosure_entry
);
COMMENT ON TABLE disclosure_snapshot IS '已公示内容的各版：写后不变';
SELECT protect('disclosure_snapshot', 'SELECT, INSERT');
