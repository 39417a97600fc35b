-- How far each bureau's chain has come, in one short statement outside any bureau: what has been rendered is good while it stands still (docs/adr/0057).
-- Numbers only, as in log_state().
CREATE FUNCTION log_heads(OUT bureau integer, OUT deeds bigint) RETURNS SETOF record
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = sunlot, pg_temp AS $$
  SELECT bureau_id, seq FROM deed_head ORDER BY bureau_id;
$$;
REVOKE ALL ON FUNCTION log_heads() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION log_heads() TO sunlot_app;
