-- 数据归集: what was exported for other systems, by which table, and what they answered (docs/adr/0058).

CREATE TABLE exchange_pack (
  bureau_id integer NOT NULL REFERENCES bureau,
  pack text NOT NULL CHECK (pack ~ '^[a-z-]{1,40}$'),
  -- Number of the last batch; the row is locked while one is made.
  last integer NOT NULL CHECK (last >= 0),
  PRIMARY KEY (bureau_id, pack)
);
COMMENT ON TABLE exchange_pack IS '归集包的批次末号，导出时锁定';
SELECT protect('exchange_pack', 'SELECT, INSERT, UPDATE (last)');

CREATE TABLE exchange_mapping (
  bureau_id integer NOT NULL REFERENCES bureau,
  pack text NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  content jsonb NOT NULL,
  set_by text NOT NULL,
  set_on date NOT NULL,
  PRIMARY KEY (bureau_id, pack, version)
);
COMMENT ON TABLE exchange_mapping IS '归集字段对应表各版：写后不变';
SELECT protect('exchange_mapping', 'SELECT, INSERT');

CREATE TABLE exchange_batch (
  bureau_id integer NOT NULL,
  batch_id uuid NOT NULL,
  pack text NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  state text NOT NULL CHECK (state IN ('exported', 'receipted')),
  format text NOT NULL CHECK (format IN ('xlsx', 'csv')),
  -- 0: the table that comes with the product.
  mapping_version integer NOT NULL CHECK (mapping_version >= 0),
  row_count integer NOT NULL CHECK (row_count > 0),
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  exported_by text NOT NULL,
  exported_on date NOT NULL,
  receipt_number text CHECK (receipt_number <> ''),
  receipt_sha256 text CHECK (receipt_sha256 ~ '^[0-9a-f]{64}$'),
  receipted_by text,
  receipted_on date,
  PRIMARY KEY (bureau_id, batch_id),
  UNIQUE (bureau_id, pack, number),
  FOREIGN KEY (bureau_id, pack) REFERENCES exchange_pack,
  CHECK ((state = 'receipted') = (receipted_on IS NOT NULL)),
  CHECK (state = 'exported' OR receipt_number IS NOT NULL OR receipt_sha256 IS NOT NULL)
);
COMMENT ON TABLE exchange_batch IS '归集批次：已导出、已回执';
SELECT protect('exchange_batch', 'SELECT, INSERT, UPDATE (state, receipt_number, receipt_sha256, receipted_by, receipted_on)');

CREATE TABLE exchange_row (
  bureau_id integer NOT NULL,
  batch_id uuid NOT NULL,
  line integer NOT NULL CHECK (line > 0),
  record_id text NOT NULL,
  name text NOT NULL,
  operation text NOT NULL CHECK (operation IN ('add', 'change', 'withdraw')),
  fields jsonb NOT NULL,
  hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
  rejected text CHECK (rejected <> ''),
  PRIMARY KEY (bureau_id, batch_id, line),
  UNIQUE (bureau_id, batch_id, record_id),
  FOREIGN KEY (bureau_id, batch_id) REFERENCES exchange_batch
);
CREATE INDEX exchange_row_record ON exchange_row (bureau_id, record_id);
COMMENT ON TABLE exchange_row IS '归集批次的每一行，及对方系统退回的原因';
SELECT protect('exchange_row', 'SELECT, INSERT, UPDATE (rejected)');
