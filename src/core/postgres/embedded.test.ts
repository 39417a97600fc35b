import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getuid } from 'node:process';
import pg from 'pg';
import { expect, test } from 'vitest';
import { dataFolders, failureOf } from '../../testing/data-folder.ts';
import { findRunning, startEmbedded } from './embedded.ts';
import { findLockFile } from './lock-file.ts';
import { urlsOf, withClient } from './roles.ts';

const { make, used, start } = dataFolders();

/** The first value of the first row. */
function value(url: string, sql: string): Promise<unknown> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<unknown[]>({ text: sql, rowMode: 'array' });
    return rows[0]?.[0];
  });
}

test('what was saved before a stop is there after the next start', async () => {
  const folder = await make();
  const first = await start(folder);
  await value(first.ownerUrl, "CREATE TABLE kept AS SELECT '天津' AS name");
  await first.stop();
  await first.gone;
  expect(await findRunning(folder)).toBeUndefined();

  const second = await start(folder);
  expect(await value(second.ownerUrl, 'SELECT name FROM kept')).toBe('天津');
  expect(second.version).toMatch(/^18\./);
});

test('a second start while one runs says who is there and leaves it alone', async () => {
  const folder = await used();
  const running = await start(folder);
  const failure = await failureOf(startEmbedded({ dataDir: folder, fast: true }));
  expect(failure.code).toBe('already-running');
  expect(failure.message).toMatch(/已在运行.*sunlot \d+/);
  expect(failure.message).toMatch(/already running on this data folder/);
  expect(await value(running.appUrl, 'SELECT 1')).toBe(1);
});

test('a command beside the server finds its addresses', async () => {
  const folder = await used();
  const running = await start(folder, { appName: 'serve' });
  const found = await findRunning(folder, 'serve');
  expect(found).toEqual({ adminUrl: running.adminUrl, ownerUrl: running.ownerUrl, appUrl: running.appUrl });
});

test('durability is on, checksums are on, nobody listens but one private socket', async () => {
  const folder = await make();
  const server = await start(folder, { fast: false });
  const settings = await withClient(server.adminUrl, (client) =>
    client.query<{ name: string; setting: string }>(
      `SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit',
        'data_checksums', 'listen_addresses', 'TimeZone', 'max_connections', 'server_encoding') ORDER BY name`,
    ),
  );
  expect(Object.fromEntries(settings.rows.map(({ name, setting }) => [name, setting]))).toEqual({
    TimeZone: 'UTC',
    data_checksums: 'on',
    fsync: 'on',
    full_page_writes: 'on',
    listen_addresses: '',
    max_connections: '60',
    server_encoding: 'UTF8',
    synchronous_commit: 'on',
  });
  const socket = await stat(join(folder, 'postgres/run/.s.PGSQL.5432'));
  expect(socket.isSocket() && socket.mode & 0o777).toBe(0o700);
  expect((await stat(join(folder, 'postgres/passwords.json'))).mode & 0o777).toBe(0o600);
});

test('the application may log in to its own database alone, and owns nothing in it', async () => {
  const server = await start(await used());
  await expect(value(urlsOf(server, 'postgres').appUrl, 'SELECT 1')).rejects.toThrow(/permission denied for database/);
  await expect(value(server.appUrl, 'CREATE TEMP TABLE t (id int)')).rejects.toThrow(/permission denied/);
  await expect(value(server.appUrl, 'CREATE TABLE public.t (id int)')).rejects.toThrow(/permission denied/);
  await expect(value(server.appUrl, 'SET ROLE sunlot_owner')).rejects.toThrow(/permission denied/);
  expect(await value(server.appUrl, "SELECT pg_has_role('sunlot_app', 'MEMBER')")).toBe(true);
  const powers = 'SELECT bool_or(rolsuper OR rolcreatedb OR rolcreaterole) FROM pg_roles WHERE rolname ^@ $$sunlot_$$';
  expect(await value(server.ownerUrl, powers)).toBe(false);
});

test('Chinese names have trigrams', async () => {
  const server = await start(await used());
  expect(await value(server.appUrl, "SELECT cardinality(show_trgm('天津市华盛'))")).toBe(6);
});

