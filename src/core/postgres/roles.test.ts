/** What each role of the database may do, tried on connections of its own. */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { testRuntime, type TestRuntime } from '../../testing/runtime.ts';
import { grow } from '../../witness/log.testing.ts';
import { newSecret } from '../ids.ts';
import { publishCheckpoints } from '../log/checkpoint.ts';
import { withClient } from './roles.ts';

/** Everything a stolen password or an injected statement could try on the log. */
const ATTACKS = [
  "UPDATE sunlot.deed SET kind = 'test.forged'",
  'UPDATE sunlot.deed_head SET seq = 0',
  'DELETE FROM sunlot.deed',
  'TRUNCATE sunlot.deed',
  'INSERT INTO sunlot.deed SELECT bureau_id, seq + 1000, at, year, kind, actor_id, subject_type, subject_id, command_id, entry, hash FROM sunlot.deed',
  'MERGE INTO sunlot.deed d USING sunlot.deed s ON d.seq = s.seq WHEN MATCHED THEN DELETE',
  'DO $$ BEGIN LOCK TABLE sunlot.deed IN EXCLUSIVE MODE; END $$',
  'ALTER TABLE sunlot.deed DISABLE TRIGGER ALL',
  'ALTER TABLE sunlot.deed NO FORCE ROW LEVEL SECURITY',
  'DROP TABLE sunlot.deed',
  'CREATE RULE r AS ON INSERT TO sunlot.deed DO INSTEAD NOTHING',
  'CREATE TRIGGER t BEFORE INSERT ON sunlot.deed FOR EACH ROW EXECUTE FUNCTION sunlot.refuse_change()',
  "SET session_replication_role = 'replica'",
  'SET ROLE sunlot_owner',
  'SET ROLE postgres',
  'CREATE TEMP TABLE deed (a int)',
  'CREATE TABLE public.deed (a int)',
  'CREATE SCHEMA mine',
  "COPY sunlot.deed FROM '/etc/passwd'",
  "COPY sunlot.deed TO PROGRAM 'cat'",
  "SELECT pg_read_file('/etc/passwd')",
  "CREATE OR REPLACE FUNCTION sunlot.append_deeds(b integer, happened timestamptz, actor text, command uuid, deeds text[]) RETURNS void LANGUAGE sql AS 'SELECT'",
  'DELETE FROM sunlot.checkpoint',
  'UPDATE sunlot.log_tile SET hashes = hashes',
  "UPDATE sunlot.cosignature SET line = ''",
  'ALTER ROLE CURRENT_USER SUPERUSER',
] as const;

const ADD_CHECKPOINT = "INSERT INTO sunlot.checkpoint VALUES (1, 2026, 9999, sha256(''), 'forged', now())";

