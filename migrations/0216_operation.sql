-- 运行检查: the last result of what the program does by itself at night and each minute; rewritten by jobs, not a deed.
CREATE TABLE operation_check (
  bureau_id integer NOT NULL REFERENCES bureau,
  name text NOT NULL CHECK (name IN ('shipping', 'backup', 'drill', 'log')),
  at timestamptz NOT NULL,
  is_good boolean NOT NULL,
  -- When it was good last; NULL: never yet.
  good_at timestamptz,
  -- What the command said, its last lines.
  said text NOT NULL,
  PRIMARY KEY (bureau_id, name)
);
COMMENT ON TABLE operation_check IS '运行检查：备份、补送、恢复演练、日志核验最近一次的结果；由任务改写，不是留痕';
SELECT protect('operation_check', 'SELECT, INSERT, UPDATE (at, is_good, good_at, said)');

-- Names, times and yes or no, for /healthz and /metrics, which ask for no bureau.
CREATE FUNCTION operation_state(OUT name text, OUT at timestamptz, OUT is_good boolean, OUT good_at timestamptz) RETURNS SETOF record
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = sunlot, pg_temp AS $$
  SELECT c.name, max(c.at), bool_and(c.is_good), min(c.good_at) FROM operation_check c GROUP BY c.name ORDER BY c.name;
$$;
REVOKE ALL ON FUNCTION operation_state() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION operation_state() TO sunlot_app;
