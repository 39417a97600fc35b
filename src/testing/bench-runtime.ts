/** A runtime on a server of its own in a temporary folder, for benches: the same database as in service, synced to disk. @module */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBureau } from '../core/bureaus.ts';
import { manualClock, type ManualClock } from '../core/clock.ts';
import { openDatabase } from '../core/db.ts';
import { temporaryFieldCipher } from '../core/field-cipher.ts';
import { openFileStore } from '../core/files.ts';
import { temporaryLogKey } from '../core/log/key.ts';
import { migrate } from '../core/migrate.ts';
import { startEmbedded } from '../core/postgres/embedded.ts';
import type { Runtime } from '../core/runtime.ts';

export interface BenchRuntime extends Runtime {
  readonly clock: ManualClock;
  readonly appUrl: string;
  /** The role that owns the tables. */
  readonly ownerUrl: string;
  /** The superuser. */
  readonly adminUrl: string;
  /** The data folder. */
  readonly folder: string;
  close(): Promise<void>;
}

/** Bureau 2 (`120112`) beside it, where a bench asks as somebody of another bureau. */
export async function openNeighbour({ db, clock }: Pick<Runtime, 'db' | 'clock'>): Promise<void> {
  const neighbour = {
    bureauId: 2,
    code: '120112',
    name: '邻区应急管理局',
    origin: '120112.test.example',
    isDemo: true,
  };
  await db.transaction().execute((tx) => openBureau(tx, { ...neighbour, profile: {} }, clock.now()));
}

/** Bureau 1 (`120111`), invented: its clock may stand on any day, its witness may live on this machine. */
export async function openTestBureau({ db, clock }: Pick<Runtime, 'db' | 'clock'>): Promise<void> {
  const bureau = { bureauId: 1, code: '120111', name: '测试区应急管理局', origin: '120111.test.example', isDemo: true };
  await db.transaction().execute((tx) => openBureau(tx, { ...bureau, profile: {} }, clock.now()));
}

/** Bureau 1 (`120111`), on 2026-03-02 in the morning. @param options - `fast`: a server that does not sync, as a control */
export async function benchRuntime({ fast = false } = {}): Promise<BenchRuntime> {
  const now = '2026-03-02T01:00:00Z';
  const runtime = await emptyRuntime(now, { fast });
  await openTestBureau(runtime);
  return runtime;
}

/** Without a bureau, at that instant. */
export async function emptyRuntime(now: string, { fast = false } = {}): Promise<BenchRuntime> {
  const folder = await mkdtemp(join(tmpdir(), 'sunlot-bench-'));
  const server = await startEmbedded({ dataDir: folder, appName: 'bench', fast });
  await migrate(server.ownerUrl);
  const db = openDatabase(server.appUrl);
  return {
    db,
    clock: manualClock(now),
    files: openFileStore(join(folder, 'files')),
    logKey: temporaryLogKey(),
    fieldCipher: temporaryFieldCipher(),
    appUrl: server.appUrl,
    ownerUrl: server.ownerUrl,
    adminUrl: server.adminUrl,
    folder,
    close: async () => {
      await db.destroy();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
