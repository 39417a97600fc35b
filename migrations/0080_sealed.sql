-- 封存抽取: rows that only some may know until the opening; the codes a draw takes, each once; which visits have ended.

-- Closed in the database itself: a row with `known_to` is there only for a transaction whose reader it names, whatever is asked.
CREATE FUNCTION keep_sealed(t regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ADD COLUMN known_to text[] CHECK (cardinality(known_to) > 0)', t);
  EXECUTE format('CREATE POLICY known ON %s AS RESTRICTIVE FOR SELECT USING (
    known_to IS NULL OR known_to && string_to_array(current_setting(''app.reader'', true), '' ''))', t);
  EXECUTE format('GRANT UPDATE (known_to) ON %s TO sunlot_app', t);
  EXECUTE format('COMMENT ON COLUMN %s.known_to IS ''封存期间的知情人：账号、角色或程序；空为不封存''', t);
END $$;
REVOKE ALL ON FUNCTION keep_sealed(regclass) FROM PUBLIC;

ALTER TABLE draw ADD COLUMN mode text NOT NULL DEFAULT 'open' CHECK (mode IN ('open', 'sealed'));
ALTER TABLE draw ADD COLUMN opened_at timestamptz CHECK (opened_at IS NULL OR mode = 'sealed');
COMMENT ON COLUMN draw.opened_at IS '封存抽取的公开时间；公开之前结果只有根是公开的';
GRANT UPDATE (mode, opened_at) ON draw TO sunlot_app;
UPDATE draw SET config = jsonb_build_object('mode', 'open') || config;

-- What everybody may read of a result stays in draw_result; the details of a sealed one lie apart.
ALTER TABLE draw_result ALTER COLUMN details DROP NOT NULL;
CREATE TABLE draw_sealed_details (
  bureau_id integer NOT NULL,
  draw_id uuid NOT NULL,
  details bytea NOT NULL,
  PRIMARY KEY (bureau_id, draw_id),
  FOREIGN KEY (bureau_id, draw_id) REFERENCES draw_result
);
COMMENT ON TABLE draw_sealed_details IS '封存抽取的过程文件：公开之前只有程序可读；只增不改';
SELECT protect('draw_sealed_details', 'SELECT, INSERT');

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['draw_sealed_details', 'draw_pick', 'draw_seat', 'draw_source_typing', 'draw_visit', 'draw_vehicle_use',
    'draw_device_use', 'draw_request', 'draw_fresh', 'draw_substitution', 'inspection'] LOOP
    PERFORM keep_sealed(t::regclass);
  END LOOP;
END $$;

-- Append-only as before, but for the one change that opens a row.
CREATE FUNCTION refuse_change_but_opening() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.known_to IS NOT NULL AND NEW.known_to IS NULL
    AND to_jsonb(OLD) - 'known_to' = to_jsonb(NEW) - 'known_to' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% on % is refused: this table is append-only', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
END $$;
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['draw_sealed_details', 'draw_pick', 'draw_seat', 'draw_source_typing', 'draw_visit', 'draw_vehicle_use',
    'draw_device_use', 'draw_request', 'draw_fresh', 'draw_substitution'] LOOP
    EXECUTE format('DROP TRIGGER IF EXISTS append_only ON %I', t);
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change_but_opening()', t);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER append_only', t);
  END LOOP;
END $$;

-- A visit with a day of its own is shown to its team from that day on.
ALTER TABLE inspection ADD COLUMN known_from date;
COMMENT ON COLUMN inspection.known_from IS '封存期间自哪一日起对检查组显示；空为派发即显示';
DROP POLICY known ON inspection;
CREATE POLICY known ON inspection AS RESTRICTIVE FOR SELECT USING (
  known_to IS NULL
  OR 'system' = ANY (string_to_array(current_setting('app.reader', true), ' '))
  OR (known_to && string_to_array(current_setting('app.reader', true), ' ')
    AND (known_from IS NULL OR known_from <= nullif(current_setting('app.today', true), '')::date)));

CREATE TABLE draw_code (
  bureau_id integer NOT NULL,
  draw_id uuid NOT NULL,
  -- 0 is the draw itself, any other its substitution of that number.
  request integer NOT NULL CHECK (request >= 0),
  source text NOT NULL CHECK (source ~ '^[a-z][a-z0-9:-]{0,63}$'),
  chain_id uuid NOT NULL,
  idx integer NOT NULL CHECK (idx BETWEEN 1 AND 10000),
  released_by text,
  released_at timestamptz,
  -- From the escrow shares, not from its holder: its chain is not used any more.
  is_forced boolean NOT NULL DEFAULT false,
  PRIMARY KEY (bureau_id, draw_id, request, source),
  -- No code decides twice, in whatever draw.
  UNIQUE (bureau_id, chain_id, idx),
  FOREIGN KEY (bureau_id, draw_id) REFERENCES draw,
  FOREIGN KEY (bureau_id, chain_id) REFERENCES draw_chain,
  CHECK ((released_by IS NULL) = (released_at IS NULL)),
  CHECK (NOT is_forced OR released_at IS NOT NULL)
);
COMMENT ON TABLE draw_code IS '编码的次序：每条链的每个编码只用于一次抽取或一次替换，依次交出；编码本身另存';
SELECT protect('draw_code', 'SELECT, INSERT, UPDATE (released_by, released_at, is_forced)');

CREATE TABLE draw_task (
  bureau_id integer NOT NULL,
  inspection_id uuid NOT NULL,
  draw_id uuid NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (bureau_id, inspection_id),
  FOREIGN KEY (bureau_id, draw_id) REFERENCES draw
);
CREATE INDEX draw_task_draw ON draw_task (bureau_id, draw_id);
COMMENT ON TABLE draw_task IS '封存抽取派发的检查任务及其结束，由留痕得出；全部结束即可公开';
SELECT protect('draw_task', 'SELECT, INSERT, UPDATE (ended_at)');
