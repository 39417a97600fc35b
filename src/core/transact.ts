/** One command, one transaction: state rows and the deeds that explain them are written together. @module */
import { sql, type Transaction } from 'kysely';
import type { CanonicalValue } from 'verifiable-draw';
import { KNOWS_ALL, readerOf, type Actor } from './actor.ts';
import { dayOf } from './clock.ts';
import type { Database } from './db.ts';
import { appendDeeds } from './deeds.ts';
import { newId } from './ids.ts';
import { whenOnDisk } from './on-disk.ts';
import type { Result } from './result.ts';
import type { Runtime } from './runtime.ts';
import { keepLoaded } from './snapshot.ts';

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

/** Serialization failure, deadlock; and what was looked for and not there, but had come when it was to be written (PostgreSQL §13.5). */
const RETRYABLE = new Set(['40001', '40P01', '23505', '23P01']);
const ATTEMPTS = 4;

/**
 * Runs `work` in one transaction for the actor's bureau and appends the deeds it recorded. A refusal rolls back,
 * as a throw does. What met others at the same row is tried again, since `work` has had no effect: it then sees what they did.
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

/**
 * Reads one bureau in one read-only snapshot. What is kept sealed is there only for `reader`s it is known to; without one
 * for nobody, so that a page of the public cannot show it.
 */
export async function read<T>(
  runtime: Pick<Runtime, 'db' | 'clock'>,
  bureauId: number,
  work: (tx: ReadTx) => Promise<T>,
  reader?: Actor,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await runtime.db
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute(async (db) => {
          const tx = await readTx(runtime, db, bureauId, reader);
          keepLoaded(tx);
          return work(tx);
        });
    } catch (error) {
      if (attempt === ATTEMPTS || !isCodeOf(error, CONFLICTS_WITH_RECOVERY)) throw error;
    }
  }
}

/** On a hot standby alone: what was being read was vacuumed away at its primary (PostgreSQL §26.4.2). Nothing else fails so while it only reads. */
const CONFLICTS_WITH_RECOVERY = new Set(['40001']);

/**
 * Works with everything known, as the program itself is: for computing with a sealed result, never for showing it. Who may
 * call it is listed in the architecture test. An error ends the transaction, and what is known with it.
 */
export async function knowingAll<T>(tx: ReadTx, work: () => Promise<T>): Promise<T> {
  const { rows } = await sql<{ reader: string }>`SELECT current_setting('app.reader') AS reader`.execute(tx.db);
  await sql`SELECT set_config('app.reader', ${KNOWS_ALL}, true)`.execute(tx.db);
  const result = await work();
  await sql`SELECT set_config('app.reader', ${rows[0]?.reader ?? ''}, true)`.execute(tx.db);
  return result;
}

/**
 * Works on derived data of one bureau (checkpoints, cursors, snapshots) in one transaction that does no deed:
 * whatever it writes must follow from the deeds and be harmless to write twice. In one snapshot (`repeatable read`) it fails
 * when somebody else has written the same rows meanwhile.
 */
export async function inBureau<T>(
  runtime: Runtime,
  bureauId: number,
  work: (tx: ReadTx) => Promise<T>,
  isolation: 'read committed' | 'repeatable read' = 'read committed',
): Promise<T> {
  return runtime.db
    .transaction()
    .setIsolationLevel(isolation)
    .execute(async (db) => work(await readTx(runtime, db, bureauId)));
}

const deedsDone = new WeakMap<Runtime['db'], number>();

/** Deeds that this process has committed on that database: whoever keeps what follows from the log sees by it, without asking, that it moved. */
export function deedsDoneOn(db: Runtime['db']): number {
  return deedsDone.get(db) ?? 0;
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
  const drafts: DeedDraft[] = [];
  const { bureauId } = command.actor;
  try {
    const { result, onDisk } = await runtime.db.connection().execute(async (connection) => {
      const result = await connection.transaction().execute(async (db) => {
        const tx: Tx = {
          ...(await readTx(runtime, db, bureauId, command.actor)),
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
      // Without deeds the commit itself has waited.
      if (drafts.length === 0) return { result, onDisk: undefined };
      const flush = whenOnDisk(runtime.db, bureauId, connection);
      if (flush.isOurs) await flush.done;
      return { result, onDisk: flush.done };
    });
    await onDisk;
    if (drafts.length > 0) deedsDone.set(runtime.db, deedsDoneOn(runtime.db) + drafts.length);
    return result;
  } catch (error) {
    if (error instanceof RolledBack) return error.refusal as Result<T>;
    throw error;
  }
}

async function readTx(
  runtime: Pick<Runtime, 'clock'>,
  db: Transaction<Database>,
  bureauId: number,
  reader?: Actor,
): Promise<ReadTx> {
  const now = runtime.clock.now();
  const today = dayOf(now);
  await sql`SELECT set_config('app.bureau', ${String(bureauId)}, true),
    set_config('app.reader', ${reader === undefined ? '' : readerOf(reader)}, true),
    set_config('app.today', ${today}, true)`.execute(db);
  return { db, bureauId, now, today };
}

function isRetryable(error: unknown): boolean {
  return isCodeOf(error, RETRYABLE);
}

function isCodeOf(error: unknown, codes: ReadonlySet<string>): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.has(error.code);
}
