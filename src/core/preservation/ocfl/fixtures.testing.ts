/** Small OCFL objects bent as the fixtures of the OCFL editors are (CC0), with contents of our own. @module */
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { checkPreserved } from '../check.ts';
import { digestBytes } from '../digests.ts';
import { inventory, put, putInventory, sha512, type Inventory } from './object.testing.ts';

/** Folder of the object of the running test. */
export let root: string;

/** Call it once at the top of a test file. */
export function useObject(): void {
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'sunlot-fixture-'));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));
}

export const [OLD, PHOTO] = ['旧', '照片'].map(sha512) as [string, string];
export const UPPER = OLD.toUpperCase();

export type Change = (spec: string) => Promise<unknown>;

/** Bends the inventory of root and head alike. */
export function bent(change: (it: Inventory) => unknown): Change {
  return async (spec) => {
    const { current } = inventory(spec);
    change(current);
    await putInventory(root, '', current);
    await putInventory(root, 'v2', current);
  };
}

/** Bends the inventory in the folder of the first version. */
export function bentFirst(change: (it: Inventory) => unknown): Change {
  return async (spec) => {
    const { first } = inventory(spec);
    change(first);
    await putInventory(root, 'v1', first);
  };
}

export const head = (it: Inventory): Inventory['versions'][string] =>
  it.versions['v2'] as Inventory['versions'][string];

/** An object of one file and one version, which the simple fixtures are. */
export async function minimal(spec: string, bend: (it: Inventory) => unknown = () => undefined): Promise<void> {
  await rm(root, { recursive: true });
  const { first } = inventory(spec);
  const kept = { [OLD]: ['v1/content/记录.txt'] };
  const it: Inventory = {
    ...first,
    manifest: kept,
    versions: { v1: { ...first.versions['v1'], created: '2019-01-01T02:03:04Z', state: { [OLD]: ['记录.txt'] } } },
  };
  bend(it);
  await put(root, { [`0=ocfl_object_${spec}`]: `ocfl_object_${spec}\n`, 'v1/content/记录.txt': '旧' });
  await putInventory(root, '', it);
  await putInventory(root, 'v1', it);
}

/** The whole object with folders and names of other digits. */
export async function padded(
  spec: string,
  called: (name: string) => string,
  write = (folder: string, it: Inventory): Promise<void> => putInventory(root, folder, it),
): Promise<void> {
  const { first, current } = inventory(spec);
  const worded = (it: Inventory): Inventory =>
    JSON.parse(
      JSON.stringify(it).replaceAll(
        /(["/])(v\d)(?=["/])/g,
        (_all, before: string, name: string) => before + called(name),
      ),
    ) as Inventory;
  for (const name of ['v1', 'v2']) await rename(join(root, name), join(root, called(name)));
  await write(called('v1'), worded(first));
  await write(called('v2'), worded(current));
  await write('', worded(current));
}

/** The same inventory by another digest, with its sidecar of that name. */
export async function bySha256(folder: string, it: Inventory): Promise<void> {
  const text = JSON.stringify(it)
    .replaceAll(/[0-9a-f]{128}/g, (digest) => SHORT.get(digest) ?? digest)
    .replace('"sha512"', '"sha256"');
  const at = folder === '' ? 'inventory.json' : `${folder}/inventory.json`;
  await rm(join(root, `${at}.sha512`), { force: true });
  await put(root, { [at]: text, [`${at}.sha256`]: `${digestBytes(Buffer.from(text), 'sha256')} inventory.json\n` });
}
const SHORT = new Map(['旧', '新', '照片'].map((text) => [sha512(text), digestBytes(Buffer.from(text), 'sha256')]));

export function mixed(digest: string): string {
  return digest.slice(0, 64).toUpperCase() + digest.slice(64);
}

export function rekey(it: Inventory, manifest: string, state: string): void {
  it.manifest = { [manifest]: ['v1/content/记录.txt'] };
  Object.assign(it.versions['v1'] ?? {}, { state: { [state]: ['记录.txt'] } });
}

/** The first file by a digest that is not its own, in manifest and state alike. */
export function rekeyed(it: Inventory, digest: string): void {
  it.manifest = { [digest]: ['v1/content/记录.txt'], [PHOTO]: ['v1/content/照片.jpg'] };
  Object.assign(it.versions['v1'] ?? {}, { state: { [digest]: ['记录.txt'], [PHOTO]: ['照片.jpg'] } });
}

/** Each file by the digest of the other. */
export function swapped(it: Inventory): Inventory {
  return { ...it, manifest: { [PHOTO]: ['v1/content/记录.txt'], [OLD]: ['v1/content/照片.jpg'] } };
}

export async function verdict(): Promise<{ readonly errors: string[]; readonly warnings: string[] }> {
  const findings = (await checkPreserved(root))?.findings ?? [];
  const of = (level: string) => findings.flatMap((finding) => (finding.level === level ? [finding.code] : []));
  return { errors: of('error'), warnings: of('warning') };
}
