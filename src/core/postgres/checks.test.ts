import pg from 'pg';
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../testing/database.ts';
import { dataFolders } from '../../testing/data-folder.ts';
import {
  connectionRefusals,
  localeRefusals,
  roleRefusals,
  serverRefusals,
  settingRefusals,
  type ServerFacts,
  type ServerRefusal,
} from './checks.ts';
import { SERVER_REFUSALS } from './messages.ts';
import { dropDatabase, urlsOf, withClient } from './roles.ts';

const { make, start } = dataFolders();
/** What the test server itself, which syncs nothing, is always refused for. */
const UNSYNCED = ['fsync-off', 'full-page-writes-off', 'synchronous-commit-off'];
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

async function refusalsAt(url: string): Promise<ServerRefusal[]> {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  pool.on('error', () => undefined);
  onTestFinished(() => pool.end());
  return serverRefusals(pool);
}

function codes(refusals: readonly ServerRefusal[]): string[] {
  return refusals.map(({ code }) => code).filter((code) => !UNSYNCED.includes(code));
}

test('the server that comes with the program is refused for nothing', async () => {
  const server = await start(await make(), { fast: false });
  expect(await refusalsAt(server.appUrl)).toEqual([]);
});

test('a server that does not sync is refused, all reasons at once, each with its remedy', async () => {
  const refusals = await serverRefusals(database.pool);
  expect(refusals.map(({ code }) => code)).toEqual(UNSYNCED);
  expect(refusals[0]).toEqual({
    code: 'fsync-off',
    found: 'off',
    wanted: 'on',
    remedy: 'ALTER SYSTEM SET fsync = on; SELECT pg_reload_conf();',
  });
});

test('a superuser is refused', async () => {
  expect(codes(await refusalsAt(inject('postgres').adminUrl))).toEqual(['role-is-superuser']);
});

test('the owner of the tables is refused for all it could do', async () => {
  const refusals = await serverRefusals(database.ownerPool);
  expect(codes(refusals)).toEqual([
    'role-owns-records',
    'role-creates-in-schema',
    'role-creates-in-schema',
    'role-creates-temporary',
    'role-changes-deeds',
    'role-cannot-publish',
  ]);
  const owned = refusals.find(({ code }) => code === 'role-owns-records')?.found;
  expect(owned).toContain('schema sunlot');
  expect(owned).toMatch(/\bdeed\b/);
});

test('rights that came through PUBLIC or the group are seen, and the remedies take them away', async () => {
  const [owner, { adminUrl }] = [
    database.ownerPool,
    urlsOf(inject('postgres'), new URL(database.ownerUrl).pathname.slice(1)),
  ];
  await withClient(adminUrl, (client) =>
    client.query(`GRANT TEMP ON DATABASE ${client.escapeIdentifier(client.database ?? '')} TO PUBLIC`),
  );
  await owner.query('GRANT CREATE ON SCHEMA sunlot TO sunlot_app; GRANT UPDATE (entry) ON sunlot.deed TO PUBLIC');
  await owner.query('GRANT DELETE, TRUNCATE ON sunlot.deed TO sunlot_app');
  const refusals = await serverRefusals(database.pool);
  expect(codes(refusals)).toEqual(['role-creates-in-schema', 'role-creates-temporary', 'role-changes-deeds']);
  expect(refusals.at(-1)?.found).toBe('UPDATE, DELETE, TRUNCATE');

  for (const { code, remedy } of refusals) {
    if (!UNSYNCED.includes(code)) await withClient(adminUrl, (client) => client.query(remedy));
  }
  expect(codes(await serverRefusals(database.pool))).toEqual([]);
});

