/** The server's process: start it, wait until it takes connections, stop it. @module */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { kill, platform } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Binaries } from './binaries.ts';
import type { Home } from './cluster.ts';
import { EmbeddedFailure, printedFailure } from './failure.ts';
import { serverEnvironment, type Identity } from './identity.ts';
import { findLockFile, isServerOf, type LockFile } from './lock-file.ts';

const TICK_MS = 10;
/** Crash recovery replays at most a checkpoint's worth of log: seconds, minutes on a very slow disk. */
const READY_TICKS = 60_000;
/** A fast shutdown writes one checkpoint. After this it is cut short; the log makes that safe. */
const STOP_TICKS = 6_000;
/** A killed server's children need a moment to notice and let go of its shared memory. */
const RETRIES = 100;
const RETRY_MS = 100;

/** A file that holds what the server says before its own log is open. */
const START_LOG = 'start.log';

/** Starts the server and answers its pid when it takes connections. */
export async function launch(
  home: Home,
  binaries: Binaries,
  identity: Identity,
  settings: readonly string[],
): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    const printedBefore = logSizes(home);
    const child = spawnServer(home, binaries, identity, settings);
    const pid = await ready(home, child);
    if (pid !== undefined) return pid;
    const printed = printedSince(home, printedBefore);
    if (attempt === RETRIES || !/pre-existing shared memory block/.test(printed)) {
      throw printedFailure(printed, home.log, 'start-failed');
    }
    await sleep(RETRY_MS);
  }
}

/**
 * In a session of its own, so that Ctrl-C in a terminal reaches the program and not the database under it. On Windows
 * `pg_ctl` starts it, which also gives up the administrator's rights.
 */
function spawnServer(home: Home, binaries: Binaries, identity: Identity, settings: readonly string[]): ChildProcess {
  const [program = '', ...args] =
    platform === 'win32'
      ? [binaries.pgCtl, 'start', '-W', '-D', home.data, '-o', settings.join(' ')]
      : [...identity.prefix, binaries.postgres, '-D', home.data, ...settings];
  const output = openSync(join(home.log, START_LOG), 'w', 0o600);
  const stdio = ['ignore', output, output] as const;
  const options = { ...identity.owner, env: serverEnvironment(), cwd: home.path, detached: platform !== 'win32' };
  const child = spawn(program, args, { ...options, stdio: [...stdio] });
  closeSync(output);
  // `exitCode` tells the rest; without a listener a program that cannot be run would end ours.
  child.on('error', () => undefined);
  child.unref();
  return child;
}

/** Waits for the child's "ready"; undefined when it ended before. */
async function ready(home: Home, child: ChildProcess): Promise<number | undefined> {
  for (let tick = 0; tick < READY_TICKS; tick += 1) {
    const lock = findLockFile(home.data);
    const isOurs = lock !== undefined && (platform === 'win32' || lock.pid === child.pid);
    if (isOurs && lock.isReady) return lock.pid;
    if (child.pid === undefined || child.signalCode !== null) return undefined;
    if (child.exitCode !== null && (platform !== 'win32' || child.exitCode !== 0)) return undefined;
    await sleep(TICK_MS);
  }
  child.kill('SIGQUIT');
  throw new EmbeddedFailure('start-failed', home.log);
}

function logSizes(home: Home): Map<string, number> {
  return new Map(
    readdirSync(home.log).map((name) => [name, name === START_LOG ? 0 : statSync(join(home.log, name)).size]),
  );
}

function printedSince(home: Home, before: ReadonlyMap<string, number>): string {
  const parts = readdirSync(home.log).map((name) => readFileSync(join(home.log, name)).subarray(before.get(name) ?? 0));
  return Buffer.concat(parts).toString('utf8');
}

/** Asks a server for a fast shutdown: transactions are rolled back, data is written, connections end. */
export function askToStop(binaries: Binaries, home: Home, pid: number, signal: 'SIGINT' | 'SIGQUIT' = 'SIGINT'): void {
  if (platform === 'win32') {
    const mode = signal === 'SIGINT' ? 'fast' : 'immediate';
    execFileSync(binaries.pgCtl, ['stop', '-W', '-D', home.data, '-m', mode], { stdio: 'ignore' });
  } else if (isServerOf(home.data, pid)) {
    kill(pid, signal);
  }
}

/**
 * Stops the server that holds `lock` and waits until it is gone. `isCrashed`: it ended its connections by itself, since one of its processes
 * was killed. In the recovery that follows it does not heed a fast shutdown; it has nothing to write, and an immediate one costs nothing.
 */
export async function stopServer(binaries: Binaries, home: Home, lock: LockFile, isCrashed = false): Promise<void> {
  askToStop(binaries, home, lock.pid, isCrashed ? 'SIGQUIT' : 'SIGINT');
  for (let tick = 0; isHeld(home, lock); tick += 1) {
    if (tick === STOP_TICKS) askToStop(binaries, home, lock.pid, 'SIGQUIT');
    if (tick === 2 * STOP_TICKS) throw new EmbeddedFailure('already-running', `${home.data} (pid ${lock.pid})`);
    await sleep(TICK_MS);
  }
}

// The lock file goes last when a server stops; one that was killed leaves it behind, but no longer is a process.
function isHeld(home: Home, lock: LockFile): boolean {
  return findLockFile(home.data)?.pid === lock.pid && isServerOf(home.data, lock.pid);
}
