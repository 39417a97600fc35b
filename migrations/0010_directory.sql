-- 名录库: the five directories, their history, recusals, imports.

CREATE TABLE subdistrict (
  bureau_id integer NOT NULL REFERENCES bureau,
  code text NOT NULL CHECK (code ~ '^[0-9]{9}$'),
  name text NOT NULL CHECK (name <> ''),
  aliases text[] NOT NULL,
  PRIMARY KEY (bureau_id, code)
);
COMMENT ON TABLE subdistrict IS '街镇：本机关名录使用的 9 位代码和名称';
SELECT protect('subdistrict', 'SELECT, INSERT, UPDATE');

CREATE TABLE enterprise (
  bureau_id integer NOT NULL REFERENCES bureau,
  enterprise_id uuid NOT NULL,
  removed boolean NOT NULL,
  search text NOT NULL,
  credit_code text NOT NULL CHECK (length(credit_code) = 18),
  name text NOT NULL CHECK (name <> ''),
  kind text NOT NULL CHECK (kind IN ('enterprise', 'individual', 'institution')),
  registered_address text,
  production_address text,
  subdistrict_code text NOT NULL CHECK (subdistrict_code ~ '^[0-9]{9}$'),
  legal_representative text,
  principal text,
  safety_manager text,
  phone_sealed bytea,
  phone_hash bytea,
  industry_code text CHECK (industry_code ~ '^[0-9]{4}$'),
  safety_domain text NOT NULL,
  special_flags text[] NOT NULL,
  employees integer CHECK (employees >= 0),
  size_class text CHECK (size_class IN ('large', 'medium', 'small', 'micro')),
  standardization_level text CHECK (standardization_level IN ('1', '2', '3', 'none')),
  risk_color text CHECK (risk_color IN ('red', 'orange', 'yellow', 'blue')),
  credit_class text CHECK (credit_class IN ('A', 'B', 'C', 'D')),
  licences jsonb NOT NULL,
  regulator_level text NOT NULL CHECK (regulator_level IN ('province', 'city', 'district', 'subdistrict')),
  key_unit boolean NOT NULL,
  status text NOT NULL CHECK (status IN ('active', 'suspended', 'closed', 'deregistered', 'moved')),
  version integer NOT NULL CHECK (version > 0),
  created_on date NOT NULL,
  updated_on date NOT NULL,
  PRIMARY KEY (bureau_id, enterprise_id),
  CHECK ((phone_sealed IS NULL) = (phone_hash IS NULL))
);
CREATE UNIQUE INDEX enterprise_credit_code ON enterprise (bureau_id, credit_code) WHERE NOT removed;
CREATE INDEX enterprise_order ON enterprise (bureau_id, search, enterprise_id) WHERE NOT removed;
COMMENT ON TABLE enterprise IS '企业：检查对象名录，按统一社会信用代码每机关一条';
COMMENT ON COLUMN enterprise.search IS '检索串：全拼|首字母|名称|代码，按它排序即按拼音排序；行级安全下不能用索引，列在前以便快速扫描';
COMMENT ON COLUMN enterprise.removed IS '导入被撤销的行：从未生效，仅留历史';
SELECT protect('enterprise', 'SELECT, INSERT, UPDATE');

CREATE TABLE officer (
  bureau_id integer NOT NULL REFERENCES bureau,
  officer_id uuid NOT NULL,
  removed boolean NOT NULL,
  search text NOT NULL,
  certificate_number text NOT NULL CHECK (certificate_number <> ''),
  name text NOT NULL CHECK (name <> ''),
  staff_id text,
  sex text CHECK (sex IN ('male', 'female')),
  id_no_sealed bytea,
  id_no_hash bytea,
  certificate_issuer text,
  certificate_domains text[] NOT NULL,
  certificate_valid_from date,
  certificate_expires_on date NOT NULL,
  is_presiding boolean NOT NULL,
  department text,
  specialties text[] NOT NULL,
  status text NOT NULL CHECK (status IN ('on-duty', 'seconded', 'suspended', 'left', 'retired')),
  version integer NOT NULL CHECK (version > 0),
  created_on date NOT NULL,
  updated_on date NOT NULL,
  PRIMARY KEY (bureau_id, officer_id),
  CHECK ((id_no_sealed IS NULL) = (id_no_hash IS NULL)),
  CHECK (certificate_valid_from <= certificate_expires_on)
);
CREATE UNIQUE INDEX officer_certificate ON officer (bureau_id, certificate_number) WHERE NOT removed;
CREATE UNIQUE INDEX officer_staff ON officer (bureau_id, staff_id) WHERE NOT removed;
COMMENT ON TABLE officer IS '执法人员名录：按行政执法证号每机关一条';
SELECT protect('officer', 'SELECT, INSERT, UPDATE');

