/**
 * SM2 signatures (GB/T 32918.2-2016) on the recommended curve of GB/T 32918.5-2017, with SM3 and the usual identity of a signer
 * (`1234567812345678`, GB/T 35276). Public keys are `04 ‖ x ‖ y`, signatures `r ‖ s`. SPEC §5.2. @module
 */
import { weierstrass } from '@noble/curves/abstract/weierstrass.js';
import { bigEndian, concat, fromHex, toHex, utf8 } from './bytes.ts';
import { sm3Suite } from './suite.ts';

const A = 'fffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffc';
const B = '28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93';
const G =
  '32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0';
const number = (hex: string): bigint => BigInt(`0x${hex}`);
const Point = weierstrass({
  p: number('fffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffff'),
  n: number('fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123'),
  h: 1n,
  a: number(A),
  b: number(B),
  Gx: number(G.slice(0, 64)),
  Gy: number(G.slice(64)),
});
const ORDER = Point.Fn;
const IDENTITY = utf8('1234567812345678');

/**
 * The public key of a private one.
 * @throws {RangeError} when the private key is not a number of 1 … n − 2 in 32 bytes
 */
export function sm2PublicKey(privateKey: Uint8Array): Uint8Array {
  return Point.BASE.multiply(scalarOf(privateKey)).toBytes(false);
}

/**
 * Signs a message (§6.1).
 * @param nonce - 32 bytes that are random, secret and never used again
 * @returns undefined when this nonce is no number of 1 … n − 1 (once in 2^32), or gives no signature: take another
 */
export function signSm2(message: Uint8Array, privateKey: Uint8Array, nonce: Uint8Array): Uint8Array | undefined {
  const d = scalarOf(privateKey);
  const k = number(toHex(nonce));
  const isFit = nonce.length === 32 && ORDER.isValidNot0(k);
  const { x } = Point.BASE.multiply(isFit ? k : 1n).toAffine();
  const r = ORDER.create(digestOf(message, sm2PublicKey(privateKey)) + x);
  const s = ORDER.mul(ORDER.inv(d + 1n), ORDER.create(k - r * d));
  const isSigned = isFit && r !== 0n && r + k !== ORDER.ORDER && s !== 0n;
  return isSigned ? concat(ORDER.toBytes(r), ORDER.toBytes(s)) : undefined;
}

/** Whether a signature of 64 bytes is that of the message (§7.1); false also for a key that is no point of the curve. */
export function verifySm2(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  if (signature.length !== 64 || publicKey.length !== 65) return false;
  const [r, s] = [number(toHex(signature.subarray(0, 32))), number(toHex(signature.subarray(32)))];
  if (!ORDER.isValidNot0(r) || !ORDER.isValidNot0(s)) return false;
  const t = ORDER.add(r, s);
  const key = pointOf(publicKey);
  if (t === 0n || key === undefined) return false;
  const point = Point.BASE.multiplyUnsafe(s).add(key.multiplyUnsafe(t));
  return !point.is0() && ORDER.create(digestOf(message, publicKey) + point.toAffine().x) === r;
}

/** e = SM3(Z ‖ M), where Z = SM3(length of the identity in bits ‖ identity ‖ a ‖ b ‖ G ‖ public key), §5.5. */
function digestOf(message: Uint8Array, publicKey: Uint8Array): bigint {
  const about = sm3Suite.hash(
    bigEndian(8 * IDENTITY.length, 2),
    IDENTITY,
    fromHex(A + B + G, 128),
    publicKey.subarray(1),
  );
  return number(toHex(sm3Suite.hash(about, message)));
}

function scalarOf(privateKey: Uint8Array): bigint {
  const d = number(toHex(privateKey));
  // n − 1 would make 1 + d nothing, which has no inverse.
  if (privateKey.length !== 32 || !ORDER.isValidNot0(d) || d === ORDER.ORDER - 1n)
    throw new RangeError('not a private key of SM2');
  return d;
}

function pointOf(publicKey: Uint8Array): InstanceType<typeof Point> | undefined {
  try {
    return Point.fromBytes(publicKey);
  } catch {
    return undefined;
  }
}
