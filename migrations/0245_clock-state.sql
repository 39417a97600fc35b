-- Where the book of the bureaus in service stands and what the database takes the time to be, for /healthz: two instants, nothing of any bureau.
SET LOCAL search_path = sunlot;

CREATE FUNCTION clock_state(OUT last timestamptz, OUT present timestamptz) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = sunlot, pg_temp AS $$
  SELECT max(h.at) FILTER (WHERE isfinite(h.at)), clock_timestamp() FROM bureau b JOIN deed_head h USING (bureau_id) WHERE NOT b.is_demo;
$$;
REVOKE ALL ON FUNCTION clock_state() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION clock_state() TO sunlot_app;