test('a role that row security does not hold is refused', async () => {
  const { adminUrl, appUrl } = inject('postgres');
  await withClient(adminUrl, (client) =>
    client.query(
      "CREATE ROLE all_seeing LOGIN BYPASSRLS PASSWORD 'all_seeing'; GRANT CONNECT ON DATABASE sunlot TO all_seeing",
    ),
  );
  onTestFinished(() =>
    withClient(adminUrl, (client) =>
      client.query('REVOKE ALL ON DATABASE sunlot FROM all_seeing; DROP ROLE all_seeing'),
    ).then(),
  );
  const url = new URL(urlsOf({ adminUrl, appUrl, ownerUrl: appUrl }, 'sunlot').appUrl);
  [url.username, url.password] = ['all_seeing', 'all_seeing'];
  expect(codes(await refusalsAt(url.href))).toEqual(['role-bypasses-row-security', 'role-cannot-publish']);
});

test.for([
  ["ENCODING 'UTF8' LC_CTYPE 'C'", ['locale-without-chinese']],
  [
    "ENCODING 'LATIN1' LC_CTYPE 'C' LC_COLLATE 'C' LOCALE_PROVIDER libc",
    ['encoding-not-utf8', 'locale-without-chinese'],
  ],
] as const)('a database made with %s cannot hold or find Chinese names', async ([locale, expected]) => {
  const server = inject('postgres');
  await withClient(server.adminUrl, (client) =>
    client.query(`CREATE DATABASE wrong_locale TEMPLATE template0 ${locale}`),
  );
  onTestFinished(() => dropDatabase(server, 'wrong_locale'));
  const refusals = await refusalsAt(urlsOf(server, 'wrong_locale').adminUrl);
  expect(codes(refusals)).toEqual([...expected, 'role-is-superuser']);
});

const GOOD: ServerFacts = {
  version: 150_000,
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'remote_apply',
  data_checksums: 'on',
  encoding: 'UTF8',
  ctype: 'zh_CN.UTF-8',
  role: 'app',
  database: 'sunlot',
  is_superuser: false,
  bypasses_row_security: false,
  owned: [],
  creates_in: [],
  creates_temporary: false,
  deed_rights: [],
  publishes: true,
  is_local: false,
  is_encrypted: true,
  missing_extensions: [],
};

test('what this server cannot be made to lack is refused as well', () => {
  expect([...settingRefusals(GOOD), ...localeRefusals(GOOD)]).toEqual([]);
  expect(settingRefusals({ ...GOOD, version: 140_012 })).toMatchObject([{ code: 'version-too-old', found: '14.12' }]);
  expect(settingRefusals({ ...GOOD, data_checksums: 'off' })).toMatchObject([{ code: 'checksums-off' }]);
  expect(settingRefusals({ ...GOOD, synchronous_commit: 'local' })).toMatchObject([{ code: 'synchronous-commit-off' }]);
  expect(localeRefusals({ ...GOOD, missing_extensions: ['pg_trgm'] })).toMatchObject([
    { code: 'extension-missing', wanted: 'pg_trgm' },
  ]);
});

test('a database on another machine is asked over TLS or not at all; on this one a socket or loopback will do', () => {
  expect(connectionRefusals(GOOD)).toEqual([]);
  expect(connectionRefusals({ ...GOOD, is_local: true, is_encrypted: false })).toEqual([]);
  expect(connectionRefusals({ ...GOOD, is_encrypted: false })).toMatchObject([
    { code: 'connection-unencrypted', remedy: expect.stringContaining('sslmode=verify-full') },
  ]);
});

test('a role that may not become the checkpointer is told how it may', () => {
  expect(roleRefusals({ ...GOOD, publishes: false })).toMatchObject([
    { code: 'role-cannot-publish', remedy: expect.stringContaining('GRANT sunlot_checkpointer TO app') },
  ]);
});

test('every refusal says in Chinese and English why', () => {
  for (const { zh, en } of Object.values(SERVER_REFUSALS)) {
    expect(zh).toMatch(/\p{Script=Han}{4}/u);
    expect(en).toMatch(/^[A-Z"].*[a-z]$/);
  }
});
