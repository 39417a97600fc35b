-- 见证: offices that cosign the checkpoints of the log, what they signed, and how many of them are asked for.
CREATE TABLE witness (
  bureau_id integer NOT NULL REFERENCES bureau,
  witness_id uuid NOT NULL,
  -- 单位名称, as the public reads it.
  title text NOT NULL CHECK (title <> ''),
  -- Name of the key, its first part.
  name text NOT NULL CHECK (name ~ '^[^\s+]+$'),
  vkey text NOT NULL,
  -- Where add-checkpoint is asked; NULL: the witness comes by itself or by a stick.
  url text,
  enrolled_at timestamptz NOT NULL,
  retired_at timestamptz,
  PRIMARY KEY (bureau_id, witness_id),
  UNIQUE (bureau_id, vkey),
  CHECK (retired_at IS NULL OR retired_at >= enrolled_at)
);
COMMENT ON TABLE witness IS '见证方：登记的公钥和地址；停用后保留';
SELECT protect('witness', 'SELECT, INSERT, UPDATE (retired_at)');

CREATE TABLE witness_policy (
  bureau_id integer NOT NULL REFERENCES bureau,
  version integer NOT NULL CHECK (version > 0),
  -- How many must sign before an announcement counts as public; 0 asks for none.
  quorum integer NOT NULL CHECK (quorum >= 0),
  -- A witness is silent when it lets a checkpoint wait longer than this.
  silent_minutes integer NOT NULL CHECK (silent_minutes > 0),
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, version)
);
COMMENT ON TABLE witness_policy IS '见证规则：法定数与沉默时限，每次改动一行，只增不改';
SELECT protect('witness_policy', 'SELECT, INSERT');

CREATE TABLE cosignature (
  bureau_id integer NOT NULL,
  year integer NOT NULL,
  size bigint NOT NULL,
  witness_id uuid NOT NULL,
  -- The signature line of the note, with its newline.
  line text NOT NULL CHECK (line ~ '^— [^\s+]+ [A-Za-z0-9+/=]+\n$'),
  -- As the witness states it.
  signed_at timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, year, size, witness_id),
  FOREIGN KEY (bureau_id, year, size) REFERENCES checkpoint,
  FOREIGN KEY (bureau_id, witness_id) REFERENCES witness
);
CREATE INDEX cosignature_witness ON cosignature (bureau_id, witness_id, year, size);
COMMENT ON TABLE cosignature IS '见证签名（C2SP tlog-cosignature v1），只增不改';
SELECT protect('cosignature', 'SELECT, INSERT');

CREATE TABLE witness_contact (
  bureau_id integer NOT NULL,
  witness_id uuid NOT NULL,
  asked_at timestamptz NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('cosigned', 'unreachable', 'refused', 'ahead', 'fork', 'clock', 'bad-signature')),
  PRIMARY KEY (bureau_id, witness_id),
  FOREIGN KEY (bureau_id, witness_id) REFERENCES witness
);
COMMENT ON TABLE witness_contact IS '最近一次请求见证的结果；由任务改写，不是留痕';
SELECT protect('witness_contact', 'SELECT, INSERT, UPDATE (asked_at, outcome)');

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['witness_policy', 'cosignature'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', t);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER append_only', t);
  END LOOP;
END $$;

-- A bundle may be built before the witnesses have answered, and again when they have.
ALTER TABLE draw_bundle ADD COLUMN quorum integer NOT NULL DEFAULT 0 CHECK (quorum >= 0);
ALTER TABLE draw_bundle DROP CONSTRAINT draw_bundle_pkey;
ALTER TABLE draw_bundle ADD PRIMARY KEY (bureau_id, draw_id, last_seq, quorum);
COMMENT ON COLUMN draw_bundle.quorum IS '包内每条留痕至少有几个见证签名；0 为不要求见证';
