-- 撤回期限的起算日: a holiday notice that is loaded later counts the days again from here.
ALTER TABLE disclosure_entry ADD COLUMN withdraw_from date;
