-- 整改的提醒、公开曝光、企业说明。
CREATE TABLE rectification_reminder (
  bureau_id integer NOT NULL,
  order_id uuid NOT NULL,
  due_on date NOT NULL,
  days integer NOT NULL CHECK (days IN (1, 3)),
  means text NOT NULL CHECK (means IN ('phone', 'message', 'visit')),
  reminded_by text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, order_id, due_on, days),
  FOREIGN KEY (bureau_id, order_id) REFERENCES rectification_order
);
COMMENT ON TABLE rectification_reminder IS '到期提醒：期限前第三日、第一日各一次；只增不改';
SELECT protect('rectification_reminder', 'SELECT, INSERT');

CREATE TABLE rectification_exposure (
  bureau_id integer NOT NULL,
  exposure_id uuid NOT NULL,
  order_id uuid NOT NULL,
  finding_id uuid NOT NULL,
  ground text NOT NULL CHECK (ground IN ('overdue', 'hidden', 'incomplete')),
  facts text NOT NULL,
  proposed_by text NOT NULL,
  proposed_at timestamptz NOT NULL,
  outcome text CHECK (outcome IN ('expose', 'refuse')),
  opinion text,
  decided_by text,
  decided_at timestamptz,
  PRIMARY KEY (bureau_id, exposure_id),
  FOREIGN KEY (bureau_id, order_id) REFERENCES rectification_order,
  FOREIGN KEY (bureau_id, finding_id) REFERENCES rectification_item,
  CHECK ((outcome IS NULL) = (decided_at IS NULL) AND (outcome IS NULL) = (decided_by IS NULL) AND (outcome IS NULL) = (opinion IS NULL)),
  CHECK (decided_by <> proposed_by)
);
-- One exposure of a finding that is not refused.
CREATE UNIQUE INDEX rectification_exposure_standing ON rectification_exposure (bureau_id, finding_id) WHERE outcome IS DISTINCT FROM 'refuse';
COMMENT ON TABLE rectification_exposure IS '公开曝光：执法人员提出，负责人决定；公开与否由公开审查把关';
SELECT protect('rectification_exposure', 'SELECT, INSERT, UPDATE (outcome, opinion, decided_by, decided_at)');

CREATE TABLE rectification_statement (
  bureau_id integer NOT NULL,
  statement_id uuid NOT NULL,
  order_id uuid NOT NULL,
  content text NOT NULL CHECK (content <> ''),
  stated_by text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, statement_id),
  FOREIGN KEY (bureau_id, order_id) REFERENCES rectification_order
);
CREATE INDEX rectification_statement_order ON rectification_statement (bureau_id, order_id, at);
COMMENT ON TABLE rectification_statement IS '企业说明：与检查结果一并公开的企业自己的话；后一份代替前一份，都留存';
SELECT protect('rectification_statement', 'SELECT, INSERT');

CREATE TABLE disclosure_exposure (
  bureau_id integer NOT NULL,
  exposure_id uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('drafted', 'published', 'withdrawn')),
  content jsonb NOT NULL,
  hash text CHECK (hash ~ '^[0-9a-f]{64}$'),
  decided_by text NOT NULL,
  proposed_by text NOT NULL,
  published_by text,
  published_on date,
  withdrawn_on date,
  withdraw_reason text,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, exposure_id),
  FOREIGN KEY (bureau_id, exposure_id) REFERENCES rectification_exposure,
  CHECK ((state = 'drafted') = (published_on IS NULL)),
  CHECK ((published_on IS NULL) = (hash IS NULL) AND (published_on IS NULL) = (published_by IS NULL)),
  CHECK ((state = 'withdrawn') = (withdrawn_on IS NOT NULL) AND (withdrawn_on IS NULL) = (withdraw_reason IS NULL))
);
COMMENT ON TABLE disclosure_exposure IS '公开曝光的公开稿：只有可以公开的字段，公开审查后发布，撤回留理由';
SELECT protect('disclosure_exposure', 'SELECT, INSERT, UPDATE (state, content, hash, published_by, published_on, withdrawn_on, withdraw_reason)');

CREATE TABLE disclosure_words (
  bureau_id integer NOT NULL,
  statement_id uuid NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('published', 'returned')),
  reason text,
  decided_by text NOT NULL,
  decided_on date NOT NULL,
  PRIMARY KEY (bureau_id, statement_id),
  FOREIGN KEY (bureau_id, statement_id) REFERENCES rectification_statement,
  CHECK ((outcome = 'returned') = (reason IS NOT NULL))
);
COMMENT ON TABLE disclosure_words IS '企业说明的公开审查：公开或者退回并说明理由；只增不改';
SELECT protect('disclosure_words', 'SELECT, INSERT');
