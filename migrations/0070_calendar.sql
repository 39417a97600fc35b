-- 工作日历: the holiday notices a bureau has loaded; and from which day the running periods of disclosure count.
CREATE TABLE calendar_notice (
  bureau_id integer NOT NULL REFERENCES bureau,
  year integer NOT NULL CHECK (year BETWEEN 2000 AND 2100),
  -- The first notice of the year that this bureau loads is 1; a second notice within the year is 2.
  revision integer NOT NULL CHECK (revision > 0),
  content jsonb NOT NULL,
  hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
  loaded_by text NOT NULL,
  loaded_at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, year, revision)
);
COMMENT ON TABLE calendar_notice IS '放假通知：载入后不变，同一年度再有通知即新的一版';
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON calendar_notice FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE calendar_notice ENABLE ALWAYS TRIGGER append_only;
SELECT protect('calendar_notice', 'SELECT, INSERT');

ALTER TABLE disclosure_entry ADD COLUMN counted_from date;
UPDATE disclosure_entry e SET counted_from = (
  SELECT (d.at AT TIME ZONE 'Asia/Shanghai')::date FROM deed d
  WHERE d.bureau_id = e.bureau_id AND d.kind IN ('inspection.sign-off', 'inspection.report-impossible') AND d.subject_id = e.inspection_id::text
  ORDER BY d.seq LIMIT 1);
UPDATE disclosure_entry SET counted_from = (created_at AT TIME ZONE 'Asia/Shanghai')::date WHERE counted_from IS NULL;
ALTER TABLE disclosure_entry ALTER COLUMN counted_from SET NOT NULL;
COMMENT ON COLUMN disclosure_entry.counted_from IS '公示期限的起算日：签字或报告未能实施之日，当日不计';
