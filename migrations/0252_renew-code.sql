-- 更换代码 (docs/adr/0041, 0065): the code of a case is replaced as that of an order may be; the old one opens nothing from then on.
SET LOCAL search_path = sunlot;

GRANT UPDATE (code_hash, code_sealed, made_at) ON penalty_access TO sunlot_app;
COMMENT ON TABLE penalty_access IS '当事人办理代码：立案时（当场处罚为作出决定时）生成，只打开这一件案件；遗失、外泄时更换，旧代码随即失效';
