import { describe, expect, it } from 'vitest';
import { fromHex, toHex, utf8 } from './bytes.ts';
import { signSm2, sm2PublicKey, verifySm2 } from './sm2.ts';

const ORDER = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;
/** GB/T 32918.5-2017, annex A.2: the example of the standard itself. */
const PRIVATE = fromHex('3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8', 32);
const NONCE = fromHex('59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21', 32);
const PUBLIC =
  '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13';
const SIGNATURE =
  'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa';
const MESSAGE = utf8('message digest');

function bytesOf(...numbers: readonly bigint[]): Uint8Array {
  return fromHex(numbers.map((each) => each.toString(16).padStart(64, '0')).join(''));
}

describe('an SM2 signature', () => {
  it('is that of the example in the standard', () => {
    expect(toHex(sm2PublicKey(PRIVATE))).toBe(PUBLIC);
    expect(toHex(signSm2(MESSAGE, PRIVATE, NONCE) ?? new Uint8Array())).toBe(SIGNATURE);
    expect(verifySm2(fromHex(SIGNATURE, 64), MESSAGE, fromHex(PUBLIC, 65))).toBe(true);
  });

  it('is of one message and one key, and says nothing of another', () => {
    const key = fromHex(PUBLIC, 65);
    expect(verifySm2(fromHex(SIGNATURE, 64), utf8('message digesu'), key)).toBe(false);
    expect(verifySm2(fromHex(SIGNATURE, 64), MESSAGE, sm2PublicKey(bytesOf(2n)))).toBe(false);
    for (const at of [0, 31, 32, 63]) {
      const bent = fromHex(SIGNATURE, 64);
      bent[at] = (bent[at] as number) ^ 1;
      expect(verifySm2(bent, MESSAGE, key)).toBe(false);
    }
  });

  it('made with any nonce verifies', () => {
    for (const nonce of [1n, 2n, ORDER - 1n]) {
      const signature = signSm2(MESSAGE, PRIVATE, bytesOf(nonce));
      expect(signature).toHaveLength(64);
      expect(verifySm2(signature as Uint8Array, MESSAGE, fromHex(PUBLIC, 65))).toBe(true);
    }
  });

  it('is not made with a nonce that is no number of 1 to n − 1 in 32 bytes', () => {
    for (const nonce of [bytesOf(0n), bytesOf(ORDER), bytesOf(ORDER + 1n), fromHex('01'), bytesOf(0n, 1n)])
      expect(signSm2(MESSAGE, PRIVATE, nonce)).toBeUndefined();
  });

  it('is not made with a private key that is no number of 1 to n − 2 in 32 bytes', () => {
    for (const key of [bytesOf(0n), bytesOf(ORDER - 1n), bytesOf(ORDER), fromHex('01'), bytesOf(0n, 1n)]) {
      expect(() => sm2PublicKey(key)).toThrow(new RangeError('not a private key of SM2'));
      expect(() => signSm2(MESSAGE, key, NONCE)).toThrow('not a private key of SM2');
    }
    expect(sm2PublicKey(bytesOf(ORDER - 2n))).toHaveLength(65);
  });

  it('is refused when a part of it is 0 or n, both add up to n, or it leads to no point', () => {
    const [r, s] = [BigInt(`0x${SIGNATURE.slice(0, 64)}`), BigInt(`0x${SIGNATURE.slice(64)}`)];
    const key = fromHex(PUBLIC, 65);
    // With the private key 1, s·G + (r + s)·G is nothing when r = −2 s; and r is then what is compared with e alone.
    const [x, half] = [0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n, (ORDER + 1n) / 2n];
    const own = sm2PublicKey(bytesOf(1n));
    const r1 = BigInt(`0x${toHex(signSm2(MESSAGE, bytesOf(1n), bytesOf(1n)) as Uint8Array).slice(0, 64)}`);
    const e = (r1 - x + 2n * ORDER) % ORDER;
    expect(verifySm2(bytesOf(e, ((ORDER - e) * half) % ORDER), MESSAGE, own)).toBe(false);
    for (const pair of [
      [0n, s],
      [r, 0n],
      [ORDER, s],
      [r, ORDER],
      [5n, ORDER - 5n],
    ] as const)
      expect(verifySm2(bytesOf(...pair), MESSAGE, key)).toBe(false);
  });

  it('is refused when it or the key has another length, or the key is no point of the curve', () => {
    const [signature, key] = [fromHex(SIGNATURE, 64), fromHex(PUBLIC, 65)];
    expect(verifySm2(signature.subarray(1), MESSAGE, key)).toBe(false);
    expect(verifySm2(fromHex(`${SIGNATURE}00`), MESSAGE, key)).toBe(false);
    // The same two numbers, the second with a zero before it.
    expect(verifySm2(fromHex(`${SIGNATURE.slice(0, 64)}00${SIGNATURE.slice(64)}`), MESSAGE, key)).toBe(false);
    expect(verifySm2(signature, MESSAGE, key.subarray(0, 33))).toBe(false);
    expect(verifySm2(signature, MESSAGE, fromHex(`${PUBLIC}00`))).toBe(false);
    expect(verifySm2(signature, MESSAGE, fromHex(`${PUBLIC.slice(0, -1)}4`))).toBe(false);
  });
});
