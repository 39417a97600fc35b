/** What an earlier program left on the data folder: a server in use, one without its program, or a stale lock. @module */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Binaries } from './binaries.ts';
import type { Home, Secrets } from './cluster.ts';
import { EmbeddedFailure } from './failure.ts';
import { claimPatiently, type Look } from './guard.ts';
import { findLockFile, isServerOf, type LockFile } from './lock-file.ts';
import { stopServer } from './postmaster.ts';
import { databaseUrls, urlsOf, type DatabaseUrls } from './roles.ts';

/** Recovery after a crash, or a shutdown with much to write, may take this long. */
const PATIENCE_SECONDS = 60;
/** A server that neither listens nor leaves is on its way in or out; after this it is stuck. */
const SILENT_LOOKS = 50;
const SILENT_LOOK_MS = 200;

/** The addresses of the server that wrote this lock file. */
export function urlsFromLock(lock: LockFile, secrets: Secrets, appName: string): DatabaseUrls {
  const isSocket = lock.host.startsWith('/');
  return databaseUrls({ host: lock.host, port: lock.port, isSocket }, secrets, appName);
}

/**
 * Clears the way for a new server. One whose program still lives is left alone (`already-running`); one whose program
 * was killed is shut down in order; a lock file without a server is removed.
 */
export async function clearLeftover(home: Home, binaries: Binaries, secrets: Secrets): Promise<void> {
  for (let looks = 1; ; looks += 1) {
    const lock = findLockFile(home.data);
    if (lock === undefined) return rm(join(home.data, 'postmaster.pid'), { force: true });
    const look = await lookAt(lock, secrets);
    if (look.state === 'claimed') {
      await look.claim.release();
      return stopServer(binaries, home, lock);
    }
    if (look.state === 'nobody' && !isServerOf(home.data, lock.pid)) {
      return rm(join(home.data, 'postmaster.pid'), { force: true });
    }
    // A server notices a moment late that the program which held it was killed.
    const isHeld = look.state === 'in-use' && isAlive(look.by);
    if (isHeld || look.state === 'busy' || looks === SILENT_LOOKS) {
      const by = look.state === 'in-use' ? look.by : `pid ${lock.pid}`;
      throw new EmbeddedFailure('already-running', `${home.path} (${by})`);
    }
    await sleep(SILENT_LOOK_MS);
  }
}

/** Whether the program that a claim names (`sunlot 31425`) still runs; one that cannot be told is taken to. */
function isAlive(holder: string): boolean {
  const holderPid = Number(/(\d+)$/.exec(holder)?.[1]);
  if (!Number.isInteger(holderPid)) return true;
  try {
    process.kill(holderPid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function lookAt(lock: LockFile, secrets: Secrets): Promise<Look> {
  // A lock file that was cut off before its address names nobody who could answer.
  if (lock.host === '') return { state: 'nobody' };
  return claimPatiently(urlsOf(urlsFromLock(lock, secrets, 'sunlot'), 'postgres').adminUrl, PATIENCE_SECONDS);
}
