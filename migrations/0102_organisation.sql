-- 科室和领导小组，都有起止日期。
CREATE TABLE department (
  bureau_id integer NOT NULL REFERENCES bureau,
  department_id uuid NOT NULL,
  name text NOT NULL CHECK (name <> ''),
  from_on date NOT NULL,
  until_on date CHECK (until_on >= from_on),
  PRIMARY KEY (bureau_id, department_id),
  CONSTRAINT department_once EXCLUDE USING gist (
    bureau_id WITH =, name WITH =, daterange(from_on, until_on, '[]') WITH &&)
);
COMMENT ON TABLE department IS '内设科室和执法大队，按日期';
SELECT protect('department', 'SELECT, INSERT, UPDATE (until_on)');

CREATE TABLE group_member (
  bureau_id integer NOT NULL REFERENCES bureau,
  member_id uuid NOT NULL,
  name text NOT NULL CHECK (name <> ''),
  position text NOT NULL CHECK (position IN ('leader', 'deputy-leader', 'member', 'office-director')),
  post text,
  from_on date NOT NULL,
  until_on date CHECK (until_on >= from_on),
  PRIMARY KEY (bureau_id, member_id),
  -- One leader and one director of the office at a time.
  CONSTRAINT group_member_once EXCLUDE USING gist (
    bureau_id WITH =, position WITH =, daterange(from_on, until_on, '[]') WITH &&) WHERE (position IN ('leader', 'office-director'))
);
COMMENT ON TABLE group_member IS '双随机抽查领导小组组成人员，按日期；同一时间只有一名组长、一名办公室主任';
SELECT protect('group_member', 'SELECT, INSERT, UPDATE (until_on)');
