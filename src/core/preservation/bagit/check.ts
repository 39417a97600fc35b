/** Whether a folder is a complete and valid bag: RFC 8493 §3, versions 0.97 and 1.0, older ones read as 0.97. @module */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { digestFile, digestOfFileName } from '../digests.ts';
import { Findings, type Finding } from '../findings.ts';
import { walk, type Entry } from '../walk.ts';
import { fileFinder } from './paths.ts';
import {
  decode,
  OXUM,
  readDeclaration,
  readFetch,
  readInfo,
  readManifest,
  type Declaration,
  type Listed,
} from './tag-files.ts';

const PAYLOAD = 'data/';
/** Files that operating systems strew about; harmless, and never meant. */
const STREWN = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini']);

interface Manifest {
  readonly name: string;
  readonly algorithm: string;
  readonly listed: readonly Listed[];
}

/** Checks a bag whole: every file read once, everything wrong named. Throws only when the folder cannot be read. */
export async function checkBag(root: string): Promise<readonly Finding[]> {
  const findings = new Findings();
  const entries = await walk(root);
  const files = new Map(entries.flatMap((entry) => (entry.kind === 'file' ? [[entry.path, entry] as const] : [])));
  for (const { path, kind } of entries) if (kind === 'other') findings.error('bag-link', path);
  if (!files.has('bagit.txt')) findings.error('bag-declaration-missing', 'bagit.txt');
  if (!entries.some(({ path, kind }) => path === 'data' && kind === 'folder')) findings.error('bag-no-payload', 'data');
  const declaration = files.has('bagit.txt')
    ? readDeclaration(await readFile(join(root, 'bagit.txt')), findings)
    : undefined;
  if (declaration === undefined) return findings.all;
  const bag = { root, files, find: fileFinder(files.keys()), declaration, findings };
  const payload = await manifestsOf(bag, 'manifest-');
  const tags = await manifestsOf(bag, 'tagmanifest-');
  if (payload.length === 0) findings.error('bag-no-manifest', '');
  judgePayload(bag, payload);
  judgeTags(bag, payload, tags);
  await judgeDigests(bag, [...payload, ...tags]);
  await judgeOthers(bag, payload);
  return findings.all;
}

interface Bag {
  readonly root: string;
  readonly files: ReadonlyMap<string, Entry>;
  /** The file a manifest means. */
  readonly find: ReturnType<typeof fileFinder>;
  readonly declaration: Declaration;
  readonly findings: Findings;
}

async function manifestsOf(bag: Bag, prefix: 'manifest-' | 'tagmanifest-'): Promise<Manifest[]> {
  const { files, declaration, findings } = bag;
  const manifests: Manifest[] = [];
  for (const name of files.keys()) {
    if (!name.startsWith(prefix) || !name.endsWith('.txt') || name.includes('/')) continue;
    const algorithm = digestOfFileName(name.slice(prefix.length, -'.txt'.length));
    const text = await tagText(bag, name);
    if (algorithm === undefined) findings.error('bag-digest-unknown', name);
    else if (text !== undefined)
      manifests.push({ name, algorithm, listed: readManifest(text, name, declaration.version, findings) });
  }
  return manifests;
}

async function tagText({ root, declaration, findings }: Bag, name: string): Promise<string | undefined> {
  const text = decode(await readFile(join(root, name)), declaration.encoding);
  if (text === undefined) findings.error('bag-text-encoding', name, declaration.encoding);
  return text;
}

/** Every payload file is listed: since 1.0 in every manifest, before in one of them (§2.1.3). */
function judgePayload({ files, find, declaration, findings }: Bag, manifests: readonly Manifest[]): void {
  const listedIn = manifests.map(({ name, listed }) => {
    for (const { path } of listed) if (!path.startsWith(PAYLOAD)) findings.error('bag-path-not-payload', name, path);
    return { name, paths: new Set(listed.flatMap(({ path }) => find(path)?.path ?? [])) };
  });
  for (const path of files.keys()) {
    if (!path.startsWith(PAYLOAD)) continue;
    if (STREWN.has(path.slice(path.lastIndexOf('/') + 1))) findings.warn('bag-strewn', path);
    const missing = listedIn.filter(({ paths }) => !paths.has(path));
    const isShort = declaration.version === '1.0' ? missing.length > 0 : missing.length === manifests.length;
    if (isShort) for (const { name } of missing) findings.error('bag-unlisted', path, name);
  }
}

/** What a tag manifest is about: never payload, and since 1.0 every payload manifest and no tag manifest (§2.2.1). */
function judgeTags({ declaration, findings }: Bag, payload: readonly Manifest[], tags: readonly Manifest[]): void {
  for (const { name, listed } of tags) {
    const paths = new Set(listed.map(({ path }) => path));
    for (const path of paths) if (path.startsWith(PAYLOAD)) findings.error('bag-tag-lists-payload', name, path);
    if (declaration.version !== '1.0') continue;
    for (const each of payload) if (!paths.has(each.name)) findings.error('bag-tag-unlisted', name, each.name);
    for (const each of tags) if (paths.has(each.name)) findings.error('bag-tag-lists-itself', name, each.name);
  }
}

async function judgeDigests({ root, find, findings }: Bag, manifests: readonly Manifest[]): Promise<void> {
  const wanted = new Map<string, { readonly name: string; readonly algorithm: string; readonly digest: string }[]>();
  for (const { name, algorithm, listed } of manifests)
    for (const { path, digest } of listed) {
      const file = find(path);
      if (file === undefined) findings.error('bag-file-missing', path, name);
      else wanted.set(file.path, [...(wanted.get(file.path) ?? []), { name, algorithm, digest }]);
      if (file?.isRenamed === true) findings.warn('bag-normalisation', path, name);
    }
  for (const [path, claims] of wanted) {
    const digests = await digestFile(
      join(root, path),
      claims.map(({ algorithm }) => algorithm),
    );
    for (const { name, algorithm, digest } of claims)
      if (digests.get(algorithm) !== digest) findings.error('bag-digest', path, name);
  }
}

async function judgeOthers(bag: Bag, manifests: readonly Manifest[]): Promise<void> {
  const { files, findings, declaration } = bag;
  // Called package-info.txt until 0.95.
  const infoName = ['bag-info.txt', 'package-info.txt'].find((name) => files.has(name));
  const infoText = infoName === undefined ? undefined : await tagText(bag, infoName);
  if (infoName !== undefined && infoText !== undefined) {
    const info = readInfo(infoText, infoName, declaration.version, findings);
    judgeOxum(bag, infoName, info.get(OXUM));
  }
  const fetchText = files.has('fetch.txt') ? await tagText(bag, 'fetch.txt') : undefined;
  if (fetchText === undefined) return;
  const listed = new Set(manifests.flatMap((manifest) => manifest.listed.map(({ path }) => path)));
  readFetch(fetchText, declaration.version, (path) => listed.has(path), findings);
}

/** Payload-Oxum: bytes and files of the payload, `octets.streams` (§2.2.2). */
function judgeOxum({ files, findings }: Bag, at: string, said: string | undefined): void {
  if (said === undefined) return;
  const payload = [...files.values()].filter(({ path }) => path.startsWith(PAYLOAD));
  const counted = `${payload.reduce((sum, { size }) => sum + size, 0)}.${payload.length}`;
  if (said !== counted) findings.error('bag-oxum', at, `${said} ≠ ${counted}`);
}
