-- 抽取: configuration, frozen lists, commitments, dice, the one result, its teams.
CREATE TABLE draw_counter (
  bureau_id integer PRIMARY KEY REFERENCES bureau,
  last_seq integer NOT NULL CHECK (last_seq > 0)
);
COMMENT ON TABLE draw_counter IS '抽取公告编号：每机关从 1 起，不缺号';
SELECT protect('draw_counter', 'SELECT, INSERT, UPDATE');

CREATE TABLE draw (
  bureau_id integer NOT NULL REFERENCES bureau,
  draw_id uuid NOT NULL,
  plan_id uuid NOT NULL,
  -- Known before the announcement, because shares are committed for it.
  public_id text NOT NULL CHECK (public_id ~ '^[A-Za-z0-9._:-]{1,64}$'),
  task text NOT NULL CHECK (task ~ '^[A-Z0-9-]{1,16}$'),
  batch integer NOT NULL CHECK (batch > 0),
  seq integer CHECK (seq > 0),
  year integer NOT NULL,
  name text NOT NULL CHECK (name <> ''),
  state text NOT NULL CHECK (state IN ('configuring', 'frozen', 'announced', 'rolling', 'seeded', 'drawn', 'confirmed', 'released')),
  config jsonb NOT NULL,
  replaces uuid,
  salt_key bytea CHECK (length(salt_key) = 32),
  frozen jsonb,
  announcement bytea,
  announcement_hash text CHECK (announcement_hash ~ '^[0-9a-f]{64}$'),
  announced_at timestamptz,
  voided_at timestamptz,
  void_reason text,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, draw_id),
  UNIQUE (bureau_id, year, task, batch),
  UNIQUE (bureau_id, seq),
  FOREIGN KEY (bureau_id, replaces) REFERENCES draw,
  CHECK ((state = 'configuring') = (frozen IS NULL)),
  CHECK ((frozen IS NULL) = (salt_key IS NULL)),
  CHECK ((state IN ('configuring', 'frozen')) = (announcement IS NULL)),
  CHECK ((announcement IS NULL) = (seq IS NULL) AND (announcement IS NULL) = (announcement_hash IS NULL)),
  CHECK ((voided_at IS NULL) = (void_reason IS NULL)),
  CHECK (voided_at IS NULL OR state NOT IN ('confirmed', 'released'))
);
COMMENT ON TABLE draw IS '抽取：一个计划任务的一个批次，从配置到派发；作废的抽取也算出结果并保留';
COMMENT ON COLUMN draw.salt_key IS '名录叶子的盐密钥：公开验证包之前不出服务器';
COMMENT ON COLUMN draw.frozen IS '冻结时的摘要：各名单的根、数量、排除原因计数、额度预览';
SELECT protect('draw', 'SELECT, INSERT, UPDATE (name, state, config, salt_key, frozen, seq, announcement, announcement_hash, announced_at, voided_at, void_reason, updated_at)');

CREATE TABLE draw_roster (
  bureau_id integer NOT NULL,
  draw_id uuid NOT NULL,
  pos integer NOT NULL CHECK (pos >= 0),
  id text NOT NULL,
  enterprise_id uuid NOT NULL,
  name text NOT NULL,
  status text NOT NULL CHECK (status IN ('eligible', 'excluded')),
  reason text,
  stratum text,
  leaf bytea NOT NULL,
  PRIMARY KEY (bureau_id, draw_id, id),
  UNIQUE (bureau_id, draw_id, pos),
  FOREIGN KEY (bureau_id, draw_id) REFERENCES draw,
  CHECK ((status = 'eligible') = (reason IS NULL)),
  CHECK (status = 'excluded' OR stratum IS NOT NULL)
);
CREATE INDEX draw_roster_enterprise ON draw_roster (bureau_id, enterprise_id);
COMMENT ON TABLE draw_roster IS '冻结的检查对象名录：全部企业，合格或排除，排除必有原因；叶子字节原样保存，只增不改';
SELECT protect('draw_roster', 'SELECT, INSERT');

CREATE TABLE draw_officer (
  bureau_id integer NOT NULL,
  draw_id uuid NOT NULL,
  pos integer NOT NULL CHECK (pos >= 0),
  id text NOT NULL,
  officer_id uuid NOT NULL,
  leaf bytea NOT NULL,
  PRIMARY KEY (bureau_id, draw_id, id),
  UNIQUE (bureau_id, draw_id, pos),
  FOREIGN KEY (bureau_id, draw_id) REFERENCES draw
);
COMMENT ON TABLE draw_officer IS '冻结的执法人员名单：证号、标签、上限、已有负荷；只增不改';
SELECT protect('draw_officer', 'SELECT, INSERT');

