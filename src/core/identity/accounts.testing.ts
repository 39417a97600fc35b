/** Accounts and their sign-ins, for tests. @module */
import { sql } from 'kysely';
import { expect } from 'vitest';
import type { TestRuntime } from '../../testing/runtime.ts';
import { createAccount } from './accounts.ts';
import { openIdentity, type Identity } from './identity.ts';
import { temporaryIdentitySecrets } from './secrets.ts';
import type { Session } from './sessions.ts';

export const PASSWORD = 'correct horse battery';
export const WRONG = 'wrong horse battery';

/** Identity over this database, under keys of its own. */
export function openOn({ db, clock }: TestRuntime, publicUrl?: string): Identity {
  return openIdentity({ db, clock, secrets: temporaryIdentitySecrets(), publicUrl });
}

export interface SignedIn {
  readonly cookie: string;
  readonly session: Session;
  readonly setCookies: readonly string[];
}

/** New accounts of a test file, and their sign-ins. */
export function accountsOf(opened: () => { readonly runtime: TestRuntime; readonly identity: Identity }) {
  let people = 0;

  /** A new account; the id is the user name. */
  async function newPerson(isOneTime = false): Promise<string> {
    const { runtime } = opened();
    people += 1;
    const username = `person${people}`;
    const account = { accountId: username, bureauId: 1, username, password: PASSWORD, isOneTime };
    expect(await createAccount(runtime.db, account, runtime.clock.now())).toBe(true);
    return username;
  }

  async function signedIn(username: string): Promise<SignedIn> {
    const signIn = await opened().identity.signIn(username, PASSWORD);
    if (signIn.outcome !== 'signed-in') throw new Error(`not signed in: ${JSON.stringify(signIn)}`);
    return { ...signIn, cookie: cookieOf(signIn.setCookies) };
  }

  return { newPerson, signedIn };
}

/** What the browser sends back of the cookies that were set. */
export function cookieOf(setCookies: readonly string[]): string {
  return setCookies.map((cookie) => cookie.split(';', 1)[0]).join('; ');
}

/** Why a sign-in was refused, or its outcome. */
export async function codesOf(signIn: ReturnType<Identity['signIn']>): Promise<readonly string[]> {
  const result = await signIn;
  return 'refusals' in result ? result.refusals.map(({ code }) => code) : [result.outcome];
}

/** Every row of every table, as text. */
export async function wholeDatabase(runtime: TestRuntime): Promise<string> {
  let content = '';
  await runtime.asOwner(async (owner) => {
    const { rows } = await sql<{
      name: string;
    }>`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'sunlot'`.execute(owner);
    for (const { name } of rows) {
      const table = await sql<{ row: string }>`SELECT t::text AS row FROM ${sql.table(`sunlot.${name}`)} t`.execute(
        owner,
      );
      content += `${name}\n${table.rows.map(({ row }) => row).join('\n')}\n`;
    }
  });
  return content;
}
