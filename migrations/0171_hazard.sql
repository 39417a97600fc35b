-- 重大事故隐患: registered the same day, supervised, treated by plan, accepted, removed. An open one has an owner and a timer.
CREATE TABLE hazard (
  bureau_id integer NOT NULL REFERENCES bureau,
  hazard_id uuid NOT NULL,
  finding_id uuid NOT NULL,
  inspection_id uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('found', 'registered', 'planning', 'plan-submitted', 'treating', 'claimed', 'accepting', 'accepted', 'removed', 'transferred', 'dismissed')),
  level text CHECK (level IN ('section', 'district', 'city')),
  owner text,
  timer_on date,
  treat_by date,
  registration jsonb,
  plan jsonb,
  refused_on date,
  acceptance jsonb,
  document bytea,
  document_hash text CHECK (document_hash ~ '^[0-9a-f]{64}$'),
  steps integer NOT NULL DEFAULT 0,
  ended_on date,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, hazard_id),
  UNIQUE (bureau_id, finding_id),
  FOREIGN KEY (bureau_id, finding_id) REFERENCES finding,
  FOREIGN KEY (bureau_id, inspection_id) REFERENCES inspection,
  CHECK ((state IN ('removed', 'transferred', 'dismissed')) = (ended_on IS NOT NULL)),
  CHECK ((ended_on IS NULL) = (timer_on IS NOT NULL)),
  CHECK (ended_on IS NOT NULL OR owner IS NOT NULL),
  CHECK (state IN ('found', 'dismissed', 'transferred') OR registration IS NOT NULL),
  CHECK (state IN ('found', 'registered', 'dismissed', 'transferred') OR (level IS NOT NULL AND treat_by IS NOT NULL)),
  CHECK ((document IS NULL) = (document_hash IS NULL) AND (document IS NULL) = (acceptance IS NULL)),
  CHECK (state NOT IN ('accepting', 'accepted', 'removed') OR document IS NOT NULL)
);
CREATE INDEX hazard_timer ON hazard (bureau_id, state, timer_on);
COMMENT ON TABLE hazard IS '重大事故隐患：登记、挂牌督办、治理、验收、销号；没有销号的都有责任人和期限';
SELECT protect('hazard', 'SELECT, INSERT, UPDATE (state, level, owner, timer_on, treat_by, registration, plan, refused_on, acceptance, document, document_hash, steps, ended_on, updated_at)');

CREATE TABLE hazard_step (
  bureau_id integer NOT NULL,
  hazard_id uuid NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  deed text NOT NULL,
  from_state text NOT NULL,
  to_state text NOT NULL,
  note text,
  done_by text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, hazard_id, number),
  FOREIGN KEY (bureau_id, hazard_id) REFERENCES hazard
);
COMMENT ON TABLE hazard_step IS '重大事故隐患的经过：每一步从哪里到哪里、谁、何时、理由；只增不改';
SELECT protect('hazard_step', 'SELECT, INSERT');

CREATE TABLE hazard_progress (
  bureau_id integer NOT NULL,
  hazard_id uuid NOT NULL,
  progress_id uuid NOT NULL,
  content jsonb NOT NULL,
  reported_by text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, progress_id),
  FOREIGN KEY (bureau_id, hazard_id) REFERENCES hazard
);
CREATE INDEX hazard_progress_hazard ON hazard_progress (bureau_id, hazard_id, at);
COMMENT ON TABLE hazard_progress IS '治理进度：每周一报；只增不改';
SELECT protect('hazard_progress', 'SELECT, INSERT');

CREATE TABLE hazard_signature (
  bureau_id integer NOT NULL,
  hazard_id uuid NOT NULL,
  officer_id uuid NOT NULL,
  document_hash text NOT NULL CHECK (document_hash ~ '^[0-9a-f]{64}$'),
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, hazard_id, officer_id, document_hash),
  FOREIGN KEY (bureau_id, hazard_id) REFERENCES hazard
);
COMMENT ON TABLE hazard_signature IS '验收意见的签字：签其所见内容的哈希';
SELECT protect('hazard_signature', 'SELECT, INSERT');

CREATE TABLE hazard_measure (
  bureau_id integer NOT NULL,
  hazard_id uuid NOT NULL,
  measure_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('power-cut', 'case', 'court', 'closure', 'police')),
  state text NOT NULL CHECK (state IN ('approved', 'notified', 'carried-out', 'lifted', 'done')),
  content jsonb NOT NULL,
  notified_at timestamptz,
  carried_out_at timestamptz,
  taken_by text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, measure_id),
  FOREIGN KEY (bureau_id, hazard_id) REFERENCES hazard,
  CHECK ((kind = 'power-cut') = (state <> 'done')),
  CHECK (carried_out_at IS NULL OR notified_at IS NOT NULL)
);
-- One power cut at a time; every other measure once.
CREATE UNIQUE INDEX hazard_measure_running ON hazard_measure (bureau_id, hazard_id, kind) WHERE state <> 'lifted';
COMMENT ON TABLE hazard_measure IS '拒不执行之后的措施：停止供电、立案、申请法院强制执行、提请关闭、移送公安';
SELECT protect('hazard_measure', 'SELECT, INSERT, UPDATE (state, content, notified_at, carried_out_at)');

-- The item of a major finding waits for its hazard.
ALTER TABLE rectification_item DROP CONSTRAINT rectification_item_state_check;
ALTER TABLE rectification_item ADD CONSTRAINT rectification_item_state_check
  CHECK (state IN ('open', 'reported', 'supervised', 'awaiting-consent', 'passed', 'in-case', 'transferring', 'transferred'));
