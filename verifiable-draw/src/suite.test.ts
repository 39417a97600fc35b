import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex, utf8 } from './bytes.ts';
import { messagesOf } from './engines/engine.ts';
import { hmac, hmacs, isSuiteId, keyedHmacs, plainSha256Suite, sha256Suite, sm3Suite, suiteOf } from './suite.ts';
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
