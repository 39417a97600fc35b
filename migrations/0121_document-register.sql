-- 文书登记: one serial through a file, documents with their numbers, and how they ended. Nothing is ever taken back.

CREATE TABLE serial_head (
  bureau_id integer NOT NULL REFERENCES bureau,
  series text NOT NULL CHECK (series ~ '^[a-z-]+$'),
  year integer NOT NULL CHECK (year BETWEEN 2000 AND 2999),
  last integer NOT NULL CHECK (last > 0),
  PRIMARY KEY (bureau_id, series, year)
);
COMMENT ON TABLE serial_head IS '案号的当前末号：每机关、每类、每年一行，取号时锁定';
SELECT protect('serial_head', 'SELECT, INSERT, UPDATE (last)');

CREATE TABLE file_serial (
  bureau_id integer NOT NULL REFERENCES bureau,
  series text NOT NULL,
  year integer NOT NULL,
  serial integer NOT NULL CHECK (serial > 0),
  file_id uuid NOT NULL,
  taken_by text NOT NULL,
  taken_at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, series, year, serial),
  UNIQUE (bureau_id, series, file_id)
);
COMMENT ON TABLE file_serial IS '案号：一案一号，贯穿全卷，连续无缺号，作废不重用';
SELECT protect('file_serial', 'SELECT, INSERT');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON file_serial FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE file_serial ENABLE ALWAYS TRIGGER append_only;

CREATE TABLE document (
  bureau_id integer NOT NULL REFERENCES bureau,
  document_id uuid NOT NULL,
  series text NOT NULL,
  year integer NOT NULL,
  serial integer NOT NULL,
  category text NOT NULL CHECK (category <> ''),
  -- The first of its kind in a file has no suffix; the others count from 2.
  nth integer NOT NULL CHECK (nth > 0),
  number text NOT NULL,
  form text NOT NULL,
  title text NOT NULL,
  file_id uuid NOT NULL,
  -- What of the file it is about: a 笔录, a 送达; null when it is about the whole.
  about_id uuid,
  code text NOT NULL CHECK (code ~ '^[0-9A-HJKMNP-TV-Z]{12}$'),
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  size integer NOT NULL CHECK (size > 0),
  issued_on date NOT NULL,
  issued_by text NOT NULL,
  issued_at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, document_id),
  UNIQUE (bureau_id, series, year, serial, category, nth),
  UNIQUE (bureau_id, number),
  UNIQUE (bureau_id, code),
  FOREIGN KEY (bureau_id, series, year, serial) REFERENCES file_serial
);
CREATE INDEX document_file ON document (bureau_id, series, file_id, issued_at);
COMMENT ON TABLE document IS '文书：签发即登记，原件按哈希存放，写后不变';
SELECT protect('document', 'SELECT, INSERT');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON document FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE document ENABLE ALWAYS TRIGGER append_only;

CREATE TABLE document_end (
  bureau_id integer NOT NULL,
  document_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('voided', 'superseded')),
  superseded_by uuid,
  reason text NOT NULL CHECK (reason <> ''),
  ended_by text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, document_id),
  FOREIGN KEY (bureau_id, document_id) REFERENCES document,
  FOREIGN KEY (bureau_id, superseded_by) REFERENCES document,
  CHECK ((kind = 'superseded') = (superseded_by IS NOT NULL))
);
COMMENT ON TABLE document_end IS '文书的作废与替代：文号保留，不再使用';
SELECT protect('document_end', 'SELECT, INSERT');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON document_end FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE document_end ENABLE ALWAYS TRIGGER append_only;