CREATE TABLE draw_expert (
  bureau_id integer NOT NULL,
  draw_id uuid NOT NULL,
  pos integer NOT NULL CHECK (pos >= 0),
  id text NOT NULL,
  expert_id uuid NOT NULL,
  leaf bytea NOT NULL,
  PRIMARY KEY (bureau_id, draw_id, id),
  UNIQUE (bureau_id, draw_id, pos),
  FOREIGN KEY (bureau_id, draw_id) REFERENCES draw
);
COMMENT ON TABLE draw_expert IS '冻结的专家名单：编号、专业、上限、已有负荷；只增不改';
SELECT protect('draw_expert', 'SELECT, INSERT');

CREATE TABLE draw_vehicle (
  bureau_id integer NOT NULL,
  draw_id uuid NOT NULL,
  pos integer NOT NULL CHECK (pos >= 0),
  id text NOT NULL,
  vehicle_id uuid NOT NULL,
  leaf bytea NOT NULL,
  PRIMARY KEY (bureau_id, draw_id, id),
  UNIQUE (bureau_id, draw_id, pos),
  FOREIGN KEY (bureau_id, draw_id) REFERENCES draw
);
COMMENT ON TABLE draw_vehicle IS '冻结的执法车辆名单；只增不改';
SELECT protect('draw_vehicle', 'SELECT, INSERT');

CREATE TABLE draw_conflict (
  bureau_id integer NOT NULL,
  draw_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('officer', 'expert')),
  pos integer NOT NULL CHECK (pos >= 0),
  person text NOT NULL,
  enterprise text NOT NULL,
  leaf bytea NOT NULL,
  PRIMARY KEY (bureau_id, draw_id, kind, person, enterprise),
  UNIQUE (bureau_id, draw_id, kind, pos),
  FOREIGN KEY (bureau_id, draw_id) REFERENCES draw
);
COMMENT ON TABLE draw_conflict IS '冻结的回避关系：人员、企业、粗分类原因；只增不改';
SELECT protect('draw_conflict', 'SELECT, INSERT');

CREATE TABLE draw_commitment (
  bureau_id integer NOT NULL,
  draw_id uuid NOT NULL,
  party text NOT NULL CHECK (party IN ('leader', 'supervisor')),
  staff_id text NOT NULL,
  commitment text NOT NULL CHECK (commitment ~ '^[0-9a-f]{64}$'),
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, draw_id, party),
  UNIQUE (bureau_id, draw_id, staff_id),
  FOREIGN KEY (bureau_id, draw_id) REFERENCES draw
);
COMMENT ON TABLE draw_commitment IS '承诺：两方各一个随机数的哈希，随机数本身在揭示之前不出本人的浏览器';
SELECT protect('draw_commitment', 'SELECT, INSERT');

CREATE TABLE draw_reveal (
  bureau_id integer NOT NULL,
  draw_id uuid NOT NULL,
  party text NOT NULL,
  nonce text NOT NULL CHECK (nonce ~ '^[0-9a-f]{64}$'),
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, draw_id, party),
  FOREIGN KEY (bureau_id, draw_id, party) REFERENCES draw_commitment
);
COMMENT ON TABLE draw_reveal IS '揭示：与承诺相符的随机数';
SELECT protect('draw_reveal', 'SELECT, INSERT');

CREATE TABLE draw_dice (
  bureau_id integer NOT NULL,
  draw_id uuid NOT NULL,
  attempt integer NOT NULL CHECK (attempt > 0),
  digits text NOT NULL CHECK (digits ~ '^[0-9]+$'),
  typed_by text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, draw_id, attempt),
  FOREIGN KEY (bureau_id, draw_id) REFERENCES draw
);
COMMENT ON TABLE draw_dice IS '骰子点数：操作员按唱读录入；每次录入都保留';
SELECT protect('draw_dice', 'SELECT, INSERT');

