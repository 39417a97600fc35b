-- 案件证据 (docs/adr/0065): a piece of evidence has what stands behind it. What was entered before has nothing but its words.

UPDATE penalty_case c SET content = jsonb_set(c.content, '{evidence}', coalesce((
  SELECT jsonb_agg(e || jsonb_build_object(
    'source', coalesce(e ->> 'source', e ->> 'place'), 'originality', coalesce(e ->> 'originality', 'original'),
    'files', '[]'::jsonb, 'findingIds', '[]'::jsonb, 'addedBy', '', 'addition', NULL, 'excluded', NULL) ORDER BY n)
  FROM jsonb_array_elements(c.content -> 'evidence') WITH ORDINALITY AS x(e, n)), '[]'::jsonb));
