-- 筛选后的家数从自己的索引里数：不带名称和拼音，相同的值只存一次，比列表的索引小五十倍。
CREATE INDEX enterprise_filters ON enterprise (bureau_id, status, risk_color, regulator_level, size_class, key_unit,
  credit_class, standardization_level, safety_domain, subdistrict_code) WHERE NOT removed;
-- 只按名称查找时读的是名称：比带着全部筛选值的索引小一半。
CREATE INDEX enterprise_search ON enterprise (bureau_id, search, enterprise_id) WHERE NOT removed;
