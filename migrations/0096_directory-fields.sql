-- 名录：企业曾用名、坐标、营业收入、来源和核实日期；执法人员职务、法律职业资格和培训；专家资格证书。
ALTER TABLE enterprise
  ADD COLUMN former_names text[] NOT NULL DEFAULT '{}',
  ADD COLUMN coordinates text CHECK (coordinates ~ '^[0-9]{2,3}\.[0-9]{1,8},[0-9]{1,2}\.[0-9]{1,8}$'),
  ADD COLUMN revenue integer CHECK (revenue >= 0),
  ADD COLUMN source text,
  ADD COLUMN verified_on date;
COMMENT ON COLUMN enterprise.revenue IS '上年度营业收入，万元';

ALTER TABLE officer
  ADD COLUMN post text,
  ADD COLUMN has_legal_qualification boolean NOT NULL DEFAULT false,
  ADD COLUMN trainings text[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN officer.has_legal_qualification IS '通过国家统一法律职业资格考试';

ALTER TABLE expert ADD COLUMN certificate text;
