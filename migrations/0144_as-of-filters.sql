-- 某日名录的全部筛选：当时的街镇、领域、特殊风险、风险等级、专业、类型，随版本由数据库算出，不能与内容不一致。
ALTER TABLE directory_version ADD COLUMN filters jsonb NOT NULL GENERATED ALWAYS AS (jsonb_object(
  ARRAY['subdistrict_code', 'safety_domain', 'special_flags', 'risk_color', 'specialties', 'kind'],
  ARRAY[content ->> 'subdistrict_code', content ->> 'safety_domain', content ->> 'special_flags', content ->> 'risk_color',
    content ->> 'specialties', content ->> 'kind'])) STORED;
COMMENT ON COLUMN directory_version.filters IS '可用来筛选的栏目，值为文本；多值栏目为其 JSON 文本';
ALTER TABLE directory_version DROP CONSTRAINT directory_version_pkey;
ALTER TABLE directory_version
  ADD PRIMARY KEY (bureau_id, kind, record_id, version) INCLUDE (at, removed, status, search, filters);
