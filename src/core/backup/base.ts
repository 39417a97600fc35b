/** A base backup of the embedded server while it works (PostgreSQL's low-level API, documentation §25.3.4). @module */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import pg from 'pg';
import { homeAt } from '../postgres/cluster.ts';
import type { Clock } from '../clock.ts';
import { writeKey, writeNew } from '../durable.ts';
import { sealTo, type Recipients } from './sealed-file.ts';
import { prepareRepository, type Base, type Repository } from './repository.ts';

/** What a base leaves out, as the documentation asks: it is made anew, or belongs to the running server alone. */
const LEFT_OUT = [
  'postmaster.pid',
  'postmaster.opts',
  ...[
    'pg_wal',
    'pg_replslot',
    'pg_dynshmem',
    'pg_notify',
    'pg_serial',
    'pg_snapshots',
    'pg_stat_tmp',
    'pg_subtrans',
  ].map((folder) => `${folder}/*`),
];

export interface BackupSource {
  /** The program's data folder. */
  readonly dataFolder: string;
  /** The superuser of the embedded server. */
  readonly adminUrl: string;
}

/**
 * Takes a base; the server goes on working. The segments of its log have to be shipped afterwards (`shipLog`).
 * @returns its name in the repository
 */
export async function takeBase(
  source: BackupSource,
  repository: Repository,
  recipients: Recipients,
  clock: Clock,
): Promise<{ readonly name: string; readonly base: Base }> {
  await prepareRepository(repository);
  const startedAt = clock.now();
  const name = startedAt.replaceAll(/[-:]/g, '').replace(/\.\d+/, '');
  const home = homeAt(join(source.dataFolder, 'postgres'));
  // One session from start to stop: PostgreSQL gives the backup up when it ends.
  const client = new pg.Client({ connectionString: source.adminUrl });
  await client.connect();
  try {
    const start = await client.query<{ segment: string; version: string }>(
      "SELECT pg_walfile_name(pg_backup_start($1, fast => true)) AS segment, current_setting('server_version') AS version",
      [`sunlot ${name}`],
    );
    const bytes = await seal(repository.base(name, 'base.tar.gz.age'), home.data, LEFT_OUT, ['.'], recipients);
    const stop = await client.query<{ segment: string; label: string }>(
      'SELECT pg_walfile_name(lsn) AS segment, labelfile AS label FROM pg_backup_stop(wait_for_archive => false)',
    );
    const [begun, ended] = [start.rows[0], stop.rows[0]];
    if (begun === undefined || ended === undefined) throw new Error('the server answered nothing about its backup');
    await seal(
      repository.base(name, 'keys.tar.gz.age'),
      source.dataFolder,
      [],
      ['keys', 'postgres/passwords.json'],
      recipients,
    );
    const base: Base = {
      format: 'sunlot-backup/1',
      version: begun.version,
      startedAt,
      stoppedAt: clock.now(),
      fromSegment: begun.segment,
      toSegment: ended.segment,
      bytes,
      recipients: [...recipients],
    };
    await writeNew(repository.base(name, 'backup_label'), ended.label);
    // Last: a base without it was broken off. Half of one would keep every other base from being found.
    await writeKey(repository.base(name, 'backup.json'), `${JSON.stringify(base, null, 2)}\n`);
    return { name, base };
  } finally {
    await client.end();
  }
}

async function seal(
  path: string,
  folder: string,
  leftOut: readonly string[],
  what: readonly string[],
  recipients: Recipients,
): Promise<number> {
  const tar = spawn('tar', ['-C', folder, ...leftOut.map((name) => `--exclude=./${name}`), '-cf', '-', ...what], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  tar.stderr.on('data', (chunk: Buffer) => {
    printed = `${printed}${chunk.toString()}`.slice(-2_000);
  });
  const ended = new Promise<number>((resolve, reject) => {
    tar.once('error', reject);
    tar.once('close', (code) => resolve(code ?? 2));
  });
  const [bytes, code] = await Promise.all([sealTo(path, tar.stdout as Readable, recipients), ended]);
  // 1: a file grew or went while it was read, which the server's log mends.
  if (code > 1) throw new Error(`tar ended with ${code}: ${printed}`);
  return bytes;
}
