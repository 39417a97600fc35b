import { describe, expect, it } from 'vitest';
import { fromUtf8, toHex, utf8 } from '../bytes.ts';
import { hmac, keyedHmacs, plainSha256Suite, sha256Suite, sm3Suite } from '../suite.ts';
import { messagesOf, messagesOfLines, startOf } from './engine.ts';

describe('messages', () => {
  it('of texts are their bytes, whether all are ASCII or not', () => {
    for (const texts of [[], ['a', '', 'bc'], ['a', '名录', '𠮷', 'z']]) {
      const messages = messagesOf(texts);
      const found = texts.map((_, i) => fromUtf8(messages.bytes.slice(startOf(messages, i), messages.ends[i])));
      expect(found).toEqual(texts);
    }
  });

  it('of the lines of a file leave out the ends of lines, and what has none', () => {
    const { bytes, ends } = messagesOfLines(utf8('甲\n\nab\nc'));
    expect([...ends]).toEqual([3, 3, 5]);
    expect(fromUtf8(bytes)).toBe('甲ab');
    expect(messagesOfLines(utf8('c')).ends.length).toBe(0);
  });
});

describe('HMACs of many messages, each under a key of its own', () => {
  it.each([sha256Suite, plainSha256Suite, sm3Suite])('are those of one at a time', (suite) => {
    const texts = Array.from({ length: 600 }, (_, i) => '录'.repeat(i % 50) + String(i));
    const keys = texts.map((_, i) => 'k'.repeat(i % 65));
    const macs = keyedHmacs(suite, messagesOf(keys), messagesOf(texts));
    texts.forEach((text, i) => {
      const one = hmac(suite, utf8(keys[i] as string), utf8(text));
      expect(toHex(macs.subarray(32 * i, 32 * i + 32))).toBe(toHex(one));
    });
  });
});
