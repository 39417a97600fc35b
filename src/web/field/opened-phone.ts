/** An empty phone that is set up, and a phone whose code was right. @module */
import { FieldStore } from './store/field-store.ts';
import type { Database } from './store/database.ts';
import { makeKeys, makeSigningKey, type DeviceRecord } from './store/keys.ts';
import { makePasskey } from './store/passkey.ts';
import { backupOf, openVault, putBack } from './store/vault.ts';
import { newCommandId } from '../kit/command-id.ts';
import { postDeed } from '../kit/api.ts';
import { RECORD, type EmptyPhone, type OpenPhone } from './phone.ts';

/** A phone without a store; `setUp` makes the keys, registers the phone and opens it. */
export function emptyPhone(database: Database): EmptyPhone {
  return {
    state: 'empty',
    setUp: async (person, code, restored) => {
      // First: the phone asks its holder only while his press is fresh.
      const passkey = restored === undefined ? await makePasskey(person) : undefined;
      const keys = await makeKeys(code, restored?.storeKey);
      const { signingKey, publicKey } = await makeSigningKey();
      const deviceId = restored?.backup.deviceId ?? newCommandId();
      const label = restored?.backup.label ?? labelOf(navigator.userAgent);
      if (restored === undefined) {
        const own = passkey === undefined ? {} : { passkey };
        const input = { deviceId, label, publicKey, storeKey: keys.storeKeyText, ...own };
        const outcome = await postDeed('inspection.register-device', input, newCommandId());
        if (!outcome.ok) return outcome.refusals;
      } else await putBack(database.table('sealed'), restored.backup);
      const device: DeviceRecord = {
        deviceId,
        staffId: person.staffId,
        username: person.username,
        name: person.name,
        bureauName: person.bureau,
        label,
        salt: keys.salt,
        rounds: keys.rounds,
        wrapped: keys.wrapped,
        browserKey: keys.browserKey,
        // The server knows the key of the phone that was lost; this one would not match it.
        signingKey: restored === undefined ? signingKey : undefined,
        passkey,
        clockOffset: 0,
      };
      await database.table('device').put([[RECORD, device]]);
      return openedPhone(database, device, keys.storeKey);
    },
  };
}

/** The store read with its key. */
export async function openedPhone(database: Database, device: DeviceRecord, key: CryptoKey): Promise<OpenPhone> {
  const sealed = database.table('sealed');
  const store = new FieldStore(openVault(sealed, key), device);
  await store.load();
  store.subscribe(() => keepOffset(database, device, store.clock.offset));
  return {
    state: 'open',
    store,
    saveBackup: async () => saveFile(JSON.stringify(await backupOf(sealed, device)), store.clock.now()),
    erase: () => database.erase(),
  };
}

const MINUTE = 60_000;
const keptOffsets = new WeakMap<DeviceRecord, number>();

/** The clock's correction outlives the app; a difference of seconds is not worth a write. */
function keepOffset(database: Database, device: DeviceRecord, offset: number): void {
  if (Math.abs(offset - (keptOffsets.get(device) ?? device.clockOffset)) < MINUTE) return;
  keptOffsets.set(device, offset);
  void database.table('device').put([[RECORD, { ...device, clockOffset: offset }]]);
}

function saveFile(text: string, now: number): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `现场备份-${new Date(now).toISOString().slice(0, 16).replaceAll(/[-:T]/g, '')}.sunlot`;
  link.click();
  URL.revokeObjectURL(url);
}

/** As people tell phones apart. */
function labelOf(agent: string): string {
  if (/iPhone/.test(agent)) return 'iPhone';
  if (/iPad/.test(agent)) return 'iPad';
  return /Android (\d+)/.test(agent) ? `安卓 ${/Android (\d+)/.exec(agent)?.[1] ?? ''}` : '其他设备';
}
