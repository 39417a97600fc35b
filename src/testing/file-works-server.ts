/** Where the program writes files beside its own PostgreSQL: the first start, a backup, a restore. Each run takes seconds. @module */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { takeBase } from '../core/backup/base.ts';
import { drillKey } from '../core/backup/drill-key.ts';
import { listBases, listFiles, listSegments, prune, repositoryAt } from '../core/backup/repository.ts';
import { restore } from '../core/backup/restore.ts';
import { newBackupKey, openSealed } from '../core/backup/sealed-file.ts';
import { holdLog, shipFiles, shipLog } from '../core/backup/ship.ts';
import { systemClock } from '../core/clock.ts';
import { startEmbedded } from '../core/postgres/embedded.ts';
import type { BenchRuntime } from './bench-runtime.ts';
import type { FileWork } from './file-faults.ts';

/** The data folder of an installation is made; what was broken off is swept away by the next start. */
export const firstStart: FileWork = {
  name: 'first-start',
  prepare: (folder) => mkdir(join(folder, 'data')).then(() => undefined),
  run: async (folder) => {
    const server = await startEmbedded({ dataDir: join(folder, 'data'), fast: true });
    await server.stop();
  },
  judge: async (folder) => {
    await firstStart.run(folder);
    return [];
  },
};

/** Backup and restore of the data folder of `runtime`. */
export async function backupWorks(runtime: BenchRuntime): Promise<readonly FileWork[]> {
  const { identity, recipient } = await newBackupKey();
  const source = { dataFolder: runtime.folder, adminUrl: runtime.adminUrl };
  const into = async (folder: string): Promise<void> => {
    const repository = repositoryAt(folder);
    await holdLog(source);
    // Two in one second would bear one name.
    await sleep(1_000);
    await takeBase(source, repository, [recipient], systemClock);
    await shipLog(source, repository, [recipient]);
    await shipFiles(source.dataFolder, repository, [recipient]);
    await prune(repository, 1);
  };
  // The machine's own key: a data folder without any has never been in service.
  await drillKey(source.dataFolder);
  const good = join(runtime.folder, 'good-backup');
  await into(good);
  return [
    {
      name: 'nightly-backup',
      prepare: async () => undefined,
      run: (folder) => into(join(folder, 'backup')),
      judge: async (folder, isClaimed) => {
        const repository = repositoryAt(join(folder, 'backup'));
        const segments = await listSegments(repository);
        const bases = await listBases(repository);
        const sealed = [
          ...bases.flatMap(({ name }) => [
            repository.base(name, 'base.tar.gz.age'),
            repository.base(name, 'keys.tar.gz.age'),
          ]),
          ...segments.map((segment) => repository.wal(segment)),
          ...[...(await listFiles(repository))].map((file) => repository.file(file)),
        ];
        const opened = await Promise.all(sealed.map((path) => opensWhole(path, identity)));
        const newest = bases.at(-1)?.base;
        const isThere =
          newest !== undefined && segments.includes(newest.fromSegment) && segments.includes(newest.toSegment);
        return [...opened.flat(), ...(isClaimed && !isThere ? ['the base or its log is missing'] : [])];
      },
    },
    {
      name: 'restore',
      prepare: async () => undefined,
      run: async (folder) => {
        await rm(join(folder, 'data'), { recursive: true, force: true });
        await restore(repositoryAt(good), identity, join(folder, 'data'), {});
      },
      judge: async (folder, isClaimed) => {
        if (!isClaimed) return [];
        const server = await startEmbedded({ dataDir: join(folder, 'data'), fast: true });
        await server.stop();
        return [];
      },
    },
  ];
}

async function opensWhole(path: string, identity: string): Promise<readonly string[]> {
  try {
    const plain = await openSealed(path, identity);
    plain.resume();
    await finished(plain);
    return [];
  } catch (error) {
    return [`${path} does not open: ${String(error)}`];
  }
}
