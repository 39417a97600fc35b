/** Files and folders that are on the disk when the call returns, or not there at all. @module */
import { link, mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { platform } from 'node:process';
import { newSecret } from './ids.ts';

/** Writes a new file that only its owner reads, and syncs it with its name and with every folder that had to be made. Throws when it exists. */
export async function writeNew(path: string, bytes: string | Uint8Array): Promise<void> {
  await makeFolder(dirname(path));
  await writeFile(path, bytes, { mode: 0o600, flag: 'wx', flush: true });
  await syncFolder(dirname(path));
}

/**
 * The same for what is made once and never again, such as a key that seals what the database keeps: whatever fails on the way, under its name
 * it is whole or not there, so that the next start makes it and is not stopped by half of one.
 */
export async function writeKey(path: string, bytes: string | Uint8Array): Promise<void> {
  await makeFolder(dirname(path));
  const temporary = `${path}.${newSecret(6)}.new`;
  try {
    await writeFile(temporary, bytes, { mode: 0o600, flag: 'wx', flush: true });
    // A rename would take the place of one that is there.
    await link(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
  await syncFolder(dirname(path));
}

/** Gives a finished file or folder its name in one step; before it, nobody finds it, after it, it is whole. Throws when the name is taken. */
export async function publish(from: string, to: string): Promise<void> {
  await makeFolder(dirname(to));
  await rename(from, to);
  await syncFolder(dirname(to));
}

/** Makes a folder with those above it, where they are missing, and their names outlive a power cut. */
export async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let made = path; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
}

/** Makes the names in a folder outlive a power cut. Windows cannot open folders. */
export async function syncFolder(path: string): Promise<void> {
  if (platform === 'win32') return;
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
