-- 编码链: what the two holders of a sealed draw publish beforehand; the codes themselves never come here before their turn.
CREATE TABLE draw_chain (
  bureau_id integer NOT NULL REFERENCES bureau,
  chain_id uuid NOT NULL,
  holder text NOT NULL CHECK (holder IN ('supervisor', 'legal')),
  suite text NOT NULL CHECK (suite IN ('vd1-sha256', 'vd1-sm3')),
  anchor text NOT NULL CHECK (anchor ~ '^[0-9a-f]{64}$'),
  length integer NOT NULL CHECK (length BETWEEN 2 AND 10000),
  shares text[] NOT NULL CHECK (cardinality(shares) = 3 AND shares[1] <> shares[2] AND shares[2] <> shares[3] AND shares[1] <> shares[3]),
  staff_id text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, chain_id),
  UNIQUE (bureau_id, anchor)
);
COMMENT ON TABLE draw_chain IS '编码链：两个持有方各自公布的锚、长度和三份托管份额的指纹；编码本身只在持有方手里；只增不改';
SELECT protect('draw_chain', 'SELECT, INSERT');

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON draw_chain FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE draw_chain ENABLE ALWAYS TRIGGER append_only;
