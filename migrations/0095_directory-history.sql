-- 名录历史: what a list of a past day is found and ordered by, beside the whole row; and no change by hand without a reason.
ALTER TABLE directory_version
  ADD COLUMN removed boolean NOT NULL GENERATED ALWAYS AS ((content ->> 'removed')::boolean) STORED,
  ADD COLUMN search text NOT NULL GENERATED ALWAYS AS (content ->> 'search') STORED,
  ADD COLUMN status text NOT NULL GENERATED ALWAYS AS (content ->> 'status') STORED,
  ADD CONSTRAINT directory_version_reason CHECK (coalesce(reason, '') <> '' OR deed IN ('directory.import', 'directory.undo-import'));
-- The key carries them, so that a past day is read without touching the whole rows.
ALTER TABLE directory_version DROP CONSTRAINT directory_version_pkey;
ALTER TABLE directory_version
  ADD PRIMARY KEY (bureau_id, kind, record_id, version) INCLUDE (at, removed, status, search);
