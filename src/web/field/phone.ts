/** The phone as it starts: what it is, and the code that opens it. What comes after the code is in `rest.ts`. @module */
import { openDatabase, type Database } from './store/database.ts';
import type * as Rest from './rest.ts';
import type { FieldStore } from './store/field-store.ts';
import { unlock, type DeviceRecord } from './store/keys.ts';
import type { Backup } from './store/vault.ts';
import type { ShownRefusal } from '../kit/api.ts';

export interface EmptyPhone {
  readonly state: 'empty';
  /** Makes the keys, registers the phone, opens the store. */
  setUp(person: Person, code: string, restored?: Restored): Promise<OpenPhone | readonly ShownRefusal[]>;
}

export interface LockedPhone {
  readonly state: 'locked';
  readonly name: string;
  /** Undefined when the code is another. */
  unlock(code: string): Promise<OpenPhone | undefined>;
}

export interface OpenPhone {
  readonly state: 'open';
  readonly store: FieldStore;
  readonly saveBackup: () => Promise<void>;
  readonly erase: () => Promise<void>;
}

export type Phone = EmptyPhone | LockedPhone | OpenPhone;

export interface Person {
  readonly staffId: string;
  readonly username: string;
  readonly name: string;
  readonly bureau: string;
}

/** A backup with the key its server copy gave back. */
export interface Restored {
  readonly backup: Backup;
  readonly storeKey: string;
}

/** The key of the one record of the table `device`. */
export const RECORD = 'device';

export async function openPhone(): Promise<Phone> {
  const database = await openDatabase();
  // Asks that the phone does not clear the store when it is short of room; 今日任务 warns when it was refused.
  void navigator.storage.persist();
  const device = (await database.table('device').get(RECORD)) as DeviceRecord | undefined;
  return device === undefined ? (await loadRest()).emptyPhone(database) : locked(database, device);
}

/**
 * The rest of the app, its greater part: read and made ready behind the screen of the code, while somebody types. A page
 * whose build has been replaced meanwhile starts again as the new one; nothing is open yet that could be lost.
 */
export function loadRest(): Promise<typeof Rest> {
  return import('./rest.ts').catch((error: unknown) => {
    window.location.reload();
    throw error;
  });
}

function locked(database: Database, device: DeviceRecord): LockedPhone {
  return {
    state: 'locked',
    name: device.name,
    unlock: async (code) => {
      const key = await unlock(code, device);
      return key === undefined ? undefined : (await loadRest()).openedPhone(database, device, key);
    },
  };
}
