/** The log's keys, Ed25519 and by option SM2: each in a file of its own, never in the database (docs/adr/0074). @module */
import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { signSm2, sm2PublicKey } from 'verifiable-draw';
import { writeKey } from '../durable.ts';

export interface LogKey {
  /** The 32 bytes of the public key. */
  readonly publicKey: Uint8Array;
  /** Ed25519 over the message, 64 bytes. */
  sign(message: Uint8Array): Uint8Array;
  /** Signs each checkpoint a second time, where the bureau asks for it. */
  readonly sm2?: Sm2Key;
}

export interface Sm2Key {
  /** The 65 bytes of the public key: 4, x, y. */
  readonly publicKey: Uint8Array;
  /** SM2 with SM3 over the message (GB/T 32918.2), 64 bytes. */
  sign(message: Uint8Array): Uint8Array;
}

/** Opens the key file, or makes it (mode 0600) when there is none. A damaged file throws; it is never replaced. */
export async function openLogKey(path: string): Promise<LogKey> {
  const pem = await readPem(path);
  return logKeyFrom(pem === undefined ? await createKeyFile(path) : createPrivateKey(pem));
}

/** The same for the SM2 key; the file is a PKCS#8 one, which OpenSSL reads too. */
export async function openSm2Key(path: string): Promise<Sm2Key> {
  const kept = await readPem(path);
  if (kept !== undefined) return sm2KeyFrom(kept);
  const pem = newSm2Pem();
  await writeKey(path, pem);
  return sm2KeyFrom(pem);
}

/** An SM2 key that lives only in memory. */
export function temporarySm2Key(): Sm2Key {
  return sm2KeyFrom(newSm2Pem());
}

async function readPem(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}

// Node makes keys of this curve but does not read them again, and its signatures over it are not those of GB/T 32918.
function newSm2Pem(): string {
  return generateKeyPairSync('ec', { namedCurve: 'SM2' })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString();
}

/** In the file: the curve (1.2.156.10197.1.301), and what stands before the private number (RFC 5915: version 1, 32 bytes). */
const [CURVE, BEFORE] = [Buffer.from('06082a811ccf5501822d', 'hex'), Buffer.from('0201010420', 'hex')];

function sm2KeyFrom(pem: string): Sm2Key {
  const der = Buffer.from(pem.replaceAll(/^-----.*$/gm, ''), 'base64');
  const start = der.indexOf(BEFORE) + BEFORE.length;
  if (!der.includes(CURVE) || start < BEFORE.length) throw new Error('the SM2 key of the log is not an SM2 key');
  const number = der.subarray(start, start + 32);
  // A random number that gives no signature, one in 2^32, is followed by another.
  const signed = (message: Uint8Array): Uint8Array => signSm2(message, number, randomBytes(32)) ?? signed(message);
  return { publicKey: sm2PublicKey(number), sign: signed };
}

/** A key that lives only in memory, for a run that publishes nothing. */
export function temporaryLogKey(): LogKey {
  return logKeyFrom(generateKeyPairSync('ed25519').privateKey);
}

async function createKeyFile(path: string): Promise<KeyObject> {
  const { privateKey } = generateKeyPairSync('ed25519');
  await writeKey(path, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  return privateKey;
}

function logKeyFrom(privateKey: KeyObject): LogKey {
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  if (x === undefined) throw new Error('the log key is not an Ed25519 key');
  return { publicKey: Buffer.from(x, 'base64url'), sign: (message) => sign(null, message, privateKey) };
}
