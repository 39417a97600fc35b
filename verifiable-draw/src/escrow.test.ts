import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex } from './bytes.ts';
import { combineShares, isShare, otcCode, shareHash, splitSecret } from './escrow.ts';
import { otcBefore } from './sources.ts';
import { sha256Suite as suite } from './suite.ts';
import { bytes32 } from './testing/log.ts';

const secret = bytes32('the end of a chain');
const random = bytes32('polynomial');

describe('a chain of one-time codes', () => {
  it('leads from every code to the anchor, and never forward', () => {
    const codes = Array.from({ length: 6 }, (_, index) => otcCode(suite, secret, 5, index));
    expect(toHex(codes[5] as Uint8Array)).toBe(toHex(secret));
    codes.slice(1).forEach((code, index) => {
      expect(toHex(otcBefore(suite, code))).toBe(toHex(codes[index] as Uint8Array));
    });
    expect(new Set(codes.map(toHex)).size).toBe(6);
  });

  it('has no other codes', () => {
    for (const index of [-1, 6, 1.5]) expect(() => otcCode(suite, secret, 5, index)).toThrow(`no code ${index}`);
    expect(() => otcCode(suite, secret.slice(1), 5, 1)).toThrow('has 32 bytes, this has 31');
  });
});

describe('the end of a chain in escrow', () => {
  const shares = splitSecret(secret, 2, 3, random);

  it('comes back from any two of three shares, in any order', () => {
    for (const [a, b] of [
      [0, 1],
      [2, 0],
      [1, 2],
    ] as const)
      expect(toHex(combineShares([shares[a] as string, shares[b] as string]))).toBe(toHex(secret));
    expect(toHex(combineShares(shares))).toBe(toHex(secret));
  });

  it('is not told by one share: every secret has a polynomial through it', () => {
    const [one = ''] = shares;
    const seen = new Set<string>();
    for (let i = 0; i < 50; i += 1) {
      const [other = ''] = splitSecret(bytes32(`other ${i}`), 2, 3, bytes32(`noise ${i}`)).slice(1);
      seen.add(toHex(combineShares([one, other])));
    }
    expect(seen.size).toBe(50);
  });

  it('comes back whatever the secret, the noise and the number needed', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.integer({ min: 2, max: 5 }),
        fc.integer({ min: 0, max: 4 }),
        fc.uint8Array({ minLength: 128, maxLength: 128 }),
        (any, need, more, noise) => {
          const all = splitSecret(any, need, need + more, noise.slice(0, (need - 1) * 32));
          expect(toHex(combineShares(all.slice(more)))).toBe(toHex(any));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is written so that other programs read it', () => {
    // Checked by hand: secret 00…, polynomial byte 01 gives x·1 = x in every byte.
    const text = splitSecret(new Uint8Array(32), 2, 3, new Uint8Array(32).fill(1));
    expect(text[2]).toMatch(/^vdraw-share-1-3-(?:03){32}-[0-9a-f]{8}$/);
    expect(shareHash(suite, text[2] as string)).toMatch(/^[0-9a-f]{64}$/);
    expect(shareHash(suite, text[1] as string)).not.toBe(shareHash(suite, text[2] as string));
  });

  it('may lie with nineteen bodies, the last two of whom give it back', () => {
    const all = splitSecret(secret, 2, 19, random);
    expect(all).toHaveLength(19);
    expect(toHex(combineShares(all.slice(-2)))).toBe(toHex(secret));
    expect(all.map(isShare)).toEqual(all.map(() => true));
  });

  it('is no share with anything before or after it', () => {
    const [a = ''] = shares;
    for (const text of [`x${a}`, `${a}0`, `${a} `, a.replace('-1-1-', '-1-20-')]) {
      expect(isShare(text)).toBe(false);
      expect(() => combineShares([text, text])).toThrow('expected a share like vdraw-share-1-2-…');
    }
  });

  it('is refused when a share is mistyped, stands twice, is none, or stands alone', () => {
    const [a = '', b = ''] = shares;
    const last = a.at(-20) === '0' ? '1' : '0';
    expect(() => combineShares([a.slice(0, -20) + last + a.slice(-19), b])).toThrow('share 1 is mistyped');
    expect([a, a.slice(0, -20) + last + a.slice(-19), 'anything'].map(isShare)).toEqual([true, false, false]);
    expect(() => combineShares([a, a])).toThrow('a share stands twice');
    expect(() => combineShares(['anything', b])).toThrow('expected a share');
    expect(() => combineShares([a])).toThrow('at least two shares');
    expect(() => splitSecret(secret, 1, 3, random)).toThrow('cannot need 1 of 3');
    expect(() => splitSecret(secret, 4, 3, random)).toThrow('cannot need 4 of 3');
    expect(() => splitSecret(secret, 2, 20, random)).toThrow('cannot need 2 of 20');
    expect(() => splitSecret(secret, 2.5, 3, random)).toThrow('cannot need');
    expect(() => splitSecret(secret, 2, 3.5, random)).toThrow('cannot need');
    expect(() => splitSecret(secret.slice(1), 2, 3, random)).toThrow('a secret has 32 bytes, this has 31');
    expect(() => splitSecret(secret, 2, 3, new Uint8Array(31))).toThrow('expected 32 random bytes, got 31');
  });
});
