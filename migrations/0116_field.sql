-- 现场检查在手机上：设备、现场操作、暂存待核、待传文件 (docs/adr/0035, 0036).
CREATE TABLE field_device (
  bureau_id integer NOT NULL REFERENCES bureau,
  device_id uuid NOT NULL,
  staff_id text NOT NULL,
  label text NOT NULL CHECK (label <> ''),
  -- SPKI of an ECDSA P-256 key that cannot leave the phone.
  public_key bytea,
  -- The key of the phone's own store, sealed: a broken phone's backup can still be read.
  store_key bytea NOT NULL,
  registered_at timestamptz NOT NULL,
  revoked_at timestamptz,
  revoked_by text,
  revoke_reason text,
  PRIMARY KEY (bureau_id, device_id),
  CHECK ((revoked_at IS NULL) = (revoked_by IS NULL)),
  CHECK ((revoked_at IS NULL) = (revoke_reason IS NULL))
);
CREATE INDEX field_device_staff ON field_device (bureau_id, staff_id);
COMMENT ON TABLE field_device IS '现场设备：谁的手机、何时登记、何时停用';
SELECT protect('field_device', 'SELECT, INSERT, UPDATE (revoked_at, revoked_by, revoke_reason)');

CREATE TABLE field_operation (
  bureau_id integer NOT NULL,
  operation_id uuid NOT NULL,
  inspection_id uuid NOT NULL,
  -- Order of arrival in the visit: what a phone has not heard yet.
  number integer NOT NULL CHECK (number > 0),
  version integer NOT NULL CHECK (version > 0),
  -- The desk is the device of zeros.
  device_id uuid NOT NULL,
  author text NOT NULL,
  wall bigint NOT NULL CHECK (wall >= 0),
  count integer NOT NULL CHECK (count >= 0),
  after jsonb NOT NULL,
  body jsonb NOT NULL,
  received_at timestamptz NOT NULL,
  late_reason text,
  PRIMARY KEY (bureau_id, operation_id),
  UNIQUE (bureau_id, inspection_id, number),
  FOREIGN KEY (bureau_id, inspection_id) REFERENCES inspection
);
COMMENT ON TABLE field_operation IS '现场操作：逐项、可乱序合并，写后不变；检查表、问题、意见、签字各表是它的投影';
SELECT protect('field_operation', 'SELECT, INSERT');

CREATE TABLE field_held (
  bureau_id integer NOT NULL,
  operation_id uuid NOT NULL,
  inspection_id uuid NOT NULL,
  device_id uuid NOT NULL,
  author text NOT NULL,
  sent jsonb NOT NULL,
  refusals jsonb NOT NULL,
  received_at timestamptz NOT NULL,
  standing text NOT NULL CHECK (standing IN ('held', 'admitted', 'set-aside')),
  decided_by text,
  decided_at timestamptz,
  reason text,
  PRIMARY KEY (bureau_id, operation_id),
  FOREIGN KEY (bureau_id, inspection_id) REFERENCES inspection,
  CHECK ((standing = 'held') = (decided_by IS NULL))
);
CREATE INDEX field_held_inspection ON field_held (bureau_id, inspection_id, standing);
COMMENT ON TABLE field_held IS '暂存待核：停用设备或不合规则的现场操作，原样保留，由科室负责人采纳或不予采纳';
SELECT protect('field_held', 'SELECT, INSERT, UPDATE (standing, decided_by, decided_at, reason)');

CREATE TABLE field_file (
  bureau_id integer NOT NULL,
  inspection_id uuid NOT NULL,
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  bytes integer NOT NULL CHECK (bytes > 0),
  type text NOT NULL,
  uploaded_by text NOT NULL,
  confirmed_at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, inspection_id, sha256),
  FOREIGN KEY (bureau_id, inspection_id) REFERENCES inspection
);
COMMENT ON TABLE field_file IS '现场照片和录像：哈希相符、已存盘的文件；缺一件即不能完成签字';
SELECT protect('field_file', 'SELECT, INSERT');

-- Until the record is signed off, findings are numbered in the order they were stated, not in the order they arrived.
GRANT UPDATE (number) ON finding TO sunlot_app;
ALTER TABLE expert_opinion ADD COLUMN opinion_id uuid NOT NULL DEFAULT gen_random_uuid();
ALTER TABLE expert_opinion ADD COLUMN is_withdrawn boolean NOT NULL DEFAULT false;
GRANT UPDATE (content, is_withdrawn) ON expert_opinion TO sunlot_app;
