/** Content-addressed files (SHA-256) in the data folder. @module */
import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { newSecret } from './ids.ts';

export interface FileStore {
  /** Stores the bytes and returns their SHA-256 in hex. On disk (synced) when it resolves; storing twice is harmless. */
  put(bytes: Uint8Array): Promise<string>;
  /** @throws when there is no such file, or when its bytes no longer match its name */
  get(sha256: string): Promise<Buffer>;
}

/** A store under `folder`, two levels deep: `ab/cd/abcd…`. */
export function openFileStore(folder: string): FileStore {
  const pathOf = (sha256: string): string => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError(`not a SHA-256 in hex: ${sha256}`);
    return join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  };
  return {
    put: async (bytes) => {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const path = pathOf(sha256);
      if (!(await exists(path))) await writeSynced(path, bytes);
      return sha256;
    },
    get: async (sha256) => {
      const bytes = await readFile(pathOf(sha256));
      if (createHash('sha256').update(bytes).digest('hex') !== sha256)
        throw new Error(`stored file ${sha256} is damaged`);
      return bytes;
    },
  };
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Written beside its place and renamed, so that a crash leaves either the whole file or none. */
async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const folder = join(path, '..');
  await mkdir(folder, { recursive: true });
  const temporary = `${path}.${newSecret(6)}`;
  const file = await open(temporary, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } catch (error) {
    await unlink(temporary);
    throw error;
  } finally {
    await file.close();
  }
  await rename(temporary, path);
  const directory = await open(folder, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
