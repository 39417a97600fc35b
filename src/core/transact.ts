/** One command, one transaction: state rows and the deeds that explain them are written together. @module */
import { sql, type Transaction } from 'kysely';
import type { CanonicalValue } from 'verifiable-draw';
import type { Actor } from './actor.ts';
import { dayOf } from './clock.ts';
import type { Database } from './db.ts';
import { appendDeeds } from './deeds.ts';
import { newId } from './ids.ts';
import type { Result } from './result.ts';
import type { Runtime } from './runtime.ts';

/** The right to read one bureau at one moment. Reads take it as their first argument. */
export interface ReadTx {
  readonly db: Transaction<Database>;
  readonly bureauId: number;
  /** The instant of the command, RFC 3339 UTC. */
  readonly now: string;
  /** The day of the command in Asia/Shanghai, `YYYY-MM-DD`. */
  readonly today: string;
}

/** The right to change one bureau: what is written here stands or falls together with its deeds. */
export interface Tx extends ReadTx {
  readonly actor: Actor;
  readonly commandId: string;
  newId(): string;
  /** Notes a deed; it is appended when the work succeeds. Facts carry ids, dates, counts and hashes, never personal data. */
  record(deed: DeedDraft): void;
}

export interface DeedDraft {
  readonly kind: `${string}.${string}`;
  /** `<type>/<id>` of what was acted on. */
  readonly subject: `${string}/${string}`;
  readonly facts: Readonly<Record<string, CanonicalValue>>;
}

export interface Command {
  readonly id: string;
  readonly actor: Actor;
}

const RETRYABLE = new Set(['40001', '40P01']);
const ATTEMPTS = 4;

/**
 * Runs `work` in one transaction for the actor's bureau and appends the deeds it recorded. A refusal rolls back,
 * as a throw does. Deadlocks and serialization failures are tried again, since `work` has had no effect.
 */
export async function transact<T>(
  runtime: Runtime,
  command: Command,
  work: (tx: Tx) => Promise<Result<T>>,
): Promise<Result<T>> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attemptOnce(runtime, command, work);
    } catch (error) {
      if (attempt === ATTEMPTS || !isRetryable(error)) throw error;
    }
  }
}

/** Reads one bureau in one read-only snapshot. */
export async function read<T>(runtime: Runtime, bureauId: number, work: (tx: ReadTx) => Promise<T>): Promise<T> {
  return runtime.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (db) => work(await readTx(runtime, db, bureauId)));
}

/**
 * Works on derived data of one bureau (checkpoints, cursors, snapshots) in one transaction that does no deed:
 * whatever it writes must follow from the deeds and be harmless to write twice.
 */
export async function inBureau<T>(runtime: Runtime, bureauId: number, work: (tx: ReadTx) => Promise<T>): Promise<T> {
  return runtime.db.transaction().execute(async (db) => work(await readTx(runtime, db, bureauId)));
}

class RolledBack<T> extends Error {
  readonly refusal: Result<T>;
  constructor(refusal: Result<T>) {
    super('refused');
    this.refusal = refusal;
  }
}

async function attemptOnce<T>(
  runtime: Runtime,
  command: Command,
  work: (tx: Tx) => Promise<Result<T>>,
): Promise<Result<T>> {
  try {
    return await runtime.db.transaction().execute(async (db) => {
      const drafts: DeedDraft[] = [];
      const tx: Tx = {
        ...(await readTx(runtime, db, command.actor.bureauId)),
        actor: command.actor,
        commandId: command.id,
        newId,
        record: (deed) => drafts.push(deed),
      };
      const result = await work(tx);
      if (!result.ok) throw new RolledBack(result);
      await appendDeeds(tx, runtime.clock, drafts);
      return result;
    });
  } catch (error) {
    if (error instanceof RolledBack) return error.refusal as Result<T>;
    throw error;
  }
}

async function readTx(runtime: Runtime, db: Transaction<Database>, bureauId: number): Promise<ReadTx> {
  await sql`SELECT set_config('app.bureau', ${String(bureauId)}, true)`.execute(db);
  const now = runtime.clock.now();
  return { db, bureauId, now, today: dayOf(now) };
}

function isRetryable(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && RETRYABLE.has(error.code);
}
