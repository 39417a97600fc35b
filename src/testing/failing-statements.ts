/**
 * The line to PostgreSQL as one that fails: statements are counted, and the one that is chosen is refused by the server, is done and
 * answered with an error, or is the last before the connection dies (reliability §2, G4). @module
 */
import type { Socket } from 'node:net';
import pg from 'pg';

/** `refused`: not done, and the transaction with it. `late`: done, and answered with an error. `cut`: done, and the connection is gone. */
export type StatementFault = 'refused' | 'late' | 'cut';

export interface Statement {
  readonly text: string;
  readonly connection: object;
  /** Sent while its connection was in no transaction: what it changes stays, whatever comes after it. */
  readonly isOutside: boolean;
}

export interface FailingStatements {
  /** Since it was armed. */
  readonly statements: readonly Statement[];
  /** Whether the chosen one came. */
  readonly hasFailed: boolean;
  /** The line is good again. */
  mend(): void;
}

type Query = (this: pg.Client, ...asked: unknown[]) => Promise<unknown>;

/** What the server answers with an error, and gives its transaction up for. */
const ENDS_TRANSACTION = 'SELECT 1 / 0';

/** Arms every connection of this process: statement number `at` (from 0) meets the fault. Without a choice it only counts. One at a time. */
export function armStatements(chosen?: { readonly at: number; readonly fault: StatementFault }): FailingStatements {
  const client = pg.Client.prototype as unknown as { query: Query };
  const real = client.query;
  const inTransaction = new WeakSet<pg.Client>();
  const statements: Statement[] = [];
  let hasFailed = false;

  client.query = async function failing(...asked) {
    const text = textOf(asked[0]);
    const isChosen = statements.length === chosen?.at;
    statements.push({ text, connection: this, isOutside: !inTransaction.has(this) && !isBegin(text) });
    if (isBegin(text)) inTransaction.add(this);
    if (isEnd(text)) inTransaction.delete(this);
    if (!isChosen) return real.apply(this, asked);
    hasFailed = true;
    if (chosen?.fault === 'refused') return real.call(this, ENDS_TRANSACTION);
    await real.apply(this, asked);
    if (chosen?.fault === 'cut') (this as unknown as { connection: { stream: Socket } }).connection.stream.destroy();
    throw new Error('the answer of the database was lost');
  };
  return {
    statements,
    get hasFailed() {
      return hasFailed;
    },
    mend: () => {
      client.query = real;
    },
  };
}

/** `COMMIT`: what came before it stays. */
export function isCommit(text: string): boolean {
  return /^commit\b/i.test(text);
}

function isBegin(text: string): boolean {
  return /^(begin|start transaction)\b/i.test(text);
}

function isEnd(text: string): boolean {
  return isCommit(text) || /^rollback$/i.test(text);
}

function textOf(asked: unknown): string {
  if (typeof asked === 'string') return asked;
  return typeof asked === 'object' && asked !== null && 'text' in asked ? String(asked.text) : '';
}
