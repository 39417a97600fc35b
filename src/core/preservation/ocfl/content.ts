/** Content files against every digest that any inventory gives them (OCFL §3.3.1, §3.5.2, §3.5.4). @module */
import { join } from 'node:path';
import { digestFile, isKnownDigest } from '../digests.ts';
import type { Findings } from '../findings.ts';
import type { Entry } from '../walk.ts';
import { INVENTORY, versionNumber, type Inventory, type PathsByDigest } from './inventory.ts';

interface ObjectOnDisk {
  readonly root: string;
  readonly entries: readonly Entry[];
  readonly inventory: Inventory;
  readonly prior: ReadonlyMap<string, Inventory>;
}

interface Claim {
  readonly code: 'E092' | 'E093';
  readonly at: string;
  readonly algorithm: string;
  readonly digest: string;
}

export async function judgeContent(
  { root, entries, inventory, prior }: ObjectOnDisk,
  findings: Findings,
): Promise<void> {
  const files = contentFiles(entries, inventory);
  const claims = new Map<string, Claim[]>();
  const inventories = [
    [INVENTORY, inventory] as const,
    ...[...prior].map(([name, own]) => [`${name}/${INVENTORY}`, own] as const),
  ];
  for (const [at, own] of inventories) {
    const last = versionNumber(own.head) ?? 0;
    const listed = new Set([...own.manifest.values()].flat());
    for (const [path, version] of files) if (version <= last && !listed.has(path)) findings.error('E023', path, at);
    const blocks = [...own.fixity].filter(([algorithm]) => isKnownDigest(algorithm));
    claim(claims, own.manifest, { code: 'E092', at, algorithm: own.algorithm });
    for (const [algorithm, block] of blocks) claim(claims, block, { code: 'E093', at, algorithm });
  }
  for (const [path, all] of claims) {
    if (files.has(path)) await judgeFile(join(root, path), path, all, findings);
    else for (const { code, at } of all) findings.error(code, path, at);
  }
}

/** Files in content folders of the versions the inventory knows, with the number of their version. */
function contentFiles(entries: readonly Entry[], { versions, contentDirectory }: Inventory): Map<string, number> {
  const files = new Map<string, number>();
  for (const { path, kind } of entries) {
    const [version = '', folder, ...rest] = path.split('/');
    const isContent = kind === 'file' && versions.has(version) && folder === contentDirectory && rest.length > 0;
    if (isContent) files.set(path, versionNumber(version) ?? 0);
  }
  return files;
}

function claim(claims: Map<string, Claim[]>, block: PathsByDigest, kind: Omit<Claim, 'digest'>): void {
  for (const [digest, paths] of block)
    for (const path of paths)
      claims.set(path, [...(claims.get(path) ?? []), { ...kind, digest: digest.toLowerCase() }]);
}

async function judgeFile(file: string, path: string, claims: readonly Claim[], findings: Findings): Promise<void> {
  const algorithms = new Set(claims.map(({ algorithm }) => algorithm));
  const digests = await digestFile(file, [...algorithms]);
  for (const { code, at, algorithm, digest } of claims)
    if (digests.get(algorithm) !== digest) findings.error(code, path, `${at} ${algorithm}`);
}
