/** What the processor has done for a bench, here and in the database (Linux). @module */
import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { read } from '../src/core/transact.ts';
import type { BenchRuntime } from '../src/testing/bench-runtime.ts';

/** Processor time so far of this process and the database's: what a page costs on a machine that is busy with other things. */
export async function processorMs(runtime: BenchRuntime): Promise<number> {
  const { rows: backends } = await read(runtime, 1, (tx) =>
    sql<{ pid: number }>`SELECT pid FROM pg_stat_activity WHERE usename = current_user`.execute(tx.db),
  );
  const { user, system } = process.cpuUsage();
  const ofDatabase = backends.map(
    ({ pid }) => Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6,
  );
  return ofDatabase.reduce((sum, each) => sum + each, (user + system) / 1000);
}
