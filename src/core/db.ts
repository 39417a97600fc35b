/** The typed database. Modules add their tables to `Database` by declaration merging in their `tables.ts`. @module */
import { Kysely, PostgresDialect, type ColumnType } from 'kysely';
import pg from 'pg';
import { preparing } from './prepared.ts';

// bigint columns are counters that stay far below 2^53; dates are days, never instants.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.DATE, (day) => day);
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, toInstant);

/** `2026-03-02 01:00:00.5+00` as PostgreSQL writes it in UTC → `2026-03-02T01:00:00.500Z`. */
function toInstant(text: string): string {
  return Temporal.Instant.from(text.replace(' ', 'T')).toString({ fractionalSecondDigits: 3 });
}

/** The tables of the whole product; each module declares its own in `<module>/tables.ts`. */
export interface Database {
  bureau: BureauTable;
  command: CommandTable;
  deed: DeedTable;
  deed_head: DeedHeadTable;
  log_tile: LogTileTable;
  checkpoint: CheckpointTable;
  job_cursor: JobCursorTable;
}

export interface BureauTable {
  bureau_id: number;
  code: string;
  name: string;
  origin: string;
  is_demo: boolean;
  /** Written as JSON text, read as an object. */
  profile: ColumnType<Readonly<Record<string, unknown>>, string, string>;
  /** Of its 公示网址; null in a demo. */
  host: ColumnType<string | null, string | null | undefined, string | null>;
  created_at: string;
}

export interface CommandTable {
  bureau_id: number;
  command_id: string;
  kind: string;
  input_hash: Buffer;
  answer: unknown;
  at: string;
}

export interface DeedTable {
  bureau_id: number;
  seq: number;
  at: string;
  year: number;
  kind: string;
  actor_id: string;
  subject_type: string;
  subject_id: string;
  command_id: string;
  entry: Buffer;
  hash: Buffer;
}

export interface DeedHeadTable {
  bureau_id: number;
  seq: number;
  hash: Buffer;
  at: string;
}

export interface LogTileTable {
  bureau_id: number;
  year: number;
  level: number;
  idx: number;
  hashes: Buffer;
}

export interface CheckpointTable {
  bureau_id: number;
  year: number;
  size: number;
  root: Buffer;
  note: string;
  at: string;
}

export interface JobCursorTable {
  bureau_id: number;
  job: string;
  seq: number;
}

const OPTIONS =
  '-c search_path=sunlot,public -c timezone=UTC -c statement_timeout=60000 -c default_transaction_isolation=read\\ committed';

/**
 * Opens a pool of at most `max` connections as the role of `url`. Close it with `destroy()`.
 * @param readsOnly - no statement on them may write, also where the server would let it
 */
export function openDatabase(url: string, max = 20, { readsOnly = false } = {}): Kysely<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    // What a connection has prepared goes with it.
    maxLifetimeSeconds: 3_600,
    // A new connection knows nothing and plans everything anew: closed after some idle seconds, it was missing at the next rush and made it worse (docs/adr/0088).
    idleTimeoutMillis: 0,
    options: readsOnly ? `${OPTIONS} -c default_transaction_read_only=on` : OPTIONS,
  });
  // A dead idle connection is replaced by the pool at the next use; the query that meets it reports its own error.
  pool.on('error', () => undefined);
  // One that dies between two queries of a transaction is nobody's query: without this it would end the program. The next query on it fails.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool: preparing(pool) }) });
}
