/** An OCFL 1.1 storage root that grows: objects get versions, and what was written is never touched again. @module */
import { mkdir, readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { digestBytes, digestFile } from '../digests.ts';
import { publish, syncFolder, writeNew } from '../../durable.ts';
import { walk } from '../walk.ts';
import { DEFAULT_CONTENT, INVENTORY, versionNumber } from './inventory.ts';

const SPEC = '1.1';
const ALGORITHM = 'sha512';
/** Folder = what follows the last delimiter of the id: people find an object by its name. */
const LAYOUT = '0006-flat-omit-prefix-storage-layout';
const DELIMITER = ':';

export interface ObjectVersion {
  /** A URI whose last part, after `:`, names the folder. */
  readonly id: string;
  /** RFC 3339. */
  readonly created: string;
  readonly message: string;
  readonly author: { readonly name: string; readonly address: string };
}

interface StoredVersion {
  readonly created: string;
  readonly message: string;
  readonly user: ObjectVersion['author'];
  /** Digest → logical paths. */
  readonly state: Readonly<Record<string, readonly string[]>>;
}

interface StoredInventory {
  readonly id: string;
  readonly type: string;
  readonly digestAlgorithm: string;
  readonly head: string;
  readonly manifest: Readonly<Record<string, readonly string[]>>;
  readonly versions: Readonly<Record<string, StoredVersion>>;
}

/** The files of a root of ours beside its objects, by path; they never change. The declaration is the last. */
export function rootFiles(): ReadonlyMap<string, Buffer> {
  const json = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
  return new Map([
    [`extensions/${LAYOUT}/config.json`, json({ extensionName: LAYOUT, delimiter: DELIMITER })],
    [
      'ocfl_layout.json',
      json({ extension: LAYOUT, description: '一个对象一个目录，目录名为标识中最后一个冒号之后的部分' }),
    ],
    [`0=ocfl_${SPEC}`, Buffer.from(`ocfl_${SPEC}\n`)],
  ]);
}

/** The sidecar of an inventory, to the byte as we write it. */
export function sidecarOf(inventory: Uint8Array): Buffer {
  return Buffer.from(`${digestBytes(inventory, ALGORITHM)} ${INVENTORY}\n`);
}

/** Makes the folder a storage root, if it is none yet. */
export async function openStore(root: string): Promise<void> {
  await mkdir(root, { recursive: true, mode: 0o700 });
  if (await exists(join(root, `0=ocfl_${SPEC}`))) return;
  // The declaration comes last: a start that was killed begins again.
  for (const [path, bytes] of rootFiles()) {
    await rm(join(root, path), { force: true });
    await writeNew(join(root, path), bytes);
  }
  await syncFolder(root);
}

/** Folder of an object below the root. Throws when the id names none. */
export function folderOfObject(id: string): string {
  const name = id.slice(id.lastIndexOf(DELIMITER) + 1);
  if (!/^[\p{L}\p{N}][\p{L}\p{N}·._-]*$/u.test(name)) throw new Error(`names no folder: ${id}`);
  return name;
}

/**
 * Adds a version whose logical state is exactly `content`, a folder that is moved into the store; bytes the object has already are not kept twice.
 * The first version makes the object. Interrupted at any moment, the store holds the object as it was before or as it is after.
 * @returns the version's name, e.g. `v1`
 */
export async function addVersion(root: string, content: string, version: ObjectVersion): Promise<string> {
  const object = join(root, folderOfObject(version.id));
  const current = await inventoryOf(object);
  const number = current === undefined ? 1 : (versionNumber(current.head) ?? 0) + 1;
  const name = `v${number}`;
  // Beside the root: OCFL allows nothing unfinished in it.
  const staging = `${root}.staging-${folderOfObject(version.id)}`;
  await rm(staging, { recursive: true, force: true });
  const inventory = await stage(staging, content, { ...version, name, current });
  const bytes = Buffer.from(`${JSON.stringify(inventory, null, 2)}\n`);
  const sidecar = sidecarOf(bytes);
  const put = async (folder: string): Promise<void> => {
    await writeNew(join(folder, INVENTORY), bytes);
    await writeNew(join(folder, `${INVENTORY}.${ALGORITHM}`), sidecar);
  };
  await put(join(staging, name));
  await syncFolder(join(staging, name));
  if (current === undefined) {
    await put(staging);
    await writeNew(join(staging, `0=ocfl_object_${SPEC}`), Buffer.from(`ocfl_object_${SPEC}\n`));
    await syncFolder(staging);
    await publish(staging, object);
  } else {
    await put(join(staging, 'top'));
    await publish(join(staging, name), join(object, name));
    await replaceTop(join(staging, 'top'), object);
    await rm(staging, { recursive: true, force: true });
  }
  return name;
}

/** Takes an object out of the store with all its versions; none is fine too. */
export async function removeObject(root: string, id: string): Promise<void> {
  await rm(join(root, folderOfObject(id)), { recursive: true, force: true });
  if (await exists(root)) await syncFolder(root);
}

/** What an interruption left behind: a version folder the object's inventory does not know yet is finished or taken away. */
export async function recoverStore(root: string): Promise<void> {
  for (const one of await readdir(root, { withFileTypes: true })) {
    if (!one.isDirectory() || one.name === 'extensions') continue;
    const object = join(root, one.name);
    const current = await inventoryOf(object);
    const newest = (await readdir(object)).map((name) => versionNumber(name) ?? 0).reduce((a, b) => Math.max(a, b), 0);
    const folder = join(object, `v${newest}`);
    const isTorn = !(await sidecarHolds(object));
    if (!isTorn && current?.head === `v${newest}`) continue;
    // A version's folder gets its name when it is whole, and its inventory is the object's.
    const top = join(`${root}.staging-${one.name}`, 'top');
    await rm(top, { recursive: true, force: true });
    for (const name of [INVENTORY, `${INVENTORY}.${ALGORITHM}`])
      await writeNew(join(top, name), await readFile(join(folder, name)));
    await replaceTop(top, object);
  }
}

/** The inventory in an object's root; undefined when there is no object. */
async function inventoryOf(object: string): Promise<StoredInventory | undefined> {
  if (!(await exists(object))) return undefined;
  return JSON.parse(await readFile(join(object, INVENTORY), 'utf8')) as StoredInventory;
}

async function sidecarHolds(object: string): Promise<boolean> {
  const digest = digestBytes(await readFile(join(object, INVENTORY)), ALGORITHM);
  return (await readFile(join(object, `${INVENTORY}.${ALGORITHM}`), 'utf8')).startsWith(digest);
}

/** The two files replace theirs one after the other; between them `recoverStore` sees that they do not fit. */
async function replaceTop(from: string, object: string): Promise<void> {
  for (const name of [INVENTORY, `${INVENTORY}.${ALGORITHM}`]) await rename(join(from, name), join(object, name));
  await syncFolder(object);
}

async function stage(
  staging: string,
  content: string,
  {
    id,
    created,
    message,
    author,
    name,
    current,
  }: ObjectVersion & { name: string; current: StoredInventory | undefined },
): Promise<StoredInventory> {
  const manifest: Record<string, readonly string[]> = { ...current?.manifest };
  const state: Record<string, readonly string[]> = {};
  await mkdir(join(staging, name), { recursive: true, mode: 0o700 });
  for (const { path, kind } of await walk(content)) {
    if (kind === 'folder') continue;
    if (kind === 'other') throw new Error(`not a file: ${path}`);
    const digest = (await digestFile(join(content, path), [ALGORITHM])).get(ALGORITHM) ?? '';
    state[digest] = [...(state[digest] ?? []), path];
    // Bytes that are kept already are not kept again.
    if (manifest[digest] !== undefined) continue;
    const kept = `${name}/${DEFAULT_CONTENT}/${path}`;
    manifest[digest] = [kept];
    await publish(join(content, path), join(staging, kept));
  }
  await rm(content, { recursive: true, force: true });
  return {
    id,
    type: `https://ocfl.io/${SPEC}/spec/#inventory`,
    digestAlgorithm: ALGORITHM,
    head: name,
    manifest,
    versions: { ...current?.versions, [name]: { created, message, user: author, state } },
  };
}

/** Reads one file of an object's newest version; undefined when it has none of that path. Throws when its bytes do not match. */
export async function readFromObject(root: string, id: string, path: string): Promise<Buffer | undefined> {
  const object = join(root, folderOfObject(id));
  const current = await inventoryOf(object);
  const state = current?.versions[current.head]?.state ?? {};
  const digest = Object.keys(state).find((one) => state[one]?.includes(path) === true);
  const kept = digest === undefined ? undefined : current?.manifest[digest]?.[0];
  if (digest === undefined || kept === undefined) return undefined;
  const bytes = await readFile(join(object, kept));
  if (digestBytes(bytes, ALGORITHM) !== digest) throw new Error(`damaged: ${kept} of ${id}`);
  return bytes;
}

/** Paths of an object's newest version, in order. */
export async function listObject(root: string, id: string): Promise<string[]> {
  const current = await inventoryOf(join(root, folderOfObject(id)));
  return Object.values(current?.versions[current.head]?.state ?? {})
    .flat()
    .sort();
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
