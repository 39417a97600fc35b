/** Opening a bureau's place in the database: its row and its deed chain. @module */
import { sql, type Transaction } from 'kysely';
import type { Database } from './db.ts';

export interface NewBureau {
  readonly bureauId: number;
  /** Short code in log entries and addresses, e.g. the division code `120111`. */
  readonly code: string;
  readonly name: string;
  /** Name of its log, e.g. `yingji.xiqing.example`. */
  readonly origin: string;
  readonly isDemo: boolean;
  readonly profile: Readonly<Record<string, unknown>>;
}

/** Inserts the bureau and opens its chain. The caller records the founding deed. */
export async function openBureau(db: Transaction<Database>, bureau: NewBureau, now: string): Promise<void> {
  await db
    .insertInto('bureau')
    .values({
      bureau_id: bureau.bureauId,
      code: bureau.code,
      name: bureau.name,
      origin: bureau.origin,
      is_demo: bureau.isDemo,
      profile: JSON.stringify(bureau.profile),
      created_at: now,
    })
    .execute();
  await sql`SELECT open_chain(${bureau.bureauId})`.execute(db);
}
