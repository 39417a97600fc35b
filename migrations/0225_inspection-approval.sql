-- 国办发〔2024〕54号: where the bureau asks for it, the head approves after the section's chief has looked at the plan.
ALTER TABLE inspection DROP CONSTRAINT inspection_state_check;
ALTER TABLE inspection ADD CONSTRAINT inspection_state_check CHECK (state IN ('assigned', 'preparing', 'plan-submitted', 'plan-reviewed',
  'plan-approved', 'notified', 'inspecting', 'awaiting-signatures', 'signed', 'following-up', 'closed', 'impossible', 'replaced'));
ALTER TABLE inspection ADD COLUMN reviewed_by text;
ALTER TABLE inspection ADD COLUMN reviewed_on date;
ALTER TABLE inspection ADD CONSTRAINT inspection_reviewed CHECK ((reviewed_by IS NULL) = (reviewed_on IS NULL));
COMMENT ON COLUMN inspection.reviewed_by IS '须经机关负责人批准时，先行审核方案的科室负责人';
GRANT UPDATE (reviewed_by, reviewed_on) ON inspection TO sunlot_app;
