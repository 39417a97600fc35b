-- 专家评价、劳务费、拒绝任务和处理，一事一条。
CREATE TABLE expert_record (
  bureau_id integer NOT NULL REFERENCES bureau,
  record_id uuid NOT NULL,
  expert_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('evaluation', 'fee', 'refusal', 'sanction')),
  on_day date NOT NULL,
  score integer CHECK (score BETWEEN 1 AND 5),
  amount_fen bigint CHECK (amount_fen > 0),
  note text NOT NULL CHECK (note <> ''),
  recorded_by text NOT NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, record_id),
  FOREIGN KEY (bureau_id, expert_id) REFERENCES expert,
  CHECK ((kind = 'evaluation') = (score IS NOT NULL)),
  CHECK ((kind = 'fee') = (amount_fen IS NOT NULL))
);
CREATE INDEX expert_record_expert ON expert_record (bureau_id, expert_id, on_day);
COMMENT ON TABLE expert_record IS '专家履职记录：评价（1—5 分）、劳务费（分）、无正当理由拒绝、处理；只增不改';
SELECT protect('expert_record', 'SELECT, INSERT');
