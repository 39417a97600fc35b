-- 某日名录也可以导出：导出任务记下是哪一天的名录；空为导出时的名录。
ALTER TABLE directory_export ADD COLUMN as_of_on date;
COMMENT ON COLUMN directory_export.as_of_on IS '某日名录的日期：按当日结束时的名录导出；空为导出时的名录';
