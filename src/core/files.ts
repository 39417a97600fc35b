/** Content-addressed files (SHA-256) in the data folder. @module */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { appendFile, mkdir, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { makeFolder, publish, syncFolder } from './durable.ts';
import { newSecret } from './ids.ts';

export interface FileStore {
  /** Stores the bytes and returns their SHA-256 in hex. On disk (synced) when it resolves; storing twice is harmless. */
  put(bytes: Uint8Array): Promise<string>;
  /** @throws when there is no such file, or when its bytes no longer match its name */
  get(sha256: string): Promise<Buffer>;
  /** Takes the file away; none is fine too. Only for bytes of which nothing else can be the owner. */
  remove(sha256: string): Promise<void>;
  /** Files on their way here. */
  readonly parts: PartStore;
  /** A folder beside the files, for what has a layout of its own: the archive's store. */
  folder(name: string): string;
}

/** Files that arrive in pieces over a line that breaks: each piece is asked where it belongs. */
export interface PartStore {
  /** Bytes of the file that are here. */
  size(name: string): Promise<number>;
  /** Adds the piece when it begins where the file ends; answers the size after it, unchanged when it does not. */
  append(name: string, at: number, piece: Uint8Array): Promise<number>;
  read(name: string): Promise<Buffer>;
  /** The bytes from `at` on, at most `length`: fewer at the end of the file. */
  readPiece(name: string, at: number, length: number): Promise<Buffer>;
  /** The bytes from `at` on; once it is open, what is removed meanwhile is read to its end all the same. */
  stream(name: string, at: number): Promise<Readable>;
  remove(name: string): Promise<void>;
}

/** A store under `folder`, two levels deep: `ab/cd/abcd…`. */
export function openFileStore(folder: string): FileStore {
  const pathOf = (sha256: string): string => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError(`not a SHA-256 in hex: ${sha256}`);
    return join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  };
  return {
    parts: openPartStore(join(folder, 'parts')),
    folder: (name) => {
      // Longer than the two hex digits under which files lie.
      if (!/^[a-z]{3,40}(?:\/[A-Za-z0-9-]{1,32})?$/.test(name))
        throw new RangeError(`not the name of a folder: ${name}`);
      return join(folder, name);
    },
    put: async (bytes) => {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const path = pathOf(sha256);
      // Whoever put it here before may not have come to syncing its name.
      if (await exists(path)) await syncFolder(dirname(path));
      else await writeSynced(path, bytes);
      return sha256;
    },
    get: async (sha256) => {
      const bytes = await readFile(pathOf(sha256));
      if (createHash('sha256').update(bytes).digest('hex') !== sha256)
        throw new Error(`stored file ${sha256} is damaged`);
      return bytes;
    },
    remove: (sha256) => rm(pathOf(sha256), { force: true }),
  };
}

/** Not synced: a piece that a crash takes is missing in the size, one that it spoils in the hash. */
function openPartStore(folder: string): PartStore {
  const pathOf = (name: string): string => {
    if (!/^[0-9a-z-]{1,200}$/.test(name)) throw new RangeError(`not the name of a part: ${name}`);
    return join(folder, name);
  };
  const size = async (name: string): Promise<number> =>
    stat(pathOf(name)).then(
      (found) => found.size,
      () => 0,
    );
  // Two requests for one file take turns: a phone asks again while the first request still hangs.
  const turns = new Map<string, Promise<unknown>>();
  return {
    size,
    append: async (name, at, piece) => {
      const before = turns.get(name) ?? Promise.resolve();
      const turn = before.then(async () => {
        const here = await size(name);
        if (at !== here) return here;
        await mkdir(folder, { recursive: true });
        await appendFile(pathOf(name), piece, { mode: 0o600 });
        return here + piece.length;
      });
      const settled = turn.catch(() => undefined);
      turns.set(name, settled);
      void settled.then(() => turns.get(name) === settled && turns.delete(name));
      return turn;
    },
    read: (name) => readFile(pathOf(name)),
    readPiece: async (name, at, length) => {
      const file = await open(pathOf(name), 'r');
      try {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at);
        return buffer.subarray(0, bytesRead);
      } finally {
        await file.close();
      }
    },
    stream: async (name, at) => {
      const stream = createReadStream(pathOf(name), { start: at });
      await once(stream, 'open');
      return stream;
    },
    remove: (name) => rm(pathOf(name), { force: true }),
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
  const temporary = `${path}.${newSecret(6)}`;
  await makeFolder(dirname(path));
  try {
    await writeFile(temporary, bytes, { mode: 0o600, flag: 'wx', flush: true });
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await publish(temporary, path);
}
