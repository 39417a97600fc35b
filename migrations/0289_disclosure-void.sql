-- 撤销整改事项之后的公示 (docs/adr/0085): a published result that names a voided finding is corrected or withdrawn by a day.
-- withdraw_from and withdraw_by are its days too; when it was corrected stands here.
ALTER TABLE disclosure_entry ADD COLUMN corrected_on date;

-- An exposure of it that was not published yet never is.
ALTER TABLE disclosure_exposure DROP CONSTRAINT disclosure_exposure_state_check;
ALTER TABLE disclosure_exposure ADD CONSTRAINT disclosure_exposure_state_check
  CHECK (state IN ('drafted', 'published', 'withdrawn', 'cancelled'));
ALTER TABLE disclosure_exposure DROP CONSTRAINT disclosure_exposure_check;
ALTER TABLE disclosure_exposure ADD CONSTRAINT disclosure_exposure_published
  CHECK ((state IN ('drafted', 'cancelled')) = (published_on IS NULL));
