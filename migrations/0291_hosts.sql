-- Whose portal an address shows: every bureau has its own, the host of its 公示网址. An address that is nobody's shows the first bureau.
ALTER TABLE bureau ADD COLUMN host text UNIQUE CHECK (host ~ '^[a-z0-9.:\[\]-]+$');
COMMENT ON COLUMN bureau.host IS '公示网址的主机名，小写；演示机关没有';
UPDATE bureau SET host = lower(substring(profile ->> 'disclosureUrl' FROM '^[a-z]+://([^/:?#]+)')) WHERE NOT is_demo;
GRANT UPDATE (host) ON bureau TO sunlot_app;
