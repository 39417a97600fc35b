-- Officers of another department, and who of them goes along to a visit.

ALTER TABLE officer ADD COLUMN organ text CHECK (organ <> '');
COMMENT ON COLUMN officer.organ IS '所属机关：参加部门联合检查的外单位人员填写，本机关人员为空';

CREATE TABLE inspection_partner (
  bureau_id integer NOT NULL,
  inspection_id uuid NOT NULL,
  seat integer NOT NULL CHECK (seat >= 0),
  officer_id uuid NOT NULL,
  PRIMARY KEY (bureau_id, inspection_id, seat),
  FOREIGN KEY (bureau_id, inspection_id) REFERENCES inspection
);
COMMENT ON TABLE inspection_partner IS '联合检查：抽取给出的外单位执法人员，与检查组同往，不在本机关记录上签字';
SELECT protect('inspection_partner', 'SELECT, INSERT, UPDATE (officer_id)');
