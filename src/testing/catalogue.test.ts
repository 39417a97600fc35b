/** Whether the database could be spread over machines by `bureau_id` (Citus). docs/scale.md says how. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../core/db.ts';
import { catalogueFaults, catalogueSize } from './catalogue.ts';
import { testRuntime, type TestRuntime } from './runtime.ts';

let runtime: TestRuntime;
/** As the superuser, who may plant a rule or a large object. */
let db: ReturnType<typeof openDatabase>;

beforeAll(async () => {
  runtime = await testRuntime();
  db = openDatabase(runtime.adminUrl, 1);
});
afterAll(async () => {
  await db.destroy();
  await runtime.close();
});

test('everything of a bureau could lie on a node of its own: tables, keys, functions, triggers', async () => {
  expect(await catalogueFaults(db)).toEqual([]);
  const { tables, references } = await catalogueSize(db);
  expect(tables).toBeGreaterThan(100);
  expect(references).toBeGreaterThan(100);
});

/** What is planted, as the owner could by a migration, and what is then said of the whole database. */
const PLANTED: readonly (readonly [what: string, plant: string, faults: readonly string[]])[] = [
  [
    'a table without its bureau',
    'CREATE TABLE planted (id uuid PRIMARY KEY)',
    [
      'primary key of planted: id',
      'table planted: no bureau_id that is an integer, never empty and not computed',
      'unique planted_pkey of planted: without bureau_id',
    ],
  ],
  [
    'a bureau that may be empty',
    'CREATE TABLE planted (bureau_id integer, id uuid, UNIQUE (bureau_id, id))',
    [
      'table planted: no bureau_id that is an integer, never empty and not computed',
      'table planted: without a primary key',
    ],
  ],
  [
    'a bureau of another type',
    'CREATE TABLE planted (bureau_id bigint, id uuid, PRIMARY KEY (bureau_id, id))',
    ['table planted: no bureau_id that is an integer, never empty and not computed'],
  ],
  [
    'a bureau that is computed',
    'CREATE TABLE planted (id integer, bureau_id integer GENERATED ALWAYS AS (id / 1000) STORED, PRIMARY KEY (bureau_id, id))',
    ['table planted: no bureau_id that is an integer, never empty and not computed'],
  ],
  [
    'a unique index over all bureaus',
    'CREATE UNIQUE INDEX planted ON booking (booking_id)',
    ['unique planted of booking: without bureau_id'],
  ],
  [
    'one on an expression',
    'CREATE UNIQUE INDEX planted ON booking ((bureau_id || booking_id::text))',
    ['unique planted of booking: without bureau_id'],
  ],
  [
    'one that only carries the bureau along',
    'CREATE UNIQUE INDEX planted ON booking (booking_id) INCLUDE (bureau_id)',
    ['unique planted of booking: without bureau_id'],
  ],
  [
    'an exclusion over all bureaus',
    `ALTER TABLE booking ADD CONSTRAINT planted EXCLUDE USING gist (subject_id WITH =, daterange(from_on, until_on, '[]') WITH &&)`,
    ['exclusion planted of booking: not within one bureau'],
  ],
  [
    'an exclusion between bureaus',
    `ALTER TABLE booking ADD CONSTRAINT planted EXCLUDE USING gist (bureau_id WITH <>, subject_id WITH =)`,
    ['exclusion planted of booking: not within one bureau'],
  ],
  [
    'a primary key that begins with something else',
    'CREATE TABLE planted (bureau_id integer, id uuid, PRIMARY KEY (id, bureau_id))',
    ['primary key of planted: id,bureau_id'],
  ],
  [
    'a table without a primary key',
    'CREATE TABLE planted (bureau_id integer NOT NULL)',
    ['table planted: without a primary key'],
  ],
  [
    'a reference table with another key',
    'ALTER TABLE bureau DROP CONSTRAINT bureau_pkey CASCADE; ALTER TABLE bureau ADD PRIMARY KEY (code)',
    ['primary key of bureau: code'],
  ],
  [
    'a key to a bureau by its code',
    'CREATE TABLE planted (bureau_id integer PRIMARY KEY, code text REFERENCES bureau (code))',
    ['foreign key planted_code_fkey of planted: to a bureau by code → code'],
  ],
  [
    'a key to a row of whichever bureau',
    `CREATE TABLE aim (bureau_id integer PRIMARY KEY, other integer, UNIQUE (bureau_id, other));
     CREATE TABLE planted (bureau_id integer PRIMARY KEY, other integer, FOREIGN KEY (other, bureau_id) REFERENCES aim (bureau_id, other))`,
    ['foreign key planted_other_bureau_id_fkey of planted: to aim of whichever bureau'],
  ],
  [
    'a key that forgets its bureau when its target goes',
    `CREATE TABLE planted (bureau_id integer, id integer, before integer, PRIMARY KEY (bureau_id, id),
       CONSTRAINT planted_before FOREIGN KEY (bureau_id, before) REFERENCES planted ON DELETE SET NULL)`,
    ['foreign key planted_before of planted: a change at its target would write bureau_id'],
  ],
  [
    'a key that follows its bureau',
    `CREATE TABLE planted (bureau_id integer, id integer, before integer, PRIMARY KEY (bureau_id, id),
       CONSTRAINT planted_before FOREIGN KEY (bureau_id, before) REFERENCES planted ON UPDATE CASCADE)`,
    ['foreign key planted_before of planted: a change at its target would write bureau_id'],
  ],
  [
    'a key from a node to the coordinator',
    'CREATE TABLE planted (bureau_id integer PRIMARY KEY, account_id text REFERENCES identity_account)',
    ['foreign key planted_account_id_fkey of planted: from a spread table to the local identity_account'],
  ],
  [
    'a key from the coordinator to a node',
    `CREATE TABLE planted (bureau_id integer PRIMARY KEY);
     ALTER TABLE identity_session ADD COLUMN planted integer CONSTRAINT planted_back REFERENCES planted`,
    ['foreign key planted_back of identity_session: from a local table to the spread planted'],
  ],
  [
    'a key from a reference table',
    'CREATE TABLE planted (bureau_id integer PRIMARY KEY); ALTER TABLE bureau ADD CONSTRAINT planted_out FOREIGN KEY (bureau_id) REFERENCES planted NOT VALID',
    ['foreign key planted_out of bureau: from a reference table to the spread planted'],
  ],
  ['a listed table that is gone', 'DROP TABLE identity_failure', ['table identity_failure: listed, and not there']],
  [
    'inheritance',
    'CREATE TABLE planted (PRIMARY KEY (bureau_id, command_id)) INHERITS (command)',
    ['inheritance of planted'],
  ],
  ['a rule', 'CREATE RULE planted AS ON DELETE TO booking DO INSTEAD NOTHING', ['rule planted of booking']],
  ['a large object', 'SELECT lo_create(0)', ['large object']],
  [
    'small identities',
    'CREATE TABLE planted (bureau_id integer PRIMARY KEY, n integer GENERATED ALWAYS AS IDENTITY)',
    ['numbers of planted.n: not of bigint'],
  ],
  [
    'small serials',
    'CREATE TABLE planted (bureau_id integer PRIMARY KEY, n serial)',
    ['numbers of planted.n: not of bigint'],
  ],
  [
    'a table that is not logged',
    'CREATE UNLOGGED TABLE planted (bureau_id integer PRIMARY KEY)',
    ['table planted: not logged'],
  ],
  [
    'a function over all bureaus',
    'CREATE FUNCTION planted(since date) RETURNS bigint LANGUAGE sql AS $$ SELECT count(*) FROM booking $$',
    ['function planted: does not take its bureau first'],
  ],
  [
    'a function whose first number is no bureau',
    'CREATE FUNCTION planted(days integer) RETURNS bigint LANGUAGE sql AS $$ SELECT count(*) FROM booking $$',
    ['function planted: does not take its bureau first'],
  ],
  [
    'a function that asks the coordinator',
    'CREATE FUNCTION planted(b integer) RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM identity_session; END',
    ['function planted: asks identity_session of the coordinator'],
  ],
  [
    'a function in a language of one node',
    `CREATE FUNCTION planted(b integer) RETURNS integer LANGUAGE internal AS 'int4um'`,
    ['function planted: in internal, which nodes may not have'],
  ],
  ['a listed function that is gone', 'DROP FUNCTION clock_state', ['function clock_state: listed, and not there']],
  [
    'a trigger that looks at other tables',
    `CREATE FUNCTION planted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
       IF EXISTS (SELECT FROM deed) THEN RAISE EXCEPTION 'no'; END IF; RETURN NEW; END $$;
     CREATE TRIGGER planted BEFORE INSERT ON booking FOR EACH ROW EXECUTE FUNCTION planted()`,
    ['trigger planted of booking: looks beyond its row'],
  ],
  [
    'a constraint trigger',
    'CREATE CONSTRAINT TRIGGER planted AFTER INSERT ON booking DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_change()',
    ['trigger planted of booking: a constraint trigger'],
  ],
];

describe('is not said when somebody adds', () => {
  test.each(PLANTED)('%s', async (_what, plant, faults) => {
    const tx = await db.startTransaction().execute();
    try {
      await sql`SET LOCAL search_path = sunlot, public`.execute(tx);
      for (const statement of plant.split(/;\n?(?=\s*(?:CREATE|ALTER))/)) await sql.raw(statement).execute(tx);
      expect(await catalogueFaults(tx)).toEqual(faults);
    } finally {
      await tx.rollback().execute();
    }
  });

  test('and is said again once that is taken back', async () => {
    expect(await catalogueFaults(db)).toEqual([]);
  });
});
