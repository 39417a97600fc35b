-- 疑似重复：认定不是重复的两家，合并为一家的记录。
CREATE TABLE enterprise_distinct (
  bureau_id integer NOT NULL REFERENCES bureau,
  first_id uuid NOT NULL,
  second_id uuid NOT NULL,
  reason text NOT NULL CHECK (reason <> ''),
  decided_by text NOT NULL,
  decided_at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, first_id, second_id),
  FOREIGN KEY (bureau_id, first_id) REFERENCES enterprise,
  FOREIGN KEY (bureau_id, second_id) REFERENCES enterprise,
  CHECK (first_id < second_id)
);
COMMENT ON TABLE enterprise_distinct IS '认定不是重复：两家企业不再作为疑似重复提示；只增不改';
SELECT protect('enterprise_distinct', 'SELECT, INSERT');

CREATE TABLE enterprise_merge (
  bureau_id integer NOT NULL REFERENCES bureau,
  merge_id uuid NOT NULL,
  survivor_id uuid NOT NULL,
  merged_id uuid NOT NULL,
  -- The versions that the merge wrote.
  survivor_version integer NOT NULL,
  merged_version integer NOT NULL,
  reason text NOT NULL CHECK (reason <> ''),
  merged_by text NOT NULL,
  merged_at timestamptz NOT NULL,
  undone_by text,
  undone_at timestamptz,
  undone_reason text,
  PRIMARY KEY (bureau_id, merge_id, merged_id),
  FOREIGN KEY (bureau_id, survivor_id) REFERENCES enterprise,
  FOREIGN KEY (bureau_id, merged_id) REFERENCES enterprise,
  CHECK (survivor_id <> merged_id),
  CHECK ((undone_at IS NULL) = (undone_by IS NULL) AND (undone_at IS NULL) = (undone_reason IS NULL))
);
CREATE UNIQUE INDEX enterprise_merge_once ON enterprise_merge (bureau_id, merged_id) WHERE undone_at IS NULL;
COMMENT ON TABLE enterprise_merge IS '合并重复企业：merged 已并入 survivor，旧记录和引用都保留，按此表归到现存的一家';
SELECT protect('enterprise_merge', 'SELECT, INSERT, UPDATE (undone_by, undone_at, undone_reason)');

COMMENT ON COLUMN enterprise.removed IS '不再算数、仅留历史的行：导入被撤销，或已并入另一家企业';
