/** The programs that lie in every bundle, so that it can be verified without ours; the announcement names their hashes. @module */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { Announcement } from 'verifiable-draw';
import type { FileStore } from '../../core/files.ts';

/** A program of the day: its name in `verifier` of announcements, where it lies in bundles, and what it is. */
interface Reference {
  readonly name: string;
  readonly path: string;
  readonly file: URL;
}

const ALL: readonly Reference[] = [
  {
    name: 'html',
    path: 'ref/verify.html',
    // Built with the web; without it bundles have the other program only.
    file: new URL('../../../dist/verify/verify.html', import.meta.url),
  },
  {
    name: 'py',
    path: 'ref/verify.py',
    file: new URL('../../../verifiable-draw/python/verify.py', import.meta.url),
  },
];
const REFERENCES = ALL.filter(({ file }) => existsSync(file));

/** `verifier` of an announcement made today: `sha256:<hex>` of each program. */
export function verifierHashes(): Readonly<Record<string, string>> {
  return Object.fromEntries(REFERENCES.map(({ name, file }) => [name, `sha256:${sha256(readFileSync(file))}`]));
}

/** Keeps today's programs, so that bundles of draws announced with them can still be built after an update. */
export async function keepReferences(files: FileStore): Promise<void> {
  for (const { file } of REFERENCES) await files.put(readFileSync(file));
}

/**
 * The programs an announcement names, by their path in the bundle.
 * @throws when one of them is neither today's nor kept
 */
export async function referencesOf(
  files: FileStore,
  announcement: Pick<Announcement, 'verifier'>,
): Promise<Map<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  for (const { name, path, file } of REFERENCES) {
    const announced = announcement.verifier?.[name]?.replace('sha256:', '');
    if (announced === undefined) continue;
    const today = readFileSync(file);
    found.set(path, sha256(today) === announced ? today : await files.get(announced));
  }
  return found;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
