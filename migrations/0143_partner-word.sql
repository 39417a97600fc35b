-- 联合检查：外单位人员是否到场、是否在检查记录上签字；由本机关检查组登记，不计入两名执法人员。
CREATE TABLE inspection_partner_word (
  bureau_id integer NOT NULL,
  inspection_id uuid NOT NULL,
  officer_id uuid NOT NULL,
  word text NOT NULL CHECK (word IN ('present', 'absent', 'signed')),
  certificate_number text NOT NULL,
  -- Why nobody came.
  reason text CHECK (reason <> ''),
  record_hash text CHECK (record_hash ~ '^[0-9a-f]{64}$'),
  noted_by text NOT NULL,
  at timestamptz NOT NULL,
  FOREIGN KEY (bureau_id, inspection_id) REFERENCES inspection,
  CHECK ((word = 'absent') = (reason IS NOT NULL)),
  CHECK ((word = 'signed') = (record_hash IS NOT NULL))
);
-- Came or not is said once; a record is signed once.
CREATE UNIQUE INDEX inspection_partner_presence ON inspection_partner_word (bureau_id, inspection_id, officer_id) WHERE word <> 'signed';
CREATE UNIQUE INDEX inspection_partner_signed ON inspection_partner_word (bureau_id, inspection_id, officer_id, record_hash) WHERE word = 'signed';
COMMENT ON TABLE inspection_partner_word IS '联合部门人员到场、未到场和签字：只增不改；签字针对检查记录指纹，记录重开后须重签';
SELECT protect('inspection_partner_word', 'SELECT, INSERT');
