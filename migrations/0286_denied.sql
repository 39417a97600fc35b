-- 没有权限的请求: a signed-in person asked for what he may not do. The route as it is declared, without what stood in it.
SET LOCAL search_path = sunlot;

ALTER TABLE security_event DROP CONSTRAINT security_event_kind_check;
ALTER TABLE security_event ADD CONSTRAINT security_event_kind_check CHECK (kind IN ('signed-in', 'sign-in-failed', 'sign-in-locked',
  'signed-out', 'password-wrong', 'second-factor-wrong', 'source-locked', 'not-allowed'));
ALTER TABLE security_event ADD COLUMN route text;
ALTER TABLE security_event ADD CONSTRAINT security_event_route CHECK ((route IS NOT NULL) = (kind = 'not-allowed'));
COMMENT ON TABLE security_event IS '安全日志：登录、失败、锁定、退出、没有权限的请求；只增不改，不少于六个月';
COMMENT ON COLUMN security_event.route IS '没有权限的请求：哪个动作（按声明的路由，不含所填内容）';
