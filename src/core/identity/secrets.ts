/** The secrets of sign-in: in a key file of the data folder, never in the database. @module */
import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

export interface IdentitySecrets {
  /** Signs the session cookie. */
  readonly cookieSecret: string;
  /** HMAC-SHA-256 of a typed user name: what people type there by mistake is not to be read from the database. */
  nameHash(username: string): Buffer;
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
  return {
    cookieSecret: derive(key, 'cookie').toString('hex'),
    nameHash: (username) => createHmac('sha256', names).update(username).digest(),
  };
}

function derive(key: Uint8Array, use: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', `sunlot identity ${use}`, 32));
}

async function createKeyFile(path: string): Promise<Buffer> {
  const key = randomBytes(32);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFile(path, `${key.toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  return key;
}
