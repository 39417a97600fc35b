/** Inventories of earlier versions against the one that stands (OCFL §3.7). @module */
import { isDeepStrictEqual } from 'node:util';
import type { Findings } from '../findings.ts';
import { INVENTORY, SPECS, versionNumber, type Inventory, type PathsByDigest } from './inventory.ts';

/** `prior`: inventories found in version folders, the head's among them. */
export function judgePrior(current: Inventory, prior: ReadonlyMap<string, Inventory>, findings: Findings): void {
  let before = 0;
  for (const name of [...prior.keys()].sort((a, b) => (versionNumber(a) ?? 0) - (versionNumber(b) ?? 0))) {
    const own = prior.get(name);
    if (own === undefined) continue;
    const at = `${name}/${INVENTORY}`;
    if (own.head !== name) findings.error('E040', at, own.head);
    if (own.id !== current.id) findings.error(current.spec === '1.0' ? 'E037' : 'E110', at, own.id);
    if (own.contentDirectory !== current.contentDirectory) findings.error('E019', at, own.contentDirectory);
    const age = SPECS.indexOf(own.spec);
    if (age < before || age > SPECS.indexOf(current.spec)) findings.error('E103', at, own.spec);
    before = age;
    judgeVersions(current, own, at, findings);
  }
}

function judgeVersions(current: Inventory, own: Inventory, at: string, findings: Findings): void {
  for (const [name, version] of own.versions) {
    const now = current.versions.get(name);
    if (now === undefined) {
      findings.error('E066', at, name);
      continue;
    }
    if (!isSameState(stateOf(own, version.state), stateOf(current, now.state))) findings.error('E066', at, name);
    const isSame =
      version.created === now.created && version.message === now.message && isDeepStrictEqual(version.user, now.user);
    if (!isSame) findings.warn('W011', at, name);
  }
  const last = versionNumber(own.head) ?? 0;
  for (const name of current.versions.keys())
    if ((versionNumber(name) ?? 0) <= last && !own.versions.has(name)) findings.error('E066', at, name);
}

/** What a version holds: each logical path with the digest and, where the algorithm has changed since, the content it came from. */
interface State {
  readonly algorithm: string;
  readonly digests: ReadonlyMap<string, string>;
  readonly contents: ReadonlyMap<string, ReadonlySet<string>>;
}

function stateOf({ algorithm, manifest }: Inventory, state: PathsByDigest): State {
  const digests = new Map<string, string>();
  const contents = new Map<string, ReadonlySet<string>>();
  for (const [digest, paths] of state)
    for (const path of paths) {
      digests.set(path, digest.toLowerCase());
      contents.set(path, new Set(manifest.get(digest)));
    }
  return { algorithm, digests, contents };
}

function isSameState(one: State, other: State): boolean {
  if (one.digests.size !== other.digests.size) return false;
  return [...one.digests].every(([path, digest]) => {
    if (!other.digests.has(path)) return false;
    if (one.algorithm === other.algorithm) return other.digests.get(path) === digest;
    // The later manifest may know more copies of the same bytes, never fewer.
    const known = other.contents.get(path);
    return [...(one.contents.get(path) ?? [])].every((content) => known?.has(content) === true);
  });
}
