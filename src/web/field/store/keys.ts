/**
 * The keys of a phone (docs/adr/0036): the store's key under a code of six digits and a key of the browser that cannot be
 * taken out; and the key that signs. @module
 */
import { fromBase64, toBase64, utf8 } from 'verifiable-draw';
import type { Passkey } from '../../../inspection/types/field.ts';

/** What lies open in the database: nothing that opens anything without the code. */
export interface DeviceRecord {
  readonly deviceId: string;
  readonly staffId: string;
  readonly username: string;
  readonly name: string;
  readonly bureauName: string;
  readonly label: string;
  readonly salt: Bytes;
  readonly rounds: number;
  /** The store's key, wrapped by the code and then by `browserKey`. */
  readonly wrapped: Sealed;
  readonly browserKey: CryptoKey;
  /** Undefined on a phone that was set up again from a backup. */
  readonly signingKey: CryptoKey | undefined;
  /** The phone's own verification of its holder; undefined where it has none, and after a backup. */
  readonly passkey: Passkey | undefined;
  /** Milliseconds the server was ahead when last heard. */
  readonly clockOffset: number;
}

export type Bytes = Uint8Array<ArrayBuffer>;

export interface Sealed {
  readonly iv: Bytes;
  readonly data: ArrayBuffer;
}

/** OWASP's figure of 2023 for PBKDF2 with SHA-256; a third of a second on a phone of that year. */
const ROUNDS = 600_000;
const CODE = /^\d{6}$/;

export interface NewKeys {
  readonly salt: Bytes;
  readonly rounds: number;
  readonly wrapped: Sealed;
  readonly browserKey: CryptoKey;
  readonly storeKey: CryptoKey;
  /** For the server's sealed copy, Base64. */
  readonly storeKeyText: string;
}

/** Keys of a new phone, or of a phone that takes over a store whose key the server gave back. */
export async function makeKeys(code: string, storeKeyText = toBase64(random(32))): Promise<NewKeys> {
  if (!CODE.test(code)) throw new RangeError('the code has six digits');
  const raw = own(fromBase64(storeKeyText));
  const salt = random(16);
  const browserKey = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  const inner = await seal(await keyOfCode(code, salt, ROUNDS), raw, 'code');
  const wrapped = await seal(browserKey, packed(inner), 'browser');
  return { salt, rounds: ROUNDS, wrapped, browserKey, storeKey: await importStoreKey(raw), storeKeyText };
}

/** The store's key; undefined when the code is another. */
export async function unlock(code: string, device: DeviceRecord): Promise<CryptoKey | undefined> {
  if (!CODE.test(code)) return undefined;
  const inner = unpacked(await open(device.browserKey, device.wrapped, 'browser'));
  try {
    return await importStoreKey(await open(await keyOfCode(code, device.salt, device.rounds), inner, 'code'));
  } catch (error) {
    if (error instanceof DOMException && error.name === 'OperationError') return undefined;
    throw error;
  }
}

/** ECDSA P-256, its private half not exportable; with the SPKI of the public one, Base64. */
export async function makeSigningKey(): Promise<{ signingKey: CryptoKey; publicKey: string }> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
  const spki = await crypto.subtle.exportKey('spki', pair.publicKey);
  return { signingKey: pair.privateKey, publicKey: toBase64(new Uint8Array(spki)) };
}

/** The device's signature over a text, Base64. */
export async function signText(key: CryptoKey, text: string): Promise<string> {
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, own(utf8(text)));
  return toBase64(new Uint8Array(signature));
}

/** AES-256-GCM; `place` (the key under which it lies) must be the same when opening: nothing can be moved about. */
export async function seal(key: CryptoKey, plain: Bytes, place: string): Promise<Sealed> {
  const iv = random(12);
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: own(utf8(place)) }, key, plain);
  return { iv, data };
}

export async function open(key: CryptoKey, { iv, data }: Sealed, place: string): Promise<Bytes> {
  const additionalData = own(utf8(place));
  return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key, data));
}

export async function sha256Hex(bytes: Bytes): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The same bytes in a buffer of their own, as WebCrypto wants them. */
export function own(bytes: Uint8Array): Bytes {
  return new Uint8Array(bytes);
}

function random(length: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(length));
}

async function keyOfCode(code: string, salt: Bytes, iterations: number): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', own(utf8(code)), 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

function importStoreKey(raw: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

function packed({ iv, data }: Sealed): Bytes {
  return own(new Uint8Array([...iv, ...new Uint8Array(data)]));
}

function unpacked(bytes: Bytes): Sealed {
  return { iv: bytes.slice(0, 12), data: bytes.slice(12).buffer };
}
