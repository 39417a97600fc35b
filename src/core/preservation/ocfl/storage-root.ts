/** Whether a folder is a valid OCFL storage root with valid objects (OCFL §4). @module */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Findings, type Finding } from '../findings.ts';
import { isDeclaration, readDeclaration } from './declaration.ts';
import { SPECS, type Spec } from './inventory.ts';
import { parseObject } from './json.ts';
import { checkObject, EXTENSIONS } from './object.ts';

const LAYOUT = 'ocfl_layout.json';

export interface RootReport {
  readonly findings: readonly Finding[];
  /** Paths of the objects that were checked. */
  readonly objects: readonly string[];
}

/** Checks the root, its hierarchy and every object in it; findings of objects stand below their paths. */
export async function checkStorageRoot(root: string): Promise<RootReport> {
  const findings = new Findings();
  const top = await readdir(root, { withFileTypes: true });
  const files = top.flatMap((one) => (one.isFile() ? [one.name] : []));
  const spec = await readDeclaration(root, 'ocfl', files, findings);
  if (files.includes(LAYOUT)) judgeLayout(await readFile(join(root, LAYOUT)), findings);
  await judgeExtensions(
    root,
    top.some((one) => one.name === 'extensions'),
    findings,
  );
  const objects: string[] = [];
  const all: Finding[] = [];
  for (const { name } of top.filter((one) => one.isDirectory() && one.name !== 'extensions'))
    for await (const path of objectsBelow(root, name, findings)) {
      objects.push(path);
      const found = await checkObject(join(root, path));
      all.push(...found.map((finding) => ({ ...finding, at: finding.at === '' ? path : `${path}/${finding.at}` })));
      await judgeSpec(root, path, spec, findings);
    }
  for (const one of top) if (!one.isFile() && !one.isDirectory()) findings.error('E090', one.name);
  if (new Set(objects.map((path) => path.split('/').length > 1)).size > 1) findings.warn('W015', '');
  return { findings: [...findings.all, ...all], objects };
}

/** Object roots end the hierarchy; on the way there are folders alone. */
async function* objectsBelow(root: string, path: string, findings: Findings): AsyncGenerator<string> {
  const entries = await readdir(join(root, path), { withFileTypes: true });
  if (entries.some(({ name }) => isDeclaration(name))) {
    yield path;
    return;
  }
  if (entries.length === 0) findings.error('E073', path);
  for (const one of entries) {
    const below = `${path}/${one.name}`;
    if (one.isDirectory()) yield* objectsBelow(root, below, findings);
    else findings.error(one.isFile() ? 'E072' : 'E090', below);
  }
}

async function judgeSpec(root: string, path: string, spec: Spec | undefined, findings: Findings): Promise<void> {
  const names = await readdir(join(root, path));
  const declared = SPECS.find((one) => names.includes(`0=ocfl_object_${one}`));
  if (spec !== undefined && declared !== undefined && SPECS.indexOf(declared) > SPECS.indexOf(spec))
    findings.error('E081', path, declared);
}

function judgeLayout(bytes: Uint8Array, findings: Findings): void {
  const layout = parseObject(bytes);
  for (const key of ['extension', 'description'])
    if (layout === undefined || typeof layout[key] !== 'string') findings.error('E070', LAYOUT, key);
  const extension = layout?.['extension'];
  if (typeof extension === 'string' && !EXTENSIONS.has(extension)) findings.error('E071', LAYOUT, extension);
}

async function judgeExtensions(root: string, isThere: boolean, findings: Findings): Promise<void> {
  if (!isThere) return;
  for (const one of await readdir(join(root, 'extensions'), { withFileTypes: true })) {
    if (!one.isDirectory()) findings.error('E112', `extensions/${one.name}`);
    else if (!EXTENSIONS.has(one.name)) findings.warn('W016', `extensions/${one.name}`);
  }
}
