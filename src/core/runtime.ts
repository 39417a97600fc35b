/** What a running Sunlot is made of; passed as an argument, never global. @module */
import type { Kysely } from 'kysely';
import type { Clock } from './clock.ts';
import type { Database } from './db.ts';
import type { FieldCipher } from './field-cipher.ts';
import type { FileStore } from './files.ts';
import type { LogKey } from './log/key.ts';

export interface Runtime {
  readonly db: Kysely<Database>;
  readonly clock: Clock;
  readonly files: FileStore;
  readonly logKey: LogKey;
  /** Seals phones and ID numbers in the database; its key is a file of the data folder. */
  readonly fieldCipher: FieldCipher;
}
