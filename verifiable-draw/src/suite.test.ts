import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex, utf8 } from './bytes.ts';
import { messagesOf } from './engines/engine.ts';
import { SHA256_CONSTANTS } from './sha256-constants.ts';
import { hmac, hmacs, isSuiteId, keyedHmacs, plainSha256Suite, sha256Suite, sm3Suite, suiteOf } from './suite.ts';
import vectors from '../vectors/vdraw-1.json' with { type: 'json' };

/** FIPS 180-4 §4.2.2. */
const PUBLISHED = [
  '428a2f98 71374491 b5c0fbcf e9b5dba5 3956c25b 59f111f1 923f82a4 ab1c5ed5',
  'd807aa98 12835b01 243185be 550c7dc3 72be5d74 80deb1fe 9bdc06a7 c19bf174',
  'e49b69c1 efbe4786 0fc19dc6 240ca1cc 2de92c6f 4a7484aa 5cb0a9dc 76f988da',
  '983e5152 a831c66d b00327c8 bf597fc7 c6e00bf3 d5a79147 06ca6351 14292967',
  '27b70a85 2e1b2138 4d2c6dfc 53380d13 650a7354 766a0abb 81c2c92e 92722c85',
  'a2bfe8a1 a81a664b c24b8b70 c76c51a3 d192e819 d6990624 f40e3585 106aa070',
  '19a4c116 1e376c08 2748774c 34b0bcb5 391c0cb3 4ed8aa4a 5b9cca4f 682e6ff3',
  '748f82ee 78a5636f 84c87814 8cc70208 90befffa a4506ceb bef9a3f7 c67178f2',
];

describe('suites', () => {
  it('have the published constants of SHA-256', () => {
    const words = [...SHA256_CONSTANTS].map((word) => (word >>> 0).toString(16).padStart(8, '0'));
    expect(words).toEqual(PUBLISHED.flatMap((row) => row.split(' ')));
  });

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

  it.each([
    [plainSha256Suite, 'sha256'],
    [sha256Suite, 'sha256'],
    [sm3Suite, 'sm3'],
  ])('authenticate many messages at once, under one key or under a key of each: %o', (suite, name) => {
    const texts = ['', 'a', '录'.repeat(30), 'x'.repeat(200), 'b'];
    const keys = ['k', '', 'q'.repeat(64), 'key', 'z'.repeat(63)];
    const macOf = (key: string, text: string): string => createHmac(name, key).update(text).digest('hex');
    const each = (macs: Uint8Array): string[] => texts.map((_, i) => toHex(macs.subarray(32 * i, 32 * i + 32)));
    for (const key of [...keys, 'k'.repeat(65)])
      expect(each(hmacs(suite, utf8(key), messagesOf(texts)))).toEqual(texts.map((text) => macOf(key, text)));
    expect(each(keyedHmacs(suite, messagesOf(keys), messagesOf(texts)))).toEqual(
      texts.map((text, i) => macOf(keys[i] as string, text)),
    );
    const table = new Uint32Array(8 * texts.length);
    suite.tickets({ key: utf8('k'.repeat(32)), j: 7, ids: texts, words: 8 }, table);
    const tickets = texts.map((text) =>
      createHash(name).update('k'.repeat(32)).update('\u0007').update(text).digest('hex'),
    );
    expect(
      texts.map((_, i) =>
        [...table.subarray(8 * i, 8 * i + 8)].map((word) => word.toString(16).padStart(8, '0')).join(''),
      ),
    ).toEqual(tickets);
  });

  it('are known by their id, and others are refused', () => {
    expect(suiteOf('vd1-sha256')).toBe(sha256Suite);
    expect(suiteOf('vd1-sm3')).toBe(sm3Suite);
    expect(plainSha256Suite.id).toBe('vd1-sha256');
    expect(isSuiteId('vd1-sha256')).toBe(true);
    expect(isSuiteId('vd1-sm3')).toBe(true);
    expect(isSuiteId('vd1-md5')).toBe(false);
    expect(() => suiteOf('vd1-md5')).toThrow('unknown suite "vd1-md5"');
  });
});
