-- The list of inspection items in numbered editions, and the articles of law they rest on.

CREATE TABLE legal_basis (
  bureau_id integer NOT NULL REFERENCES bureau,
  instrument text NOT NULL CHECK (instrument <> ''),
  version text NOT NULL CHECK (version <> ''),
  article integer NOT NULL CHECK (article > 0),
  text text NOT NULL CHECK (text <> ''),
  valid_from date NOT NULL,
  valid_to date CHECK (valid_to >= valid_from),
  source text NOT NULL CHECK (source <> ''),
  PRIMARY KEY (bureau_id, instrument, article, valid_from)
);
COMMENT ON TABLE legal_basis IS '法律依据：条文及其施行、失效日期和出处，按行为日选用；只增不改';
SELECT protect('legal_basis', 'SELECT, INSERT');

CREATE TABLE inspection_item (
  bureau_id integer NOT NULL REFERENCES bureau,
  item_id uuid NOT NULL,
  code text NOT NULL CHECK (code ~ '^[A-Z]{2}-[0-9]{2,3}$'),
  version integer NOT NULL CHECK (version > 0),
  edition integer NOT NULL CHECK (edition > 0),
  revision integer NOT NULL CHECK (revision > 0),
  content jsonb NOT NULL,
  sealed boolean NOT NULL,
  saved_by text NOT NULL,
  saved_at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, item_id),
  UNIQUE (bureau_id, code, version)
);
COMMENT ON TABLE inspection_item IS '抽查事项版本：edition 为起草它的清单版次，公布后封存不变';
SELECT protect('inspection_item', 'SELECT, INSERT, UPDATE (revision, content, sealed, saved_by, saved_at)');

CREATE TABLE item_catalogue (
  bureau_id integer NOT NULL REFERENCES bureau,
  edition integer NOT NULL CHECK (edition > 0),
  state text NOT NULL CHECK (state IN ('draft', 'submitted', 'approved', 'published')),
  item_ids jsonb NOT NULL,
  drafted_by jsonb NOT NULL,
  submitted_by text,
  approved_by text,
  approved_on date,
  published_by text,
  published_on date,
  return_reason text,
  hash text CHECK (hash ~ '^[0-9a-f]{64}$'),
  PRIMARY KEY (bureau_id, edition),
  CHECK ((state = 'published') = (published_on IS NOT NULL AND hash IS NOT NULL)),
  CHECK (state NOT IN ('approved', 'published') OR (approved_by IS NOT NULL AND NOT drafted_by ? approved_by))
);
CREATE UNIQUE INDEX item_catalogue_one_open ON item_catalogue (bureau_id) WHERE state <> 'published';
COMMENT ON TABLE item_catalogue IS '随机抽查事项清单的版次：草拟、待批准、已批准、已公布；已公布的不再变动';
SELECT protect('item_catalogue', 'SELECT, INSERT, UPDATE (state, item_ids, drafted_by, submitted_by, approved_by, approved_on,
  published_by, published_on, return_reason, hash)');

-- A second lock behind the rules: what is published stays as it was published.
CREATE FUNCTION refuse_published_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of a published row of % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
END $$;
CREATE TRIGGER published_stays BEFORE UPDATE ON item_catalogue FOR EACH ROW WHEN (OLD.state = 'published')
  EXECUTE FUNCTION refuse_published_change();
CREATE TRIGGER published_stays BEFORE UPDATE ON inspection_item FOR EACH ROW WHEN (OLD.sealed)
  EXECUTE FUNCTION refuse_published_change();
