/** Makes the folder of the database: complete under its final name, or not there at all. @module */
import { execFile } from 'node:child_process';
import { chown, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pid, platform } from 'node:process';
import { z } from 'zod';
import { publish, writeNew } from '../durable.ts';
import { newSecret } from '../ids.ts';
import { MAJOR_VERSION } from './binaries.ts';
import { EmbeddedFailure, folderFailure, printedFailure } from './failure.ts';
import { serverEnvironment, type Identity } from './identity.ts';
import { isAlive } from './lock-file.ts';

/** The passwords of the three roles that may log in; generated once, kept beside the data with mode 0600. */
export type Secrets = z.infer<typeof Secrets>;
const Secrets = z.object({ admin: z.string().min(16), owner: z.string().min(16), app: z.string().min(16) });

/** `<data>/postgres`, the only folder of the embedded database. */
export interface Home {
  readonly path: string;
  /** PostgreSQL's own data directory. */
  readonly data: string;
  readonly log: string;
  /** Where the socket lies when its path is short enough. */
  readonly run: string;
  readonly secrets: string;
}

export function homeAt(path: string): Home {
  const at = (name: string): string => join(path, name);
  return { path, data: at('data'), log: at('log'), run: at('run'), secrets: at('passwords.json') };
}

/** Whether `home` holds a database of this version; throws `other-version` or `foreign-folder` when it holds anything else. */
export async function isInitialised(home: Home): Promise<boolean> {
  const entries = await readdir(home.path).catch(absent);
  if (entries === undefined || entries.length === 0) return false;
  const version = await readFile(join(home.data, 'PG_VERSION'), 'utf8').catch(absent);
  if (version === undefined) throw new EmbeddedFailure('foreign-folder', home.path);
  if (version.trim() === MAJOR_VERSION) return true;
  throw new EmbeddedFailure('other-version', home.data, `PG_VERSION ${version.trim()} ≠ ${MAJOR_VERSION}`);
}

function absent(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}

/**
 * Initialises a new database in a sibling folder and renames it to `home`: a kill on the way leaves only a sibling,
 * which the next call sweeps away. When another process was first, its database stays and ours is removed.
 */
export async function initialise(home: Home, initdb: string, identity: Identity, fast: boolean): Promise<void> {
  await sweepSiblings(home);
  const made = homeAt(`${home.path}.new-${pid}`);
  try {
    await mkdir(made.path, { mode: 0o700, recursive: true });
    await mkdir(made.log, { mode: 0o700 });
    await mkdir(made.run, { mode: 0o700 });
    const secrets: Secrets = { admin: newSecret(), owner: newSecret(), app: newSecret() };
    await writeNew(made.secrets, JSON.stringify(secrets));
    const passwordFile = join(made.path, 'initdb-password');
    await writeFile(passwordFile, secrets.admin, { mode: 0o600 });
    await giveTo(identity, [made.path, made.log, made.run, made.secrets, passwordFile]);
    await runInitdb(made, initdb, identity, passwordFile, fast);
    await rm(passwordFile);
    await publish(made.path, home.path);
  } catch (error) {
    await rm(made.path, { recursive: true, force: true, maxRetries: 10 });
    if (error instanceof Error && 'code' in error && (error.code === 'ENOTEMPTY' || error.code === 'EEXIST')) return;
    throw error;
  }
}

async function sweepSiblings(home: Home): Promise<void> {
  const parent = dirname(home.path);
  const prefix = `${home.path.slice(parent.length + 1)}.new-`;
  for (const name of await readdir(parent)) {
    const maker = name.startsWith(prefix) ? Number(name.slice(prefix.length)) : 0;
    if (maker > 0 && (maker === pid || !isAlive(maker))) {
      await rm(join(parent, name), { recursive: true, force: true, maxRetries: 10 });
    }
  }
}

/** Gives files to the id the server runs as, when that is not ours. */
export async function giveTo(identity: Identity, paths: readonly string[]): Promise<void> {
  const { owner } = identity;
  if (owner !== undefined) await Promise.all(paths.map((path) => chown(path, owner.uid, owner.gid)));
}

/**
 * Letters outside ASCII count as letters for pg_trgm only by the C library's LC_CTYPE, whatever the locale provider:
 * under `C` no Chinese name has a trigram. So the first UTF-8 locale that this system knows is used for it.
 */
const CTYPES = platform === 'win32' ? ['zh-CN', 'en-US'] : ['C.UTF-8', 'en_US.UTF-8', 'zh_CN.UTF-8'];

async function runInitdb(
  made: Home,
  initdb: string,
  identity: Identity,
  passwordFile: string,
  fast: boolean,
): Promise<void> {
  const settled = ['--data-checksums', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--encoding=UTF8'];
  const access = ['--auth=scram-sha-256', '--username=postgres', `--pwfile=${passwordFile}`];
  const speed = fast ? ['--no-sync'] : [];
  let printed = '';
  for (const ctype of CTYPES) {
    const locale = ['--locale=C', `--lc-ctype=${ctype}`];
    const command = [...identity.prefix, initdb, '-D', made.data, ...settled, ...access, ...locale, ...speed];
    const failure = await run(command, made.path, identity);
    if (failure === undefined) return;
    printed = failure;
    if (!/invalid locale name/.test(failure)) break;
  }
  throw printedFailure(printed, dirname(made.path), 'initialise-failed');
}

/** Runs a command; answers undefined when it succeeded, else what it printed on its error output. */
function run(command: readonly string[], cwd: string, identity: Identity): Promise<string | undefined> {
  const [program = '', ...args] = command;
  return new Promise((resolve) => {
    execFile(program, args, { ...identity.owner, env: serverEnvironment(), cwd }, (error, _stdout, stderr) => {
      resolve(error === null ? undefined : stderr || error.message);
    });
  });
}

/** Reads the passwords; throws `secrets-missing` when the file is gone or is not what was written. */
export async function readSecrets(home: Home): Promise<Secrets> {
  try {
    return Secrets.parse(JSON.parse(await readFile(home.secrets, 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EACCES') throw folderFailure(error, home.secrets);
    throw new EmbeddedFailure('secrets-missing', home.secrets);
  }
}