describe('the roles of the database', () => {
  let runtime: TestRuntime;
  const made: string[] = [];

  /** A login in this group, on this database. */
  const loginIn = async (group: string): Promise<string> => {
    const name = `t_${newSecret(6)}`;
    const url = new URL(runtime.adminUrl);
    await withClient(runtime.adminUrl, (admin) =>
      admin.query(`CREATE ROLE ${name} LOGIN PASSWORD 'only-for-this-test' IN ROLE ${group}`),
    );
    made.push(name);
    url.username = name;
    url.password = 'only-for-this-test';
    return url.href;
  };
  /** What the server says to the statement: its SQLSTATE, or the number of rows. */
  const tried = (url: string, ...statements: readonly string[]): Promise<string | number> =>
    withClient(url, async (client) => {
      try {
        let rows = 0;
        for (const statement of statements) rows = (await client.query(statement)).rowCount ?? 0;
        return rows;
      } catch (error) {
        if (error instanceof pg.DatabaseError) return error.code ?? '';
        throw error;
      }
    });

  beforeAll(async () => {
    runtime = await testRuntime();
    await grow(runtime, 3);
  });
  afterAll(async () => {
    for (const name of made) await withClient(inject('postgres').adminUrl, (admin) => admin.query(`DROP ROLE ${name}`));
    await runtime.close();
  });

  test.each(ATTACKS)('refuse the application, the checkpointer, the reader and the auditor: %s', async (statement) => {
    const auditor = await loginIn('sunlot_auditor');
    const reader = await loginIn('sunlot_reader');
    for (const [url, ...before] of [
      [runtime.appUrl],
      [runtime.appUrl, 'SET ROLE sunlot_checkpointer'],
      [reader],
      [auditor],
    ] as const)
      // 42501: insufficient privilege; no statement fails for another reason.
      expect(await tried(url, ...before, "SET app.bureau = '1'", statement)).toBe('42501');
  });

  test('let the application append, which only the function does', async () => {
    const append = (bureau: number): string =>
      `SELECT sunlot.append_deeds(${bureau}, now(), 'x', gen_random_uuid(), ARRAY['{"facts":{},"kind":"test.note","subject":"note/1"}'])`;
    expect(await tried(runtime.appUrl, "SET app.bureau = '1'", 'BEGIN', append(1))).toBe(1);
    expect(await tried(runtime.appUrl, "SET app.bureau = '2'", 'BEGIN', append(1))).toBe('42501');
  });

  test('let nobody but the checkpointer publish', async () => {
    expect(await tried(runtime.appUrl, "SET app.bureau = '1'", ADD_CHECKPOINT)).toBe('42501');
    expect(await tried(await loginIn('sunlot_auditor'), ADD_CHECKPOINT)).toBe('42501');
    expect(await tried(await loginIn('sunlot_reader'), ADD_CHECKPOINT)).toBe('42501');
    const asCheckpointer = ['BEGIN', "SET LOCAL app.bureau = '1'", 'SET LOCAL ROLE sunlot_checkpointer'];
    expect(await tried(runtime.appUrl, ...asCheckpointer, ADD_CHECKPOINT)).toBe(1);
    // It has nothing of the application's rights while it is the checkpointer.
    expect(await tried(runtime.appUrl, ...asCheckpointer, 'SELECT * FROM sunlot.enterprise')).toBe('42501');
    expect(await publishCheckpoints(runtime, 1)).toBe(0);
  });

  test('show the auditor every bureau’s log and nothing of its business', async () => {
    const auditor = await loginIn('sunlot_auditor');
    expect(await tried(auditor, 'SELECT * FROM sunlot.deed')).toBe(3);
    expect(await tried(auditor, 'SELECT seq FROM sunlot.deed_head')).toBe(2);
    for (const table of [
      'enterprise',
      'identity_account',
      'identity_session',
      'staff',
      'command',
      'draw',
      'inspection',
    ])
      expect(await tried(auditor, `SELECT * FROM sunlot.${table}`)).toBe('42501');
  });

  test('show the reader what is public of one bureau, and no deed, account or draw', async () => {
    const reader = await loginIn('sunlot_reader');
    expect(await tried(reader, "SET app.bureau = '1'", 'SELECT * FROM sunlot.checkpoint')).toBe(1);
    expect(await tried(reader, "SET app.bureau = '2'", 'SELECT * FROM sunlot.checkpoint')).toBe(0);
    expect(await tried(reader, 'SELECT * FROM sunlot.checkpoint')).toBe(0);
    for (const table of [
      'deed',
      'identity_account',
      'staff',
      'command',
      'draw',
      'inspection',
      'enterprise',
      'enforcement_officer',
    ])
      expect(['42501', '42P01']).toContain(await tried(reader, `SELECT * FROM sunlot.${table}`));
  });

  test('stop the owner at the locks on the log, until he takes them off, which the auditor sees', async () => {
    const owner = runtime.ownerUrl;
    expect(await tried(owner, "UPDATE sunlot.deed SET kind = 'test.forged'")).toBe('42501');
    expect(await tried(owner, "SET session_replication_role = 'replica'")).toBe('42501');
    expect(await tried(owner, 'DELETE FROM sunlot.deed')).toBe('42501');
    expect(await tried(owner, 'TRUNCATE sunlot.deed')).toBe('42501');
  });
});
