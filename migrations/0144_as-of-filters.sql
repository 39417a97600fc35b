-- 某日名录的全部筛选：当时的街镇、领域、特殊风险、风险等级、专业、类型，随版本由数据库算出，不能与内容不一致。
CREATE FUNCTION directory_filters(content jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT jsonb_strip_nulls(jsonb_build_object(
    'subdistrict_code', content -> 'subdistrict_code', 'safety_domain', content -> 'safety_domain',
    'special_flags', content -> 'special_flags', 'risk_color', content -> 'risk_color',
    'specialties', content -> 'specialties', 'kind', content -> 'kind'))
$$;
COMMENT ON FUNCTION directory_filters(jsonb) IS '名录内容中可用来筛选的栏目';
GRANT EXECUTE ON FUNCTION directory_filters(jsonb) TO sunlot_app;
ALTER TABLE directory_version ADD COLUMN filters jsonb NOT NULL GENERATED ALWAYS AS (directory_filters(content)) STORED;
ALTER TABLE directory_version DROP CONSTRAINT directory_version_pkey;
ALTER TABLE directory_version
  ADD PRIMARY KEY (bureau_id, kind, record_id, version) INCLUDE (at, removed, status, search, filters);
