-- 监督：预警阈值、督办、企业匿名评价 (docs/adr/0053).
CREATE TABLE oversight_limit (
  bureau_id integer NOT NULL REFERENCES bureau,
  version integer NOT NULL CHECK (version > 0),
  content jsonb NOT NULL,
  set_by text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, version)
);
COMMENT ON TABLE oversight_limit IS '预警阈值各版：由执法监督设定，只增不改';
SELECT protect('oversight_limit', 'SELECT, INSERT');

CREATE TABLE supervision_notice (
  bureau_id integer NOT NULL REFERENCES bureau,
  notice_id uuid NOT NULL,
  number text NOT NULL CHECK (number <> ''),
  alert text NOT NULL,
  -- What it is about, as the rule showed it on the day.
  rows jsonb NOT NULL,
  request text NOT NULL CHECK (request <> ''),
  addressee text NOT NULL CHECK (addressee IN ('head', 'group-office', 'section-chief')),
  state text NOT NULL CHECK (state IN ('issued', 'replied', 'closed')),
  reply_by date NOT NULL,
  issued_by text NOT NULL,
  issued_on date NOT NULL,
  reply text,
  replied_by text,
  replied_on date,
  return_reason text,
  opinion text,
  closed_on date,
  PRIMARY KEY (bureau_id, notice_id),
  UNIQUE (bureau_id, number),
  CHECK ((reply IS NULL) = (replied_by IS NULL) AND (reply IS NULL) = (replied_on IS NULL)),
  CHECK (state = 'issued' OR reply IS NOT NULL),
  CHECK ((state = 'closed') = (closed_on IS NOT NULL) AND (closed_on IS NULL) = (opinion IS NULL)),
  CHECK (replied_by IS DISTINCT FROM issued_by)
);
CREATE INDEX supervision_notice_open ON supervision_notice (bureau_id, state, reply_by);
COMMENT ON TABLE supervision_notice IS '督办：针对哪条预警的哪些记录，谁回复、几日内回复，如何了结';
SELECT protect('supervision_notice', 'SELECT, INSERT, UPDATE (state, reply_by, reply, replied_by, replied_on, return_reason, opinion, closed_on)');

-- 匿名评价: no rating is a row. The pool can be read by nobody; five of them go to the tally of the quarter together.
CREATE TABLE rating_given (
  bureau_id integer NOT NULL,
  order_id uuid NOT NULL,
  PRIMARY KEY (bureau_id, order_id),
  FOREIGN KEY (bureau_id, order_id) REFERENCES rectification_order
);
COMMENT ON TABLE rating_given IS '已评价的责令整改：每份一次，不记评价内容和时间';
SELECT protect('rating_given', 'SELECT');

CREATE TABLE rating_pool (
  bureau_id integer NOT NULL REFERENCES bureau,
  question text NOT NULL,
  score integer NOT NULL CHECK (score BETWEEN 1 AND 3),
  count integer NOT NULL CHECK (count >= 0),
  PRIMARY KEY (bureau_id, question, score)
);
COMMENT ON TABLE rating_pool IS '未满五份的评价，只有计数；任何角色都不能读';
ALTER TABLE rating_pool ENABLE ROW LEVEL SECURITY;

CREATE TABLE rating_tally (
  bureau_id integer NOT NULL REFERENCES bureau,
  quarter text NOT NULL CHECK (quarter ~ '^[0-9]{4}-[1-4]$'),
  question text NOT NULL,
  score integer NOT NULL CHECK (score BETWEEN 1 AND 3),
  count integer NOT NULL CHECK (count >= 0),
  PRIMARY KEY (bureau_id, quarter, question, score)
);
COMMENT ON TABLE rating_tally IS '企业匿名评价的计数：每次至少加五份；只有执法监督可读';
SELECT protect('rating_tally', 'SELECT');
CREATE POLICY supervisors ON rating_tally AS RESTRICTIVE FOR SELECT
  USING ('role/supervisor' = ANY (string_to_array(current_setting('app.reader', true), ' ')));

-- Counts one rating; false when this order has rated before. Questions and scores stand at the same places.
CREATE FUNCTION rate_order(b integer, rated uuid, in_quarter text, questions text[], scores integer[]) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = sunlot, pg_temp AS $$
BEGIN
  IF b IS DISTINCT FROM nullif(current_setting('app.bureau', true), '')::int THEN
    RAISE EXCEPTION 'another bureau' USING ERRCODE = '42501';
  END IF;
  IF cardinality(questions) = 0 OR cardinality(questions) <> cardinality(scores) THEN
    RAISE EXCEPTION 'each question has one score' USING ERRCODE = '22023';
  END IF;
  INSERT INTO rating_given VALUES (b, rated) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO rating_pool AS p SELECT b, q, s, 1 FROM unnest(questions, scores) AS a (q, s) ORDER BY q, s
    ON CONFLICT (bureau_id, question, score) DO UPDATE SET count = p.count + 1;
  IF (SELECT sum(count) FROM rating_pool WHERE bureau_id = b AND question = questions[1]) >= 5 THEN
    INSERT INTO rating_tally AS t SELECT b, in_quarter, question, score, count FROM rating_pool WHERE bureau_id = b AND count > 0
      ORDER BY question, score
      ON CONFLICT (bureau_id, quarter, question, score) DO UPDATE SET count = t.count + EXCLUDED.count;
    UPDATE rating_pool SET count = 0 WHERE bureau_id = b;
  END IF;
  RETURN true;
END $$;
REVOKE ALL ON FUNCTION rate_order(integer, uuid, text, text[], integer[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION rate_order(integer, uuid, text, text[], integer[]) TO sunlot_app;
