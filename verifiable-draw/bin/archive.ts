/** Unpacking a bundle without trusting it; nothing here reads a disk, so that a browser does the same as the command. @module */
import { unzipSync } from 'fflate';
import { reasonOf } from '../src/shape.ts';

/** More than any real bundle; a zip bomb ends here. */
const MAX_FILES = 2000;
const MAX_BYTES = 512 * 1024 * 1024;

/** Why a path gives no bundle. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

/** @throws {InputError} when there is more than any bundle has */
export function limit(files: number, bytes: number): void {
  if (files > MAX_FILES || bytes > MAX_BYTES) {
    throw new InputError(
      `超过 ${MAX_FILES} 个文件或 ${MAX_BYTES} 字节 / more than ${MAX_FILES} files or ${MAX_BYTES} bytes`,
    );
  }
}

/**
 * Files of a zip by path.
 * @param name - of the zip, for the sentence when it cannot be read
 * @throws {InputError} when it is none, holds more than any bundle, a path twice or an unsafe one
 */
export function unpackZip(name: string, archive: Uint8Array): Map<string, Uint8Array> {
  let [count, bytes] = [0, 0];
  const seen = new Set<string>();
  try {
    const entries = unzipSync(archive, {
      // Sizes are checked before anything is unpacked; fflate writes no more than the size that is stated.
      filter: ({ name: path, originalSize }) => {
        if (path.endsWith('/')) return false;
        [count, bytes] = [count + 1, bytes + originalSize];
        limit(count, bytes);
        checkPath(path);
        if (seen.has(path)) throw new InputError(`${path}: 重名 / stands twice`);
        seen.add(path);
        return true;
      },
    });
    return new Map(Object.entries(entries));
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`${name}: 不是可读的 zip / not a readable zip (${reasonOf(error)})`);
  }
}

function checkPath(name: string): void {
  const parts = name.split('/');
  const isPlain = parts.every((part) => part !== '' && part !== '.' && part !== '..') && !/[\\:\0]/.test(name);
  if (!isPlain) throw new InputError(`${JSON.stringify(name)}: 路径不安全 / unsafe path`);
}

/** The files without the one folder they all lie in: many programs make one when they zip. */
export function withoutCommonFolder(files: Map<string, Uint8Array>): Map<string, Uint8Array> {
  if (files.has('manifest.json') || files.has('announcement.json')) return files;
  const folders = new Set([...files.keys()].map((path) => path.split('/')[0]));
  const [folder = ''] = folders;
  if (folders.size !== 1 || !files.has(`${folder}/manifest.json`)) return files;
  return new Map([...files].map(([path, bytes]) => [path.slice(folder.length + 1), bytes]));
}
