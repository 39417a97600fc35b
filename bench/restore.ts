/**
 * The disk is lost (gate: at most 60 s of work gone, 15 minutes to the first answer for 10 GB): a program that ships to a backup is killed with its
 * database while people write, its folder is deleted, the backup is restored with `sunlot restore`, which reads the whole log, and the program is
 * started on it. Half of the given gigabytes are rows, half files that cannot be compressed. Meanwhile it is measured how long each moment's log is
 * on one disk alone.
 *
 * `node bench/restore.ts [gigabytes] [seconds of writing]`
 * @module
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { listSegments, repositoryAt } from '../src/core/backup/repository.ts';
import { findRunning } from '../src/core/postgres/embedded.ts';
import { withClient } from '../src/core/postgres/roles.ts';
import { freePort, openFolder, prepareFolder, serverProcesses, startProgram } from '../src/testing/program.ts';
import { effectsOf, newExpert, startWriters } from '../src/testing/steady-writers.ts';
import { printFigure, timed } from './figure.ts';

const [GIGABYTES = 1, SECONDS = 200] = process.argv.slice(2).map(Number);
const GATES = { rpoSeconds: 60, rtoMinutes: 15 };
const MAIN = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));
const PHOTO = 300 * 1_024;
/** Bytes of a row: thirty random hashes, with what PostgreSQL adds. */
const ROW = 1_000;
const LOOK_MS = 500;

const folder = await mkdtemp(join(tmpdir(), 'sunlot-restore-'));
const at = (name: string): string => join(folder, name);
try {
  await sunlot(['backup', '--new-key', at('key.txt')], {});
  const recipient = /age1\w+/.exec(await readFile(at('key.txt'), 'utf8'))?.[0] ?? '';
  const env = { SUNLOT_BACKUP: at('backup'), SUNLOT_BACKUP_RECIPIENT: recipient };
  let expertId = '';
  const { cookies } = await prepareFolder(at('data'), ['group-office'], async (opened) => {
    expertId = await newExpert(opened);
    await fill(opened.adminUrl ?? '', (GIGABYTES / 2) * 2 ** 30);
    for (let bytes = 0; bytes < (GIGABYTES / 2) * 2 ** 30; bytes += PHOTO)
      await opened.runtime.files.put(randomBytes(PHOTO));
  });
  const cookie = cookies['group-office'] ?? '';
  const port = await freePort();
  const program = await startProgram(at('data'), port, { env });
  const backedUp = await timed(() => sunlot(['backup'], { SUNLOT_DATA: at('data'), ...env }));
  printFigure(`backup of ${GIGABYTES} GB`, 's', [backedUp / 1_000]);

  const writers = startWriters({ port, cookie, expertId }, 4, 'restore');
  const exposures = await watchShipping(SECONDS * 1_000);
  const lostAt = performance.now();
  for (const pid of serverProcesses(at('data'))) process.kill(pid, 'SIGKILL');
  program.child.kill('SIGKILL');
  await Promise.all([program.ended, writers.stop()]);
  await rm(at('data'), { recursive: true });
  printFigure('log on one disk alone', 's', exposures, { gateMost: GATES.rpoSeconds });

  const began = performance.now();
  const restored = ['restore', '--from', at('backup'), '--identity', at('key.txt'), '--into', at('restored')];
  await sunlot(restored, {});
  const unpacked = performance.now() - began;
  const again = await startProgram(at('restored'), port);
  const answer = await fetch(`http://127.0.0.1:${port}/api/queue`, { headers: { cookie } });
  const taken = performance.now() - began;
  again.child.kill('SIGTERM');
  await again.ended;
  const gone = await goneOf(at('restored'), lostAt);
  printFigure(`restore of ${GIGABYTES} GB to the first answer`, 'min', [taken / 60_000], {
    restoreAndVerify: Math.round(unpacked / 1_000),
    status: answer.status,
    gateFor10GB: GATES.rtoMinutes,
  });
  printFigure('work gone with the disk', 's', [gone.seconds], { commands: gone.commands, gateMost: GATES.rpoSeconds });
  // What was said after the last shipping cannot be there: a count that finds nothing gone has not looked.
  const isSeen = gone.commands > 0;
  if (answer.status !== 200 || !isSeen || Math.max(gone.seconds, ...exposures) > GATES.rpoSeconds) process.exitCode = 1;

  async function goneOf(
    where: string,
    until: number,
  ): Promise<{ readonly commands: number; readonly seconds: number }> {
    const opened = await openFolder(where);
    const effects = await effectsOf(opened);
    await opened.close();
    const lost = writers.acknowledged().filter(({ mark }) => !effects.has(mark));
    return { commands: lost.length, seconds: (until - Math.min(until, ...lost.map(({ endedAt }) => endedAt))) / 1_000 };
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** Rows of hashes, about so many bytes, in a table of their own. */
async function fill(adminUrl: string, bytes: number): Promise<void> {
  await withClient(adminUrl, async (admin) => {
    await admin.query(
      `CREATE TABLE bulk AS SELECT n, (SELECT string_agg(md5(n || '/' || k), '') FROM generate_series(1, 30) k) AS text
       FROM generate_series(1, $1::int) n`,
      [Math.round(bytes / ROW)],
    );
  });
}

/** For moments of the given time: seconds until the segment of the log that was written then lay in the backup. */
async function watchShipping(milliseconds: number): Promise<number[]> {
  const running = await findRunning(at('data'));
  const repository = repositoryAt(at('backup'));
  const open: { readonly at: number; readonly segment: string }[] = [];
  const exposures: number[] = [];
  const began = performance.now();
  await withClient(running?.adminUrl ?? '', async (admin) => {
    while (performance.now() - began < milliseconds) {
      const { rows } = await admin.query<{ segment: string }>(
        'SELECT pg_walfile_name(pg_current_wal_insert_lsn()) AS segment',
      );
      open.push({ at: performance.now(), segment: rows[0]?.segment ?? '' });
      const newest = (await listSegments(repository)).findLast((name) => !name.endsWith('.history')) ?? '';
      while (open[0] !== undefined && open[0].segment <= newest)
        exposures.push((performance.now() - (open.shift()?.at ?? 0)) / 1_000);
      await sleep(LOOK_MS);
    }
  });
  // What is not there at the end has waited at least so long.
  exposures.push(...open.map((each) => (performance.now() - each.at) / 1_000));
  return exposures;
}

/** A command of the program, to its end. @throws when it fails */
async function sunlot(args: readonly string[], env: Record<string, string>): Promise<void> {
  const child = spawn(process.execPath, [MAIN, ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...env },
  });
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`sunlot ${args[0] ?? ''} ended with ${code}`);
}
