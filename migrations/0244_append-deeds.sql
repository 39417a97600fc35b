-- The database writes the entry itself: one statement under the head's lock instead of two, and nothing about number, link or time that a
-- caller could state (docs/adr/0068).
SET LOCAL search_path = sunlot;

-- Appends the deeds of one command. Each is the canonical text of {facts, kind, subject}; what stands in it goes into the entry as it is written.
CREATE FUNCTION append_deeds(b integer, happened timestamptz, actor text, command uuid, deeds text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = sunlot, pg_temp AS $$
DECLARE
  head deed_head;
  owner bureau;
  d json;
  moment timestamptz;
  entry bytea;
  n bigint;
  link bytea;
BEGIN
  IF b IS DISTINCT FROM nullif(current_setting('app.bureau', true), '')::int THEN
    RAISE EXCEPTION 'bureau % is not the bureau of this transaction', b USING ERRCODE = '42501';
  END IF;
  SELECT * INTO STRICT owner FROM bureau WHERE bureau_id = b;
  IF NOT owner.is_demo AND abs(extract(epoch FROM clock_timestamp() - happened)) > 300 THEN
    RAISE EXCEPTION 'deed at % is more than five minutes from the clock of the database', happened USING ERRCODE = '23514';
  END IF;
  -- Both locks are held until the transaction ends: nothing else of this bureau can come in between. The first is a queue in order of
  -- arrival; many who wait for a row that is always new would each walk through all its versions.
  PERFORM pg_advisory_xact_lock(hashtext('sunlot.deeds'), b);
  SELECT * INTO STRICT head FROM deed_head WHERE bureau_id = b FOR UPDATE;
  -- A clock that went back a little must not stop the bureau; the order of deeds is their number.
  moment := date_trunc('second', greatest(happened, head.at));
  n := head.seq;
  link := head.hash;
  FOREACH d IN ARRAY deeds LOOP
    n := n + 1;
    -- Members in the order of their names; json, unlike jsonb, gives every value back letter for letter.
    entry := convert_to('{"actor":' || to_json(actor) || ',"at":"' || to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
      || '","bureau":' || to_json(owner.code) || ',"command":"' || command || '","facts":' || (d->'facts') || ',"kind":' || (d->'kind')
      || ',"prev":"' || encode(link, 'hex') || '","seq":' || n || ',"subject":' || (d->'subject') || ',"v":1}', 'UTF8');
    link := sha256('\x00'::bytea || entry);
    INSERT INTO deed VALUES (b, n, moment, extract(year FROM moment AT TIME ZONE 'Asia/Shanghai')::int, d->>'kind', actor,
      split_part(d->>'subject', '/', 1), substr(d->>'subject', strpos(d->>'subject', '/') + 1), command, entry, link);
  END LOOP;
  UPDATE deed_head SET seq = n, hash = link, at = moment WHERE bureau_id = b;
END $$;

-- A commit that waits for the disk, and with it for every commit before it.
CREATE FUNCTION flush_deeds(b integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_logical_emit_message(true, 'sunlot', '');
END $$;

REVOKE ALL ON FUNCTION append_deeds(integer, timestamptz, text, uuid, text[]), flush_deeds(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION append_deeds(integer, timestamptz, text, uuid, text[]), flush_deeds(integer) TO sunlot_app;

DROP FUNCTION append_deed(integer, bytea);
DROP FUNCTION lock_head(integer);
