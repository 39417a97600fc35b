/** `sunlot backup`: a base of the embedded server beside its work, its log, and the stored files. @module */
import { parseArgs } from 'node:util';
import type { Config } from '../core/config.ts';
import { systemClock } from '../core/clock.ts';
import { takeBase } from '../core/backup/base.ts';
import { drillKey } from '../core/backup/drill-key.ts';
import { prune, repositoryAt } from '../core/backup/repository.ts';
import { isRecipient, newBackupKey, type Recipients } from '../core/backup/sealed-file.ts';
import { holdLog, shipFiles, shipLog } from '../core/backup/ship.ts';
import { writeKey } from '../core/durable.ts';
import { findRunning, startEmbedded } from '../core/postgres/embedded.ts';
import { backupText } from './backup.zh.ts';
import { StartError } from './start-error.ts';

/** Any moment of the last two weeks can be restored. */
const NIGHTS_KEPT = 14;

/** Exit code 0 when the backup is whole; `--new-key FILE` makes a key pair instead. */
export async function backupCommand(config: Config, args: readonly string[]): Promise<number> {
  const newKey = readNewKey(args);
  if (newKey !== undefined) return makeKey(newKey);
  if (config.backup === undefined) throw new StartError(backupText.notSetUp);
  if (config.databaseUrl !== undefined) throw new StartError(backupText.ownServer);
  const recipients = await recipientsOf(config, config.backup.recipient);
  const running = await findRunning(config.dataFolder);
  const server = running === undefined ? await startEmbedded({ dataDir: config.dataFolder }) : undefined;
  const adminUrl = running?.adminUrl ?? server?.adminUrl ?? '';
  try {
    const source = { dataFolder: config.dataFolder, adminUrl };
    const repository = repositoryAt(config.backup.folder);
    // Held before the base begins: no segment that it needs can go in between.
    await holdLog(source);
    const { name, base } = await takeBase(source, repository, recipients, systemClock);
    const segments = await shipLog(source, repository, recipients);
    // After the log: a file is stored before the row that names it.
    const files = await shipFiles(config.dataFolder, repository, recipients);
    await prune(repository, NIGHTS_KEPT);
    console.log(backupText.done(name, base.bytes, segments, files));
    return 0;
  } finally {
    await server?.stop();
  }
}

/** The operator's key, and that of this machine for its drill. */
export async function recipientsOf(config: Config, recipient: string): Promise<Recipients> {
  if (!isRecipient(recipient)) throw new StartError(backupText.badRecipient);
  const { recipient: own } = await drillKey(config.dataFolder);
  return [recipient, own];
}

function readNewKey(args: readonly string[]): string | undefined {
  try {
    return parseArgs({ args: [...args], options: { 'new-key': { type: 'string' } } }).values['new-key'];
  } catch {
    throw new StartError(backupText.usage);
  }
}

async function makeKey(path: string): Promise<number> {
  const { identity, recipient } = await newBackupKey();
  await writeKey(path, `# public key: ${recipient}\n${identity}\n`);
  console.log(backupText.newKey(path, recipient));
  return 0;
}
