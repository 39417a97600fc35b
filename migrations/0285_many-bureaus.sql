-- What is asked of the log over and over, by the ends of its indexes alone: it costs the same with ten checkpoints and a million, and what is asked
-- of one bureau costs the same beside three thousand others (docs/adr/0084).
SET LOCAL search_path = sunlot;

CREATE OR REPLACE FUNCTION log_state(OUT code text, OUT deeds bigint, OUT published bigint) RETURNS SETOF record
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = sunlot, pg_temp AS $$
  SELECT b.code, h.seq, coalesce(p.size - 1 + (SELECT min(d.seq) FROM deed d WHERE d.bureau_id = b.bureau_id AND d.year = p.year), 0)
  FROM bureau b JOIN deed_head h USING (bureau_id)
    -- The years before the newest one that is published are published whole: they are signed in their order, and no deed comes to a past year.
    LEFT JOIN LATERAL (
      SELECT c.year, c.size FROM checkpoint c WHERE c.bureau_id = b.bureau_id ORDER BY c.year DESC, c.size DESC LIMIT 1) p ON true
  ORDER BY b.bureau_id;
$$;

-- How far the chain of one bureau has come, for whoever has no bureau of his own; a number only, as in log_heads().
CREATE FUNCTION log_head(b integer) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = sunlot, pg_temp AS $$
  SELECT seq FROM deed_head WHERE bureau_id = b;
$$;

-- 运行检查 is of the installation: one statement for all bureaus instead of a transaction for each.
CREATE FUNCTION note_operation(named text, happened timestamptz, good boolean, words text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = sunlot, pg_temp AS $$
  INSERT INTO operation_check (bureau_id, name, at, is_good, good_at, said)
  SELECT bureau_id, named, happened, good, CASE WHEN good THEN happened END, words FROM bureau
  ON CONFLICT (bureau_id, name) DO UPDATE SET at = excluded.at, is_good = excluded.is_good, said = excluded.said,
    good_at = coalesce(excluded.good_at, operation_check.good_at);
$$;

REVOKE ALL ON FUNCTION log_head(integer), note_operation(text, timestamptz, boolean, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION log_head(integer), note_operation(text, timestamptz, boolean, text) TO sunlot_app;
