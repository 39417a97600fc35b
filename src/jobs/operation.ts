/** Backups, drills and checks of the whole log, which the program makes by itself: twice a minute what is new, each night the rest. @module */
import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Config } from '../core/config.ts';
import { repositoryAt } from '../core/backup/repository.ts';
import type { Recipients } from '../core/backup/sealed-file.ts';
import { isLogHeld, shipFiles, shipLog } from '../core/backup/ship.ts';
import { noteOperation, readOperation, type OperationName } from '../core/operation.ts';
import { serverEnvironment } from '../core/postgres/identity.ts';
import type { Runtime } from '../core/runtime.ts';
import { startLoop, type Worker } from './worker.ts';

const MAIN = fileURLToPath(new URL('../cli/main.ts', import.meta.url));
/** Half of what a lost disk may cost (RPO 60 s): the rest is for the round itself. */
const SHIPPING_MS = 30_000;
/** How often it is looked whether a night's work is due. */
const NIGHTLY_MS = 300_000;
/** Hours of Beijing in which it is done, the first chance of the night. */
const NIGHT = { from: 2, to: 6 };
/** In this order: a drill is of the night's backup. */
const NIGHTLY = [
  { name: 'backup', args: ['backup'] },
  { name: 'drill', args: ['drill'] },
  { name: 'log', args: ['verify', '--db'] },
] as const satisfies readonly { readonly name: OperationName; readonly args: readonly string[] }[];

export interface Shipping {
  readonly config: Config;
  /** The superuser of the embedded server; there is no shipping from a server of somebody else's. */
  readonly adminUrl: string;
  readonly recipients: Recipients;
}

/** Ships log and files twice a minute, once a first backup holds the log. */
export function startShipping(runtime: Runtime, shipping: Shipping, onError: (error: unknown) => void): Worker {
  return startLoop(() => shipOnce(runtime, shipping), onError, SHIPPING_MS);
}

/**
 * One round: the log, then the files that its rows name. However long the files take, as all of them do after a first backup, the
 * log is shipped again every `period` milliseconds meanwhile. A failure is noted, and thrown for the log of the program.
 */
export async function shipOnce(
  runtime: Runtime,
  { config, adminUrl, recipients }: Shipping,
  period = SHIPPING_MS,
): Promise<void> {
  if (config.backup === undefined) return;
  const source = { dataFolder: config.dataFolder, adminUrl };
  const repository = repositoryAt(config.backup.folder);
  if (!(await isLogHeld(source))) return;
  try {
    let segments = await shipLog(source, repository, recipients);
    const files = await meanwhile(shipFiles(config.dataFolder, repository, recipients), period, async () => {
      segments += await shipLog(source, repository, recipients);
    });
    await noteOperation(runtime, 'shipping', true, `${segments} + ${files}`);
  } catch (error) {
    await noteOperation(runtime, 'shipping', false, error instanceof Error ? error.message : String(error));
    throw error;
  }
}

/** What the work gives, with `again` done every `period` milliseconds until it is there; what either throws once both have ended. */
async function meanwhile<T>(work: Promise<T>, period: number, again: () => Promise<void>): Promise<T> {
  const over = new AbortController();
  const rounds = (async () => {
    for (;;) {
      await sleep(period, undefined, { signal: over.signal }).catch(() => undefined);
      if (over.signal.aborted) return;
      await again();
    }
  })();
  await Promise.allSettled([work.finally(() => over.abort()), rounds]);
  await rounds;
  return work;
}

/** Starts what is due each night, as programs of their own: the people who work late keep their server. */
export function startNightly(runtime: Runtime, config: Config, onError: (error: unknown) => void): Worker {
  return startLoop((stopping) => nightlyOnce(runtime, config, stopping), onError, NIGHTLY_MS);
}

/** Does what is due at this hour and was not done this night. */
export async function nightlyOnce(runtime: Runtime, config: Config, stopping: AbortSignal): Promise<void> {
  const now = Temporal.Instant.from(runtime.clock.now()).toZonedDateTimeISO('Asia/Shanghai');
  if (now.hour < NIGHT.from || now.hour >= NIGHT.to) return;
  const done = await readOperation(runtime);
  for (const { name, args } of NIGHTLY) {
    // Without a backup set up, and on a server of somebody else's, only the log is read.
    if (name !== 'log' && (config.backup === undefined || config.databaseUrl !== undefined)) continue;
    const last = done.find((state) => state.name === name);
    const isDone =
      last !== undefined &&
      now.since(Temporal.Instant.from(last.at).toZonedDateTimeISO('Asia/Shanghai')).total('hours') < 12;
    if (isDone) continue;
    const { code, said } = await runCommand(args, config, stopping);
    // What was broken off says nothing; it is done again.
    if (stopping.aborted) return;
    await noteOperation(runtime, name, code === 0, said);
  }
}

function runCommand(
  args: readonly string[],
  config: Config,
  signal: AbortSignal,
): Promise<{ readonly code: number; readonly said: string }> {
  const env = {
    ...serverEnvironment(),
    SUNLOT_DATA: config.dataFolder,
    SUNLOT_BACKUP: config.backup?.folder,
    SUNLOT_BACKUP_RECIPIENT: config.backup?.recipient,
    DATABASE_URL: config.databaseUrl,
  };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--max-semi-space-size=4', MAIN, ...args],
      { env, signal, maxBuffer: 1 << 24 },
      (error, stdout, stderr) => resolve({ code: error === null ? 0 : 1, said: `${stdout}${stderr}`.trim() }),
    );
  });
}
