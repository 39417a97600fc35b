-- 每月核对：哪个月、谁、核对时各名录是什么数。
CREATE TABLE directory_verification (
  bureau_id integer NOT NULL REFERENCES bureau,
  month text NOT NULL CHECK (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  counts jsonb NOT NULL,
  note text NOT NULL CHECK (note <> ''),
  verified_by text NOT NULL,
  verified_at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, month)
);
COMMENT ON TABLE directory_verification IS '名录每月核对：一月一次，记下当时的数和核对情况；只增不改';
SELECT protect('directory_verification', 'SELECT, INSERT');
