/** The log's Ed25519 key: in a file of its own, never in the database. @module */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

export interface LogKey {
  /** The 32 bytes of the public key. */
  readonly publicKey: Uint8Array;
  /** Ed25519 over the message, 64 bytes. */
  sign(message: Uint8Array): Uint8Array;
}

/** Opens the key file, or makes it (mode 0600) when there is none. A damaged file throws; it is never replaced. */
export async function openLogKey(path: string): Promise<LogKey> {
  const pem = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  return logKeyFrom(pem === undefined ? await createKeyFile(path) : createPrivateKey(pem));
}

/** A key that lives only in memory, for a run that publishes nothing. */
export function temporaryLogKey(): LogKey {
  return logKeyFrom(generateKeyPairSync('ed25519').privateKey);
}

async function createKeyFile(path: string): Promise<KeyObject> {
  const { privateKey } = generateKeyPairSync('ed25519');
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFile(path, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  return privateKey;
}

function logKeyFrom(privateKey: KeyObject): LogKey {
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  if (x === undefined) throw new Error('the log key is not an Ed25519 key');
  return { publicKey: Buffer.from(x, 'base64url'), sign: (message) => sign(null, message, privateKey) };
}
