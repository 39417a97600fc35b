-- 抽取卷 (docs/adr/0066): a volume for each public draw, beside those of visits and cases.
ALTER TABLE archive_volume ADD COLUMN draw_id uuid;
ALTER TABLE archive_volume DROP CONSTRAINT archive_volume_kind_check;
ALTER TABLE archive_volume DROP CONSTRAINT archive_volume_check;
ALTER TABLE archive_volume ADD CONSTRAINT archive_volume_kind_check CHECK (kind IN ('inspection', 'penalty', 'draw'));
ALTER TABLE archive_volume ADD CONSTRAINT archive_volume_of CHECK (
  (kind = 'inspection') = (inspection_id IS NOT NULL) AND (kind = 'penalty') = (case_id IS NOT NULL) AND (kind = 'draw') = (draw_id IS NOT NULL));
ALTER TABLE archive_volume ADD CONSTRAINT archive_volume_draw UNIQUE (bureau_id, draw_id);
ALTER TABLE archive_volume ADD FOREIGN KEY (bureau_id, draw_id) REFERENCES draw;
COMMENT ON COLUMN archive_volume.draw_id IS '抽取卷所属的抽取';
COMMENT ON TABLE archive_volume IS '案卷：一次抽取、一次检查、一个案件一卷，从收集到归档、移交或者销毁';
