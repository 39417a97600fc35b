import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import process, { getuid, kill, pid } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { dataFolders, failureOf, startOtherProgram } from '../../testing/data-folder.ts';
import { findBinaries } from './binaries.ts';
import { findRunning, startEmbedded } from './embedded.ts';
import { printedFailure } from './failure.ts';
import { chooseIdentity } from './identity.ts';
import { findLockFile, isServerOf } from './lock-file.ts';
import { withClient } from './roles.ts';

const { make, used, start } = dataFolders();

function postmasterOf(folder: string): number {
  const lock = findLockFile(join(folder, 'postgres/data'));
  if (lock === undefined) throw new Error('no server');
  return lock.pid;
}

test('after the program was killed, the next start ends its server in order and keeps what was saved', async () => {
  const folder = await used();
  const other = startOtherProgram(folder);
  expect(await other.outcome).toBe('started');
  const left = await findRunning(folder);
  await withClient(left?.ownerUrl ?? '', (client) =>
    client.query("DROP TABLE IF EXISTS kept; CREATE TABLE kept AS SELECT '保存' AS word"),
  );
  const orphan = postmasterOf(folder);
  await other.kill();
  expect(isServerOf(join(folder, 'postgres/data'), orphan)).toBe(true);

  const server = await start(folder);
  expect(isServerOf(join(folder, 'postgres/data'), orphan)).toBe(false);
  expect(postmasterOf(folder)).not.toBe(orphan);
  const { rows } = await withClient(server.ownerUrl, (client) => client.query('SELECT word FROM kept'));
  expect(rows).toEqual([{ word: '保存' }]);
});

test('a server of a living program is never taken away from it', async () => {
  const folder = await used();
  const other = startOtherProgram(folder);
  expect(await other.outcome).toBe('started');
  const before = postmasterOf(folder);
  expect((await failureOf(startEmbedded({ dataDir: folder, fast: true }))).code).toBe('already-running');
  expect(postmasterOf(folder)).toBe(before);
  await other.kill();
  await start(folder);
});

test('a program that ends without a stop takes its server along', async () => {
  const folder = await used();
  const other = startOtherProgram(folder);
  expect(await other.outcome).toBe('started');
  await other.exit();
  while (existsSync(join(folder, 'postgres/data/postmaster.pid'))) await sleep(10);
  expect(await lastLine(folder)).toMatch(/database system is shut down$/);
});

test('two programs started at once on a new folder: one gets it, never two', async () => {
  const folder = await make();
  const others = [startOtherProgram(folder), startOtherProgram(folder)];
  const outcomes = await Promise.all(others.map((other) => other.outcome));
  expect(outcomes.toSorted()).toEqual(['already-running', 'started']);
  await Promise.all(others.map((other) => other.kill()));
  await start(folder);
});

test('a killed server is noticed, and starts again with what it had answered for', async () => {
  const folder = await used();
  const first = await start(folder, { fast: false });
  await withClient(first.ownerUrl, (client) =>
    client.query("DROP TABLE IF EXISTS kept; CREATE TABLE kept AS SELECT '保存' AS word"),
  );
  kill(postmasterOf(folder), 'SIGKILL');
  await first.gone;

  const second = await start(folder, { fast: false });
  const { rows } = await withClient(second.ownerUrl, (client) => client.query('SELECT word FROM kept'));
  expect(rows).toEqual([{ word: '保存' }]);
});

test('a server whose connection was killed is stopped at once although it recovers, and starts again with what it had answered for', async () => {
  const folder = await used();
  const first = await start(folder, { fast: false });
  const killed = await withClient(first.ownerUrl, async (client) => {
    client.on('error', () => undefined);
    await client.query("DROP TABLE IF EXISTS kept; CREATE TABLE kept AS SELECT '保存' AS word");
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    kill(rows[0]?.pid ?? 0, 'SIGKILL');
    await first.gone;
    return performance.now();
  });
  await first.stop();
  // A fast shutdown in the recovery was not heeded for a minute.
  expect(performance.now() - killed).toBeLessThan(30_000);

  const second = await start(folder, { fast: false });
  const { rows } = await withClient(second.ownerUrl, (client) => client.query('SELECT word FROM kept'));
  expect(rows).toEqual([{ word: '保存' }]);
});

test('a stale lock whose number now belongs to another process does not stop the start', async () => {
  const folder = await used();
  const data = join(folder, 'postgres/data');
  await writeFile(
    join(data, 'postmaster.pid'),
    `${pid}\n${data}\n1700000000\n5432\n${join(folder, 'postgres/run')}\n\n  1  2\nready\n`,
  );
  await writeFile(join(folder, 'postgres/run/.s.PGSQL.5432.lock'), `${pid}\n${data}\n1700000000\n5432\n`);
  await start(folder);
  expect(postmasterOf(folder)).not.toBe(pid);
});

