/** The database for a command that only looks: the server that runs on the data folder, or one started for the while. @module */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import type { Config } from '../core/config.ts';
import { openDatabase, type Database } from '../core/db.ts';
import { findRunning, startEmbedded } from '../core/postgres/embedded.ts';

export interface Beside {
  readonly db: Kysely<Database>;
  close(): Promise<void>;
}

/** Connections of a command: one reads, and one is spare. */
const CONNECTIONS = 2;

/**
 * Opens what is there and makes nothing: no migration, no key, no new database.
 * @returns undefined when the data folder holds no database and no `DATABASE_URL` is given
 */
export async function openBeside(config: Config): Promise<Beside | undefined> {
  if (config.databaseUrl !== undefined) return opened(config.databaseUrl, async () => undefined);
  const running = await findRunning(config.dataFolder);
  if (running !== undefined) return opened(running.appUrl, async () => undefined);
  if (!(await exists(join(config.dataFolder, 'postgres')))) return undefined;
  const server = await startEmbedded({ dataDir: config.dataFolder });
  return opened(server.appUrl, () => server.stop());
}

function opened(url: string, stop: () => Promise<void>): Beside {
  const db = openDatabase(url, CONNECTIONS);
  return {
    db,
    close: async () => {
      await db.destroy();
      await stop();
    },
  };
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
