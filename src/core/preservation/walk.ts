/** What lies in a folder, links not followed. @module */
import { lstat, readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

export interface Entry {
  /** Below the folder, parts joined by `/`. */
  readonly path: string;
  /** `other`: a link, a pipe, a socket, a device. */
  readonly kind: 'file' | 'folder' | 'other';
  /** Bytes; 0 for what is no file. */
  readonly size: number;
  /** Two files of one inode are hard links to the same bytes; 0 for what is no file. */
  readonly inode: number;
}

/** Everything below a folder, in order of path. Throws when the folder cannot be read. */
export async function walk(root: string): Promise<Entry[]> {
  const found = await readdir(root, { recursive: true, withFileTypes: true });
  const entries = await Promise.all(
    found.map(async (one): Promise<Entry> => {
      const full = join(one.parentPath, one.name);
      const path = relative(root, full).split(sep).join('/');
      if (one.isDirectory()) return { path, kind: 'folder', size: 0, inode: 0 };
      if (!one.isFile()) return { path, kind: 'other', size: 0, inode: 0 };
      const { size, ino } = await lstat(full);
      return { path, kind: 'file', size, inode: ino };
    }),
  );
  return entries.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The part of a path before its last `/`; empty at the top. */
export function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

/** Folders that hold nothing. */
export function emptyFolders(entries: readonly Entry[]): string[] {
  const parents = new Set(entries.map(({ path }) => folderOf(path)));
  return entries.flatMap(({ path, kind }) => (kind === 'folder' && !parents.has(path) ? [path] : []));
}
