/** Reads an inventory and names everything that breaks its form (OCFL §3.5). @module */
import type { Findings } from '../findings.ts';
import { DEFAULT_CONTENT, SPECS, versionNumber, type Inventory, type PathsByDigest, type Spec } from './inventory.ts';
import { judgeContentPaths, judgeFixityPaths } from './inventory-paths.ts';
import { isObject, isUri, parseObject, pathsOf, textOf, type Json } from './json.ts';
import { readVersion } from './read-version.ts';

const KEYS = new Set(['id', 'type', 'digestAlgorithm', 'head', 'contentDirectory', 'manifest', 'versions', 'fixity']);
const TYPE = /^https:\/\/ocfl\.io\/(1\.[01])\/spec\/#inventory$/;
const OBJECT_ALGORITHMS = ['sha512', 'sha256'];

/** Undefined when too little of it can be used to look further; why stands in the findings. */
export function readInventory(bytes: Uint8Array, at: string, findings: Findings): Inventory | undefined {
  const json = parseObject(bytes);
  if (json === undefined) return findings.error('E033', at);
  for (const key of Object.keys(json)) if (!KEYS.has(key)) findings.error('E102', at, key);
  for (const key of ['id', 'type', 'digestAlgorithm', 'head']) if (!(key in json)) findings.error('E036', at, key);
  const { id, type, digestAlgorithm: algorithm, head } = json;
  const spec = specOf(type, at, findings);
  if ('id' in json && (typeof id !== 'string' || id === '')) findings.error('E037', at);
  else if (typeof id === 'string' && !isUri(id)) findings.warn('W005', at, id);
  if ('digestAlgorithm' in json && !OBJECT_ALGORITHMS.some((name) => name === algorithm))
    findings.error('E025', at, textOf(algorithm));
  else if (algorithm === 'sha256') findings.warn('W004', at, algorithm);
  const contentDirectory = contentDirectoryOf(json, at, findings);
  const manifest = manifestOf(json, spec, at, findings);
  const versions = versionsOf(json, at, findings);
  judgeNames([...versions.keys()], json, at, findings);
  const fixity = fixityOf(json, spec, at, findings);
  if (manifest === undefined || typeof head !== 'string' || typeof id !== 'string' || typeof algorithm !== 'string')
    return undefined;
  const inventory = { id, spec, algorithm, head, contentDirectory, manifest, versions, fixity };
  judgeContentPaths(inventory, at, findings);
  judgeFixityPaths(inventory, at, findings);
  judgeStates(inventory, at, findings);
  return OBJECT_ALGORITHMS.includes(algorithm) ? inventory : undefined;
}

function specOf(type: unknown, at: string, findings: Findings): Spec {
  const number = typeof type === 'string' ? TYPE.exec(type)?.[1] : undefined;
  const spec = SPECS.find((one) => one === number);
  if (spec === undefined && type !== undefined) findings.error('E038', at, textOf(type));
  return spec ?? '1.1';
}

function contentDirectoryOf(json: Json, at: string, findings: Findings): string {
  const { contentDirectory: named } = json;
  if (named === undefined) return DEFAULT_CONTENT;
  if (typeof named !== 'string' || named === '') findings.error('E108', at, textOf(named));
  else if (named.includes('/')) findings.error('E017', at, named);
  else if (named === '.' || named === '..') findings.error('E018', at, named);
  return typeof named === 'string' ? named : DEFAULT_CONTENT;
}

function manifestOf(json: Json, spec: Spec, at: string, findings: Findings): PathsByDigest | undefined {
  const { manifest } = json;
  if (manifest === undefined) return findings.error('E041', at, 'manifest');
  if (!isObject(manifest)) return findings.error(spec === '1.0' ? 'E041' : 'E106', at);
  judgeRepeated(manifest, 'E096', at, findings);
  return pathsOf(manifest, 'E092', at, findings);
}

function versionsOf(json: Json, at: string, findings: Findings): Inventory['versions'] {
  const { versions } = json;
  if (versions === undefined) findings.error('E043', at, 'versions');
  else if (!isObject(versions)) findings.error('E044', at);
  if (!isObject(versions)) return new Map();
  const read = Object.entries(versions).map(([name, block]) => {
    const version = readVersion(block, `${at}#${name}`, findings);
    return version === undefined ? [] : [[name, version] as const];
  });
  return new Map(read.flat());
}

/** Version names: v1, v2 … without a gap, padded all or none, and the head is the last (§3.3). */
function judgeNames(names: readonly string[], json: Json, at: string, findings: Findings): void {
  for (const name of names) if (versionNumber(name) === undefined) findings.error('E104', at, name);
  const valid = names.filter((name) => versionNumber(name) !== undefined);
  if (valid.length === 0) findings.error('E008', at);
  const numbers = valid.map((name) => versionNumber(name) ?? 0).sort((a, b) => a - b);
  if (numbers.length > 0 && numbers[0] !== 1) findings.error('E009', at, `v${numbers[0]}`);
  if (numbers.some((number, index) => index > 0 && number !== (numbers[index - 1] ?? 0) + 1))
    findings.error('E010', at);
  const isPadded = valid.some((name) => name.startsWith('v0'));
  if (isPadded) findings.warn('W001', at);
  if (isPadded && valid.some((name) => !name.startsWith('v0'))) findings.error('E011', at);
  if (isPadded && new Set(valid.map(({ length }) => length)).size > 1) findings.error('E012', at);
  const { head } = json;
  if (head === undefined) return;
  const last = valid.find((name) => versionNumber(name) === numbers.at(-1));
  if (typeof head !== 'string' || head !== last) findings.error('E040', at, textOf(head));
}

function fixityOf(json: Json, spec: Spec, at: string, findings: Findings): Inventory['fixity'] {
  if (!('fixity' in json)) return new Map();
  const { fixity } = json;
  if (!isObject(fixity)) {
    findings.error(spec === '1.0' ? 'E056' : 'E111', at);
    return new Map();
  }
  const blocks = Object.entries(fixity).map(([algorithm, block]) => {
    if (!isObject(block)) {
      findings.error('E057', at, algorithm);
      return [];
    }
    judgeRepeated(block, 'E097', at, findings);
    return [[algorithm, pathsOf(block, 'E057', at, findings)] as const];
  });
  return new Map(blocks.flat());
}

/** States name digests of the manifest, letter by letter, and the manifest names none that no state has. */
function judgeStates({ manifest, versions }: Inventory, at: string, findings: Findings): void {
  const used = new Set<string>();
  for (const [name, { state }] of versions)
    for (const digest of state.keys()) {
      used.add(digest);
      if (!manifest.has(digest)) findings.error('E050', `${at}#${name}`, digest);
    }
  for (const digest of manifest.keys()) if (!used.has(digest)) findings.error('E107', at, digest);
}

function judgeRepeated(block: Json, code: string, at: string, findings: Findings): void {
  const seen = new Set<string>();
  for (const digest of Object.keys(block)) {
    if (seen.has(digest.toLowerCase())) findings.error(code, at, digest);
    seen.add(digest.toLowerCase());
  }
}
