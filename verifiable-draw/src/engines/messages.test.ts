import { describe, expect, it } from 'vitest';
import { fromUtf8, toHex, utf8 } from '../bytes.ts';
import { hmac, keyedHmacs, plainSha256Suite, sha256Suite, sm3Suite } from '../suite.ts';
import { messagesOf, messagesOfEntries, messagesOfLines, startOf, type Messages } from './engine.ts';

function textsOf(messages: Messages): string[] {
  return Array.from(messages.ends, (end, i) => fromUtf8(messages.bytes.slice(startOf(messages, i), end)));
}

describe('messages', () => {
  it('of texts are their bytes, whether all are ASCII or not', () => {
    for (const texts of [
      [],
      [''],
      ['a', '', 'bc'],
      ['a', '名录', '𠮷', 'z'],
      ['名\n录', '', '\n'],
      ['a\n', 'b'],
      ['名', ''],
    ])
      expect(textsOf(messagesOf(texts))).toEqual(texts);
  });

  it('of the lines of a file leave out the ends of lines, and what has none', () => {
    expect(textsOf(messagesOfLines(utf8('甲\n\nab\nc')))).toEqual(['甲', '', 'ab']);
    expect(textsOf(messagesOfLines(utf8('c')))).toEqual([]);
  });

  it('of entries are a line each, however many and however long', () => {
    for (const count of [0, 1, 64, 65, 300]) {
      const names = Array.from({ length: count }, (_, i) => `${'名录'.repeat(i)}${i}`);
      const messages = messagesOfEntries(names, (name) => `[${name}]`);
      expect(textsOf(messages)).toEqual(names.map((name) => `[${name}]`));
      expect(fromUtf8(messages.bytes)).toBe(names.map((name) => `[${name}]\n`).join(''));
    }
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
