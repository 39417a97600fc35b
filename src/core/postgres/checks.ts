/** What a PostgreSQL server of the operator's own must be before records are trusted to it. @module */
import type pg from 'pg';

export type ServerRefusalCode =
  | 'version-too-old'
  | 'fsync-off'
  | 'full-page-writes-off'
  | 'synchronous-commit-off'
  | 'checksums-off'
  | 'encoding-not-utf8'
  | 'locale-without-chinese'
  | 'extension-missing'
  | 'connection-unencrypted'
  | 'role-is-superuser'
  | 'role-bypasses-row-security'
  | 'role-owns-records'
  | 'role-creates-in-schema'
  | 'role-creates-temporary'
  | 'role-changes-deeds'
  | 'role-cannot-publish';

/** One thing that is wrong with a server or with the role we log in as. */
export interface ServerRefusal {
  readonly code: ServerRefusalCode;
  readonly found: string;
  readonly wanted: string;
  /** The SQL or the command that mends it. */
  readonly remedy: string;
}

/** What one look at the server finds. */
export interface ServerFacts {
  /** As PostgreSQL counts: 180004 is 18.4. */
  readonly version: number;
  readonly fsync: string;
  readonly full_page_writes: string;
  readonly synchronous_commit: string;
  readonly data_checksums: string;
  readonly encoding: string;
  readonly ctype: string;
  /** Quoted as SQL needs it, for the remedies. */
  readonly role: string;
  readonly database: string;
  readonly is_superuser: boolean;
  readonly bypasses_row_security: boolean;
  /** Schemas and tables the role owns, or could own by `SET ROLE`. */
  readonly owned: readonly string[];
  /** Schemas of our search path in which the role may create. */
  readonly creates_in: readonly string[];
  readonly creates_temporary: boolean;
  /** What the role may do to rows of the deed log, beyond reading. */
  readonly deed_rights: readonly string[];
  /** Whether the role may become the checkpointer. */
  readonly publishes: boolean;
  /** Whether the connection stays on this machine: a socket or a loopback address. */
  readonly is_local: boolean;
  readonly is_encrypted: boolean;
  /** Extensions that are neither installed nor ready to be installed. */
  readonly missing_extensions: readonly string[];
}

/** Lists every reason not to run on this server as this role; empty means it will do. */
export async function serverRefusals(pool: pg.Pool): Promise<ServerRefusal[]> {
  const { rows } = await pool.query<ServerFacts>(FACTS);
  const facts = rows[0];
  if (facts === undefined) throw new Error('the server answered nothing about itself');
  return [...settingRefusals(facts), ...connectionRefusals(facts), ...localeRefusals(facts), ...roleRefusals(facts)];
}

/** What the server itself would lose or damage. */
export function settingRefusals(facts: ServerFacts): ServerRefusal[] {
  const { version, fsync, full_page_writes, synchronous_commit, data_checksums } = facts;
  const reload = (name: string): string => `ALTER SYSTEM SET ${name} = on; SELECT pg_reload_conf();`;
  const refusals: ServerRefusal[] = [];
  if (version < 150_000) {
    const found = `${Math.floor(version / 10_000)}.${version % 10_000}`;
    refusals.push({ code: 'version-too-old', found, wanted: '≥ 15', remedy: 'pg_upgrade' });
  }
  if (fsync !== 'on') refusals.push({ code: 'fsync-off', found: fsync, wanted: 'on', remedy: reload('fsync') });
  if (full_page_writes !== 'on') {
    refusals.push({
      code: 'full-page-writes-off',
      found: full_page_writes,
      wanted: 'on',
      remedy: reload('full_page_writes'),
    });
  }
  if (!['on', 'remote_apply', 'remote_write'].includes(synchronous_commit)) {
    const remedy = `${reload('synchronous_commit')} ALTER ROLE ${facts.role} RESET synchronous_commit;`;
    const wanted = 'on, remote_apply, remote_write';
    refusals.push({ code: 'synchronous-commit-off', found: synchronous_commit, wanted, remedy });
  }
  if (data_checksums !== 'on') {
    const remedy = 'pg_ctl stop && pg_checksums --enable && pg_ctl start';
    refusals.push({ code: 'checksums-off', found: data_checksums, wanted: 'on', remedy });
  }
  return refusals;
}

/** What the network could read and change on its way (OWASP ASVS 12.3.1). */
export function connectionRefusals({ is_local, is_encrypted }: ServerFacts): ServerRefusal[] {
  if (is_local || is_encrypted) return [];
  const remedy =
    'ALTER SYSTEM SET ssl = on; SELECT pg_reload_conf(); -- DATABASE_URL=…?sslmode=verify-full&sslrootcert=…';
  return [{ code: 'connection-unencrypted', found: 'no TLS', wanted: 'TLS', remedy }];
}

/** What would make Chinese text unreadable or unfindable. */
export function localeRefusals(facts: ServerFacts): ServerRefusal[] {
  const { encoding, ctype, database } = facts;
  const remedy = `CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8' LC_CTYPE 'C.UTF-8'; -- instead of ${database}`;
  const refusals: ServerRefusal[] = [];
  if (encoding !== 'UTF8') refusals.push({ code: 'encoding-not-utf8', found: encoding, wanted: 'UTF8', remedy });
  // Under the C library's `C` no letter outside ASCII is one for pg_trgm, whatever the locale provider says.
  if (ctype === 'C' || ctype === 'POSIX') {
    refusals.push({ code: 'locale-without-chinese', found: ctype, wanted: 'C.UTF-8, zh_CN.UTF-8', remedy });
  }
  for (const name of facts.missing_extensions) {
    const install = 'apt-get install postgresql-contrib';
    refusals.push({ code: 'extension-missing', found: 'not available', wanted: name, remedy: install });
  }
  return refusals;
}

