-- 现场检查: one row per drawn enterprise; what is said on site is appended or replaced until the record is frozen.
CREATE TABLE inspection (
  bureau_id integer NOT NULL REFERENCES bureau,
  inspection_id uuid NOT NULL,
  draw_id uuid NOT NULL,
  enterprise_id uuid NOT NULL,
  enterprise_name text NOT NULL,
  credit_code text NOT NULL,
  state text NOT NULL CHECK (state IN ('assigned', 'preparing', 'plan-submitted', 'plan-approved', 'notified', 'inspecting',
    'awaiting-signatures', 'signed', 'following-up', 'closed', 'impossible')),
  accepted_by text,
  read_on date,
  read_by text,
  plan jsonb,
  drafted_by text,
  return_reason text,
  approved_by text,
  approved_on date,
  noticed_on date,
  notice jsonb,
  checked_in_at timestamptz,
  blocked text,
  record bytea,
  record_hash text CHECK (record_hash ~ '^[0-9a-f]{64}$'),
  conclusion text CHECK (conclusion IN ('no-problem', 'corrected', 'follow-up', 'uncooperative', 'unreachable', 'not-operating', 'ended')),
  signed_on date,
  closed_on date,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, inspection_id),
  UNIQUE (bureau_id, draw_id, enterprise_id),
  FOREIGN KEY (bureau_id, enterprise_id) REFERENCES enterprise (bureau_id, enterprise_id),
  CHECK ((record IS NULL) = (record_hash IS NULL)),
  CHECK (state NOT IN ('signed', 'following-up') OR signed_on IS NOT NULL)
);
CREATE INDEX inspection_state ON inspection (bureau_id, state, updated_at);
CREATE INDEX inspection_enterprise ON inspection (bureau_id, enterprise_id);
COMMENT ON TABLE inspection IS '现场检查任务：一户一次，状态依《任务状态表》推进';
SELECT protect('inspection', 'SELECT, INSERT, UPDATE');

CREATE TABLE inspection_member (
  bureau_id integer NOT NULL,
  inspection_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('officer', 'expert')),
  person_id uuid NOT NULL,
  seat integer NOT NULL CHECK (seat >= 0),
  PRIMARY KEY (bureau_id, inspection_id, kind, person_id),
  UNIQUE (bureau_id, inspection_id, kind, seat),
  FOREIGN KEY (bureau_id, inspection_id) REFERENCES inspection
);
CREATE INDEX inspection_member_person ON inspection_member (bureau_id, kind, person_id);
COMMENT ON TABLE inspection_member IS '检查组：抽取确定，不得手改；0 号席位为主办';
SELECT protect('inspection_member', 'SELECT, INSERT');

CREATE TABLE inspection_check_in (
  bureau_id integer NOT NULL,
  inspection_id uuid NOT NULL,
  officer_id uuid NOT NULL,
  certificate_number text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, inspection_id, officer_id),
  FOREIGN KEY (bureau_id, inspection_id) REFERENCES inspection
);
COMMENT ON TABLE inspection_check_in IS '入企亮证：谁、何证、何时';
SELECT protect('inspection_check_in', 'SELECT, INSERT');

CREATE TABLE inspection_answer (
  bureau_id integer NOT NULL,
  inspection_id uuid NOT NULL,
  item_id uuid NOT NULL,
  point_no integer NOT NULL CHECK (point_no > 0),
  answer text NOT NULL CHECK (answer IN ('pass', 'fail', 'not-applicable')),
  answered_by text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, inspection_id, item_id, point_no),
  FOREIGN KEY (bureau_id, inspection_id) REFERENCES inspection
);
COMMENT ON TABLE inspection_answer IS '检查表的逐项结果';
SELECT protect('inspection_answer', 'SELECT, INSERT, UPDATE');

CREATE TABLE finding (
  bureau_id integer NOT NULL,
  finding_id uuid NOT NULL,
  inspection_id uuid NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  content jsonb NOT NULL,
  due_on date,
  reviewed_by text,
  stated_by text NOT NULL,
  is_withdrawn boolean NOT NULL DEFAULT false,
  version integer NOT NULL CHECK (version > 0),
  PRIMARY KEY (bureau_id, finding_id),
  UNIQUE (bureau_id, inspection_id, number),
  FOREIGN KEY (bureau_id, inspection_id) REFERENCES inspection
);
COMMENT ON TABLE finding IS '问题（隐患）：逐条记录，编号不重用';
SELECT protect('finding', 'SELECT, INSERT, UPDATE (content, due_on, reviewed_by, is_withdrawn, version)');

CREATE TABLE finding_version (
  bureau_id integer NOT NULL,
  finding_id uuid NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  content jsonb NOT NULL,
  is_withdrawn boolean NOT NULL,
  reason text,
  actor_id text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, finding_id, version),
  FOREIGN KEY (bureau_id, finding_id) REFERENCES finding
);
COMMENT ON TABLE finding_version IS '问题的各版：写后不变';
SELECT protect('finding_version', 'SELECT, INSERT');

CREATE TABLE expert_opinion (
  bureau_id integer NOT NULL,
  inspection_id uuid NOT NULL,
  expert_id uuid NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  content jsonb NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, inspection_id, expert_id, number),
  FOREIGN KEY (bureau_id, inspection_id) REFERENCES inspection
);
COMMENT ON TABLE expert_opinion IS '专家意见：逐条陈述问题、依据、措施、建议期限';
SELECT protect('expert_opinion', 'SELECT, INSERT');

CREATE TABLE inspection_signature (
  bureau_id integer NOT NULL,
  inspection_id uuid NOT NULL,
  record_hash text NOT NULL CHECK (record_hash ~ '^[0-9a-f]{64}$'),
  kind text NOT NULL CHECK (kind IN ('officer', 'expert', 'enterprise')),
  signer text NOT NULL CHECK (signer <> ''),
  is_refusal boolean NOT NULL DEFAULT false,
  reason text,
  witness_officer_id uuid,
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, inspection_id, record_hash, kind, signer),
  FOREIGN KEY (bureau_id, inspection_id) REFERENCES inspection,
  CHECK (NOT is_refusal OR (kind = 'enterprise' AND reason <> '' AND witness_officer_id IS NOT NULL))
);
-- One word of the enterprise per record: it signs or refuses.
CREATE UNIQUE INDEX inspection_signature_enterprise ON inspection_signature (bureau_id, inspection_id, record_hash) WHERE kind = 'enterprise';
COMMENT ON TABLE inspection_signature IS '签字：各人签其所见记录的哈希；记录一改，旧签字即失效';
SELECT protect('inspection_signature', 'SELECT, INSERT');

CREATE TABLE inspection_recusal (
  bureau_id integer NOT NULL,
  inspection_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('officer', 'expert')),
  person_id uuid NOT NULL,
  reason text NOT NULL CHECK (reason IN ('OWN', 'KIN', 'EMPLOYER', 'ADVISER', 'ROTATION', 'OTHER')),
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, inspection_id, kind, person_id),
  FOREIGN KEY (bureau_id, inspection_id) REFERENCES inspection
);
COMMENT ON TABLE inspection_recusal IS '抽中后提出的回避：任务暂停，待递补';
SELECT protect('inspection_recusal', 'SELECT, INSERT');
