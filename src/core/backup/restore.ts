/** Restores a backup into a new data folder, up to a moment. @module */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, copyFile, mkdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { homeAt } from '../postgres/cluster.ts';
import { recover } from '../postgres/recovery.ts';
import { exists, namesIn, listBases, listFiles, listSegments, type Base, type Repository } from './repository.ts';
import { openSealed, unsealTo } from './sealed-file.ts';

export type RestoreProblem = 'no-base' | 'target-not-empty' | 'log-missing' | 'cannot-open';

/** Why nothing was restored. */
export class RestoreRefused extends Error {
  override readonly name = 'RestoreRefused';
  readonly problem: RestoreProblem;
  readonly what: string;

  constructor(problem: RestoreProblem, what: string) {
    super(`${problem}: ${what}`);
    this.problem = problem;
    this.what = what;
  }
}

export interface Restored {
  readonly name: string;
  readonly base: Base;
  readonly segments: number;
  readonly files: number;
}

/**
 * Restores into `target`, which is made or must be empty.
 * @param until - RFC 3339 instant; the newest state when undefined
 * @param withFiles - without the stored files for a look at the database alone
 * @throws RestoreRefused, RecoveryTooShort
 */
export async function restore(
  repository: Repository,
  identity: string,
  target: string,
  { until, withFiles = true }: { readonly until?: string | undefined; readonly withFiles?: boolean },
): Promise<Restored> {
  if ((await namesIn(target)).length > 0) throw new RestoreRefused('target-not-empty', target);
  const chosen = await chooseBase(repository, until);
  const segments = await neededSegments(repository, chosen.base);
  const home = homeAt(join(target, 'postgres'));
  for (const folder of [target, home.path, home.data, home.log, home.run])
    await mkdir(folder, { recursive: true, mode: 0o700 });
  await unpack(repository.base(chosen.name, 'base.tar.gz.age'), home.data, identity);
  await unpack(repository.base(chosen.name, 'keys.tar.gz.age'), target, identity);
  await copyFile(repository.base(chosen.name, 'backup_label'), join(home.data, 'backup_label'));
  await ownAs(home.data, [join(home.data, 'backup_label'), home.log, home.run, home.path]);
  const plain = join(home.path, 'wal-restore');
  await mkdir(plain, { mode: 0o755 });
  for (const segment of segments) await unsealTo(join(plain, segment), repository.wal(segment), identity);
  await ownAs(home.data, [plain, ...segments.map((segment) => join(plain, segment))]);
  await recover(target, plain, until);
  await rm(plain, { recursive: true });
  const files = withFiles ? await restoreFiles(repository, identity, target) : 0;
  return { ...chosen, segments: segments.length, files };
}

/** The newest base that was whole at the moment. */
async function chooseBase(
  repository: Repository,
  until: string | undefined,
): Promise<{ readonly name: string; readonly base: Base }> {
  const limit = until === undefined ? undefined : Temporal.Instant.from(until);
  const bases = (await listBases(repository)).filter(
    ({ base }) => limit === undefined || Temporal.Instant.compare(base.stoppedAt, limit) <= 0,
  );
  const chosen = bases.at(-1);
  if (chosen === undefined) throw new RestoreRefused('no-base', until ?? repository.folder);
  return chosen;
}

/** From the base on; of its own part of the log none may be missing. */
async function neededSegments(repository: Repository, base: Base): Promise<readonly string[]> {
  const all = await listSegments(repository);
  const needed = all.filter((name) => name.endsWith('.history') || name >= base.fromSegment);
  for (const end of [base.fromSegment, base.toSegment])
    if (!needed.includes(end)) throw new RestoreRefused('log-missing', end);
  return needed;
}

async function restoreFiles(repository: Repository, identity: string, target: string): Promise<number> {
  const names = await listFiles(repository);
  for (const name of names) {
    const path = join(target, 'files', name.slice(0, 2), name.slice(2, 4), name);
    if (!(await exists(path))) await unsealTo(path, repository.file(name), identity);
  }
  return names.size;
}

async function unpack(sealed: string, folder: string, identity: string): Promise<void> {
  const plain = await openSealed(sealed, identity).catch((error: unknown) => {
    throw new RestoreRefused('cannot-open', `${sealed}: ${error instanceof Error ? error.message : String(error)}`);
  });
  const tar = spawn('tar', ['-C', folder, '-xpf', '-'], { stdio: ['pipe', 'ignore', 'pipe'] });
  let printed = '';
  tar.stderr.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
  });
  const ended = new Promise<number>((resolve, reject) => {
    tar.once('error', reject);
    tar.once('close', (code) => resolve(code ?? 2));
  });
  try {
    await feed(plain, tar.stdin);
  } catch (error) {
    // It would wait for the rest for ever, and the program for it: a drill of a damaged backup would never say so.
    tar.kill();
    await ended;
    throw error;
  }
  const code = await ended;
  if (code !== 0) throw new Error(`tar ended with ${code}: ${printed}`);
}

/** tar stops reading at the end of its archive; the stream is read on all the same, since its last bytes prove the rest. */
async function feed(plain: Readable, stdin: Writable): Promise<void> {
  let isOpen = true;
  const closed = new Promise<void>((resolve) => {
    const close = (): void => {
      isOpen = false;
      resolve();
    };
    stdin.once('close', close);
    stdin.once('error', close);
  });
  for await (const chunk of plain)
    if (isOpen && !stdin.write(chunk)) await Promise.race([closed, once(stdin, 'drain').catch(() => undefined)]);
  stdin.end();
}

/** Files that we made beside the server's belong to whom its own belong to. */
async function ownAs(data: string, paths: readonly string[]): Promise<void> {
  const { uid, gid } = await stat(join(data, 'PG_VERSION'));
  const mine = await stat(dirname(dirname(data)));
  if (uid === mine.uid) return;
  for (const path of paths) await chown(path, uid, gid);
}
