/** Where the sealed volumes of a bureau lie, and what is in them. @module */
import { digestBytes } from '../../core/preservation/digests.ts';
import { readManifest } from '../../core/preservation/bagit/tag-files.ts';
import { Findings } from '../../core/preservation/findings.ts';
import { listObject, readFromObject } from '../../core/preservation/ocfl/store.ts';
import type { FileStore } from '../../core/files.ts';

/** The OCFL root of a bureau, in the data folder. */
export function storeOf(files: FileStore, bureauCode: string): string {
  return files.folder(`archive/${bureauCode}`);
}

/** The last part names the folder: people find a volume by its number. */
export function objectIdOf(bureauCode: string, archiveNumber: string): string {
  return `urn:sunlot:archive:${bureauCode}:${archiveNumber}`;
}

/** One file of a volume's newest version; undefined when it has none of that path. */
export function readSealed(
  files: FileStore,
  { code, archiveNumber }: { readonly code: string; readonly archiveNumber: string },
  path: string,
): Promise<Buffer | undefined> {
  return readFromObject(storeOf(files, code), objectIdOf(code, archiveNumber), path);
}

export interface SealedFile {
  readonly path: string;
  readonly bytes: Buffer;
}

/** Every file of the newest version, one at a time. @throws when bytes are not those of the inventory */
export async function* sealedFiles(files: FileStore, code: string, archiveNumber: string): AsyncGenerator<SealedFile> {
  const [root, id] = [storeOf(files, code), objectIdOf(code, archiveNumber)];
  for (const path of await listObject(root, id)) {
    const bytes = await readFromObject(root, id, path);
    if (bytes !== undefined) yield { path, bytes };
  }
}

/** What does not agree between a bag's files and its manifests; empty when everything does. */
export function manifestFaults(files: ReadonlyMap<string, Buffer>): string[] {
  const faults: string[] = [];
  for (const algorithm of ['sha256', 'sm3'] as const)
    for (const name of [`manifest-${algorithm}.txt`, `tagmanifest-${algorithm}.txt`]) {
      const text = files.get(name);
      if (text === undefined) {
        faults.push(name);
        continue;
      }
      const listed = readManifest(text.toString('utf8'), name, '1.0', new Findings());
      for (const { path, digest } of listed) {
        const bytes = files.get(path);
        if (bytes === undefined || digestBytes(bytes, algorithm) !== digest) faults.push(path);
      }
      if (name.startsWith('manifest')) {
        const known = new Set(listed.map(({ path }) => path));
        for (const path of files.keys()) if (path.startsWith('data/') && !known.has(path)) faults.push(path);
      }
    }
  return [...new Set(faults)];
}
