/** The rows of a log as they stand in the database, read once from the first to the last. @module */
import { sql } from 'kysely';
import type { ReadTx } from '../../transact.ts';

export interface DeedRow {
  readonly seq: number;
  /** `2026-03-02T01:00:00.000000Z` */
  readonly at: string;
  readonly year: number;
  readonly kind: string;
  readonly actor_id: string;
  readonly subject: string;
  readonly command_id: string;
  readonly entry: Buffer;
  readonly hash: Buffer;
}

/** The rows of a log in their order, 500 at a time; an empty page is the end. */
export interface Pages {
  next(): Promise<readonly DeedRow[]>;
  close(): Promise<void>;
}

/**
 * One pass along the key, planned once: a plan for each page would now and then sort the whole rest of a log that was never analysed.
 * One at a time in a transaction.
 */
export async function openPages(tx: ReadTx): Promise<Pages> {
  await sql`SET LOCAL enable_sort = off`.execute(tx.db);
  // A cursor takes no parameters; the transaction says whose log it is.
  await sql`
    DECLARE deed_pages NO SCROLL CURSOR FOR
    SELECT seq, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, year, kind, actor_id,
      subject_type || '/' || subject_id AS subject, command_id, entry, hash
    FROM deed WHERE bureau_id = current_setting('app.bureau')::int ORDER BY seq`.execute(tx.db);
  return {
    next: async () => (await sql<DeedRow>`FETCH 500 FROM deed_pages`.execute(tx.db)).rows,
    close: async () => {
      await sql`CLOSE deed_pages`.execute(tx.db);
    },
  };
}
