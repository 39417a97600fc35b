/** The program as an operator runs it: a process of its own over a data folder, with people signed in; started, killed and stopped at will. @module */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openSunlot, type OpenSunlot } from '../cli/open.ts';
import type { Role } from '../core/actor.ts';
import { NO_BEACON_HOSTS } from '../core/beacon-hosts.ts';
import { readConfig } from '../core/config.ts';
import { homeAt } from '../core/postgres/cluster.ts';
import { findLockFile } from '../core/postgres/lock-file.ts';
import { buildSite } from '../http/site.ts';
import { openTestBureau } from './bench-runtime.ts';
import { openCaller } from './served-site.ts';

const MAIN = fileURLToPath(new URL('../cli/main.ts', import.meta.url));

/** A data folder with the bureau 120111 in it, and the cookie of one person for each role. */
export interface Prepared {
  readonly folder: string;
  readonly cookies: Readonly<Partial<Record<Role, string>>>;
}

/** Opens the database of a data folder without a program on it. */
export function openFolder(folder: string): Promise<OpenSunlot> {
  return openSunlot(readConfig({ SUNLOT_DATA: folder }));
}

/** Makes the folder, with a bureau in it. */
export async function prepareFolder(
  folder: string,
  roles: readonly Role[],
  also: (sunlot: OpenSunlot) => Promise<void> = async () => undefined,
): Promise<Prepared> {
  const sunlot = await openFolder(folder);
  try {
    const { runtime } = sunlot;
    await openTestBureau(runtime);
    const app = await buildSite({
      ...sunlot,
      beaconHosts: NO_BEACON_HOSTS,
      workerError: () => undefined,
      logging: false,
    });
    const cookies: Partial<Record<Role, string>> = {};
    for (const role of roles) cookies[role] = (await openCaller(app, runtime, role, 1)).cookie;
    await also(sunlot);
    await app.close();
    return { folder, cookies };
  } finally {
    await sunlot.close();
  }
}

export interface Program {
  readonly child: ChildProcess;
  readonly port: number;
  /** The exit code once it has ended; null when it was killed. */
  readonly ended: Promise<number | null>;
  /** What it has printed so far. */
  output(): string;
}

/** Starts `sunlot serve`; resolves when it says that it is ready. @throws when it ends before */
export async function startProgram(
  folder: string,
  port: number,
  { env = {}, nodeArgs = [] }: { readonly env?: Record<string, string>; readonly nodeArgs?: readonly string[] } = {},
): Promise<Program> {
  const child = spawn(process.execPath, [...nodeArgs, MAIN, 'serve'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      SUNLOT_DATA: folder,
      PORT: String(port),
      SUNLOT_DRAND_HOSTS: 'none',
      SUNLOT_NIST_HOSTS: 'none',
      ...env,
    },
  });
  let text = '';
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  await new Promise<void>((resolve, reject) => {
    const hear = (bytes: Buffer): void => {
      // Of what it says while it works only the end is of use.
      text = `${text}${bytes.toString()}`.slice(-50_000);
      if (text.includes('已就绪')) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    void ended.then(() => reject(new Error(`the program ended: ${text}`)));
  });
  return { child, port, ended, output: () => text };
}

/** A port that nobody listens on; the program comes back on it. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** The processes of the PostgreSQL of a data folder: its postmaster first. Linux alone. */
export function serverProcesses(folder: string): number[] {
  const lock = findLockFile(homeAt(join(folder, 'postgres')).data);
  if (lock === undefined) return [];
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(Number(name)) === lock.pid);
  return [lock.pid, ...children.map(Number)];
}

function parentOf(pid: number): number | undefined {
  try {
    return Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    // It ended between the two looks.
    return undefined;
  }
}
