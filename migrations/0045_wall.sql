-- 抽取仪式: where the wall stands, the signed record of the draw, and how many people checked it.
CREATE TABLE draw_wall (
  bureau_id integer NOT NULL,
  draw_id uuid NOT NULL,
  station integer NOT NULL CHECK (station BETWEEN 1 AND 5),
  -- Rows of the stored result that are shown.
  shown integer NOT NULL CHECK (shown >= 0),
  is_running boolean NOT NULL,
  moved_at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, draw_id),
  FOREIGN KEY (bureau_id, draw_id) REFERENCES draw
);
COMMENT ON TABLE draw_wall IS '投影的位置：讲到第几站、结果已展示到第几行；只影响展示，与抽取无关，不记入办理日志';
SELECT protect('draw_wall', 'SELECT, INSERT, UPDATE (station, shown, is_running, moved_at)');

CREATE TABLE draw_record (
  bureau_id integer NOT NULL,
  draw_id uuid NOT NULL,
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  bytes integer NOT NULL CHECK (bytes > 0),
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, draw_id),
  UNIQUE (bureau_id, draw_id, sha256),
  FOREIGN KEY (bureau_id, draw_id) REFERENCES draw_result
);
COMMENT ON TABLE draw_record IS '抽取记录表：第一人签字时定稿的 PDF，按内容寻址；只增不改';
SELECT protect('draw_record', 'SELECT, INSERT');

CREATE TABLE draw_record_signature (
  bureau_id integer NOT NULL,
  draw_id uuid NOT NULL,
  signer text NOT NULL CHECK (signer IN ('operator', 'leader', 'witness')),
  staff_id text NOT NULL,
  sha256 text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, draw_id, signer),
  UNIQUE (bureau_id, draw_id, staff_id),
  FOREIGN KEY (bureau_id, draw_id, sha256) REFERENCES draw_record (bureau_id, draw_id, sha256)
);
COMMENT ON TABLE draw_record_signature IS '抽取记录表的签字：操作员、组长、见证人各签同一份文件；只增不改';
SELECT protect('draw_record_signature', 'SELECT, INSERT');

CREATE TABLE draw_checker (
  bureau_id integer NOT NULL,
  draw_id uuid NOT NULL,
  -- Hash of a number that the reader's browser made: the same browser counts once, and nobody is known.
  token_hash text NOT NULL CHECK (token_hash ~ '^[0-9a-f]{64}$'),
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, draw_id, token_hash),
  FOREIGN KEY (bureau_id, draw_id) REFERENCES draw_result
);
COMMENT ON TABLE draw_checker IS '现场核验人次：读者自己报告已核验，不记身份；只增不改';
SELECT protect('draw_checker', 'SELECT, INSERT');

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['draw_record', 'draw_record_signature', 'draw_checker'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', t);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER append_only', t);
  END LOOP;
END $$;