CREATE TABLE draw_dice_check (
  bureau_id integer NOT NULL,
  draw_id uuid NOT NULL,
  attempt integer NOT NULL,
  digits text NOT NULL CHECK (digits ~ '^[0-9]+$'),
  is_same boolean NOT NULL,
  typed_by text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, draw_id, attempt),
  FOREIGN KEY (bureau_id, draw_id, attempt) REFERENCES draw_dice
);
COMMENT ON TABLE draw_dice_check IS '骰子点数复核：见证人独立再录一遍；不一致则双方重录，两次都保留';
SELECT protect('draw_dice_check', 'SELECT, INSERT');

CREATE TABLE draw_result (
  bureau_id integer NOT NULL,
  draw_id uuid NOT NULL,
  year integer NOT NULL,
  task text NOT NULL,
  batch integer NOT NULL,
  result bytea NOT NULL,
  result_hash text NOT NULL CHECK (result_hash ~ '^[0-9a-f]{64}$'),
  details bytea NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, draw_id),
  UNIQUE (bureau_id, year, task, batch),
  FOREIGN KEY (bureau_id, draw_id) REFERENCES draw
);
COMMENT ON TABLE draw_result IS '抽取结果：每次抽取只有一个，由公告和随机源算出；只增不改';
SELECT protect('draw_result', 'SELECT, INSERT');

CREATE TABLE draw_pick (
  bureau_id integer NOT NULL,
  draw_id uuid NOT NULL,
  id text NOT NULL,
  enterprise_id uuid NOT NULL,
  stratum text NOT NULL,
  -- Place in the drawing order of its stratum.
  rank integer NOT NULL CHECK (rank > 0),
  score text NOT NULL CHECK (score ~ '^[0-9a-f]{64}$'),
  PRIMARY KEY (bureau_id, draw_id, id),
  UNIQUE (bureau_id, draw_id, stratum, rank),
  FOREIGN KEY (bureau_id, draw_id) REFERENCES draw_result
);
CREATE INDEX draw_pick_enterprise ON draw_pick (bureau_id, enterprise_id);
COMMENT ON TABLE draw_pick IS '抽中的企业，由结果展开；只增不改';
SELECT protect('draw_pick', 'SELECT, INSERT');

CREATE TABLE draw_seat (
  bureau_id integer NOT NULL,
  draw_id uuid NOT NULL,
  enterprise text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('officer', 'expert')),
  seat integer NOT NULL CHECK (seat >= 0),
  person text NOT NULL,
  person_id uuid NOT NULL,
  PRIMARY KEY (bureau_id, draw_id, enterprise, kind, seat),
  FOREIGN KEY (bureau_id, draw_id, enterprise) REFERENCES draw_pick
);
CREATE INDEX draw_seat_person ON draw_seat (bureau_id, person_id);
COMMENT ON TABLE draw_seat IS '编组：企业的每个席位由谁担任，执法人员第 0 席为主办；由结果展开，只增不改';
SELECT protect('draw_seat', 'SELECT, INSERT');

CREATE TABLE draw_void_proposal (
  bureau_id integer NOT NULL,
  draw_id uuid NOT NULL,
  side text NOT NULL CHECK (side IN ('head', 'supervisor')),
  staff_id text NOT NULL,
  reason text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, draw_id, reason),
  FOREIGN KEY (bureau_id, draw_id) REFERENCES draw
);
COMMENT ON TABLE draw_void_proposal IS '作废提议：组长与监督各一方提议、另一方同意，才作废';
SELECT protect('draw_void_proposal', 'SELECT, INSERT');

CREATE TABLE draw_bundle (
  bureau_id integer NOT NULL,
  draw_id uuid NOT NULL,
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  bytes integer NOT NULL CHECK (bytes > 0),
  -- The last deed of the draw that it contains.
  last_seq bigint NOT NULL CHECK (last_seq > 0),
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, draw_id, last_seq),
  FOREIGN KEY (bureau_id, draw_id) REFERENCES draw
);
COMMENT ON TABLE draw_bundle IS '验证包：任何人可据以复算的文件，按内容寻址';
SELECT protect('draw_bundle', 'SELECT, INSERT');

-- A second lock behind the privileges, as on the deed log: what was frozen, said and drawn does not change.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['draw_roster', 'draw_officer', 'draw_expert', 'draw_vehicle', 'draw_conflict', 'draw_commitment', 'draw_reveal',
    'draw_dice', 'draw_dice_check', 'draw_result', 'draw_pick', 'draw_seat', 'draw_void_proposal'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', t);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER append_only', t);
  END LOOP;
END $$;
