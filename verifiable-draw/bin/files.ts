/** Reading a bundle from a folder or a zip, without trusting either. @module */
import { lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { isPublishedForm } from './container.ts';

/** More than any real bundle; a zip bomb ends here. */
export const MAX_FILES = 2000;
export const MAX_BYTES = 512 * 1024 * 1024;

/** Why a path gives no bundle. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

export interface Input {
  readonly files: Map<string, Uint8Array>;
  /** False for a zip whose bytes are not how a bundle is published. A folder has no container. */
  readonly isPublishedForm: boolean;
}

/**
 * Files of a bundle by path.
 * @param path - a folder or a .zip file
 * @throws {InputError} when there is nothing to read, or more than any bundle has
 */
export function readInput(path: string): Input {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw new InputError(`${path}: 没有这个文件 / no such file`);
  if (found.isDirectory()) return { files: withoutCommonFolder(readFolder(path)), isPublishedForm: true };
  limit(1, found.size);
  const archive = new Uint8Array(readFileSync(path));
  const files = readZip(path, archive);
  return { files: withoutCommonFolder(files), isPublishedForm: isPublishedForm(archive, files) };
}

function readFolder(root: string): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  let bytes = 0;
  const walk = (folder: string): void => {
    for (const name of readdirSync(join(root, folder)).sort()) {
      const path = folder === '' ? name : `${folder}/${name}`;
      const found = lstatSync(join(root, path));
      if (found.isDirectory()) walk(path);
      else if (!found.isFile()) throw new InputError(`${path}: 不是普通文件 / not a plain file`);
      else {
        bytes += found.size;
        limit(files.size + 1, bytes);
        files.set(path, new Uint8Array(readFileSync(join(root, path))));
      }
    }
  };
  walk('');
  return files;
}

function readZip(path: string, archive: Uint8Array): Map<string, Uint8Array> {
  let [count, bytes] = [0, 0];
  const seen = new Set<string>();
  try {
    const entries = unzipSync(archive, {
      // Sizes are checked before anything is unpacked; fflate writes no more than the size that is stated.
      filter: ({ name, originalSize }) => {
        if (name.endsWith('/')) return false;
        [count, bytes] = [count + 1, bytes + originalSize];
        limit(count, bytes);
        checkPath(name);
        if (seen.has(name)) throw new InputError(`${name}: 重名 / stands twice`);
        seen.add(name);
        return true;
      },
    });
    return new Map(Object.entries(entries));
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(
      `${path}: 不是可读的 zip / not a readable zip (${error instanceof Error ? error.message : String(error)})`,
    );
  }
}

function limit(files: number, bytes: number): void {
  if (files > MAX_FILES || bytes > MAX_BYTES) {
    throw new InputError(
      `超过 ${MAX_FILES} 个文件或 ${MAX_BYTES} 字节 / more than ${MAX_FILES} files or ${MAX_BYTES} bytes`,
    );
  }
}

function checkPath(name: string): void {
  const parts = name.split('/');
  const isPlain = parts.every((part) => part !== '' && part !== '.' && part !== '..') && !/[\\:\0]/.test(name);
  if (!isPlain) throw new InputError(`${JSON.stringify(name)}: 路径不安全 / unsafe path`);
}

/** Many programs put everything into one folder when they zip. */
function withoutCommonFolder(files: Map<string, Uint8Array>): Map<string, Uint8Array> {
  if (files.has('manifest.json') || files.has('announcement.json')) return files;
  const folders = new Set([...files.keys()].map((path) => path.split('/')[0]));
  const [folder = ''] = folders;
  if (folders.size !== 1 || !files.has(`${folder}/manifest.json`)) return files;
  return new Map([...files].map(([path, bytes]) => [path.slice(folder.length + 1), bytes]));
}
