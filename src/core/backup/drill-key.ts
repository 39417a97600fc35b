/** The key with which this machine opens its own backups, for the nightly drill; it shows nothing the machine does not hold in plain. @module */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { identityToRecipient } from 'age-encryption';
import { writeKey } from '../durable.ts';
import { newBackupKey } from './sealed-file.ts';

/** Opens `keys/backup-drill`, or makes it (mode 0600). */
export async function drillKey(dataFolder: string): Promise<{ readonly identity: string; readonly recipient: string }> {
  const path = join(dataFolder, 'keys', 'backup-drill');
  const identity = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (identity !== undefined)
    return { identity: identity.trim(), recipient: await identityToRecipient(identity.trim()) };
  const made = await newBackupKey();
  await writeKey(path, `${made.identity}\n`);
  return made;
}
