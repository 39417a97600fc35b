-- 开放数据: the public rows as they were last computed from what is published, and a version for every change (docs/adr/0058).

CREATE TABLE open_data_state (
  bureau_id integer NOT NULL REFERENCES bureau,
  dataset text NOT NULL CHECK (dataset ~ '^[a-z-]{1,40}$'),
  -- The last deed, and the day, that the rows know of.
  seq bigint NOT NULL CHECK (seq >= 0),
  day date NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, dataset)
);
COMMENT ON TABLE open_data_state IS '开放数据算到哪一条留痕、哪一天';
SELECT protect('open_data_state', 'SELECT, INSERT, UPDATE');

CREATE TABLE open_data_version (
  bureau_id integer NOT NULL REFERENCES bureau,
  dataset text NOT NULL,
  year integer NOT NULL CHECK (year BETWEEN 2000 AND 2999),
  version integer NOT NULL CHECK (version > 0),
  seq bigint NOT NULL CHECK (seq >= 0),
  at timestamptz NOT NULL,
  row_count integer NOT NULL CHECK (row_count >= 0),
  added integer NOT NULL,
  changed integer NOT NULL,
  removed integer NOT NULL,
  csv_sha256 text NOT NULL CHECK (csv_sha256 ~ '^[0-9a-f]{64}$'),
  csv_bytes bigint NOT NULL,
  plain_sha256 text NOT NULL CHECK (plain_sha256 ~ '^[0-9a-f]{64}$'),
  json_sha256 text NOT NULL CHECK (json_sha256 ~ '^[0-9a-f]{64}$'),
  json_bytes bigint NOT NULL,
  slot smallint NOT NULL CHECK (slot IN (0, 1)),
  PRIMARY KEY (bureau_id, dataset, year, version),
  FOREIGN KEY (bureau_id, dataset) REFERENCES open_data_state
);
COMMENT ON TABLE open_data_version IS '开放数据的版本：内容每变一次一版，写后不变';
SELECT protect('open_data_version', 'SELECT, INSERT');

CREATE TABLE open_data_row (
  bureau_id integer NOT NULL REFERENCES bureau,
  dataset text NOT NULL,
  row_id text COLLATE "C" NOT NULL CHECK (row_id <> ''),
  year integer NOT NULL,
  -- Null once it was taken back: the id stays and says so.
  content jsonb,
  hash text CHECK (hash ~ '^[0-9a-f]{64}$'),
  since_version integer NOT NULL CHECK (since_version > 0),
  changed_version integer NOT NULL CHECK (changed_version > 0),
  PRIMARY KEY (bureau_id, dataset, row_id),
  CHECK ((content IS NULL) = (hash IS NULL))
);
CREATE INDEX open_data_row_year ON open_data_row (bureau_id, dataset, year, row_id);
COMMENT ON TABLE open_data_row IS '开放数据的行：只由已公布的内容算出；撤回后只留编号';
SELECT protect('open_data_row', 'SELECT, INSERT, UPDATE');
