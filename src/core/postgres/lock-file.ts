/** PostgreSQL's own lock, `postmaster.pid`: who runs on a data directory, and since when it is only a leftover. @module */
import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { kill, platform } from 'node:process';

/** What a server writes about itself into `postmaster.pid`. */
export interface LockFile {
  readonly pid: number;
  readonly port: number;
  /** The folder of its socket, or the address it listens on. */
  readonly host: string;
  /** True from the moment it takes connections until it begins to stop. */
  readonly isReady: boolean;
}

/** Reads the lock of a data directory; undefined when no server holds it or its file is cut off. */
export function findLockFile(data: string): LockFile | undefined {
  let text: string;
  try {
    text = readFileSync(join(data, 'postmaster.pid'), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  // Lines: pid, data directory, start time, port, socket folder, listen address, shared memory key, status.
  const [pid = '', , , port = '', socketFolder = '', address = '', , status = ''] = text.split('\n');
  const host = socketFolder.trim() || address.trim();
  const number = Math.abs(Number(pid));
  if (!Number.isInteger(number) || number === 0) return undefined;
  return { pid: number, port: Number(port), host, isReady: status.trim() === 'ready' };
}

/** Whether any process has this id; one we may not signal counts. */
export function isAlive(pid: number): boolean {
  try {
    kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * Whether process `pid` is a server on this data directory. After a power cut or in a container the number in a stale
 * lock file often belongs to some other process, so the number alone proves nothing.
 */
export function isServerOf(data: string, pid: number): boolean {
  if (!isAlive(pid)) return false;
  try {
    if (platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data);
    if (platform === 'win32')
      return execFileSync('tasklist', ['/FI', `PID eq ${pid}`], { encoding: 'utf8' }).includes('postgres');
    return execFileSync('ps', ['-p', `${pid}`, '-o', 'command='], { encoding: 'utf8' }).includes(data);
  } catch {
    // The process ended between the two looks, or it is another user's and so not ours.
    return false;
  }
}
