-- 现场设备的本机验证（WebAuthn）公钥：凭证编号、公钥、登记时的网址 (docs/adr/0045).
ALTER TABLE field_device ADD COLUMN passkey jsonb;
COMMENT ON COLUMN field_device.passkey IS '本机验证（指纹、面容或锁屏密码）的公钥；没有的为空';
