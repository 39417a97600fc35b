-- 占用：车辆、装备的预约，执法人员、专家的值班、休假和培训；同一对象的日期不重叠由数据库保证。
CREATE TABLE booking (
  bureau_id integer NOT NULL REFERENCES bureau,
  booking_id uuid NOT NULL,
  subject_type text NOT NULL CHECK (subject_type IN ('officer', 'expert', 'vehicle', 'equipment')),
  subject_id uuid NOT NULL,
  from_on date NOT NULL,
  until_on date NOT NULL,
  use text NOT NULL CHECK (use IN ('task', 'duty', 'leave', 'training', 'repair', 'calibration', 'other')),
  purpose text NOT NULL CHECK (purpose <> ''),
  booked_by text NOT NULL,
  booked_at timestamptz NOT NULL,
  cancelled_by text,
  cancelled_at timestamptz,
  PRIMARY KEY (bureau_id, booking_id),
  CHECK (from_on <= until_on),
  CHECK ((cancelled_by IS NULL) = (cancelled_at IS NULL)),
  -- One vehicle, one day, one booking, whoever asks in the same moment.
  CONSTRAINT booking_once EXCLUDE USING gist (
    bureau_id WITH =, subject_id WITH =, daterange(from_on, until_on, '[]') WITH &&) WHERE (cancelled_at IS NULL)
);
COMMENT ON TABLE booking IS '占用：谁、哪辆车、哪件装备哪些天不能再派；写明用途，取消留痕';
SELECT protect('booking', 'SELECT, INSERT, UPDATE (cancelled_by, cancelled_at)');
