-- A visit whose enterprise was skipped after the draw, and places that a substitution fills again.
ALTER TABLE inspection DROP CONSTRAINT inspection_state_check;
ALTER TABLE inspection ADD CONSTRAINT inspection_state_check CHECK (state IN ('assigned', 'preparing', 'plan-submitted', 'plan-approved',
  'notified', 'inspecting', 'awaiting-signatures', 'signed', 'following-up', 'closed', 'impossible', 'replaced'));
GRANT UPDATE (person_id) ON inspection_member TO sunlot_app;
COMMENT ON TABLE inspection_member IS '检查组：抽取确定，不得手改；只随抽取的替换更换席位的人；0 号席位为主办';
