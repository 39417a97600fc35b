-- 名录列表的全部筛选都在列表的索引里：信用、标准化、规模、监管层级、重点单位、核实日期。
DROP INDEX enterprise_list;
CREATE INDEX enterprise_list ON enterprise (bureau_id, search, enterprise_id)
  INCLUDE (status, subdistrict_code, safety_domain, risk_color, special_flags, credit_code, updated_on,
    credit_class, standardization_level, size_class, regulator_level, key_unit, verified_on) WHERE NOT removed;
