-- 撤销整改事项 (docs/adr/0085): a finding that stands in an order is voided by the section chief, with a reason and what it rests on.
ALTER TABLE rectification_item DROP CONSTRAINT rectification_item_state_check;
ALTER TABLE rectification_item ADD CONSTRAINT rectification_item_state_check
  CHECK (state IN ('open', 'reported', 'supervised', 'awaiting-consent', 'passed', 'in-case', 'transferring', 'transferred', 'voided'));
ALTER TABLE rectification_item DROP CONSTRAINT rectification_item_check;
ALTER TABLE rectification_item ADD CONSTRAINT rectification_item_settled
  CHECK ((state IN ('passed', 'in-case', 'transferred', 'voided')) = (settled_on IS NOT NULL));
-- On what it went to a case stays in the row when the case came to nothing.
ALTER TABLE rectification_item DROP CONSTRAINT rectification_item_check1;
ALTER TABLE rectification_item ADD CONSTRAINT rectification_item_ground
  CHECK (CASE state WHEN 'in-case' THEN ground IS NOT NULL WHEN 'voided' THEN true ELSE ground IS NULL END);
ALTER TABLE rectification_item DROP CONSTRAINT rectification_item_check2;
ALTER TABLE rectification_item ADD CONSTRAINT rectification_item_measure
  CHECK (state IN ('transferring', 'transferred', 'voided') OR measure_kind <> 'transfer');

-- An order of which nothing is left before it was served is closed without a service.
ALTER TABLE rectification_order DROP CONSTRAINT rectification_order_check;
ALTER TABLE rectification_order ADD CONSTRAINT rectification_order_served
  CHECK (CASE state WHEN 'draft' THEN served_on IS NULL WHEN 'closed' THEN true ELSE served_on IS NOT NULL END);

-- A round of which nothing is left to look at has no opinion.
ALTER TABLE reinspection DROP CONSTRAINT reinspection_state_check;
ALTER TABLE reinspection ADD CONSTRAINT reinspection_state_check CHECK (state IN ('open', 'awaiting-signatures', 'done', 'dropped'));
ALTER TABLE reinspection DROP CONSTRAINT reinspection_check1;
ALTER TABLE reinspection ADD CONSTRAINT reinspection_document CHECK ((state IN ('open', 'dropped')) = (document IS NULL));
DROP INDEX reinspection_running;
CREATE UNIQUE INDEX reinspection_running ON reinspection (bureau_id, order_id) WHERE state IN ('open', 'awaiting-signatures');

CREATE TABLE rectification_void (
  bureau_id integer NOT NULL,
  finding_id uuid NOT NULL,
  reason text NOT NULL CHECK (reason <> ''),
  basis jsonb NOT NULL,
  -- Where the item stood before.
  was text NOT NULL,
  document_id uuid NOT NULL,
  decided_by text NOT NULL,
  decided_on date NOT NULL,
  PRIMARY KEY (bureau_id, finding_id),
  FOREIGN KEY (bureau_id, finding_id) REFERENCES rectification_item,
  FOREIGN KEY (bureau_id, document_id) REFERENCES document
);
COMMENT ON TABLE rectification_void IS '撤销整改事项：理由、依据和决定书，一条问题一次，只增不改';
SELECT protect('rectification_void', 'SELECT, INSERT');

-- A finding that was signed and voided later: it does not stand, and the record that names it stays as it was signed.
ALTER TABLE finding ADD COLUMN voided_on date;
GRANT UPDATE (voided_on) ON finding TO sunlot_app;
