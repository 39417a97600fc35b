/** The claim of one living program on the server: a session lock that ends with the program, however it ends. @module */
import { pid } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** Any constant does: it is the one advisory lock of the database `postgres`. */
const CLAIM = 7_231_905;
const TICK_MS = 50;

/** The connection whose lock says that this program uses the server. */
export interface Claim {
  /** Resolves when the connection is gone: released by us, or because the server is no more. */
  readonly lost: Promise<void>;
  release(): Promise<void>;
}

/** What a look at a server's door tells. */
export type Look =
  | { readonly state: 'claimed'; readonly claim: Claim }
  | { readonly state: 'in-use'; readonly by: string }
  | { readonly state: 'busy' }
  | { readonly state: 'nobody' };

/**
 * Claims the server for this program. `in-use` names the living program that holds it; `busy` is a server that is
 * starting or stopping; `nobody` is a door behind which no server of ours answers.
 */
export async function claimServer(adminUrl: string): Promise<Look> {
  const client = new pg.Client({
    connectionString: adminUrl,
    application_name: `sunlot ${pid}`,
    connectionTimeoutMillis: 5000,
  });
  // The server may be stopped or killed at any time: its exit is noticed elsewhere, here it only must not end us.
  client.on('error', () => undefined);
  const lost = new Promise<void>((resolve) => {
    client.once('end', () => resolve());
  });
  try {
    await client.connect();
  } catch (error) {
    return missedDoor(error);
  }
  const { rows } = await client.query<{ ok: boolean }>(CLAIM_SQL, [CLAIM, `${pid}`]);
  if (rows[0]?.ok === true) return { state: 'claimed', claim: { lost, release: () => client.end() } };
  const holder = await client.query<{ name: string }>(HOLDER, [CLAIM]);
  await client.end();
  const by = holder.rows[0]?.name;
  // Killed between the two questions: whoever looks again finds nobody.
  return by === undefined ? { state: 'busy' } : { state: 'in-use', by };
}

// Under its name and number, so that whoever finds the server in use can say by whom.
const CLAIM_SQL = `
SELECT pg_try_advisory_lock($1) AS ok,
  set_config('application_name', concat_ws(' ', current_setting('application_name'), $2::text), false)`;

const HOLDER = `
SELECT a.application_name AS name FROM pg_locks l JOIN pg_stat_activity a USING (pid)
WHERE l.locktype = 'advisory' AND l.granted AND l.objid::bigint = $1`;

// cannot_connect_now: it is starting up, recovering or shutting down; a reset is the end of the same. Whatever else
// answers, or does not, is no server that knows our password: whether its process lives is for the caller to see.
function missedDoor(error: unknown): Look {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return { state: code === '57P03' || code === 'ECONNRESET' || code === 'EPIPE' ? 'busy' : 'nobody' };
}

/** Looks again while the server is busy, at most `seconds`. */
export async function claimPatiently(adminUrl: string, seconds: number): Promise<Look> {
  let look = await claimServer(adminUrl);
  for (let waited = 0; look.state === 'busy' && waited < seconds * 1000; waited += TICK_MS) {
    await sleep(TICK_MS);
    look = await claimServer(adminUrl);
  }
  return look;
}
