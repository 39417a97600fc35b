-- 复议、诉讼查实之后: what the section did about it (docs/adr/0085).
ALTER TABLE oversight_matter ADD COLUMN carried_out text CHECK (carried_out <> '');
ALTER TABLE oversight_matter ADD COLUMN carried_out_on date;
ALTER TABLE oversight_matter ADD COLUMN carried_out_by text;
ALTER TABLE oversight_matter ADD CONSTRAINT oversight_matter_carried_out CHECK (
  (carried_out IS NULL) = (carried_out_on IS NULL) AND (carried_out IS NULL) = (carried_out_by IS NULL)
  AND (carried_out IS NULL OR (outcome = 'founded' AND kind IN ('review', 'suit')))
);
GRANT UPDATE (carried_out, carried_out_on, carried_out_by) ON oversight_matter TO sunlot_app;
