/** What a folder is, and whether it is whole: a bag, an OCFL object or an OCFL storage root. @module */
import { readdir, stat } from 'node:fs/promises';
import { checkBag } from './bagit/check.ts';
import type { Finding } from './findings.ts';
import { INVENTORY, versionNumber } from './ocfl/inventory.ts';
import { checkObject } from './ocfl/object.ts';
import { checkStorageRoot } from './ocfl/storage-root.ts';

export type PreservedKind = 'bag' | 'object' | 'storage-root';

export interface CheckReport {
  readonly kind: PreservedKind;
  readonly findings: readonly Finding[];
  /** How many objects a storage root holds. */
  readonly objects?: number;
}

/** Undefined when the path is no folder, or one that means to be none of the three. */
export async function checkPreserved(path: string): Promise<CheckReport | undefined> {
  const kind = await kindOf(path);
  switch (kind) {
    case undefined:
      return undefined;
    case 'bag':
      return { kind, findings: await checkBag(path) };
    case 'object':
      return { kind, findings: await checkObject(path) };
    case 'storage-root': {
      const { findings, objects } = await checkStorageRoot(path);
      return { kind, findings, objects: objects.length };
    }
  }
}

/** By its declaration; without one, by what else only such a folder holds, so that a missing declaration is named as such. */
async function kindOf(path: string): Promise<PreservedKind | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory() !== true) return undefined;
  const names = await readdir(path);
  if (names.includes('bagit.txt')) return 'bag';
  if (names.some((name) => /^\d=ocfl_object/.test(name))) return 'object';
  if (names.some((name) => /^\d=ocfl_\d/.test(name))) return 'storage-root';
  if (names.some((name) => /^manifest-.+\.txt$/.test(name))) return 'bag';
  if (names.includes(INVENTORY) || names.some((name) => versionNumber(name) !== undefined)) return 'object';
  return undefined;
}
