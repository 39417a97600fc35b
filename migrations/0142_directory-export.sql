-- 导出任务：超过两千条的名录在后台写成文件，进度、停止、下载都由本人；文件密封存放，七天后删去（docs/adr/0043）。
CREATE TABLE directory_export (
  bureau_id integer NOT NULL REFERENCES bureau,
  export_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('enterprise', 'officer', 'expert', 'vehicle', 'equipment')),
  conditions jsonb NOT NULL,
  format text NOT NULL CHECK (format IN ('xlsx', 'csv', 'zip')),
  columns text[],
  hidden text[] NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'removed')),
  asked_by text NOT NULL,
  asked_at timestamptz NOT NULL,
  ended_at timestamptz,
  total integer CHECK (total >= 0),
  done integer NOT NULL DEFAULT 0 CHECK (done >= 0),
  pieces integer NOT NULL DEFAULT 0 CHECK (pieces >= 0),
  bytes bigint NOT NULL DEFAULT 0 CHECK (bytes >= 0),
  PRIMARY KEY (bureau_id, export_id),
  CHECK ((state IN ('waiting', 'running')) = (ended_at IS NULL))
);
CREATE INDEX directory_export_own ON directory_export (bureau_id, asked_by, asked_at) WHERE state <> 'removed';
COMMENT ON TABLE directory_export IS '导出任务：谁按什么条件导出了哪个名录、到哪一步；文件在数据目录中密封存放';
COMMENT ON COLUMN directory_export.hidden IS '导出人当时无权查看、因而不在文件里的栏目；下载时仍须无权或更多权限';
COMMENT ON COLUMN directory_export.pieces IS '文件的密封块数：少一块、换一块都打不开';
SELECT protect('directory_export', 'SELECT, INSERT, UPDATE (state, ended_at, total, done, pieces, bytes)');
