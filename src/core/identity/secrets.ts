/** The secrets of sign-in: in a key file of the data folder, never in the database. @module */
import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { writeKey } from '../durable.ts';
import { fieldCipherFrom, type FieldCipher } from '../field-cipher.ts';

export interface IdentitySecrets {
  /** Signs the session cookie. */
  readonly cookieSecret: string;
  /** HMAC-SHA-256 of a typed user name: what people type there by mistake is not to be read from the database. */
  nameHash(username: string): Buffer;
  /** The same of an address that tries. */
  sourceHash(address: string): Buffer;
  /** Seals the secrets of second factors. */
  readonly cipher: FieldCipher;
}

/** Opens the key file (64 hex digits), or makes it (mode 0600) when there is none. A damaged file throws; it is never replaced. */
export async function openIdentitySecrets(path: string): Promise<IdentitySecrets> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return secretsFrom(await createKeyFile(path));
  if (!/^[0-9a-f]{64}\s*$/.test(text)) throw new Error(`${path} is not an identity key: restore it from the backup`);
  return secretsFrom(Buffer.from(text.trim(), 'hex'));
}

/** Secrets that live only in memory: every session ends with the process. */
export function temporaryIdentitySecrets(): IdentitySecrets {
  return secretsFrom(randomBytes(32));
}

function secretsFrom(key: Uint8Array): IdentitySecrets {
  const names = derive(key, 'names');
  const sources = derive(key, 'sources');
  return {
    cookieSecret: derive(key, 'cookie').toString('hex'),
    nameHash: (username) => createHmac('sha256', names).update(username).digest(),
    sourceHash: (address) => createHmac('sha256', sources).update(address).digest(),
    cipher: fieldCipherFrom(derive(key, 'factors')),
  };
}

function derive(key: Uint8Array, use: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', `sunlot identity ${use}`, 32));
}

async function createKeyFile(path: string): Promise<Buffer> {
  const key = randomBytes(32);
  await writeKey(path, `${key.toString('hex')}\n`);
  return key;
}
