-- 通报反馈：普遍性问题、通报、各街镇和科室的回复 (docs/adr/0053).
CREATE TABLE feedback_threshold (
  bureau_id integer NOT NULL REFERENCES bureau,
  version integer NOT NULL CHECK (version > 0),
  content jsonb NOT NULL,
  set_by text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, version)
);
COMMENT ON TABLE feedback_threshold IS '普遍性问题认定标准各版：占比、家数、回复天数，只增不改';
SELECT protect('feedback_threshold', 'SELECT, INSERT');

CREATE TABLE bulletin (
  bureau_id integer NOT NULL REFERENCES bureau,
  bulletin_id uuid NOT NULL,
  draw_id uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('draft', 'issued')),
  number text NOT NULL CHECK (number ~ '〔[0-9]{4}〕[1-9][0-9]{0,3}号$'),
  content jsonb NOT NULL,
  hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
  drafted_by text NOT NULL,
  drafted_on date NOT NULL,
  issued_by text,
  issued_on date,
  issued_at timestamptz,
  reply_by date,
  PRIMARY KEY (bureau_id, bulletin_id),
  UNIQUE (bureau_id, draw_id),
  UNIQUE (bureau_id, number),
  FOREIGN KEY (bureau_id, draw_id) REFERENCES draw,
  CHECK ((state = 'issued') = (issued_by IS NOT NULL) AND (issued_by IS NULL) = (issued_on IS NULL)
    AND (issued_by IS NULL) = (reply_by IS NULL) AND (issued_by IS NULL) = (issued_at IS NULL)),
  CHECK (issued_by IS DISTINCT FROM drafted_by)
);
COMMENT ON TABLE bulletin IS '普遍性问题通报：一批抽查一份，印发后内容不变；起草人不能印发';
SELECT protect('bulletin', 'SELECT, INSERT, UPDATE (state, number, content, hash, drafted_by, drafted_on, issued_by, issued_on, issued_at, reply_by)');

CREATE TABLE bulletin_reply (
  bureau_id integer NOT NULL,
  bulletin_id uuid NOT NULL,
  recipient text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('subdistrict', 'department')),
  name text NOT NULL CHECK (name <> ''),
  state text NOT NULL CHECK (state IN ('awaiting', 'replied', 'settled')),
  reply_by date NOT NULL,
  reply jsonb,
  recorded_by text,
  return_reason text,
  opinion text,
  settled_on date,
  PRIMARY KEY (bureau_id, bulletin_id, recipient),
  FOREIGN KEY (bureau_id, bulletin_id) REFERENCES bulletin,
  CHECK ((reply IS NULL) = (recorded_by IS NULL)),
  CHECK (state = 'awaiting' OR reply IS NOT NULL),
  CHECK ((state = 'settled') = (settled_on IS NOT NULL) AND (settled_on IS NULL) = (opinion IS NULL))
);
CREATE INDEX bulletin_reply_open ON bulletin_reply (bureau_id, state, reply_by);
COMMENT ON TABLE bulletin_reply IS '通报的回复：每个街镇、科室一行，逾期可见，逐个落实';
SELECT protect('bulletin_reply', 'SELECT, INSERT, UPDATE (state, reply_by, reply, recorded_by, return_reason, opinion, settled_on)');
