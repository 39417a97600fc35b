import { describe, expect, it } from 'vitest';
import { fromUtf8, toHex, utf8 } from '../bytes.ts';
import { hmac, keyedHmacs, plainSha256Suite, sha256Suite, sm3Suite } from '../suite.ts';
import { nodeSuite } from './node.ts';
import { plainEngine } from './plain.ts';
import { wasmEngine } from './wasm.ts';
import { SHA256_INITIAL } from '../sha256-constants.ts';
import { compressSha256, finishSha256, sha256Lead } from '../sha256.ts';
import {
  equalMessages,
  messagesOf,
  messagesOfEntries,
  messagesOfLines,
  startOf,
  type Engine,
  type Messages,
} from './engine.ts';

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

  it('of texts are encoded in one go, an end of line between two; only texts that hold one are encoded one by one', () => {
    for (const texts of [
      ['a', '', 'bc'],
      ['名', '录'],
      ['a', '名录', 'z'],
      ['', ''],
    ]) {
      const { bytes, gap } = messagesOf(texts);
      expect(fromUtf8(bytes)).toBe(texts.join('\n'));
      expect(gap).toBe(1);
    }
    for (const texts of [
      ['名\n', 'b'],
      ['名', '\n'],
    ]) {
      const { bytes, gap } = messagesOf(texts);
      expect(fromUtf8(bytes)).toBe(texts.join(''));
      expect(gap).toBeUndefined();
    }
    expect(messagesOf([]).bytes).toHaveLength(0);
  });

  it('of equal width leave out what is too short for another one', () => {
    expect(equalMessages(new Uint8Array(70), 32).ends).toEqual(Uint32Array.of(32, 64));
    expect(startOf(equalMessages(new Uint8Array(70), 32), 1)).toBe(32);
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

  it('of entries fit into 256 bytes each, as almost all lines do, or find room as they come', () => {
    const roomOf = (entries: readonly string[]): number =>
      messagesOfEntries(entries, (entry) => entry).bytes.buffer.byteLength;
    expect(roomOf(Array.from({ length: 300 }, (_, i) => `91120111MA${i}`))).toBe(256 * 300);
    const long = 'x'.repeat(10_000);
    expect(textsOf(messagesOfEntries([long, 'a'], (entry) => entry))).toEqual([long, 'a']);
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

describe('tickets of short ids', () => {
  const counted = { finished: 0, compressed: 0, asked: 0 };
  const plain = plainEngine({
    initial: SHA256_INITIAL,
    compress: (state, block) => {
      counted.compressed += 1;
      compressSha256(state, block);
    },
    leadOf: sha256Lead,
    finish: (lead, state, block) => {
      counted.finished += 1;
      finishSha256(lead, state, block);
    },
  });
  const workFor = (engine: Engine, ids: readonly string[]) => {
    Object.assign(counted, { finished: 0, compressed: 0, asked: 0 });
    const table = new Uint32Array(8 * ids.length);
    engine.tickets({ key: utf8('k'.repeat(32)), j: 3, ids, words: 8 }, table);
    const expected = new Uint32Array(8 * ids.length);
    nodeSuite('vd1-sha256').tickets({ key: utf8('k'.repeat(32)), j: 3, ids, words: 8 }, expected);
    expect(table).toEqual(expected);
    return { ...counted };
  };

  it('are one block each, in JavaScript; longer ones are hashed whole', () => {
    expect(workFor(plain, ['', 'ab', 'x'.repeat(22)])).toEqual({ finished: 3, compressed: 0, asked: 0 });
    expect(workFor(plain, ['x'.repeat(23), 'y'.repeat(22)])).toEqual({ finished: 1, compressed: 2, asked: 0 });
  });

  it('are left to WebAssembly, and only those too long for a block to the other engine', () => {
    const other: Engine = {
      ...plain,
      tickets: (job, table) => {
        counted.asked += job.ids.length;
        plain.tickets(job, table);
      },
    };
    const engine = wasmEngine(other, globalThis.WebAssembly, 4);
    const of = (...lengths: readonly number[]) => lengths.map((length, i) => String(i % 10).repeat(length));
    expect(workFor(engine, of(22, 22, 22, 22)).asked).toBe(0);
    expect(workFor(engine, of(1, 22, 3, 22, 0)).asked).toBe(0);
    expect(workFor(engine, of(23, 22, 3, 40, 0)).asked).toBe(2);
    expect(workFor(engine, of(23, 23, 23, 23)).asked).toBe(4);
    expect(workFor(engine, ['录a', '录b', '录c', '录d']).asked).toBe(0);
    // Fewer than four are not worth it.
    expect(workFor(engine, of(1, 1, 1)).asked).toBe(3);
  });
});