test('a wrong password is refused on the socket', async () => {
  const server = await start(await used());
  const url = server.appUrl.replace(/:\w+@/, ':wrong@');
  await expect(value(url, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
});

test('a folder with a long name gets a short socket, which goes with the server', async () => {
  const folder = join(await make(), '名录库'.repeat(12), 'x'.repeat(60));
  const server = await start(folder);
  const socketFolder = new URL(server.appUrl).searchParams.get('host') ?? '';
  expect(Buffer.byteLength(socketFolder)).toBeLessThan(90);
  expect((await stat(socketFolder)).mode & 0o777).toBe(0o700);
  expect(await value(server.appUrl, 'SELECT 1')).toBe(1);
  await server.stop();
  await expect(stat(socketFolder)).rejects.toThrow(/ENOENT/);
});

test('a folder may have blanks, commas, quotes and percent signs in its name', async () => {
  const server = await start(join(await make(), `数据, "a" 'b' 100%25 +`));
  expect(await value(server.appUrl, 'SELECT 1')).toBe(1);
});

test('where there are no sockets it listens on one loopback port', async () => {
  const folder = await used();
  const server = await start(folder, { listen: 'loopback' });
  expect(new URL(server.appUrl).hostname).toBe('127.0.0.1');
  expect(await value(server.appUrl, 'SELECT host(inet_server_addr())')).toBe('127.0.0.1');
  expect((await failureOf(startEmbedded({ dataDir: folder }))).code).toBe('already-running');
});

test('in a folder that only its owner may enter, the server runs without the rights of root', async () => {
  const folder = await used();
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  await start(folder);
  const pid = findLockFile(join(folder, 'postgres/data'))?.pid;
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  expect(/^CapEff:\s*(\w+)$/m.exec(status)?.[1]).toBe('0000000000000000');
  expect((await stat(join(folder, 'postgres/data'))).uid).toBe(getuid?.());
});

test('data of another major version is left untouched', async () => {
  const folder = await make();
  await mkdir(join(folder, 'postgres/data'), { recursive: true });
  await writeFile(join(folder, 'postgres/data/PG_VERSION'), '15\n');
  const failure = await failureOf(startEmbedded({ dataDir: folder }));
  expect(failure.code).toBe('other-version');
  expect(failure.message).toMatch(/PG_VERSION 15 ≠ 18/);
});

test('a folder with something else in it is left untouched', async () => {
  const folder = await make();
  await mkdir(join(folder, 'postgres'));
  await writeFile(join(folder, 'postgres/notes.txt'), 'mine');
  expect((await failureOf(startEmbedded({ dataDir: folder }))).code).toBe('foreign-folder');
  expect(await readFile(join(folder, 'postgres/notes.txt'), 'utf8')).toBe('mine');
});

test('a data folder that is a file is refused', async () => {
  const file = join(await make(), 'data');
  await writeFile(file, '');
  expect((await failureOf(startEmbedded({ dataDir: file }))).code).toBe('foreign-folder');
  expect((await failureOf(startEmbedded({ dataDir: join(file, 'below') }))).code).toBe('foreign-folder');
});

test('lost passwords are named, not replaced', async () => {
  const folder = await make();
  await (await start(folder)).stop();
  await writeFile(join(folder, 'postgres/passwords.json'), '{"admin":');
  expect((await failureOf(startEmbedded({ dataDir: folder }))).code).toBe('secrets-missing');
});

test('a superuser cannot switch durability off behind the program', async () => {
  const folder = await used();
  const first = await start(folder, { fast: false });
  await value(first.adminUrl, 'ALTER SYSTEM SET fsync = off');
  await first.stop();
  const second = await start(folder, { fast: false });
  expect(await value(second.adminUrl, 'SHOW fsync')).toBe('on');
});

test('a pool on the addresses works like any other', async () => {
  const server = await start(await used());
  const pool = new pg.Pool({ connectionString: server.appUrl, max: 5 });
  pool.on('error', () => undefined);
  const answers = await Promise.all([1, 2, 3, 4, 5].map((n) => pool.query<{ n: number }>('SELECT $1::int AS n', [n])));
  expect(answers.map(({ rows }) => rows[0]?.n)).toEqual([1, 2, 3, 4, 5]);
  await pool.end();
});
