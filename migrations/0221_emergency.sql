-- 应急授权: one person acts in one admin's role for a while, when another has agreed (docs/adr/0062).
CREATE TABLE emergency_access (
  bureau_id integer NOT NULL REFERENCES bureau,
  access_id uuid NOT NULL,
  staff_id text NOT NULL,
  role text NOT NULL CHECK (role IN ('system-admin', 'security-admin', 'audit-admin')),
  reason text NOT NULL CHECK (reason <> ''),
  minutes integer NOT NULL CHECK (minutes BETWEEN 15 AND 240),
  state text NOT NULL CHECK (state IN ('requested', 'approved', 'refused', 'ended')),
  requested_at timestamptz NOT NULL,
  decided_by text,
  decided_at timestamptz,
  ends_at timestamptz,
  ended_by text,
  PRIMARY KEY (bureau_id, access_id),
  FOREIGN KEY (bureau_id, staff_id) REFERENCES staff,
  FOREIGN KEY (bureau_id, decided_by) REFERENCES staff (bureau_id, staff_id),
  CONSTRAINT two_people CHECK (decided_by <> staff_id),
  CONSTRAINT decided CHECK ((state = 'requested') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)),
  CONSTRAINT limited CHECK ((state IN ('approved', 'ended')) = (ends_at IS NOT NULL)
    AND ends_at <= decided_at + make_interval(mins => minutes))
);
-- One at a time: nobody collects requests until somebody nods.
CREATE UNIQUE INDEX emergency_access_open ON emergency_access (bureau_id, staff_id) WHERE state = 'requested';
COMMENT ON TABLE emergency_access IS '应急授权：两人办理、写明理由、限时；期间此人只有这一个角色，到时自动收回';
SELECT protect('emergency_access', 'SELECT, INSERT, UPDATE (state, decided_by, decided_at, ends_at, ended_by)');

-- Who acts in a session at a moment. While an emergency access lasts, its role stands instead of the person's own: nobody is
-- ever two of the three admins, nor an admin and something else.
DROP FUNCTION active_staff(integer, text);
CREATE FUNCTION acting_staff(b integer, s text, at timestamptz, OUT name text, OUT roles text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = sunlot, pg_temp AS $$
  SELECT p.name, coalesce((SELECT ARRAY[e.role] FROM emergency_access e WHERE e.bureau_id = b AND e.staff_id = s
    AND e.state = 'approved' AND e.decided_at <= at AND e.ends_at > at ORDER BY e.decided_at DESC LIMIT 1), p.roles)
  FROM staff p WHERE p.bureau_id = b AND p.staff_id = s AND p.active;
$$;
REVOKE ALL ON FUNCTION acting_staff(integer, text, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION acting_staff(integer, text, timestamptz) TO sunlot_app;
