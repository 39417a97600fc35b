/**
 * The same selection as the database makes it: the second of the two computations that must agree before a result is
 * logged. It shares nothing with the first but the rule. Protocol §5.4. @module
 */
import { sql, type RawBuilder } from 'kysely';
import type { SelectRule, SuiteId } from 'verifiable-draw';
import type { ReadTx } from '../../core/transact.ts';
import '../tables.ts';

/** What a draw is made by, besides its lists. */
export interface SecondRule {
  readonly suite: SuiteId;
  readonly weights: SelectRule['weights'];
  /** The draw's key of the purpose `ent`, 32 bytes. */
  readonly key: Uint8Array;
}

/**
 * The bottom n of a stratum, in drawing order: `ORDER BY hash(key ‖ 0x00 ‖ id), id LIMIT n`. Weights are read from the
 * committed leaves themselves. `explog` takes about a tenth of a millisecond for each enterprise, a hundred times the
 * others: two seconds for 20,000.
 */
export async function selectInDatabase(
  tx: ReadTx,
  drawId: string,
  rule: SecondRule,
  stratum: string,
  n: number,
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM draw_roster
    WHERE bureau_id = ${tx.bureauId} AND draw_id = ${drawId} AND status = 'eligible' AND stratum = ${stratum}
    ORDER BY ${scoreOf(rule)}, id COLLATE "C"
    LIMIT ${n}`.execute(tx.db);
  return rows.map(({ id }) => id);
}

/** What is sorted by, of a row with `id` and `leaf`. */
export function scoreOf({ suite, weights, key }: SecondRule): RawBuilder<unknown> {
  const weight = sql`(convert_from(leaf, 'UTF8')::jsonb ->> 'weight')::numeric`;
  const ticket = (j: RawBuilder<unknown>): RawBuilder<unknown> =>
    hashOf(suite, sql`${Buffer.from(key)}::bytea || ${j} || convert_to(id, 'UTF8')`);
  const first = ticket(sql`'\\x00'::bytea`);
  switch (weights) {
    case 'none':
      return first;
    case 'tickets':
      return sql`(SELECT ${ticket(sql`set_byte('\\x00'::bytea, 0, j)`)} AS t
        FROM generate_series(0, ${weight}::integer - 1) AS j ORDER BY t LIMIT 1)`;
    case 'explog':
      // E/w as a whole number: two different quotients of weights below 2^53 differ by more than 10^-34.
      return sql`div(draw_exponent(${first}) * 10000000000000000000000000000000000, ${weight})`;
  }
}

/** The hash of a suite: SM3 by pgcrypto, which has it from OpenSSL. */
export function hashOf(suite: SuiteId, message: RawBuilder<unknown>): RawBuilder<unknown> {
  return suite === 'vd1-sm3' ? sql`public.digest(${message}, 'sm3')` : sql`sha256(${message})`;
}
