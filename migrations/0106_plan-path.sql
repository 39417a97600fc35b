-- The deputy's endorsement between submission and approval, every signature, and lifted caps.

ALTER TABLE annual_plan ADD COLUMN endorsed_by text;
ALTER TABLE annual_plan ADD COLUMN endorsed_on date;
ALTER TABLE annual_plan DROP CONSTRAINT annual_plan_state_check;
ALTER TABLE annual_plan ADD CONSTRAINT annual_plan_state_check CHECK (state IN
  ('draft', 'in-review', 'endorsed', 'approved', 'published', 'in-progress', 'adjusting', 'completed', 'superseded'));
ALTER TABLE annual_plan DROP CONSTRAINT annual_plan_check;
ALTER TABLE annual_plan ADD CONSTRAINT annual_plan_approved CHECK (state IN ('draft', 'in-review', 'endorsed')
  OR (approved_by IS NOT NULL AND approved_on IS NOT NULL AND NOT drafted_by ? approved_by));
ALTER TABLE annual_plan DROP CONSTRAINT annual_plan_check1;
ALTER TABLE annual_plan ADD CONSTRAINT annual_plan_public CHECK (state IN ('draft', 'in-review', 'endorsed', 'approved') OR published_on IS NOT NULL);
-- Plans approved before endorsements existed have none.
ALTER TABLE annual_plan ADD CONSTRAINT annual_plan_endorsed CHECK
  ((state <> 'endorsed' OR endorsed_by IS NOT NULL) AND (endorsed_by IS NULL OR (NOT drafted_by ? endorsed_by AND endorsed_by IS DISTINCT FROM approved_by)));
COMMENT ON COLUMN annual_plan.endorsed_by IS '审核同意的分管副局长';

CREATE TABLE plan_signature (
  bureau_id integer NOT NULL,
  plan_id uuid NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  step text NOT NULL CHECK (step IN ('submit', 'endorse', 'approve', 'return')),
  hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
  opinion text CHECK (opinion <> ''),
  signed_by text NOT NULL CHECK (signed_by <> ''),
  signed_at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, plan_id, number),
  FOREIGN KEY (bureau_id, plan_id) REFERENCES annual_plan
);
COMMENT ON TABLE plan_signature IS '计划审签：提交、审核、批准、退回，各签所见计划的指纹；只增不改';
SELECT protect('plan_signature', 'SELECT, INSERT');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON plan_signature FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE plan_signature ENABLE ALWAYS TRIGGER append_only;

CREATE TABLE plan_cap_exemption (
  bureau_id integer NOT NULL,
  exemption_id uuid NOT NULL,
  plan_id uuid NOT NULL,
  enterprise_id uuid NOT NULL,
  trigger text NOT NULL CHECK (trigger IN ('complaint', 'referral', 'monitoring', 'own-request')),
  document text NOT NULL CHECK (document <> ''),
  approved_by text NOT NULL,
  approved_on date NOT NULL,
  PRIMARY KEY (bureau_id, exemption_id),
  UNIQUE (bureau_id, plan_id, enterprise_id, document),
  FOREIGN KEY (bureau_id, plan_id) REFERENCES annual_plan,
  FOREIGN KEY (bureau_id, enterprise_id) REFERENCES enterprise
);
COMMENT ON TABLE plan_cap_exemption IS '频次上限豁免：有线索的企业经批准可以超过上限再次检查（国办发〔2024〕54号）；只增不改';
SELECT protect('plan_cap_exemption', 'SELECT, INSERT');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON plan_cap_exemption FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE plan_cap_exemption ENABLE ALWAYS TRIGGER append_only;
