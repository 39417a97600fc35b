/** Whether the database could be spread over machines by `bureau_id` (Citus): its own catalogue is asked, and says what could not. @module */
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from '../core/db.ts';

/** A copy on every node: a row a bureau, read everywhere, and unique codes and log names over all bureaus. */
const REFERENCE = 'bureau';

/** Tables that stay on the coordinator, each with its reason. */
export const LOCAL: Readonly<Record<string, string>> = {
  identity_account: 'user names are unique over all bureaus, and sign-in comes before the bureau is known',
  identity_challenge: 'a question to somebody who is not known yet',
  identity_failure: 'by typed name and address, whether they exist or not',
  identity_link: 'whom the unified platform means is unique over all bureaus',
  identity_old_password: 'beside its account',
  identity_passkey: 'a credential is found before its owner is known',
  identity_policy: 'read with the account at every request',
  identity_recovery: 'beside its account',
  identity_session: 'a session is found before its bureau is known',
  identity_totp: 'beside its account',
};

/** Two partial unique keys instead of one whole; to move its shards while in use it wants `REPLICA IDENTITY FULL`. */
const KEYLESS = ['inspection_partner_word'];

/** Functions that are not called for one bureau, and why that is no hindrance. */
const NOT_BY_BUREAU: Readonly<Record<string, string>> = {
  clock_state: 'one row over all bureaus: runs on the coordinator',
  draw_exponent: 'computes from its argument alone',
  keep_sealed: 'for migrations',
  log_heads: 'one row a bureau, over all of them: runs on the coordinator',
  log_state: 'one row a bureau, over all of them: runs on the coordinator',
  note_operation: 'of the installation, not of a bureau: runs on the coordinator',
  operation_state: 'of the installation, not of a bureau: runs on the coordinator',
  protect: 'for migrations',
};

type Place = 'spread' | 'reference' | 'local';

function placeOf(table: string): Place {
  if (table === REFERENCE) return 'reference';
  return table in LOCAL ? 'local' : 'spread';
}

/** Everything that could not be spread, a sentence each; empty when all could. */
export async function catalogueFaults(db: Kysely<Database>): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const check of CHECKS) faults.push(...(await check(db)));
  return faults.sort();
}

/** How much there is to be looked at: a catalogue that is asked wrongly has no faults either. */
export async function catalogueSize(db: Kysely<Database>): Promise<{ tables: number; references: number }> {
  const tables = await namesOf(db, TABLES);
  const { rows } = await sql`
    SELECT FROM pg_constraint WHERE contype = 'f' AND connamespace = 'sunlot'::regnamespace`.execute(db);
  return { tables: tables.length, references: rows.length };
}

type Check = (db: Kysely<Database>) => Promise<readonly string[]>;

const CHECKS: readonly Check[] = [
  bureauColumns,
  listedTables,
  uniqueKeys,
  exclusions,
  primaryKeys,
  foreignKeys,
  unspreadableKinds,
  functions,
  triggers,
];

const TABLES = sql<{ name: string }>`
  SELECT relname AS name FROM pg_class WHERE relnamespace = 'sunlot'::regnamespace AND relkind IN ('r', 'p') ORDER BY 1`;

async function namesOf(db: Kysely<Database>, question: RawBuilder<{ name: string }>): Promise<readonly string[]> {
  return (await question.execute(db)).rows.map(({ name }) => name);
}

/** The column that says where a row lies: there, never empty, and written, not computed. */
async function bureauColumns(db: Kysely<Database>): Promise<readonly string[]> {
  const fit = await namesOf(
    db,
    sql`
      SELECT c.relname AS name FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
      WHERE c.relnamespace = 'sunlot'::regnamespace AND a.attname = 'bureau_id' AND a.attnotnull
        AND a.atttypid = 'integer'::regtype AND a.attgenerated = '' AND a.attidentity = ''`,
  );
  const tables = await namesOf(db, TABLES);
  return tables
    .filter((name) => placeOf(name) === 'spread' && !fit.includes(name))
    .map((name) => `table ${name}: no bureau_id that is an integer, never empty and not computed`);
}

