/** Whether a folder is a valid OCFL object, 1.0 or 1.1 (OCFL §3). @module */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { digestBytes } from '../digests.ts';
import { Findings, type Finding } from '../findings.ts';
import { emptyFolders, folderOf, walk, type Entry } from '../walk.ts';
import { judgeContent } from './content.ts';
import { isDeclaration, readDeclaration } from './declaration.ts';
import { INVENTORY, versionNumber, type Inventory } from './inventory.ts';
import { judgePrior } from './prior.ts';
import { readInventory } from './read-inventory.ts';

/** Names of the OCFL extension registry; others are allowed, and warned of. */
export const EXTENSIONS = new Set([
  '0001-digest-algorithms',
  '0002-flat-direct-storage-layout',
  '0003-hash-and-id-n-tuple-storage-layout',
  '0004-hashed-n-tuple-storage-layout',
  '0005-mutable-head',
  '0006-flat-omit-prefix-storage-layout',
  '0007-n-tuple-omit-prefix-storage-layout',
  '0008-schema-registry',
  '0009-digest-algorithms',
  '0010-differential-n-tuple-omit-prefix-storage-layout',
  '0011-direct-clean-path-layout',
  'initial',
]);

interface InventoryFile {
  readonly at: string;
  readonly bytes: Buffer;
  readonly inventory: Inventory | undefined;
}

/** Checks an object whole: every file read once, everything wrong named by its code. */
export async function checkObject(root: string): Promise<readonly Finding[]> {
  const findings = new Findings();
  const entries = await walk(root);
  judgeLinks(entries, findings);
  const top = entries.filter(({ path }) => folderOf(path) === '');
  const names = top.flatMap(({ path, kind }) => (kind === 'file' ? [path] : []));
  const declared = await readDeclaration(root, 'ocfl_object', names, findings);
  const current = await inventoryIn(root, '', entries, findings);
  if (current === undefined) {
    findings.error('E063', INVENTORY);
    return findings.all;
  }
  const { inventory } = current;
  judgeTop(top, inventory, findings);
  judgeExtensions(entries, findings);
  if (inventory === undefined) return findings.all;
  if (declared !== undefined && inventory.spec !== declared) findings.error('E038', INVENTORY, inventory.spec);
  const prior = await versionFolders(root, entries, inventory, current, findings);
  await judgeContent({ root, entries, inventory, prior }, findings);
  return findings.all;
}

/** Links are not portable: neither symbolic ones, nor two names for the same bytes (§4.6). */
function judgeLinks(entries: readonly Entry[], findings: Findings): void {
  const inodes = new Set<number>();
  for (const { path, kind, inode } of entries) {
    if (kind === 'other' || (kind === 'file' && inodes.has(inode))) findings.error('E090', path);
    if (kind === 'file') inodes.add(inode);
  }
}

/** Reads the inventory of a folder with its sidecar; undefined when there is none. */
async function inventoryIn(
  root: string,
  folder: string,
  entries: readonly Entry[],
  findings: Findings,
): Promise<InventoryFile | undefined> {
  const at = folder === '' ? INVENTORY : `${folder}/${INVENTORY}`;
  if (!entries.some(({ path, kind }) => path === at && kind === 'file')) return undefined;
  const bytes = await readFile(join(root, at));
  const inventory = readInventory(bytes, at, findings);
  if (inventory !== undefined) await judgeSidecar(root, at, { bytes, inventory, entries }, findings);
  return { at, bytes, inventory };
}

async function judgeSidecar(
  root: string,
  at: string,
  { bytes, inventory, entries }: { bytes: Buffer; inventory: Inventory; entries: readonly Entry[] },
  findings: Findings,
): Promise<void> {
  const sidecar = `${at}.${inventory.algorithm}`;
  if (!entries.some(({ path, kind }) => path === sidecar && kind === 'file')) return findings.error('E058', sidecar);
  const text = await readFile(join(root, sidecar), 'utf8');
  const digest = /^([0-9a-fA-F]+)[ \t]+inventory\.json\s*$/.exec(text)?.[1];
  if (digest === undefined) findings.error('E061', sidecar);
  else if (digest.toLowerCase() !== digestBytes(bytes, inventory.algorithm)) findings.error('E060', at);
}

function judgeTop(top: readonly Entry[], inventory: Inventory | undefined, findings: Findings): void {
  const versions = new Set(inventory?.versions.keys());
  const files = new Set([INVENTORY, ...(inventory === undefined ? [] : [`${INVENTORY}.${inventory.algorithm}`])]);
  for (const { path, kind } of top) {
    const isKnown =
      kind === 'folder'
        ? path === 'logs' || path === 'extensions' || versions.has(path)
        : files.has(path) || isDeclaration(path) || (inventory === undefined && path.startsWith(`${INVENTORY}.`));
    const isUnread = inventory === undefined && kind === 'folder' && versionNumber(path) !== undefined;
    if (!isKnown && !isUnread) findings.error('E001', path);
  }
}

function judgeExtensions(entries: readonly Entry[], findings: Findings): void {
  for (const { path, kind } of entries) {
    if (folderOf(path) !== 'extensions') continue;
    if (kind !== 'folder') findings.error('E067', path);
    else if (!EXTENSIONS.has(path.slice('extensions/'.length))) findings.warn('W013', path);
  }
}

/** Looks into each version's folder; returns the inventories of prior versions by their folders. */
async function versionFolders(
  root: string,
  entries: readonly Entry[],
  inventory: Inventory,
  current: InventoryFile,
  findings: Findings,
): Promise<ReadonlyMap<string, Inventory>> {
  const prior = new Map<string, Inventory>();
  for (const name of inventory.versions.keys()) {
    if (!entries.some(({ path, kind }) => path === name && kind === 'folder')) {
      findings.error('E010', name);
      continue;
    }
    const own = await inventoryIn(root, name, entries, findings);
    judgeVersionFolder(name, entries, own?.inventory ?? inventory, findings);
    if (own === undefined) findings.warn('W010', name);
    else if (name === inventory.head && !own.bytes.equals(current.bytes)) findings.error('E064', own.at);
    if (own?.inventory !== undefined) prior.set(name, own.inventory);
  }
  judgePrior(inventory, prior, findings);
  return prior;
}

function judgeVersionFolder(name: string, entries: readonly Entry[], inventory: Inventory, findings: Findings): void {
  const { algorithm, contentDirectory } = inventory;
  const files = new Set([INVENTORY, `${INVENTORY}.${algorithm}`].map((file) => `${name}/${file}`));
  const content = `${name}/${contentDirectory}`;
  for (const { path, kind } of entries) {
    if (folderOf(path) !== name) continue;
    if (kind === 'folder' && path !== content) findings.warn('W002', path);
    if (kind === 'file' && !files.has(path)) findings.error('E015', path);
  }
  for (const path of emptyFolders(entries)) {
    if (path === content) findings.warn('W003', path);
    else if (path.startsWith(`${content}/`)) findings.error('E024', path);
  }
}
