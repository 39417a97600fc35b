/** Digests of files by the names that BagIt manifests and OCFL inventories use. @module */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { blake2b } from '@noble/hashes/blake2.js';

interface Running {
  update(bytes: Uint8Array): unknown;
  finish(): string;
}

/** OpenSSL's name of each algorithm; of BLAKE2b it knows the full length alone. */
const BY_OPENSSL: Readonly<Record<string, string>> = {
  md5: 'md5',
  sha1: 'sha1',
  sha224: 'sha224',
  sha256: 'sha256',
  sha384: 'sha384',
  sha512: 'sha512',
  'sha512/256': 'sha512-256',
  'sha3-224': 'sha3-224',
  'sha3-256': 'sha3-256',
  'sha3-384': 'sha3-384',
  'sha3-512': 'sha3-512',
  'blake2b-512': 'blake2b512',
  sm3: 'sm3',
};
const SHORT_BLAKE2B: Readonly<Record<string, number>> = { 'blake2b-160': 20, 'blake2b-256': 32, 'blake2b-384': 48 };

/** Whether this program can compute the algorithm. */
export function isKnownDigest(algorithm: string): boolean {
  return algorithm in BY_OPENSSL || algorithm in SHORT_BLAKE2B;
}

/** The algorithm a BagIt file name means: RFC 8493 §2.4 writes them lower-case without punctuation, people do not always. */
export function digestOfFileName(written: string): string | undefined {
  const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return [...Object.keys(BY_OPENSSL), ...Object.keys(SHORT_BLAKE2B)].find((name) => plain(name) === plain(written));
}

/** Lower-case hex digests of one file, read once. Throws what the file system throws. */
export async function digestFile(path: string, algorithms: readonly string[]): Promise<Map<string, string>> {
  const running = new Map(algorithms.map((algorithm) => [algorithm, start(algorithm)]));
  for await (const bytes of createReadStream(path) as AsyncIterable<Uint8Array>)
    for (const digest of running.values()) digest.update(bytes);
  return new Map([...running].map(([algorithm, digest]) => [algorithm, digest.finish()]));
}

/** Lower-case hex digest of bytes at hand. */
export function digestBytes(bytes: Uint8Array, algorithm: string): string {
  const digest = start(algorithm);
  digest.update(bytes);
  return digest.finish();
}

function start(algorithm: string): Running {
  const openssl = BY_OPENSSL[algorithm];
  if (openssl !== undefined) {
    const hash = createHash(openssl);
    return { update: (bytes) => hash.update(bytes), finish: () => hash.digest('hex') };
  }
  const dkLen = SHORT_BLAKE2B[algorithm];
  if (dkLen === undefined) throw new Error(`no digest is called ${algorithm}`);
  const hash = blake2b.create({ dkLen });
  return { update: (bytes) => hash.update(bytes), finish: () => Buffer.from(hash.digest()).toString('hex') };
}
