/** Where the server listens: a private socket, or a loopback port where there are no sockets. Nowhere else. @module */
import { createHash } from 'node:crypto';
import { lstat, mkdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getuid, platform } from 'node:process';
import { EmbeddedFailure } from './failure.ts';
import { giveTo, type Home } from './cluster.ts';
import type { Identity } from './identity.ts';

export interface Listener {
  /** A socket's folder, or 127.0.0.1. */
  readonly host: string;
  readonly port: number;
  readonly isSocket: boolean;
}

/** The number in a socket's file name; it opens no port. */
const SOCKET_PORT = 5432;
/** `sun_path` holds 108 bytes with its closing zero on Linux, 104 on macOS. */
const LONGEST_PATH = platform === 'darwin' ? 103 : 107;

/** Chooses the listener of `home`: its own `run` folder, a short temporary folder when that path is too long, else a port. */
export async function chooseListener(home: Home, identity: Identity, kind: 'socket' | 'loopback'): Promise<Listener> {
  if (kind === 'loopback') return { host: '127.0.0.1', port: await freePort(), isSocket: false };
  const folder = fits(home.run) ? home.run : await shortFolder(home, identity);
  // Nobody listens any more when we come here; a lock file left by a kill could hold a number that is in use again.
  for (const name of [`.s.PGSQL.${SOCKET_PORT}`, `.s.PGSQL.${SOCKET_PORT}.lock`])
    await rm(join(folder, name), { force: true });
  return { host: folder, port: SOCKET_PORT, isSocket: true };
}

function fits(folder: string): boolean {
  return Buffer.byteLength(join(folder, `.s.PGSQL.${SOCKET_PORT}`)) <= LONGEST_PATH;
}

/** A folder whose name follows from the data folder, so that a restart after a kill finds the same one. */
async function shortFolder(home: Home, identity: Identity): Promise<string> {
  const name = `sunlot-${createHash('sha256').update(home.path).digest('hex').slice(0, 12)}`;
  const folder = [join(tmpdir(), name), join('/tmp', name)].find(fits) ?? join('/tmp', name);
  await mkdir(folder, { mode: 0o700, recursive: true });
  const found = await lstat(folder);
  // Anybody may have put a folder of that name there first: only a private one of ours will do.
  const owners = [getuid?.(), identity.owner?.uid];
  if (!found.isDirectory() || !owners.includes(found.uid) || (found.mode & 0o077) !== 0) {
    throw new EmbeddedFailure('listener-taken', folder);
  }
  await giveTo(identity, [folder]);
  return folder;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