test.for(['', '999999999\n', 'x'])('a lock file cut off as %j does not stop the start', async (text) => {
  const folder = await used();
  await writeFile(join(folder, 'postgres/data/postmaster.pid'), text);
  await start(folder);
});

test('killed while the folder was being made, the next start makes it anew and sweeps the rest away', async () => {
  const folder = await make();
  const other = startOtherProgram(folder);
  const half = join(folder, `postgres.new-${other.process.pid}`);
  while (!existsSync(join(half, 'data/base'))) await sleep(2);
  await other.kill();
  expect(existsSync(half)).toBe(true);
  expect(existsSync(join(folder, 'postgres'))).toBe(false);

  await start(folder);
  expect(await readdir(folder)).toEqual(['postgres']);
});

test('a folder that may not be written is named, with its remedy', async () => {
  const folder = await make();
  await chmod(folder, 0o500);
  const { prefix } = chooseIdentity(folder, findBinaries().postgres, false);
  const other = startOtherProgram(folder, prefix);
  expect(await other.outcome).toBe('no-permission');
  await other.kill();
});

test('an ordinary user runs it as is', async () => {
  const folder = await used();
  const { prefix } = chooseIdentity(folder, findBinaries().postgres, false);
  const other = startOtherProgram(folder, prefix);
  expect(await other.outcome).toBe('started');
  await other.kill();
  await start(folder);
});

test('without user namespaces root drops to nobody where the path allows it, and says what to do where it does not', async () => {
  const { PATH } = process.env;
  const open = join(await make(), 'open');
  await chmod(dirname(open), 0o711);
  process.env['PATH'] = '';
  try {
    const expected = getuid?.() === 0 && (await isOpen(findBinaries().postgres)) ? 65534 : getuid?.();
    if (expected === 0) {
      expect((await failureOf(start(open))).code).toBe('root-refused');
    } else {
      await start(open);
      expect((await stat(join(open, 'postgres/data'))).uid).toBe(expected);
    }
  } finally {
    process.env['PATH'] = PATH;
  }
});

/** Whether everybody may pass all folders above a path. */
async function isOpen(path: string): Promise<boolean> {
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    if (((await stat(folder)).mode & 0o001) === 0) return false;
  }
  return true;
}

test('a root who may not drop its rights is told what to do', async () => {
  const closed = join(await make(), 'closed');
  await mkdir(closed, { mode: 0o700 });
  const { PATH } = process.env;
  process.env['PATH'] = '';
  try {
    const outcome = getuid?.() === 0 ? (await failureOf(start(closed))).code : (await start(closed)).version;
    expect(outcome).toMatch(getuid?.() === 0 ? /^root-refused$/ : /^18/);
  } finally {
    process.env['PATH'] = PATH;
  }
});

test.for([
  ['FATAL:  could not write to file "pg_wal/xlogtemp.7": No space left on device', 'disk-full'],
  ['FATAL:  lock file "postmaster.pid" already exists', 'already-running'],
  ['LOG:  could not bind Unix address "/x/.s.PGSQL.5432": Address already in use', 'listener-taken'],
  ['initdb: error: could not create directory "/x": Permission denied', 'no-permission'],
  ['FATAL:  something never seen before', 'start-failed'],
] as const)('what the server printed is read: %s', async ([printed, code]) => {
  const failure = printedFailure(printed, '/data', 'start-failed');
  expect(failure.code).toBe(code);
  expect(failure.message).toContain(printed);
});

test('a socket folder that somebody else put there is not used', async () => {
  const folder = join(await make(), 'x'.repeat(100));
  const server = await start(folder);
  const socketFolder = new URL(server.appUrl).searchParams.get('host') ?? '';
  await server.stop();
  await mkdir(socketFolder, { mode: 0o777 });
  await chmod(socketFolder, 0o777);
  expect((await failureOf(startEmbedded({ dataDir: folder, fast: true }))).code).toBe('listener-taken');
  await chmod(socketFolder, 0o700);
  await start(folder);
});

/** The last line of the server's log. */
async function lastLine(folder: string): Promise<string> {
  const names = await readdir(join(folder, 'postgres/log'));
  const name = names.find((file) => file.startsWith('postgresql-')) ?? '';
  return (await readFile(join(folder, 'postgres/log', name), 'utf8')).trimEnd().split('\n').at(-1) ?? '';
}
