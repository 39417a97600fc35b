import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex, utf8 } from './bytes.ts';
import { hmac, isSuiteId, sha256Suite, sm3Suite, suiteOf } from './suite.ts';
import vectors from '../vectors/vdraw-1.json' with { type: 'json' };

describe('suites', () => {
  it('reproduce the published digests', () => {
    expect(toHex(sha256Suite.hash(utf8('abc')))).toBe(vectors.primitives.sha256_abc);
    expect(toHex(sm3Suite.hash(utf8('abc')))).toBe(vectors.primitives.sm3_abc);
    expect(toHex(hmac(sm3Suite, utf8('key'), utf8('abc')))).toBe(vectors.primitives.hmac_sm3_key_key_msg_abc);
  });

  it.each([
    [sha256Suite, 'sha256'],
    [sm3Suite, 'sm3'],
  ])('agree with OpenSSL on any message and key: %o', (suite, name) => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300, size: 'max' }),
        fc.uint8Array({ maxLength: 100, size: 'max' }),
        (message, key) => {
          expect(toHex(suite.hash(message))).toBe(createHash(name).update(message).digest('hex'));
          for (const at of [7, 64, 65])
            expect(suite.hash(message.slice(0, at), message.subarray(at))).toEqual(suite.hash(message));
          expect(toHex(hmac(suite, key, message))).toBe(createHmac(name, key).update(message).digest('hex'));
        },
      ),
    );
  });

  it('are known by their id, and others are refused', () => {
    expect(suiteOf('vd1-sha256')).toBe(sha256Suite);
    expect(suiteOf('vd1-sm3')).toBe(sm3Suite);
    expect(isSuiteId('vd1-sm3')).toBe(true);
    expect(isSuiteId('vd1-md5')).toBe(false);
    expect(() => suiteOf('vd1-md5')).toThrow('unknown suite "vd1-md5"');
  });
});
