/** Builds small OCFL objects for tests, right unless they are bent. @module */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { digestBytes } from '../digests.ts';

export type Json = Record<string, unknown>;

export interface Inventory extends Json {
  manifest: Record<string, string[]>;
  versions: Record<string, { created: unknown; state: Record<string, string[]>; message?: unknown; user?: unknown }>;
}

export function sha512(content: string): string {
  return digestBytes(Buffer.from(content), 'sha512');
}

/** Two versions: 记录.txt changes in the second, 照片.jpg stays. */
export function inventory(spec = '1.1'): { first: Inventory; current: Inventory } {
  const [old, now, photo] = ['旧', '新', '照片'].map(sha512) as [string, string, string];
  const author = { message: '归档', user: { name: '档案室', address: 'https://example.org/archive' } };
  const v1 = { created: '2026-03-02T08:00:00+08:00', state: { [old]: ['记录.txt'], [photo]: ['照片.jpg'] }, ...author };
  const v2 = { created: '2026-04-02T08:00:00Z', state: { [now]: ['记录.txt'], [photo]: ['照片.jpg'] }, ...author };
  const head = {
    id: 'urn:sunlot:volume:1',
    type: `https://ocfl.io/${spec}/spec/#inventory`,
    digestAlgorithm: 'sha512',
  };
  const manifest = { [old]: ['v1/content/记录.txt'], [photo]: ['v1/content/照片.jpg'] };
  return {
    first: { ...head, head: 'v1', manifest, versions: { v1 } },
    current: {
      ...head,
      head: 'v2',
      manifest: { ...manifest, [now]: ['v2/content/记录.txt'] },
      versions: { v1, v2 },
      fixity: { md5: { [digestBytes(Buffer.from('新'), 'md5')]: ['v2/content/记录.txt'] } },
    },
  };
}

export async function put(root: string, files: Record<string, string>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
}

/** Writes an inventory with its sidecar into a folder of the object. */
export async function putInventory(root: string, folder: string, value: Json | string): Promise<void> {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const at = folder === '' ? 'inventory.json' : `${folder}/inventory.json`;
  await put(root, { [at]: text, [`${at}.sha512`]: `${sha512(text)} inventory.json\n` });
}

/** Writes an object whole. */
export async function putObject(root: string, spec = '1.1', made = inventory(spec)): Promise<void> {
  await put(root, {
    [`0=ocfl_object_${spec}`]: `ocfl_object_${spec}\n`,
    'v1/content/记录.txt': '旧',
    'v1/content/照片.jpg': '照片',
    'v2/content/记录.txt': '新',
  });
  await putInventory(root, 'v1', made.first);
  await putInventory(root, 'v2', made.current);
  await putInventory(root, '', made.current);
}
