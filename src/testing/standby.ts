/** A hot standby of an embedded server, made by the low-level backup and fed by streaming, for tests. @module */
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { newSecret } from '../core/ids.ts';
import { findBinaries } from '../core/postgres/binaries.ts';
import { giveTo, homeAt, readSecrets } from '../core/postgres/cluster.ts';
import { chooseIdentity } from '../core/postgres/identity.ts';
import { chooseListener } from '../core/postgres/listener.ts';
import { findLockFile } from '../core/postgres/lock-file.ts';
import { launch, stopServer } from '../core/postgres/postmaster.ts';
import { databaseUrls, withClient, type DatabaseUrls } from '../core/postgres/roles.ts';
import { serverSettings } from '../core/postgres/settings.ts';
import type { BenchRuntime } from './bench-runtime.ts';

export interface Standby extends DatabaseUrls {
  /** Cuts its line to the primary, and lets it come again. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  stop(): Promise<void>;
}

// DDL takes no parameters: the password travels as a setting of the session.
const ROLE = `DO $$ BEGIN EXECUTE format('CREATE ROLE standby LOGIN REPLICATION PASSWORD %L', current_setting('sunlot.standby')); END $$`;
const CUT = 'ALTER ROLE standby NOLOGIN; SELECT pg_terminate_backend(pid) FROM pg_stat_replication;';
const MEND = 'ALTER ROLE standby LOGIN';

async function asAdmin({ adminUrl }: Pick<BenchRuntime, 'adminUrl'>, statements: string): Promise<void> {
  await withClient(adminUrl, (client) => client.query(statements));
}

/** Copies the primary while it works, and follows it. */
export async function startStandby(primary: Pick<BenchRuntime, 'folder' | 'adminUrl'>): Promise<Standby> {
  const from = homeAt(join(primary.folder, 'postgres'));
  const folder = await mkdtemp(join(tmpdir(), 'sunlot-standby-'));
  const home = homeAt(join(folder, 'postgres'));
  await mkdir(home.path, { mode: 0o700 });
  const client = new pg.Client({ connectionString: primary.adminUrl });
  await client.connect();
  const password = newSecret();
  await client.query("SELECT set_config('sunlot.standby', $1, false)", [password]);
  await client.query(ROLE);
  await client.query(
    "SELECT pg_create_physical_replication_slot('standby', true), pg_backup_start('standby', fast => true)",
  );
  execFileSync('cp', ['-a', from.data, home.data]);
  const { rows } = await client.query<{ label: string }>(
    'SELECT labelfile AS label FROM pg_backup_stop(wait_for_archive => false)',
  );
  await client.end();
  for (const left of ['postmaster.pid', 'postmaster.opts', 'pg_replslot/standby'])
    await rm(join(home.data, left), { recursive: true, force: true });
  const binaries = findBinaries();
  const identity = chooseIdentity(from.path, binaries.postgres, false);
  const made = [home.log, home.run, join(home.data, 'backup_label'), join(home.data, 'standby.signal')];
  await mkdir(home.log, { mode: 0o700 });
  await mkdir(home.run, { mode: 0o700 });
  await writeFile(join(home.data, 'backup_label'), rows[0]?.label ?? '', { mode: 0o600 });
  await writeFile(join(home.data, 'standby.signal'), '', { mode: 0o600 });
  await giveTo(identity, [folder, home.path, ...made]);
  const listener = await chooseListener(home, identity, 'socket');
  const at = new URL(primary.adminUrl);
  const line = `host=${at.searchParams.get('host')} user=standby password=${password} application_name=standby`;
  const settings = [
    '-c',
    `primary_conninfo=${line}`,
    '-c',
    'primary_slot_name=standby',
    '-c',
    'wal_receiver_status_interval=1s',
  ];
  await launch(home, binaries, identity, [...serverSettings(listener, true), ...settings]);
  return {
    ...databaseUrls(listener, await readSecrets(from), 'standby'),
    cut: () => asAdmin(primary, CUT),
    mend: () => asAdmin(primary, MEND),
    stop: async () => {
      const lock = findLockFile(home.data);
      if (lock !== undefined) await stopServer(binaries, home, lock);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
