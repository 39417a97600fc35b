-- 原件封存: an upload lies sealed under the hash of its sealed bytes (docs/adr/0046).
ALTER TABLE upload
  -- Null until what was stored before this version has been sealed.
  ADD COLUMN stored text CHECK (stored ~ '^[0-9a-f]{64}$'),
  -- Bytes as they came still lie beside the sealed ones. True for what is here already, false for all that comes.
  ADD COLUMN plain_left boolean NOT NULL DEFAULT true;
ALTER TABLE upload ALTER COLUMN plain_left SET DEFAULT false;
ALTER TABLE upload ADD CHECK (stored IS NOT NULL OR plain_left);
CREATE INDEX upload_plain ON upload (bureau_id) WHERE plain_left;
GRANT UPDATE (stored, plain_left) ON upload TO sunlot_app;

-- Photos from phones pass the same way from now on.
INSERT INTO upload (bureau_id, sha256, format, size, has_place, checked_by, checked_at, plain_left)
SELECT DISTINCT ON (bureau_id, sha256) bureau_id, sha256,
  CASE type WHEN 'image/jpeg' THEN 'jpeg' WHEN 'image/png' THEN 'png' WHEN 'image/webp' THEN 'webp' WHEN 'video/mp4' THEN 'mp4' ELSE 'webm' END,
  bytes, false, uploaded_by, confirmed_at, true
FROM field_file ORDER BY bureau_id, sha256, confirmed_at
ON CONFLICT DO NOTHING;
ALTER TABLE field_file ADD FOREIGN KEY (bureau_id, sha256) REFERENCES upload;
