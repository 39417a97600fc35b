/** `sunlot restore` and `sunlot drill`: a backup becomes a data folder again, and its log is read whole. @module */
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Config } from '../core/config.ts';
import { drillKey } from '../core/backup/drill-key.ts';
import { repositoryAt } from '../core/backup/repository.ts';
import { restore, RestoreRefused } from '../core/backup/restore.ts';
import { readIdentity } from '../core/backup/sealed-file.ts';
import { RecoveryTooShort } from '../core/postgres/recovery.ts';
import { backupText } from './backup.zh.ts';
import { runDrill } from './drill.ts';
import { StartError } from './start-error.ts';
import { verifyDbCommand } from './verify-db.ts';

/** Exit code 0 when everything is restored and the whole log holds, 1 when the log does not, 2 when nothing was restored. */
export async function restoreCommand(config: Config, args: readonly string[]): Promise<number> {
  const { from, identity, into, to } = readOptions(args);
  if (from === undefined || identity === undefined || into === undefined) throw new StartError(backupText.restoreUsage);
  const target = resolve(into);
  try {
    const done = await restore(repositoryAt(resolve(from)), await readIdentity(identity), target, {
      until: to === undefined ? undefined : instantOf(to),
    });
    console.log(backupText.restored(target, done.name, done.segments, done.files));
  } catch (error) {
    if (error instanceof RestoreRefused) console.error(backupText.refused[error.problem](error.what));
    else if (error instanceof RecoveryTooShort) console.error(backupText.tooShort(to ?? ''));
    else throw error;
    return 2;
  }
  const code = await verifyDbCommand({ ...config, dataFolder: target, databaseUrl: undefined }, []);
  console.log(backupText.afterRestore);
  return code;
}

/** Exit code 0 when the newest backup comes back whole, 1 when it does not. */
export async function drillCommand(config: Config, args: readonly string[]): Promise<number> {
  if (config.backup === undefined) throw new StartError(backupText.notSetUp);
  const { identity } = readOptions(args);
  const key = identity === undefined ? (await drillKey(config.dataFolder)).identity : await readIdentity(identity);
  // In the data folder: what is restored is as secret as what is there, and a drill that was broken off is swept by the next.
  const folder = join(config.dataFolder, 'drill');
  await rm(folder, { recursive: true, force: true });
  // An orderly exit takes the drill's server along.
  process.once('SIGTERM', () => process.exit(1));
  try {
    const result = await runDrill(config, repositoryAt(config.backup.folder), key, folder);
    console.log(JSON.stringify(result));
    console.log(backupText.drilled(result));
    return result.isGood ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function readOptions(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        from: { type: 'string' },
        identity: { type: 'string' },
        into: { type: 'string' },
        to: { type: 'string' },
      },
    }).values;
  } catch {
    throw new StartError(backupText.restoreUsage);
  }
}

/** With an offset as it stands; without one, the time of Beijing. */
function instantOf(text: string): string {
  try {
    return /(?:Z|[+-]\d\d:?\d\d)$/.test(text)
      ? Temporal.Instant.from(text).toString()
      : Temporal.PlainDateTime.from(text).toZonedDateTime('Asia/Shanghai').toInstant().toString();
  } catch {
    throw new StartError(backupText.badTime(text));
  }
}
