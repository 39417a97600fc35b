/** The roles and the database of the embedded server, and the addresses they log in with. @module */
import pg from 'pg';
import type { Secrets } from './cluster.ts';
import type { Listener } from './listener.ts';

/** The database of the product. */
export const DATABASE = 'sunlot';

/** Connection strings of one database, one for each role that may log in. */
export interface DatabaseUrls {
  /** The superuser `postgres`: makes databases and roles, never used by the running application. */
  readonly adminUrl: string;
  /** `sunlot_owner`: owns the database and runs migrations. */
  readonly ownerUrl: string;
  /** `sunlot_login`, a member of `sunlot_app`: all the application ever is. */
  readonly appUrl: string;
}

/** The addresses of the product's own database on this listener. */
export function databaseUrls(listener: Listener, secrets: Secrets, appName: string): DatabaseUrls {
  const url = (role: string, password: string): string => {
    const query = new URLSearchParams({ application_name: appName });
    if (listener.isSocket) query.set('host', listener.host);
    // `host` in the query wins; without a name in its place this would be no URL to most readers.
    const place = listener.isSocket ? 'localhost' : `${listener.host}:${listener.port}`;
    return `postgresql://${role}:${password}@${place}/${DATABASE}?${query.toString().replaceAll('+', '%20')}`;
  };
  return {
    adminUrl: url('postgres', secrets.admin),
    ownerUrl: url('sunlot_owner', secrets.owner),
    appUrl: url('sunlot_login', secrets.app),
  };
}

/** The same addresses for another database of the same server. */
export function urlsOf(urls: DatabaseUrls, database: string): DatabaseUrls {
  const moved = (url: string): string => url.replace(/\/\w+\?/, `/${database}?`);
  return { adminUrl: moved(urls.adminUrl), ownerUrl: moved(urls.ownerUrl), appUrl: moved(urls.appUrl) };
}

/**
 * Makes what the server still lacks: roles, database, extensions. Runs at each start and does nothing the second time,
 * so that a first start which was killed half-way is finished by the next.
 */
export async function provision(urls: DatabaseUrls, secrets: Secrets): Promise<void> {
  await withClient(urlsOf(urls, 'postgres').adminUrl, async (client) => {
    // DDL takes no parameters: the passwords travel as settings of this session and are quoted by the server.
    await client.query("SELECT set_config('sunlot.owner', $1, false), set_config('sunlot.app', $2, false)", [
      secrets.owner,
      secrets.app,
    ]);
    await client.query(ROLES);
    const known = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
    if (known.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE} OWNER sunlot_owner`);
    await shut(client, DATABASE);
  });
  await withClient(urls.adminUrl, (client) => client.query(EXTENSIONS));
}

/**
 * Makes another database of this server, a copy of `template`, with the same owner and rights, and answers its
 * addresses. Nobody may be connected to the template.
 */
export async function createDatabase(urls: DatabaseUrls, name: string, template = DATABASE): Promise<DatabaseUrls> {
  await withClient(urlsOf(urls, 'postgres').adminUrl, async (client) => {
    const [quoted, from] = [client.escapeIdentifier(name), client.escapeIdentifier(template)];
    // The rights on a database, unlike all that is in it, are not copied from the template.
    await client.query(`CREATE DATABASE ${quoted} OWNER sunlot_owner TEMPLATE ${from}`);
    await shut(client, name);
  });
  return urlsOf(urls, name);
}

/** Removes a database of this server and ends the sessions that are still in it. */
export async function dropDatabase(urls: DatabaseUrls, name: string): Promise<void> {
  await withClient(urlsOf(urls, 'postgres').adminUrl, (client) =>
    client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`),
  );
}

/** Closes a database to everyone but its owner, the application's login, and the logins that may read or audit; without TEMP nobody can shadow a table. */
async function shut(client: pg.Client, database: string): Promise<void> {
  const name = client.escapeIdentifier(database);
  await client.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
  await client.query(`GRANT CONNECT ON DATABASE ${name} TO sunlot_login, sunlot_owner, sunlot_reader, sunlot_auditor`);
}

/** Runs `work` on a connection of its own. */
export async function withClient<T>(connectionString: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const ROLES = `
DO $$ BEGIN
  IF to_regrole('sunlot_owner') IS NULL THEN
    EXECUTE format('CREATE ROLE sunlot_owner LOGIN PASSWORD %L', current_setting('sunlot.owner'));
  END IF;
  IF to_regrole('sunlot_app') IS NULL THEN CREATE ROLE sunlot_app NOLOGIN; END IF;
  IF to_regrole('sunlot_login') IS NULL THEN
    EXECUTE format('CREATE ROLE sunlot_login LOGIN PASSWORD %L IN ROLE sunlot_app', current_setting('sunlot.app'));
  END IF;
  IF to_regrole('sunlot_checkpointer') IS NULL THEN CREATE ROLE sunlot_checkpointer NOLOGIN; END IF;
  IF to_regrole('sunlot_reader') IS NULL THEN CREATE ROLE sunlot_reader NOLOGIN; END IF;
  IF to_regrole('sunlot_auditor') IS NULL THEN CREATE ROLE sunlot_auditor NOLOGIN; END IF;
  -- Publishing is a step the login takes by name; it does not have the right while it works as the application.
  GRANT sunlot_checkpointer TO sunlot_login WITH INHERIT FALSE, SET TRUE;
  REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC;
END $$`;

const EXTENSIONS = `
CREATE EXTENSION IF NOT EXISTS pgcrypto;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gist`;