CREATE TABLE expert (
  bureau_id integer NOT NULL REFERENCES bureau,
  expert_id uuid NOT NULL,
  removed boolean NOT NULL,
  search text NOT NULL,
  directory_number text NOT NULL CHECK (directory_number ~ '^[A-Z0-9._-]{1,40}$'),
  name text NOT NULL CHECK (name <> ''),
  staff_id text,
  employer text,
  advisory_contracts text[] NOT NULL,
  title text,
  specialties text[] NOT NULL,
  term_from date,
  term_to date,
  phone_sealed bytea,
  phone_hash bytea,
  status text NOT NULL CHECK (status IN ('active', 'suspended', 'dismissed')),
  version integer NOT NULL CHECK (version > 0),
  created_on date NOT NULL,
  updated_on date NOT NULL,
  PRIMARY KEY (bureau_id, expert_id),
  CHECK ((phone_sealed IS NULL) = (phone_hash IS NULL)),
  CHECK (term_from <= term_to)
);
CREATE UNIQUE INDEX expert_number ON expert (bureau_id, directory_number) WHERE NOT removed;
CREATE UNIQUE INDEX expert_staff ON expert (bureau_id, staff_id) WHERE NOT removed;
COMMENT ON TABLE expert IS '专家名录：按专家编号每机关一条';
SELECT protect('expert', 'SELECT, INSERT, UPDATE');

CREATE TABLE vehicle (
  bureau_id integer NOT NULL REFERENCES bureau,
  vehicle_id uuid NOT NULL,
  removed boolean NOT NULL,
  search text NOT NULL,
  plate text NOT NULL CHECK (plate <> ''),
  kind text NOT NULL CHECK (kind IN ('enforcement', 'emergency', 'general')),
  seats integer NOT NULL CHECK (seats > 0),
  tags text[] NOT NULL,
  status text NOT NULL CHECK (status IN ('available', 'repair', 'retired')),
  version integer NOT NULL CHECK (version > 0),
  created_on date NOT NULL,
  updated_on date NOT NULL,
  PRIMARY KEY (bureau_id, vehicle_id)
);
CREATE UNIQUE INDEX vehicle_plate ON vehicle (bureau_id, plate) WHERE NOT removed;
COMMENT ON TABLE vehicle IS '执法车辆名录：按号牌每机关一条';
SELECT protect('vehicle', 'SELECT, INSERT, UPDATE');

CREATE TABLE equipment (
  bureau_id integer NOT NULL REFERENCES bureau,
  equipment_id uuid NOT NULL,
  removed boolean NOT NULL,
  search text NOT NULL,
  serial text NOT NULL CHECK (serial <> ''),
  kind text NOT NULL,
  model text,
  calibration_due_on date,
  location text,
  status text NOT NULL CHECK (status IN ('available', 'repair', 'retired')),
  version integer NOT NULL CHECK (version > 0),
  created_on date NOT NULL,
  updated_on date NOT NULL,
  PRIMARY KEY (bureau_id, equipment_id)
);
CREATE UNIQUE INDEX equipment_serial ON equipment (bureau_id, serial) WHERE NOT removed;
COMMENT ON TABLE equipment IS '执法装备名录：按编号每机关一条';
SELECT protect('equipment', 'SELECT, INSERT, UPDATE');

CREATE TABLE directory_version (
  bureau_id integer NOT NULL REFERENCES bureau,
  kind text NOT NULL CHECK (kind IN ('enterprise', 'officer', 'expert', 'vehicle', 'equipment')),
  record_id uuid NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  content jsonb NOT NULL,
  deed text NOT NULL CHECK (deed ~ '^directory\.[a-z-]+$'),
  reason text,
  batch_id uuid,
  actor_id text NOT NULL,
  command_id uuid NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, kind, record_id, version)
);
CREATE INDEX directory_version_batch ON directory_version (bureau_id, batch_id) WHERE batch_id IS NOT NULL;
CREATE INDEX directory_version_at ON directory_version (bureau_id, kind, at);
COMMENT ON TABLE directory_version IS '名录历史：每次变更后的整行，只增不改，可还原任一时刻的名录；command_id 指向留痕';
SELECT protect('directory_version', 'SELECT, INSERT');

