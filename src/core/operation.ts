/** What the program does by itself to be sure of its records: the last result of each, for health and metrics. @module */
import { sql } from 'kysely';
import type { Runtime } from './runtime.ts';

/** 补送, 备份, 恢复演练, 日志核验 */
export type OperationName = 'shipping' | 'backup' | 'drill' | 'log';

export interface OperationState {
  readonly name: OperationName;
  readonly at: string;
  readonly isGood: boolean;
  /** When it was good last. */
  readonly goodAt: string | null;
}

interface OperationCheckTable {
  bureau_id: number;
  name: OperationName;
  at: string;
  is_good: boolean;
  good_at: string | null;
  said: string;
}

declare module './db.ts' {
  interface Database {
    operation_check: OperationCheckTable;
  }
}

/** Notes how it went, for every bureau of the installation. */
export async function noteOperation(
  { db, clock }: Pick<Runtime, 'db' | 'clock'>,
  name: OperationName,
  isGood: boolean,
  said: string,
): Promise<void> {
  await sql`SELECT note_operation(${name}, ${clock.now()}, ${isGood}, ${said.slice(-2_000)})`.execute(db);
}

/** The last result of each, over all bureaus. */
export async function readOperation(runtime: Pick<Runtime, 'db'>): Promise<readonly OperationState[]> {
  const { rows } = await sql<{ name: OperationName; at: string; is_good: boolean; good_at: string | null }>`
    SELECT name, at, is_good, good_at FROM operation_state()`.execute(runtime.db);
  return rows.map(({ name, at, is_good: isGood, good_at: goodAt }) => ({ name, at, isGood, goodAt }));
}

/** A night may be missed by a restart; two are not chance. */
const STALE_HOURS = 50;

/** What went wrong last, and what has not been done for two days though it was done before: `drill-failed`, `backup-stale`. */
export function operationReasons(states: readonly OperationState[], now: string): string[] {
  return states.flatMap(({ name, at, isGood }) => [
    ...(isGood ? [] : [`${name}-failed`]),
    ...(Temporal.Instant.from(at).until(now).total('hours') > STALE_HOURS ? [`${name}-stale`] : []),
  ]);
}
