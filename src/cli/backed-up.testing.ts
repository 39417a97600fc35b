/** A program with a data folder and a backup beside it, for what keeps one. @module */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig, type Config } from '../core/config.ts';
import { openTestBureau } from '../testing/bench-runtime.ts';
import { backupCommand } from './backup.ts';
import { openSunlot, type OpenSunlot } from './open.ts';

export interface BackedUp {
  /** A path in the folder of all: `data`, `backup`, `key.txt`. */
  readonly at: (name: string) => string;
  readonly config: Config;
  /** Whom the backup is sealed for; `key.txt` opens it. */
  readonly recipient: string;
  readonly sunlot: OpenSunlot;
  close(): Promise<void>;
}

/** With bureau 1 (`120111`) founded. */
export async function openBackedUp(): Promise<BackedUp> {
  const folder = await mkdtemp(join(tmpdir(), 'sunlot-backup-'));
  const at = (name: string): string => join(folder, name);
  await backupCommand(readConfig({ SUNLOT_DATA: at('data') }), ['--new-key', at('key.txt')]);
  const recipient = /age1\w+/.exec(await readFile(at('key.txt'), 'utf8'))?.[0] ?? '';
  const config = readConfig({
    SUNLOT_DATA: at('data'),
    SUNLOT_BACKUP: at('backup'),
    SUNLOT_BACKUP_RECIPIENT: recipient,
  });
  const sunlot = await openSunlot(config);
  await openTestBureau(sunlot.runtime);
  const close = async (): Promise<void> => {
    await sunlot.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { at, config, recipient, sunlot, close };
}
