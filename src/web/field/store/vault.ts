/** The phone's encrypted store: every record under its key, sealed for its place. @module */
import { fromBase64, fromUtf8, toBase64, utf8 } from 'verifiable-draw';
import { z } from 'zod';
import type { Table } from './database.ts';
import { open, own, seal, type Bytes, type Sealed } from './keys.ts';

export interface Vault {
  read<T>(place: string): Promise<T | undefined>;
  /** Writes all of this and removes what it makes needless, or nothing of it. Bytes are kept as they are. */
  write(entries: readonly (readonly [place: string, value: unknown])[], removed?: readonly string[]): Promise<void>;
  readBytes(place: string): Promise<Bytes | undefined>;
  /** All values whose place begins with `prefix`, by place. */
  list<T>(prefix: string): Promise<T[]>;
  places(prefix: string): Promise<string[]>;
}

export function openVault(table: Table, key: CryptoKey): Vault {
  const parse = async <T>(place: string, sealed: unknown): Promise<T> =>
    JSON.parse(fromUtf8(await open(key, sealed as Sealed, place))) as T;
  return {
    read: async <T>(place: string) => {
      const sealed = await table.get(place);
      return sealed === undefined ? undefined : parse<T>(place, sealed);
    },
    write: async (entries, removed = []) => {
      const sealed = await Promise.all(
        entries.map(async ([place, value]): Promise<[string, Sealed]> => [
          place,
          await seal(key, value instanceof Uint8Array ? own(value) : own(utf8(JSON.stringify(value))), place),
        ]),
      );
      await table.put(sealed, removed);
    },
    readBytes: async (place) => {
      const sealed = await table.get(place);
      return sealed === undefined ? undefined : open(key, sealed as Sealed, place);
    },
    list: async <T>(prefix: string) =>
      Promise.all((await table.list(prefix)).map(([place, sealed]) => parse<T>(place, sealed))),
    places: async (prefix) => (await table.list(prefix)).map(([place]) => place),
  };
}

const BACKUP = z.object({
  type: z.literal('sunlot/1/field-backup'),
  deviceId: z.uuid(),
  staffId: z.string(),
  label: z.string(),
  records: z.array(z.tuple([z.string(), z.string(), z.string()])),
});
export type Backup = z.output<typeof BACKUP>;

/** Everything as it lies on the phone, still encrypted: one file. */
export async function backupOf(
  table: Table,
  device: { readonly deviceId: string; readonly staffId: string; readonly label: string },
): Promise<Backup> {
  const records = (await table.list('')).map(([place, value]): [string, string, string] => {
    const { iv, data } = value as Sealed;
    return [place, toBase64(iv), toBase64(new Uint8Array(data))];
  });
  const { deviceId, staffId, label } = device;
  return { type: 'sunlot/1/field-backup', deviceId, staffId, label, records };
}

/** The backup in a file; undefined when it is none. */
export function readBackup(text: string): Backup | undefined {
  try {
    return BACKUP.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

export async function putBack(table: Table, { records }: Backup): Promise<void> {
  await table.put(
    records.map(([place, iv, data]): [string, Sealed] => [
      place,
      { iv: own(fromBase64(iv)), data: own(fromBase64(data)).buffer },
    ]),
  );
}