async function listedTables(db: Kysely<Database>): Promise<readonly string[]> {
  const tables = await namesOf(db, TABLES);
  return [REFERENCE, ...Object.keys(LOCAL)]
    .filter((name) => !tables.includes(name))
    .map((name) => `table ${name}: listed, and not there`);
}

/** Among its columns: what is only carried along (`INCLUDE`) keeps nothing apart. */
async function uniqueKeys(db: Kysely<Database>): Promise<readonly string[]> {
  const { rows } = await sql<{ table: string; key: string }>`
    SELECT c.relname AS table, i.relname AS key
    FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
    WHERE c.relnamespace = 'sunlot'::regnamespace AND x.indisunique
      AND NOT EXISTS (SELECT FROM unnest(x.indkey) WITH ORDINALITY k (attnum, place)
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
        WHERE a.attname = 'bureau_id' AND k.place <= x.indnkeyatts)`.execute(db);
  return rows
    .filter(({ table }) => placeOf(table) === 'spread')
    .map(({ table, key }) => `unique ${key} of ${table}: without bureau_id`);
}

/** Only what is of the same bureau may exclude: `bureau_id` compared by `=`. */
async function exclusions(db: Kysely<Database>): Promise<readonly string[]> {
  const { rows } = await sql<{ table: string; key: string }>`
    SELECT c.relname AS table, x.conname AS key FROM pg_constraint x JOIN pg_class c ON c.oid = x.conrelid
    WHERE c.relnamespace = 'sunlot'::regnamespace AND x.contype = 'x'
      AND NOT EXISTS (SELECT FROM unnest(x.conkey, x.conexclop) k (attnum, operator)
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum JOIN pg_operator o ON o.oid = k.operator
        WHERE a.attname = 'bureau_id' AND o.oprname = '=')`.execute(db);
  return rows
    .filter(({ table }) => placeOf(table) === 'spread')
    .map(({ table, key }) => `exclusion ${key} of ${table}: not within one bureau`);
}

async function primaryKeys(db: Kysely<Database>): Promise<readonly string[]> {
  const { rows } = await sql<{ table: string; columns: string[] }>`
    SELECT c.relname AS table, array_agg(a.attname ORDER BY k.place)::text[] AS columns
    FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid CROSS JOIN unnest(x.indkey) WITH ORDINALITY k (attnum, place)
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
    WHERE c.relnamespace = 'sunlot'::regnamespace AND x.indisprimary GROUP BY c.relname`.execute(db);
  const keyOf = new Map(rows.map(({ table, columns }) => [table, columns.join()]));
  return (await namesOf(db, TABLES)).flatMap((table) => {
    const key = keyOf.get(table);
    const place = placeOf(table);
    if (key === undefined) return KEYLESS.includes(table) ? [] : [`table ${table}: without a primary key`];
    // What belongs to one bureau lies together; and the others find it by nothing else.
    const isWrong =
      place === 'reference' ? key !== 'bureau_id' : place === 'spread' && key.split(',')[0] !== 'bureau_id';
    return isWrong ? [`primary key of ${table}: ${key}`] : [];
  });
}

interface ForeignKey {
  readonly key: string;
  readonly table: string;
  readonly target: string;
  readonly pairs: readonly string[];
  /** Whether a deletion or change at the target would write these very columns. */
  readonly isWritten: boolean;
}

async function foreignKeys(db: Kysely<Database>): Promise<readonly string[]> {
  const { rows } = await sql<ForeignKey>`
    SELECT f.conname AS key, c.relname AS table, t.relname AS target,
      array_agg(a.attname || ' → ' || b.attname ORDER BY k.place)::text[] AS pairs,
      f.confdeltype IN ('n', 'd') OR f.confupdtype IN ('n', 'd', 'c') AS "isWritten"
    FROM pg_constraint f JOIN pg_class c ON c.oid = f.conrelid JOIN pg_class t ON t.oid = f.confrelid
      CROSS JOIN unnest(f.conkey, f.confkey) WITH ORDINALITY k (own, other, place)
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.own
      JOIN pg_attribute b ON b.attrelid = t.oid AND b.attnum = k.other
    WHERE f.contype = 'f' AND c.relnamespace = 'sunlot'::regnamespace GROUP BY f.oid, c.relname, t.relname`.execute(db);
  return rows.flatMap((one) => {
    const why = faultOf(one);
    return why === undefined ? [] : [`foreign key ${one.key} of ${one.table}: ${why}`];
  });
}

