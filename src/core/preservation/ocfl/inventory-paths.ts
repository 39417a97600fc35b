/** Rules for the paths an inventory names (OCFL §3.5.2, §3.5.3.1, §3.5.4). @module */
import { isKnownDigest } from '../digests.ts';
import type { Findings } from '../findings.ts';
import type { Inventory, PathsByDigest } from './inventory.ts';

/** Content paths of the manifest: safe, below a version's content folder, one file each. */
export function judgeContentPaths(inventory: Inventory, at: string, findings: Findings): void {
  const { manifest, versions, contentDirectory } = inventory;
  const paths = [...manifest.values()].flat();
  for (const path of paths) {
    judgeParts(path, 'E100', 'E099', at, findings);
    const [version = '', folder, ...rest] = path.split('/');
    if (!versions.has(version) || folder !== contentDirectory || rest.length === 0) findings.error('E042', at, path);
  }
  judgeConflicts(paths, 'E101', at, findings);
}

/** Fixity blocks name content of the manifest, by algorithms that are known; others are passed over as §3.4 asks. */
export function judgeFixityPaths({ fixity, manifest }: Inventory, at: string, findings: Findings): void {
  const known = new Set([...manifest.values()].flat());
  for (const [algorithm, block] of fixity) {
    if (!isKnownDigest(algorithm)) findings.warn('E028', at, algorithm);
    for (const path of [...block.values()].flat()) {
      judgeParts(path, 'E100', 'E099', at, findings);
      if (!known.has(path)) findings.error('E057', at, path);
    }
  }
}

/** Logical paths of one version. */
export function judgeLogicalPaths(state: PathsByDigest, at: string, findings: Findings): void {
  const paths = [...state.values()].flat();
  for (const path of paths) judgeParts(path, 'E053', 'E052', at, findings);
  judgeConflicts(paths, 'E095', at, findings);
}

function judgeParts(path: string, slash: string, part: string, at: string, findings: Findings): void {
  if (path.startsWith('/') || path.endsWith('/')) findings.error(slash, at, path);
  const inner = path.replace(/^\//, '').replace(/\/$/, '');
  if (inner.split('/').some((one) => one === '' || one === '.' || one === '..')) findings.error(part, at, path);
}

/** No path twice, and none that would have to be a folder for another. */
function judgeConflicts(paths: readonly string[], code: string, at: string, findings: Findings): void {
  const seen = new Set<string>();
  for (const path of paths) {
    if (seen.has(path)) findings.error(code, at, path);
    seen.add(path);
  }
  for (const path of seen) {
    const parts = path.split('/');
    const folders = parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
    if (folders.some((folder) => seen.has(folder))) findings.error(code, at, path);
  }
}
