/** The restore drill: the newest backup in a folder of its own, held against the database that it is of. @module */
import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import type { Kysely } from 'kysely';
import type { Config } from '../core/config.ts';
import { systemClock } from '../core/clock.ts';
import { openDatabase, type Database } from '../core/db.ts';
import { newSecret } from '../core/ids.ts';
import { listFiles, type Repository } from '../core/backup/repository.ts';
import { restore } from '../core/backup/restore.ts';
import { openSealed } from '../core/backup/sealed-file.ts';
import { auditLog } from '../core/log/audit/audit.ts';
import { startEmbedded } from '../core/postgres/embedded.ts';
import { read } from '../core/transact.ts';
import { compareProjections } from '../jobs/projections.ts';
import { openBeside } from './open-beside.ts';
import { publicKeyIn } from './verify-db.ts';

export interface DrillResult {
  readonly isGood: boolean;
  /** What is wrong; empty when it is good. */
  readonly problems: readonly string[];
  readonly base: string;
  readonly deeds: number;
  /** Deeds of the working database that the backup does not have yet. */
  readonly behind: number;
  readonly files: number;
  readonly seconds: number;
}

/** Stored files opened and hashed in a drill. */
const SAMPLE = 100;

/** Restores into `folder`, reads the whole log there, and compares its heads with the chain it was taken from. */
export async function runDrill(
  config: Config,
  repository: Repository,
  identity: string,
  folder: string,
): Promise<DrillResult> {
  const started = performance.now();
  const problems: string[] = [];
  const { name } = await restore(repository, identity, folder, { withFiles: false });
  const publicKey = await publicKeyIn(folder);
  const server = await startEmbedded({ dataDir: folder, appName: 'drill' });
  const restored = openDatabase(server.appUrl, 2);
  const working = await openBeside(config);
  let deeds = 0;
  let behind = 0;
  try {
    const source = { db: restored, clock: systemClock };
    const bureaus = await restored.selectFrom('bureau').select(['bureau_id', 'code']).orderBy('bureau_id').execute();
    for (const { bureau_id: bureauId, code } of bureaus) {
      const log = await read(source, bureauId, (tx) => auditLog(tx, { publicKey: publicKey ?? Buffer.alloc(32) }));
      const { differences } = await read(source, bureauId, compareProjections);
      deeds += log.deeds;
      if (log.problems > 0) problems.push(`${code} log ${log.problems}`);
      if (differences.length > 0) problems.push(`${code} projections ${differences.length}`);
      const ahead = working && (await aheadOf(working.db, restored, bureauId));
      if (ahead === undefined) problems.push(`${code} head`);
      else behind += ahead;
    }
  } finally {
    await restored.destroy();
    await working?.close();
    await server.stop();
  }
  const files = await checkFiles(repository, identity, problems);
  const seconds = Math.round((performance.now() - started) / 1000);
  return { isGood: problems.length === 0, problems, base: name, deeds, behind, files, seconds };
}

/** How many deeds the working chain has beyond the restored head; undefined when that head is not in it. */
async function aheadOf(
  working: Kysely<Database>,
  restored: Kysely<Database>,
  bureauId: number,
): Promise<number | undefined> {
  const headOf = (db: Kysely<Database>): Promise<{ seq: number; hash: Buffer }> =>
    read({ db, clock: systemClock }, bureauId, (tx) =>
      tx.db.selectFrom('deed_head').select(['seq', 'hash']).where('bureau_id', '=', bureauId).executeTakeFirstOrThrow(),
    );
  const head = await headOf(restored);
  const now = await headOf(working);
  if (head.seq === 0) return now.seq;
  const same = await read({ db: working, clock: systemClock }, bureauId, (tx) =>
    tx.db
      .selectFrom('deed')
      .select('hash')
      .where('bureau_id', '=', bureauId)
      .where('seq', '=', head.seq)
      .executeTakeFirst(),
  );
  return same?.hash.equals(head.hash) === true ? now.seq - head.seq : undefined;
}

/** Opens a random sample of the stored files and hashes them. */
async function checkFiles(repository: Repository, identity: string, problems: string[]): Promise<number> {
  const names = [...(await listFiles(repository))].map((name) => ({ name, order: newSecret(8) }));
  const sample = names.toSorted((a, b) => (a.order < b.order ? -1 : 1)).slice(0, SAMPLE);
  for (const { name } of sample) {
    const bytes = await buffer(await openSealed(repository.file(name), identity));
    if (createHash('sha256').update(bytes).digest('hex') !== name) problems.push(`file ${name}`);
  }
  return sample.length;
}