function faultOf({ table, target, pairs, isWritten }: ForeignKey): string | undefined {
  const [from, to] = [placeOf(table), placeOf(target)];
  if (to === 'reference')
    return pairs.join() === 'bureau_id → bureau_id' ? undefined : `to a bureau by ${pairs.join()}`;
  // Within the coordinator any key is kept; between it and the nodes, or from a copy on every node, none can be.
  if (from === 'local' && to === 'local') return undefined;
  if (from !== 'spread' || to !== 'spread') return `from a ${from} table to the ${to} ${target}`;
  if (!pairs.includes('bureau_id → bureau_id')) return `to ${target} of whichever bureau`;
  return isWritten ? 'a change at its target would write bureau_id' : undefined;
}

async function unspreadableKinds(db: Kysely<Database>): Promise<readonly string[]> {
  return namesOf(
    db,
    sql`
      SELECT 'inheritance of ' || c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
      WHERE c.relnamespace = 'sunlot'::regnamespace AND NOT c.relispartition
      UNION ALL SELECT 'rule ' || rulename || ' of ' || tablename FROM pg_rules WHERE schemaname = 'sunlot'
      UNION ALL SELECT 'large object' FROM pg_largeobject_metadata
      UNION ALL SELECT 'numbers of ' || c.relname || '.' || a.attname || ': not of bigint'
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
        WHERE c.relnamespace = 'sunlot'::regnamespace AND a.atttypid <> 'bigint'::regtype
          AND (a.attidentity <> '' OR pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval(%')
      UNION ALL SELECT 'table ' || relname || ': not logged' FROM pg_class
        WHERE relnamespace = 'sunlot'::regnamespace AND relkind IN ('r', 'p') AND relpersistence <> 'p'`,
  );
}

/** They take the bureau first, so that they run where its rows lie, and ask nothing of the coordinator there. */
async function functions(db: Kysely<Database>): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string; byBureau: boolean; language: string; body: string }>`
    SELECT p.proname AS name, l.lanname AS language, pg_get_functiondef(p.oid) AS body,
      coalesce(p.proargtypes[0] = 'integer'::regtype AND p.proargnames[1] = 'b', false) AS "byBureau"
    FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang
    WHERE p.pronamespace = 'sunlot'::regnamespace AND p.prokind IN ('f', 'p') AND p.prorettype <> 'trigger'::regtype`.execute(
    db,
  );
  const gone = Object.keys(NOT_BY_BUREAU).filter((listed) => !rows.some(({ name }) => name === listed));
  return [
    ...gone.map((name) => `function ${name}: listed, and not there`),
    ...rows.flatMap(({ name, byBureau, language, body }) => {
      if (!['sql', 'plpgsql'].includes(language)) return [`function ${name}: in ${language}, which nodes may not have`];
      if (!byBureau) return name in NOT_BY_BUREAU ? [] : [`function ${name}: does not take its bureau first`];
      const local = Object.keys(LOCAL).find((table) => new RegExp(`\\b${table}\\b`).test(body));
      return local === undefined ? [] : [`function ${name}: asks ${local} of the coordinator`];
    }),
  ];
}

/** What runs at a row looks at that row alone, at once (`citus.enable_unsafe_triggers`): other tables are elsewhere. */
async function triggers(db: Kysely<Database>): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string; table: string; isDeferred: boolean; body: string }>`
    SELECT t.tgname AS name, c.relname AS table, t.tgconstraint <> 0 AS "isDeferred", p.prosrc AS body
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
    WHERE c.relnamespace = 'sunlot'::regnamespace AND NOT t.tgisinternal`.execute(db);
  return rows.flatMap(({ name, table, isDeferred, body }) => {
    if (isDeferred) return [`trigger ${name} of ${table}: a constraint trigger`];
    const said = body.replaceAll(/'[^']*'/g, '');
    return STATEMENT.test(said) ? [`trigger ${name} of ${table}: looks beyond its row`] : [];
  });
}

const STATEMENT = /\b(?:select|insert|perform|execute|merge|delete\s+from|update\s+\w)/i;
