-- 当事人办理 (docs/adr/0065): the code that opens the page of one case, as that of an order: sealed, found by a keyed hash.
CREATE TABLE penalty_access (
  bureau_id integer NOT NULL,
  case_id uuid NOT NULL,
  code_hash bytea NOT NULL,
  code_sealed bytea NOT NULL,
  made_at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, case_id),
  UNIQUE (bureau_id, code_hash),
  -- A case on the spot begins with its decision, and has its code at once.
  FOREIGN KEY (bureau_id, case_id) REFERENCES penalty_case DEFERRABLE INITIALLY DEFERRED
);
COMMENT ON TABLE penalty_access IS '当事人办理代码：立案时（当场处罚为作出决定时）生成，只打开这一件案件';
SELECT protect('penalty_access', 'SELECT, INSERT');

UPDATE penalty_case SET content = content || '{"address": null, "statements": [], "claims": []}'::jsonb WHERE NOT content ? 'claims';