/** What the role could do behind the program's back. */
export function roleRefusals(facts: ServerFacts): ServerRefusal[] {
  const { role, database } = facts;
  if (facts.is_superuser) {
    // All other rights follow from this one; they are judged once it is gone.
    const remedy = `ALTER ROLE ${role} NOSUPERUSER;`;
    return [{ code: 'role-is-superuser', found: 'SUPERUSER', wanted: 'NOSUPERUSER', remedy }];
  }
  const refusals: ServerRefusal[] = [];
  if (facts.bypasses_row_security) {
    const remedy = `ALTER ROLE ${role} NOBYPASSRLS;`;
    refusals.push({ code: 'role-bypasses-row-security', found: 'BYPASSRLS', wanted: 'NOBYPASSRLS', remedy });
  }
  if (facts.owned.length > 0) {
    const remedy = `CREATE ROLE sunlot_login LOGIN IN ROLE sunlot_app; -- and log in as it instead of ${role}`;
    refusals.push({
      code: 'role-owns-records',
      found: facts.owned.join(', '),
      wanted: 'member of sunlot_app only',
      remedy,
    });
  }
  for (const schema of facts.creates_in) {
    const remedy = `REVOKE CREATE ON SCHEMA ${schema} FROM PUBLIC, sunlot_app, ${role};`;
    refusals.push({ code: 'role-creates-in-schema', found: `CREATE ON ${schema}`, wanted: 'USAGE', remedy });
  }
  if (facts.creates_temporary) {
    const remedy = `REVOKE TEMP ON DATABASE ${database} FROM PUBLIC, sunlot_app, ${role};`;
    refusals.push({ code: 'role-creates-temporary', found: 'TEMP', wanted: 'CONNECT', remedy });
  }
  if (facts.deed_rights.length > 0) {
    const found = facts.deed_rights.join(', ');
    const remedy = `REVOKE ${found} ON sunlot.deed FROM PUBLIC, sunlot_app, ${role};`;
    refusals.push({ code: 'role-changes-deeds', found, wanted: 'SELECT', remedy });
  }
  if (!facts.publishes) {
    const remedy = `CREATE ROLE sunlot_checkpointer NOLOGIN; GRANT sunlot_checkpointer TO ${role} WITH INHERIT FALSE;`;
    refusals.push({ code: 'role-cannot-publish', found: 'no member', wanted: 'member of sunlot_checkpointer', remedy });
  }
  return refusals;
}

// Every catalogue here may be read by any role. A privilege counts however it came: by PUBLIC, a group or ownership.
const FACTS = `
WITH ours AS (SELECT oid, nspname, nspowner FROM pg_namespace WHERE nspname IN ('sunlot', 'public')),
deed AS (SELECT to_regclass('sunlot.deed')::oid AS oid)
SELECT current_setting('server_version_num')::int AS version,
  current_setting('fsync') AS fsync, current_setting('full_page_writes') AS full_page_writes,
  current_setting('synchronous_commit') AS synchronous_commit, current_setting('data_checksums') AS data_checksums,
  pg_encoding_to_char(d.encoding) AS encoding, d.datctype AS ctype,
  quote_ident(r.rolname) AS role, quote_ident(d.datname) AS database,
  r.rolsuper AS is_superuser, r.rolbypassrls AS bypasses_row_security,
  ARRAY(SELECT 'schema ' || nspname FROM ours WHERE nspname = 'sunlot' AND pg_has_role(nspowner, 'MEMBER')
    UNION ALL SELECT c.oid::regclass::text FROM pg_class c JOIN ours ON ours.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p') AND pg_has_role(c.relowner, 'MEMBER') ORDER BY 1) AS owned,
  ARRAY(SELECT nspname::text FROM ours WHERE has_schema_privilege(oid, 'CREATE') ORDER BY 1) AS creates_in,
  has_database_privilege(d.oid, 'TEMP') AS creates_temporary,
  ARRAY(SELECT right_name FROM deed, unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE']) AS right_name
    WHERE deed.oid IS NOT NULL AND (has_table_privilege(deed.oid, right_name)
      OR (right_name = 'UPDATE' AND has_any_column_privilege(deed.oid, 'UPDATE')))) AS deed_rights,
  coalesce(pg_has_role(to_regrole('sunlot_checkpointer'), 'MEMBER'), false) AS publishes,
  inet_client_addr() IS NULL OR inet_client_addr() <<= '127.0.0.0/8' OR inet_client_addr() = '::1' AS is_local,
  coalesce((SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), false) AS is_encrypted,
  ARRAY(SELECT wanted.name FROM unnest(ARRAY['pgcrypto', 'pg_trgm', 'btree_gist']) AS wanted(name)
    WHERE NOT EXISTS (SELECT FROM pg_available_extensions a WHERE a.name = wanted.name)) AS missing_extensions
FROM pg_database d, pg_roles r WHERE d.datname = current_database() AND r.rolname = current_user`;
