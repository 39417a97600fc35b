/** Opens what every command needs: database (embedded or the user's own), files, keys. @module */
import { join } from 'node:path';
import pg from 'pg';
import type { Config } from '../core/config.ts';
import { systemClock } from '../core/clock.ts';
import { openDatabase } from '../core/db.ts';
import { openFieldCipher } from '../core/field-cipher.ts';
import { openFileStore } from '../core/files.ts';
import { openIdentity, type Identity } from '../core/identity/identity.ts';
import { openIdentitySecrets } from '../core/identity/secrets.ts';
import { openSetupCode, type SetupCode } from '../core/identity/setup-code.ts';
import { openLogKey, openSm2Key, type LogKey } from '../core/log/key.ts';
import { migrate, MigrationError, pendingMigrations } from '../core/migrate.ts';
import { serverRefusals, type ServerRefusal } from '../core/postgres/checks.ts';
import { startEmbedded } from '../core/postgres/embedded.ts';
import type { Runtime } from '../core/runtime.ts';
import { requireOwnKeys } from './own-keys.ts';
import { StartError } from './start-error.ts';

/** Everything a command works with; close it when done. */
export interface OpenSunlot {
  readonly runtime: Runtime;
  readonly identity: Identity;
  readonly setupCode: SetupCode;
  readonly dataFolder: string;
  /** `embedded` or `own`, for /healthz and the doctor. */
  readonly database: 'embedded' | 'own';
  /** The superuser of the embedded server, for backups; undefined on a server of the operator's own. */
  readonly adminUrl: string | undefined;
  /** Rejects never; resolves when the embedded server is gone without our asking. */
  readonly databaseGone: Promise<void>;
  close(): Promise<void>;
}

/** @throws StartError, EmbeddedFailure, MigrationError with a sentence for the operator */
export async function openSunlot(config: Config): Promise<OpenSunlot> {
  const database =
    config.databaseUrl === undefined ? await openEmbedded(config) : await openOwn(config, config.databaseUrl);
  try {
    const keys = join(config.dataFolder, 'keys');
    const runtime: Runtime = {
      db: openDatabase(database.appUrl, undefined, { readsOnly: config.readsOnly }),
      clock: systemClock,
      files: openFileStore(join(config.dataFolder, 'files')),
      logKey: await openLogKeys(keys, config),
      fieldCipher: await openFieldCipher(join(keys, 'field-key')),
    };
    await requireOwnKeys(runtime, keys);
    return {
      runtime,
      identity: openIdentity({
        db: runtime.db,
        clock: runtime.clock,
        secrets: await openIdentitySecrets(join(keys, 'identity-secret')),
        publicUrl: config.publicUrl,
        unified: config.unified,
      }),
      setupCode: openSetupCode(join(keys, 'setup-code')),
      dataFolder: config.dataFolder,
      database: database.kind,
      adminUrl: database.adminUrl,
      databaseGone: database.gone,
      close: async () => {
        await runtime.db.destroy();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function openLogKeys(keys: string, { signsSm2 }: Config): Promise<LogKey> {
  const logKey = await openLogKey(join(keys, 'log-ed25519.pem'));
  return signsSm2 ? { ...logKey, sm2: await openSm2Key(join(keys, 'log-sm2.pem')) } : logKey;
}

interface OpenDatabase {
  readonly kind: 'embedded' | 'own';
  readonly appUrl: string;
  readonly adminUrl: string | undefined;
  readonly gone: Promise<void>;
  close(): Promise<void>;
}

async function openEmbedded(config: Config): Promise<OpenDatabase> {
  const server = await startEmbedded({ dataDir: config.dataFolder });
  try {
    await migrate(server.ownerUrl);
  } catch (error) {
    await server.stop();
    throw error;
  }
  const { appUrl, adminUrl, gone } = server;
  return { kind: 'embedded', appUrl, adminUrl, gone, close: () => server.stop() };
}

/** A server of the user's own: migrated by its owner's login when that is given, then checked as the application sees it. */
async function openOwn(config: Config, url: string): Promise<OpenDatabase> {
  const { databaseOwnerUrl, readsOnly } = config;
  if (databaseOwnerUrl !== undefined && !readsOnly) await migrate(databaseOwnerUrl);
  const pending = await pendingMigrations(url).catch((error: unknown) => {
    if (error instanceof MigrationError) throw error;
    throw new StartError(`连不上 DATABASE_URL 所指的数据库：${error instanceof Error ? error.message : String(error)}`);
  });
  // Whoever only reads need not be able to publish.
  const refusals = (await checkServer(url)).filter(({ code }) => !readsOnly || code !== 'role-cannot-publish');
  if (refusals.length > 0) {
    const lines = refusals.map(({ found, wanted, remedy }) => `  现为 ${found}，应为 ${wanted}。${remedy}`);
    throw new StartError(`DATABASE_URL 所指的数据库不能使用：\n${lines.join('\n')}`);
  }
  if (pending.length > 0 && readsOnly)
    throw new StartError(`热备库的结构缺少 ${pending.length} 步（${pending.join('、')}）：请先升级主库，等热备库跟上`);
  if (pending.length > 0) {
    throw new StartError(
      `数据库结构缺少 ${pending.length} 步（${pending.join('、')}）。请设置 DATABASE_OWNER_URL 后运行 npx sunlot migrate`,
    );
  }
  return {
    kind: 'own',
    appUrl: url,
    adminUrl: undefined,
    gone: new Promise(() => undefined),
    close: async () => undefined,
  };
}

async function checkServer(url: string): Promise<readonly ServerRefusal[]> {
  const pool = new pg.Pool({ connectionString: url, max: 1, options: '-c search_path=sunlot,public' });
  try {
    return await serverRefusals(pool);
  } finally {
    await pool.end();
  }
}
