-- 整改照片: originals are sealed files; a report takes those kept for its finding since the last one.
CREATE TABLE rectification_photo (
  bureau_id integer NOT NULL,
  photo_id uuid NOT NULL,
  finding_id uuid NOT NULL,
  report_id uuid,
  moment text NOT NULL CHECK (moment IN ('before', 'after')),
  format text NOT NULL CHECK (format IN ('jpeg', 'png', 'webp')),
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  stored text NOT NULL CHECK (stored ~ '^[0-9a-f]{64}$'),
  size integer NOT NULL CHECK (size > 0),
  taken_at text,
  kept_by text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, photo_id),
  FOREIGN KEY (bureau_id, finding_id) REFERENCES rectification_item,
  FOREIGN KEY (bureau_id, report_id) REFERENCES rectification_report (bureau_id, report_id)
);
CREATE INDEX rectification_photo_finding ON rectification_photo (bureau_id, finding_id, at);
COMMENT ON TABLE rectification_photo IS '整改照片：原件封存，哈希入日志';
SELECT protect('rectification_photo', 'SELECT, INSERT, UPDATE (report_id)');
