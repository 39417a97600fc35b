-- 按日连续处罚 (docs/adr/0065): what the recheck of a fined case found, and of a case that comes of it its figures.
UPDATE penalty_case SET content = content || '{"rechecks": [], "daily": null}'::jsonb WHERE NOT content ? 'rechecks';
