/** The PostgreSQL server that comes with the program and lives in its data folder. @module */
import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import process, { platform } from 'node:process';
import { findBinaries, type Binaries } from './binaries.ts';
import { homeAt, initialise, isInitialised, readSecrets, type Home } from './cluster.ts';
import { EmbeddedFailure, folderFailure } from './failure.ts';
import { claimServer, type Claim } from './guard.ts';
import { chooseIdentity } from './identity.ts';
import { clearLeftover, urlsFromLock } from './leftover.ts';
import { chooseListener, type Listener } from './listener.ts';
import { findLockFile, isServerOf } from './lock-file.ts';
import { askToStop, launch, stopServer } from './postmaster.ts';
import { databaseUrls, provision, urlsOf, withClient, type DatabaseUrls } from './roles.ts';
import { serverSettings } from './settings.ts';

export interface EmbeddedOptions {
  /** The program's data folder; the server keeps to `postgres` inside it. Made when missing. */
  readonly dataDir: string;
  /** What the server's own views call our connections. */
  readonly appName?: string;
  /** For tests alone: nothing is synced to disk. */
  readonly fast?: boolean;
  /** A private socket, or a port on 127.0.0.1, which is all that Windows has. */
  readonly listen?: 'socket' | 'loopback';
}

/** A running server. The program that started it stops it; another start on the same folder is refused until then. */
export interface EmbeddedServer extends DatabaseUrls {
  /** The server's version, such as `18.4`. */
  readonly version: string;
  /** Resolves when the server is gone, after `stop` or because somebody killed it. */
  readonly gone: Promise<void>;
  /** Shuts the server down in order and waits for its end. A second call waits for the same end. */
  stop(): Promise<void>;
}

/**
 * Starts the database of a data folder, making it at the first call.
 *
 * @throws EmbeddedFailure with a sentence for the operator: who runs there already, what is missing, what to do
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const dataDir = resolve(options.dataDir);
  try {
    return await start(options, dataDir);
  } catch (error) {
    throw folderFailure(error, dataDir);
  }
}

async function start(options: EmbeddedOptions, dataDir: string): Promise<EmbeddedServer> {
  const { appName = 'sunlot', fast = false, listen = platform === 'win32' ? 'loopback' : 'socket' } = options;
  const home = homeAt(join(dataDir, 'postgres'));
  const binaries = findBinaries();
  const isNew = (await mkdir(dataDir, { recursive: true, mode: 0o700 })) !== undefined;
  const identity = chooseIdentity(home.path, binaries.postgres, isNew);
  if (!(await isInitialised(home))) await initialise(home, binaries.initdb, identity, fast);
  const secrets = await readSecrets(home);
  await clearLeftover(home, binaries, secrets);

  const listener = await chooseListener(home, identity, listen);
  await launch(home, binaries, identity, serverSettings(listener, fast));
  const urls = databaseUrls(listener, secrets, appName);
  const claim = await claimOwn(urls, home, binaries);
  const stop = stopOnce(home, binaries, listener, claim);
  try {
    await provision(urls, secrets);
    return { ...urls, version: await versionOf(urls), gone: claim.lost, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function claimOwn(urls: DatabaseUrls, home: Home, binaries: Binaries): Promise<Claim> {
  const look = await claimServer(urlsOf(urls, 'postgres').adminUrl);
  if (look.state === 'claimed') return look.claim;
  // Another start on this folder took our server for a leftover, in the moment before we claimed it. Unless it has it
  // in use by now, nobody else will stop it.
  const lock = findLockFile(home.data);
  if (look.state !== 'in-use' && lock !== undefined) await stopServer(binaries, home, lock);
  throw new EmbeddedFailure('already-running', `${home.path} (${look.state === 'in-use' ? look.by : look.state})`);
}

/** `stop`, which is also what happens, without waiting, when the program ends without having called it. */
function stopOnce(home: Home, binaries: Binaries, listener: Listener, claim: Claim): () => Promise<void> {
  const lock = findLockFile(home.data);
  const atExit = (): void => {
    if (lock !== undefined) askToStop(binaries, home, lock.pid);
  };
  let isAsked = false;
  let isCrashed = false;
  // It never rejects.
  void claim.lost.then(() => {
    isCrashed = !isAsked;
  });
  const stop = async (): Promise<void> => {
    isAsked = true;
    await claim.release();
    if (lock !== undefined) await stopServer(binaries, home, lock, isCrashed);
    if (listener.isSocket && listener.host !== home.run) await rm(listener.host, { recursive: true, force: true });
    process.off('exit', atExit);
  };
  process.once('exit', atExit);
  let stopping: Promise<void> | undefined;
  return () => (stopping ??= stop());
}

async function versionOf(urls: DatabaseUrls): Promise<string> {
  const { rows } = await withClient(urls.adminUrl, (client) =>
    client.query<{ server_version: string }>('SHOW server_version'),
  );
  return rows[0]?.server_version ?? '';
}

/**
 * The addresses of the server that another program runs on this data folder, for commands beside `serve`; undefined
 * when none runs there.
 */
export async function findRunning(dataDir: string, appName = 'sunlot'): Promise<DatabaseUrls | undefined> {
  const home = homeAt(join(resolve(dataDir), 'postgres'));
  const lock = findLockFile(home.data);
  if (lock === undefined || !lock.isReady || !isServerOf(home.data, lock.pid)) return undefined;
  return urlsFromLock(lock, await readSecrets(home), appName);
}
