/** Reading a bundle from a folder or a zip, without trusting either. @module */
import { lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { InputError, limit, unpackZip, withoutCommonFolder } from './archive.ts';
import { isPublishedForm } from './container.ts';

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
  const files = unpackZip(path, archive);
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
