/**
 * Questions by key are planned once on each connection and then only asked (docs/adr/0078): planning them was most of what
 * the database had to do for a document. @module
 */
import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type pg from 'pg';

/** Statements that one connection keeps; what comes after them is planned each time, as everything else is. */
const MOST_KEPT = 200;
/** What has more writes many rows at once, and is hardly asked again in the same words. */
const MOST_VALUES = 100;
/** `feature_not_supported`: what a prepared `SELECT *` answers when a migration of another program has given its table a column. */
const OUTDATED = '0A000';

/** The pool as Kysely asks it. */
export function preparing(pool: pg.Pool): PostgresPool {
  const clients = new WeakMap<pg.PoolClient, PreparingClient>();
  return {
    options: pool.options,
    connect: async () => {
      const client = await pool.connect();
      const known = clients.get(client) ?? new PreparingClient(client);
      clients.set(client, known);
      return known;
    },
    end: () => pool.end(),
  };
}

class PreparingClient implements PostgresPoolClient {
  readonly #client: pg.PoolClient;
  /** By its text: a prepared statement belongs to its connection, so a running number is name enough. */
  readonly #names = new Map<string, string>();
  #isOutdated = false;

  constructor(client: pg.PoolClient) {
    this.#client = client;
  }

  query<R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  query(asked: string | PostgresCursor<unknown>, values: readonly unknown[] = []): unknown {
    if (typeof asked !== 'string') throw new Error('the product reads no cursors through Kysely');
    return this.#ask(asked, values);
  }

  release(destroy = false): void {
    this.#client.release(destroy || this.#isOutdated);
  }

  async #ask(text: string, values: readonly unknown[]): Promise<pg.QueryResult> {
    try {
      return await this.#client.query({ name: this.#nameOf(text, values), text, values: [...values] });
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === OUTDATED) this.#isOutdated = true;
      throw error;
    }
  }

  /** Undefined: planned with its values. */
  #nameOf(text: string, values: readonly unknown[]): string | undefined {
    const known = this.#names.get(text);
    if (!isByKey(values)) return undefined;
    if (known !== undefined || this.#names.size === MOST_KEPT) return known;
    const name = `s${this.#names.size}`;
    this.#names.set(text, name);
    return name;
  }
}

/** Patterns and lists are left out: how many rows they find lies in their values, and a plan made without them guesses. */
function isByKey(values: readonly unknown[]): boolean {
  return values.length > 0 && values.length <= MOST_VALUES && values.every(isKey);
}

function isKey(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('%');
  return typeof value !== 'object' || value === null || value instanceof Uint8Array;
}
