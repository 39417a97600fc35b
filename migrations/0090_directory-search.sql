-- The list of enterprises reads one index alone: what is searched, filtered and sorted by stands in it.

DROP INDEX enterprise_order;
CREATE INDEX enterprise_list ON enterprise (bureau_id, search, enterprise_id)
  INCLUDE (status, subdistrict_code, safety_domain, risk_color, special_flags, credit_code, updated_on) WHERE NOT removed;
COMMENT ON COLUMN enterprise.search IS '检索串：全拼|首字母（全称、简称、多音字另读）|名称|代码，按它排序即按拼音排序；行级安全下不能用子串索引，整列在索引中顺序扫描';
