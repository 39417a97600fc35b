/** What a power cut has left: is everything there that was acknowledged, and does the log verify? @module */
import { join } from 'node:path';
import { openDatabase } from '../core/db.ts';
import { openFileStore } from '../core/files.ts';
import { auditBureau } from '../core/log/audit/audit.ts';
import { EmbeddedFailure } from '../core/postgres/failure.ts';
import { startEmbedded } from '../core/postgres/embedded.ts';
import { read } from '../core/transact.ts';
import type { BenchRuntime } from './bench-runtime.ts';
import { SERIES, type SoFar } from './power-work.ts';

const LAST_FILES = 1_000;

export interface Verdict {
  /** Of what was acknowledged, without deed or with another number. */
  readonly lost: number;
  /** Of the last thousand, the stored file is missing or another; those before were looked at after an earlier cut. */
  readonly filesBad: number;
  readonly numbersTwice: number;
  /** Findings of the whole log read again, also against the checkpoint that was published before the cut. */
  readonly logProblems: number;
  readonly checkpoints: number;
  /** 1 when the database could not be started. */
  readonly notStarted: number;
  readonly why?: string;
}

/** Starts the data folder that was left and looks. `runtime` is the living one, for its key and clock. */
export async function judgeCopy(dataDir: string, runtime: BenchRuntime, before: SoFar): Promise<Verdict> {
  const nothing = {
    lost: 0,
    filesBad: 0,
    numbersTwice: 0,
    logProblems: 0,
    checkpoints: 0,
    notStarted: 0,
  };
  let server;
  try {
    server = await startEmbedded({ dataDir });
  } catch (error) {
    if (error instanceof EmbeddedFailure) return { ...nothing, notStarted: 1, why: error.message };
    throw error;
  }
  const db = openDatabase(server.appUrl, 2);
  try {
    const numbers = await numbersWithDeed({ db, clock: runtime.clock });
    const found = new Map(numbers.map(({ id, serial }) => [id, serial]));
    const files = openFileStore(join(dataDir, 'files'));
    let filesBad = 0;
    for (const { id, file } of before.told.slice(-LAST_FILES)) {
      const bytes = await files.get(file).catch(() => undefined);
      if (bytes?.toString() !== `photograph of ${id}`) filesBad += 1;
    }
    const outside = before.published === undefined ? [] : [before.published];
    const { problems } = await auditBureau({ db, clock: runtime.clock, logKey: runtime.logKey }, 1, outside);
    return {
      ...nothing,
      lost: before.told.filter(({ id, serial }) => found.get(id) !== serial).length,
      filesBad,
      numbersTwice: numbers.length - new Set(numbers.map(({ serial }) => serial)).size,
      logProblems: problems,
      checkpoints: outside.length,
    };
  } finally {
    await db.destroy();
    await server.stop();
  }
}

/** Asked apart: joined by a server that has seen no statistics yet, fifty thousand deeds take longer than a question may. */
async function numbersWithDeed(of: Parameters<typeof read>[0]): Promise<{ id: string; serial: number }[]> {
  const { deeds, numbers } = await read(of, 1, async (tx) => ({
    deeds: await tx.db.selectFrom('deed').select('command_id').where('bureau_id', '=', 1).execute(),
    numbers: await tx.db
      .selectFrom('file_serial')
      .select(['file_id as id', 'serial'])
      .where('bureau_id', '=', 1)
      .where('series', '=', SERIES)
      .execute(),
  }));
  const known = new Set(deeds.map(({ command_id: id }) => id));
  return numbers.filter(({ id }) => known.has(id));
}