CREATE TABLE recusal (
  bureau_id integer NOT NULL REFERENCES bureau,
  recusal_id uuid NOT NULL,
  person_type text NOT NULL CHECK (person_type IN ('officer', 'expert')),
  person_id uuid NOT NULL,
  enterprise_id uuid NOT NULL,
  reason text NOT NULL CHECK (reason IN ('OWN', 'KIN', 'EMPLOYER', 'ADVISER', 'ROTATION', 'OTHER')),
  valid_from date NOT NULL,
  valid_to date CHECK (valid_to >= valid_from),
  declared_at timestamptz NOT NULL,
  declared_by text NOT NULL,
  withdrawn_at timestamptz,
  withdrawn_by text,
  PRIMARY KEY (bureau_id, recusal_id),
  FOREIGN KEY (bureau_id, enterprise_id) REFERENCES enterprise,
  CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL))
);
CREATE INDEX recusal_enterprise ON recusal (bureau_id, enterprise_id) WHERE withdrawn_at IS NULL;
CREATE INDEX recusal_person ON recusal (bureau_id, person_id);
COMMENT ON TABLE recusal IS '回避登记：某执法人员或专家不得检查某企业的事由和期限';
SELECT protect('recusal', 'SELECT, INSERT, UPDATE (withdrawn_at, withdrawn_by)');

CREATE TABLE import_batch (
  bureau_id integer NOT NULL REFERENCES bureau,
  batch_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('enterprise', 'officer', 'expert', 'vehicle', 'equipment')),
  file_name text NOT NULL,
  file_sha256 text NOT NULL CHECK (file_sha256 ~ '^[0-9a-f]{64}$'),
  stored_sha256 text NOT NULL CHECK (stored_sha256 ~ '^[0-9a-f]{64}$'),
  state text NOT NULL CHECK (state IN ('checked', 'written', 'undone', 'cancelled')),
  counts jsonb NOT NULL,
  unknown_columns jsonb NOT NULL,
  other_sheets text[] NOT NULL,
  checked_at timestamptz NOT NULL,
  checked_by text NOT NULL,
  content_sha256 text CHECK (content_sha256 ~ '^[0-9a-f]{64}$'),
  written_at timestamptz,
  written_by text,
  PRIMARY KEY (bureau_id, batch_id),
  CHECK ((state IN ('written', 'undone')) = (written_at IS NOT NULL))
);
CREATE INDEX import_batch_recent ON import_batch (bureau_id, checked_at DESC);
COMMENT ON TABLE import_batch IS '导入批次：先校验，写入由人决定；未被使用前可整批撤销';
COMMENT ON COLUMN import_batch.stored_sha256 IS '原文件加密后在文件库中的名字；file_sha256 是原文件本身的';
SELECT protect('import_batch', 'SELECT, INSERT, UPDATE (counts, state, content_sha256, written_at, written_by)');

CREATE TABLE import_row (
  bureau_id integer NOT NULL REFERENCES bureau,
  batch_id uuid NOT NULL,
  ordinal integer NOT NULL CHECK (ordinal >= 0),
  sheet text NOT NULL,
  line integer NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('new', 'update', 'unchanged', 'bad', 'duplicate')),
  record_key text NOT NULL,
  name text NOT NULL,
  changes text[] NOT NULL,
  problems jsonb NOT NULL,
  record_id uuid,
  base_version integer,
  content jsonb,
  PRIMARY KEY (bureau_id, batch_id, ordinal),
  FOREIGN KEY (bureau_id, batch_id) REFERENCES import_batch,
  CHECK ((outcome IN ('new', 'update')) = (content IS NOT NULL))
);
COMMENT ON TABLE import_row IS '导入批次的每一行：结论、问题，以及写入时的整行内容（电话、身份证号已加密）';
SELECT protect('import_row', 'SELECT, INSERT');
