-- 没有权限的请求: a signed-in person asked for what he may not do. The route as it is declared, without what stood in it.
SET LOCAL search_path = sunlot;

ALTER TABLE security_event DROP CONSTRAINT security_event_kind_check;
ALTER TABLE security_event ADD CONSTRAINT security_event_kind_check CHECK (kind IN ('signed-in', 'sign-in-failed', 'sign-in-locked',
  'signed-out', 'password-wrong', 'second-factor-wrong', 'source-locked', 'not-allowed'));
ALTER TABLE security_event ADD COLUMN route text;
ALTER TABLE security_event ADD CONSTRAINT security_event_route CHECK ((route IS NOT NULL) = (kind = 'not-allowed'));

-- One statement: whoever asks a thousand times for what he may not do must not cost more than whoever may.
CREATE FUNCTION note_denied(b integer, happened timestamptz, person text, whence text, agent text, asked text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = sunlot, pg_temp AS $$
  INSERT INTO security_event (bureau_id, at, kind, staff_id, ip, user_agent, route) VALUES (b, happened, 'not-allowed', person, whence, agent, asked);
$$;
REVOKE ALL ON FUNCTION note_denied(integer, timestamptz, text, text, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION note_denied(integer, timestamptz, text, text, text, text) TO sunlot_app;
COMMENT ON TABLE security_event IS '安全日志：登录、失败、锁定、退出、没有权限的请求；只增不改，不少于六个月';
COMMENT ON COLUMN security_event.route IS '没有权限的请求：哪个动作（按声明的路由，不含所填内容）';
