-- 委托鉴定 as a part of the case, and what the days to decide wait for (docs/adr/0083). What was commissioned before was a paper only.
UPDATE penalty_case SET content = content || '{"appraisals": []}'::jsonb WHERE NOT content ? 'appraisals';
UPDATE penalty_setting SET content = content || '{"pausedBy": []}'::jsonb WHERE NOT content ? 'pausedBy';
