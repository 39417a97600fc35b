/**
 * One random draw asked of every engine: the library's own, OpenSSL's and the database must answer the same.
 * The default suite hashes so few messages in JavaScript. @module */
import { sql, type Kysely } from 'kysely';
import { deriveKeys, fromHex, plainSha256Suite, suiteOf, type Suite } from 'verifiable-draw';
import { nodeSuite } from 'verifiable-draw/node';
import { wasmEngine } from '../../verifiable-draw/src/engines/wasm.ts';
import { answerOf, listsOf, type DrawAnswer, type DrawInstance } from '../../verifiable-draw/src/testing/instances.ts';
import type { Database } from '../core/db.ts';
import { hashOf, scoreOf } from '../draw/reads/second.ts';

/** The kernel even for a single message, as no small draw would be hashed by it otherwise. */
const EAGER: Suite = { id: 'vd1-sha256', ...wasmEngine(plainSha256Suite, WebAssembly, 1) };

const ENGINES: Readonly<Record<DrawInstance['suite'], Readonly<Record<string, Suite>>>> = {
  'vd1-sha256': { WebAssembly: EAGER, JavaScript: plainSha256Suite, OpenSSL: nodeSuite('vd1-sha256') },
  'vd1-sm3': { OpenSSL: nodeSuite('vd1-sm3') },
};

/** Names of the engines whose answer differs from the library's; none when all agree. */
export async function disagreeing(
  db: Kysely<Database>,
  instance: DrawInstance,
  more: Readonly<Record<string, Suite>> = {},
): Promise<readonly string[]> {
  const expected = answerOf(suiteOf(instance.suite), instance);
  const text = JSON.stringify(expected);
  const differing = Object.entries({ ...ENGINES[instance.suite], ...more }).filter(
    ([, suite]) => JSON.stringify(answerOf(suite, instance)) !== text,
  );
  return [...differing.map(([name]) => name), ...(await databaseDifferences(db, instance, expected))];
}

/** What the database computes otherwise: tickets, or the drawn and the reserves of a stratum. */
export async function databaseDifferences(
  db: Kysely<Database>,
  instance: DrawInstance,
  expected: DrawAnswer,
): Promise<string[]> {
  const suite = suiteOf(instance.suite);
  const key = deriveKeys(suite, fromHex(instance.prk, 32)).ent;
  const message = sql`${Buffer.from(key)}::bytea || '\\x00'::bytea || convert_to(text, 'UTF8')`;
  const tickets = await sql<{ ticket: string }>`
    SELECT encode(${hashOf(instance.suite, message)}, 'hex') AS ticket
    FROM unnest(${[...instance.texts]}::text[]) WITH ORDINALITY AS given (text, n) ORDER BY n`.execute(db);
  const differences: string[] = [];
  if (tickets.rows.map(({ ticket }) => ticket).join() !== expected.tickets.join())
    differences.push('PostgreSQL: tickets');
  const rows = JSON.stringify(listsOf(suite, instance).roster.leaves.filter(({ status }) => status === 'eligible'));
  for (const { id: stratum, quota, reserve } of expected.strata ?? []) {
    const drawn = await sql<{ id: string }>`
      SELECT id FROM (
        SELECT row ->> 'id' AS id, row ->> 'stratum' AS stratum, convert_to(row::text, 'UTF8') AS leaf
        FROM jsonb_array_elements(${rows}::jsonb) AS row
      ) AS roster
      WHERE stratum = ${stratum}
      ORDER BY ${scoreOf({ suite: instance.suite, weights: instance.select.weights, key })}, id COLLATE "C"
      LIMIT ${quota + (instance.select.reserve ?? 0)}`.execute(db);
    const selected = (expected.selected ?? []).filter((each) => each.stratum === stratum).map(({ id }) => id);
    if (drawn.rows.map(({ id }) => id).join() !== [...selected, ...reserve].join())
      differences.push(`PostgreSQL: ${stratum}`);
  }
  return differences;
}
