-- 查阅: hash of the file as it was shown; null for readings of earlier versions (docs/adr/0047).
ALTER TABLE inspection ADD COLUMN read_hash text CHECK (read_hash ~ '^[0-9a-f]{64}$');
GRANT UPDATE (read_hash) ON inspection TO sunlot_app;
