/** Rows once more under other ids, so that random walks begin where a long way has already led. @module */
import { sql } from 'kysely';
import type { Database } from '../core/db.ts';
import type { ReadTx } from '../core/transact.ts';

type Values = Readonly<Record<string, unknown>>;

/** Copies the rows of bureau 1 that match `of`, each with what `change` says is other about it; a change may be an SQL expression. */
export async function copyRows(
  tx: ReadTx,
  table: keyof Database,
  of: Readonly<Record<string, string>>,
  change: () => Values,
): Promise<void> {
  const matches = Object.entries(of).map(([column, value]) => sql`${sql.ref(column)} = ${value}`);
  const { rows } =
    await sql<Values>`SELECT * FROM ${sql.table(table)} WHERE bureau_id = 1 AND ${sql.join(matches, sql` AND `)}`.execute(
      tx.db,
    );
  for (const row of rows) {
    const values = Object.entries({ ...row, ...change() });
    await sql`INSERT INTO ${sql.table(table)} (${sql.join(values.map(([name]) => sql.ref(name)))})
      VALUES (${sql.join(values.map(([, value]) => bound(value)))})`.execute(tx.db);
  }
}

function bound(value: unknown): ReturnType<typeof sql> {
  if (isExpression(value)) return value;
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return sql`${value}::text[]`;
  return isPlain(value) ? sql`${JSON.stringify(value)}::jsonb` : sql`${value}`;
}

function isExpression(value: unknown): value is ReturnType<typeof sql> {
  return typeof value === 'object' && value !== null && 'toOperationNode' in value;
}

function isPlain(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Buffer.isBuffer(value);
}
