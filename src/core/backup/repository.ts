/** What a backup consists of, and where it lies in its folder. @module */
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { restoreByHand } from './by-hand.zh.ts';

/** One base: the server's files at a moment, from which its log (WAL) goes on. */
export const Base = z.object({
  format: z.literal('sunlot-backup/1'),
  /** Of PostgreSQL, e.g. `18.4`. */
  version: z.string(),
  startedAt: z.string(),
  /** From this moment on it can be restored to any time. */
  stoppedAt: z.string(),
  /** First segment of the log that it needs, and the last. */
  fromSegment: z.string().regex(/^[0-9A-F]{24}$/),
  toSegment: z.string().regex(/^[0-9A-F]{24}$/),
  /** Before compression. */
  bytes: z.int(),
  recipients: z.array(z.string()),
});
export type Base = z.infer<typeof Base>;

export interface Repository {
  readonly folder: string;
  /** `base/<name>/…` */
  base(name: string, file: 'base.tar.gz.age' | 'keys.tar.gz.age' | 'backup_label' | 'backup.json'): string;
  /** `wal/<segment>.gz.age` */
  wal(segment: string): string;
  /** `files/ab/cd/<sha256>.gz.age` */
  file(sha256: string): string;
}

export function repositoryAt(folder: string): Repository {
  return {
    folder,
    base: (name, file) => join(folder, 'base', name, file),
    wal: (segment) => join(folder, 'wal', `${segment}.gz.age`),
    file: (sha256) => join(folder, 'files', sha256.slice(0, 2), sha256.slice(2, 4), `${sha256}.gz.age`),
  };
}

/** Makes the folder, with a page that says how to restore by hand. */
export async function prepareRepository({ folder }: Repository): Promise<void> {
  for (const name of ['base', 'wal', 'files']) await mkdir(join(folder, name), { recursive: true, mode: 0o700 });
  await writeFile(join(folder, 'README.txt'), restoreByHand, { mode: 0o644 });
}

/** The bases that are whole, oldest first; one that was broken off has no `backup.json`. */
export async function listBases(
  repository: Repository,
): Promise<readonly { readonly name: string; readonly base: Base }[]> {
  const names = (await namesIn(join(repository.folder, 'base'))).toSorted();
  const bases = await Promise.all(
    names.map(async (name) => {
      const text = await readFile(repository.base(name, 'backup.json'), 'utf8').catch(absent);
      return text === undefined ? [] : [{ name, base: Base.parse(JSON.parse(text)) }];
    }),
  );
  return bases.flat();
}

/** Takes away all but the newest `keep` bases, what was broken off before them, and the log that none of them needs. */
export async function prune(repository: Repository, keep: number): Promise<void> {
  const kept = (await listBases(repository)).slice(-keep);
  const [oldest] = kept;
  if (oldest === undefined) return;
  for (const name of await namesIn(join(repository.folder, 'base')))
    if (name < oldest.name) await rm(join(repository.folder, 'base', name), { recursive: true });
  for (const segment of await listSegments(repository))
    if (!segment.endsWith('.history') && segment < oldest.base.fromSegment) await rm(repository.wal(segment));
}

/** The segments of the log (and the histories of its timelines) that are there, in their order. */
export async function listSegments({ folder }: Repository): Promise<readonly string[]> {
  const names = await namesIn(join(folder, 'wal'));
  return names.flatMap((name) => (name.endsWith('.gz.age') ? [name.slice(0, -'.gz.age'.length)] : [])).toSorted();
}

/** The stored files that are there, by their hashes. */
export async function listFiles({ folder }: Repository): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const a of await namesIn(join(folder, 'files')))
    for (const b of await namesIn(join(folder, 'files', a)))
      for (const name of await namesIn(join(folder, 'files', a, b)))
        if (/^[0-9a-f]{64}\.gz\.age$/.test(name)) found.add(name.slice(0, 64));
  return found;
}

export async function namesIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder).catch(absent)) ?? [];
}

export async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(absent)) !== undefined;
}

function absent(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
    return undefined;
  throw error;
}
