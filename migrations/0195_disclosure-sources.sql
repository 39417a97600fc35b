-- 公示稿 of every source (docs/adr/0056): results and penalty decisions in one table, with the words they were made from and what a person decided about them.
ALTER TABLE disclosure_entry
  ALTER COLUMN inspection_id DROP NOT NULL,
  ADD COLUMN source text NOT NULL DEFAULT 'visit' CHECK (source IN ('visit', 'penalty')),
  ADD COLUMN case_id uuid,
  ADD COLUMN words jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN marks jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN redacted_by text,
  ADD COLUMN withdraw_by date,
  ADD COLUMN public_until date,
  ADD COLUMN ended_on date,
  ADD COLUMN end_reason text,
  ADD FOREIGN KEY (bureau_id, case_id) REFERENCES penalty_case,
  ADD CONSTRAINT disclosure_entry_case UNIQUE (bureau_id, case_id),
  ADD CHECK ((source = 'visit') = (inspection_id IS NOT NULL) AND (source = 'penalty') = (case_id IS NOT NULL)),
  DROP CONSTRAINT disclosure_entry_state_check,
  ADD CONSTRAINT disclosure_entry_state_check CHECK (state IN ('drafted', 'confirmed', 'approved', 'published', 'withdrawn', 'ended', 'cancelled')),
  ADD CHECK ((state = 'ended') = (ended_on IS NOT NULL) AND (state = 'ended') = (end_reason IS NOT NULL)),
  ADD CHECK (approved_by <> confirmed_by AND published_by <> confirmed_by AND published_by <> approved_by);
ALTER TABLE disclosure_entry ALTER COLUMN source DROP DEFAULT;
CREATE INDEX disclosure_entry_until ON disclosure_entry (bureau_id, public_until) WHERE state = 'published';
COMMENT ON TABLE disclosure_entry IS '检查结果和行政处罚决定的公示：承办确认、科室审、公开审查，三人把关';
COMMENT ON COLUMN disclosure_entry.words IS '公开文字所依据的原文，按位置；公开文字由原文遮盖而成';
COMMENT ON COLUMN disclosure_entry.marks IS '承办人增加的遮盖，和写明理由解除的遮盖';
COMMENT ON COLUMN disclosure_entry.withdraw_by IS '处罚决定撤销、变更后应当撤回的最后一日';
COMMENT ON COLUMN disclosure_entry.public_until IS '公示的最后一日（信用修复管理办法）；空为没有期限';
