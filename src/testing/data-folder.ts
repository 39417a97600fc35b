/** Data folders and second programs, for tests of the embedded database itself. @module */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { afterAll, afterEach } from 'vitest';
import { EmbeddedFailure, type EmbeddedFailureCode } from '../core/postgres/failure.ts';
import { startEmbedded, type EmbeddedOptions, type EmbeddedServer } from '../core/postgres/embedded.ts';

export interface DataFolders {
  /** A new private folder (0700); what runs in it is stopped and it is removed after the test. */
  readonly make: () => Promise<string>;
  /** The one folder of this test file in which a database was made before: quicker, and left in order by each test. */
  readonly used: () => Promise<string>;
  /** Starts a server that the end of the test stops. */
  readonly start: (dataDir: string, options?: Partial<EmbeddedOptions>) => Promise<EmbeddedServer>;
}

/** Data folders that clean up after each test of the calling file. */
export function dataFolders(): DataFolders {
  const folders: string[] = [];
  const servers: EmbeddedServer[] = [];
  let usedFolder: Promise<string> | undefined;
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.stop()));
    await Promise.all(folders.splice(0).map(removeFolder));
  });
  afterAll(async () => {
    if (usedFolder !== undefined) await removeFolder(await usedFolder);
  });
  return {
    make: async () => {
      const folder = await newFolder();
      folders.push(folder);
      return folder;
    },
    used: () => (usedFolder ??= makeUsed()),
    start: async (dataDir, options) => {
      const server = await startEmbedded({ dataDir, fast: true, ...options });
      servers.push(server);
      return server;
    },
  };
}

function newFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'sunlot-test-'));
}

function removeFolder(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true, maxRetries: 10 });
}

async function makeUsed(): Promise<string> {
  const folder = await newFolder();
  const server = await startEmbedded({ dataDir: folder, fast: true });
  await server.stop();
  return folder;
}

/** The failure that a start ends with; fails the test when it starts or dies of anything else. */
export async function failureOf(start: Promise<unknown>): Promise<{ code: EmbeddedFailureCode; message: string }> {
  try {
    await start;
  } catch (error) {
    if (error instanceof EmbeddedFailure) return error;
    throw error;
  }
  throw new Error('the database started');
}

/** Another program that starts the database of a folder and then only waits to be killed. */
export interface OtherProgram {
  readonly process: ChildProcess;
  /** What it printed when it was done starting: `started`, or the code of its failure. */
  readonly outcome: Promise<string>;
  /** Lets it end by itself, without having stopped its server. */
  exit(): Promise<void>;
  /** Kills it without a word to anybody, as the machine's end would. */
  kill(): Promise<void>;
}

/** Starts another program on the folder, by way of `prefix` words (such as those of `unshare`) when given. */
export function startOtherProgram(dataDir: string, prefix: readonly string[] = []): OtherProgram {
  const script = `
    import { startEmbedded } from ${JSON.stringify(new URL('../core/postgres/embedded.ts', import.meta.url).href)};
    process.on('SIGUSR2', () => process.exit(1));
    try { await startEmbedded({ dataDir: process.argv[1], appName: 'other', fast: true }); console.log('started'); }
    catch (error) { console.log(error.code ?? error.stack); }`;
  const [program, ...args] = [...prefix, execPath, '--input-type=module', '--eval', script, dataDir];
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const outcome = new Promise<string>((resolve) => {
    child.stdout.once('data', (line: Buffer) => resolve(line.toString().trim()));
    child.once('close', () => resolve('ended'));
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await ended;
  };
  return { process: child, outcome, exit: () => end('SIGUSR2'), kill: () => end('SIGKILL') };
}
