/** From what was chosen or dropped to bytes. @module */
import type { Input } from './messages.ts';

/** A file that was chosen, and its path within what was chosen. */
export interface Chosen {
  readonly path: string;
  readonly file: File;
}

/** What to verify: one zip, or else the files of a folder. Undefined when nothing was chosen. */
export async function inputOf(chosen: readonly Chosen[]): Promise<Input | undefined> {
  const [only] = chosen;
  if (only === undefined) return undefined;
  if (chosen.length === 1 && !only.path.includes('/'))
    return { name: only.file.name, archive: new Uint8Array(await only.file.arrayBuffer()) };
  const files = new Map<string, Uint8Array>();
  for (const { path, file } of chosen) files.set(path, new Uint8Array(await file.arrayBuffer()));
  return { name: only.path.split('/')[0] ?? only.path, files };
}

/** Files of an `<input type="file">`, with their paths when it chose a folder. */
export function chosenFiles(files: FileList | null): Chosen[] {
  return [...(files ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

/** Files of a drop, folders with all that is in them. To be called at once: the drop is gone with its event. */
export function droppedFiles(transfer: DataTransfer | null): Promise<Chosen[]> {
  const entries = [...(transfer?.items ?? [])].flatMap((item) => item.webkitGetAsEntry() ?? []);
  return entries.length > 0
    ? Promise.all(entries.map((entry) => filesUnder(entry, ''))).then((found) => found.flat())
    : Promise.resolve(chosenFiles(transfer?.files ?? null));
}

async function filesUnder(entry: FileSystemEntry, parent: string): Promise<Chosen[]> {
  const path = parent + entry.name;
  if (isFile(entry)) return [{ path, file: await new Promise((resolve, reject) => entry.file(resolve, reject)) }];
  if (!isFolder(entry)) return [];
  const reader = entry.createReader();
  const found: Chosen[] = [];
  // A reader gives a hundred entries at a time, and none at the end.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return found;
    for (const each of some) found.push(...(await filesUnder(each, `${path}/`)));
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
