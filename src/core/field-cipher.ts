/** Encryption of single fields (phones, ID numbers): AES-256-GCM, and a keyed hash for equality. @module */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { writeKey } from './durable.ts';

/** The key lives in a file of the data folder, never in the database: a stolen database holds no readable phone. */
export interface FieldCipher {
  /** 12 bytes nonce ‖ ciphertext ‖ 16 bytes tag. `context` (bureau, record, field) must be the same when opening. */
  seal(plain: string, context: string): Buffer;
  /** @throws when the bytes were changed, moved to another record or field, or sealed under another key */
  open(sealed: Uint8Array, context: string): string;
  /** The same for a whole file, without a detour through text. */
  sealBytes(plain: Uint8Array, context: string): Buffer;
  openBytes(sealed: Uint8Array, context: string): Buffer;
  /** HMAC-SHA-256 (32 bytes): equal values of one context give equal hashes, and nobody without the key can guess them. */
  hash(plain: string, context: string): Buffer;
  /** The key itself, for a thread of this program; it goes nowhere else. */
  readonly key: Uint8Array;
}

const NONCE = 12;
const TAG = 16;

/** Opens the key file (64 hex digits), or makes it (mode 0600) when there is none. A damaged file throws; it is never replaced. */
export async function openFieldCipher(path: string): Promise<FieldCipher> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return fieldCipherFrom(await createKeyFile(path));
  if (!/^[0-9a-f]{64}\s*$/.test(text)) throw new Error(`${path} is not a field key: restore it from the backup`);
  return fieldCipherFrom(Buffer.from(text.trim(), 'hex'));
}

/** A cipher whose key lives only in memory, for tests. */
export function temporaryFieldCipher(): FieldCipher {
  return fieldCipherFrom(randomBytes(32));
}

/** The same cipher in another thread. @throws RangeError unless the key is 32 bytes */
export function fieldCipherFrom(key: Uint8Array): FieldCipher {
  if (key.length !== 32) throw new RangeError(`a field key has 32 bytes, got ${key.length}`);
  const encryption = derive(key, 'encrypt');
  const authentication = derive(key, 'hash');
  const sealBytes = (plain: Uint8Array, context: string): Buffer => {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv('aes-256-gcm', encryption, nonce).setAAD(Buffer.from(context));
    return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  };
  const openBytes = (sealed: Uint8Array, context: string): Buffer => {
    const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.length);
    if (bytes.length < NONCE + TAG) throw new RangeError('a sealed field is too short');
    const decipher = createDecipheriv('aes-256-gcm', encryption, bytes.subarray(0, NONCE), { authTagLength: TAG });
    decipher.setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(-TAG));
    return Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()]);
  };
  return {
    key,
    sealBytes,
    openBytes,
    seal: (plain, context) => sealBytes(Buffer.from(plain, 'utf8'), context),
    open: (sealed, context) => openBytes(sealed, context).toString('utf8'),
    hash: (plain, context) => createHmac('sha256', authentication).update(`${context}\n${plain}`).digest(),
  };
}

function derive(key: Uint8Array, use: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', `sunlot field ${use}`, 32));
}

async function createKeyFile(path: string): Promise<Buffer> {
  const key = randomBytes(32);
  await writeKey(path, `${key.toString('hex')}\n`);
  return key;
}
