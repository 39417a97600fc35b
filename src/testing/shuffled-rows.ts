/** The rows of a database in another order on the disk, as years of changes leave them: nothing that is read may depend on it. @module */
import pg from 'pg';

const SHUFFLE = `
DO $$
DECLARE
  name text;
  columns text;
BEGIN
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'sunlot' LOOP
    SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) INTO columns
      FROM pg_attribute
      WHERE attrelid = format('sunlot.%I', name)::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '';
    EXECUTE format('ALTER TABLE sunlot.%I DISABLE TRIGGER ALL', name);
    EXECUTE format('CREATE TEMP TABLE shuffled ON COMMIT DROP AS SELECT %s FROM sunlot.%I ORDER BY random()', columns, name);
    EXECUTE format('DELETE FROM sunlot.%I', name);
    EXECUTE format('INSERT INTO sunlot.%I (%s) OVERRIDING SYSTEM VALUE SELECT %s FROM shuffled', name, columns, columns);
    DROP TABLE shuffled;
    EXECUTE format('ALTER TABLE sunlot.%I ENABLE TRIGGER ALL', name);
  END LOOP;
END $$`;

/** @param adminUrl - the superuser: tables that only grow are written anew as well */
export async function shuffleRows(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(SHUFFLE);
  } finally {
    await client.end();
  }
}
