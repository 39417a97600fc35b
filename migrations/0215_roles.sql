-- 角色: who publishes checkpoints, who reads, who audits. The roles themselves belong to the server and are there before (docs/zh/安装.md).
DO $$
DECLARE missing text;
BEGIN
  SELECT string_agg(format('CREATE ROLE %I NOLOGIN;', name), ' ') INTO missing
  FROM unnest(ARRAY['sunlot_checkpointer', 'sunlot_reader', 'sunlot_auditor']) AS name WHERE to_regrole(name) IS NULL;
  IF missing IS NOT NULL THEN
    RAISE EXCEPTION 'as the administrator of the server first: % GRANT sunlot_checkpointer TO sunlot_login WITH INHERIT FALSE;', missing;
  END IF;
END $$;
GRANT USAGE ON SCHEMA sunlot TO sunlot_checkpointer, sunlot_reader, sunlot_auditor;

-- The checkpointer alone adds to what is published of the log; the application has to become it for that, and can nothing else then.
REVOKE INSERT ON checkpoint, log_tile FROM sunlot_app;
GRANT SELECT ON bureau, deed, deed_head, checkpoint, log_tile TO sunlot_checkpointer;
GRANT INSERT ON checkpoint, log_tile TO sunlot_checkpointer;

-- The auditor reads the whole log of every bureau, and nothing else: who did what when, never about whom.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['deed', 'deed_head', 'checkpoint', 'log_tile', 'cosignature', 'witness', 'witness_policy'] LOOP
    EXECUTE format('GRANT SELECT ON %I TO sunlot_auditor', t);
    EXECUTE format('CREATE POLICY audited ON %I FOR SELECT TO sunlot_auditor USING (true)', t);
  END LOOP;
END $$;
GRANT SELECT ON bureau TO sunlot_auditor;
GRANT EXECUTE ON FUNCTION log_state() TO sunlot_auditor;

-- The reader reads what is public anyway, bureau by bureau, for a replica or for statistics: a list, so that no new table is in it by chance.
GRANT SELECT ON bureau, disclosure_snapshot, calendar_notice, draw_bundle, checkpoint, log_tile, cosignature, witness, witness_policy TO sunlot_reader;
