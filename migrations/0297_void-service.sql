-- 撤销决定书的送达 (docs/adr/0085): whom it was handed, how and when.
CREATE TABLE rectification_void_service (
  bureau_id integer NOT NULL,
  finding_id uuid NOT NULL,
  service jsonb NOT NULL,
  served_on date NOT NULL,
  noted_by text NOT NULL,
  PRIMARY KEY (bureau_id, finding_id),
  FOREIGN KEY (bureau_id, finding_id) REFERENCES rectification_void
);
COMMENT ON TABLE rectification_void_service IS '撤销决定书的送达回执：一份决定书一次，只增不改';
SELECT protect('rectification_void_service', 'SELECT, INSERT');
