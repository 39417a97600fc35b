-- 抽取：装备与占用名单；派发后的检查日期、车辆和装备使用。
CREATE TABLE draw_device (
  bureau_id integer NOT NULL,
  draw_id uuid NOT NULL,
  pos integer NOT NULL CHECK (pos >= 0),
  id text NOT NULL,
  equipment_id uuid NOT NULL,
  leaf bytea NOT NULL,
  PRIMARY KEY (bureau_id, draw_id, id),
  UNIQUE (bureau_id, draw_id, pos),
  FOREIGN KEY (bureau_id, draw_id) REFERENCES draw
);
COMMENT ON TABLE draw_device IS '冻结的执法装备名单；只增不改';
SELECT protect('draw_device', 'SELECT, INSERT');

CREATE TABLE draw_booking (
  bureau_id integer NOT NULL,
  draw_id uuid NOT NULL,
  pos integer NOT NULL CHECK (pos >= 0),
  id text NOT NULL,
  day date NOT NULL,
  leaf bytea NOT NULL,
  PRIMARY KEY (bureau_id, draw_id, id, day),
  UNIQUE (bureau_id, draw_id, pos),
  FOREIGN KEY (bureau_id, draw_id) REFERENCES draw
);
COMMENT ON TABLE draw_booking IS '冻结时已知的占用：人员、车辆或装备在某日已有任务；只增不改';
SELECT protect('draw_booking', 'SELECT, INSERT');

CREATE TABLE draw_means_turn (
  bureau_id integer PRIMARY KEY,
  draw_id uuid NOT NULL,
  FOREIGN KEY (bureau_id, draw_id) REFERENCES draw
);
COMMENT ON TABLE draw_means_turn IS '正在使用车辆装备名单的抽取：派发或作废之前，别的抽取不能冻结同一批车辆装备';
SELECT protect('draw_means_turn', 'SELECT, INSERT, UPDATE');

CREATE TABLE draw_visit (
  bureau_id integer NOT NULL,
  draw_id uuid NOT NULL,
  enterprise text NOT NULL,
  day date NOT NULL,
  -- The enterprise that names the outing; null when no vehicles are drawn.
  outing text,
  PRIMARY KEY (bureau_id, draw_id, enterprise),
  FOREIGN KEY (bureau_id, draw_id, enterprise) REFERENCES draw_pick
);
CREATE INDEX draw_visit_day ON draw_visit (bureau_id, day);
COMMENT ON TABLE draw_visit IS '已派发企业的检查日期，由结果展开；只增不改';
SELECT protect('draw_visit', 'SELECT, INSERT');

CREATE TABLE draw_vehicle_use (
  bureau_id integer NOT NULL,
  draw_id uuid NOT NULL,
  outing text NOT NULL,
  place integer NOT NULL CHECK (place >= 0),
  vehicle_id uuid NOT NULL,
  day date NOT NULL,
  trip integer NOT NULL CHECK (trip > 0),
  trips integer NOT NULL,
  PRIMARY KEY (bureau_id, draw_id, outing, place),
  -- One vehicle, one day, one trip: whatever draws there are.
  UNIQUE (bureau_id, vehicle_id, day, trip),
  FOREIGN KEY (bureau_id, draw_id, outing) REFERENCES draw_pick,
  CHECK (trip <= trips)
);
COMMENT ON TABLE draw_vehicle_use IS '车辆使用：哪次出车用哪辆车，每日不超过公告的次数；只增不改';
SELECT protect('draw_vehicle_use', 'SELECT, INSERT');

CREATE TABLE draw_device_use (
  bureau_id integer NOT NULL,
  draw_id uuid NOT NULL,
  enterprise text NOT NULL,
  place integer NOT NULL CHECK (place >= 0),
  equipment_id uuid NOT NULL,
  day date NOT NULL,
  turn integer NOT NULL CHECK (turn > 0),
  turns integer NOT NULL,
  -- As it stood when the list was frozen.
  calibration_due_on date,
  PRIMARY KEY (bureau_id, draw_id, enterprise, place),
  UNIQUE (bureau_id, equipment_id, day, turn),
  FOREIGN KEY (bureau_id, draw_id, enterprise) REFERENCES draw_pick,
  CHECK (turn <= turns),
  CHECK (calibration_due_on IS NULL OR day <= calibration_due_on)
);
COMMENT ON TABLE draw_device_use IS '装备使用：哪户带哪件装备，每日不超过公告的次数，检定期内；只增不改';
SELECT protect('draw_device_use', 'SELECT, INSERT');

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['draw_device', 'draw_booking', 'draw_visit', 'draw_vehicle_use', 'draw_device_use'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', t);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER append_only', t);
  END LOOP;
END $$;
