import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase64, toHex, utf8 } from '../bytes.ts';
import { hmac, hmacs, plainSha256Suite, sha256Suite, sm3Suite, type Suite } from '../suite.ts';
import { bytes32 } from '../testing/log.ts';
import { kernelFile } from '../../wasm/assemble.ts';
import { roundsFile } from '../../wasm/rounds.ts';
import { messagesOf } from './engine.ts';
import { KERNEL } from './kernel.ts';
import { BATCH } from './layout.ts';
import { nodeSuite } from './node.ts';
import { openKernel, wasmEngine, type WebAssemblyParts } from './wasm.ts';

/** With 512 messages or more the kernel is at work. */
const MANY = 512;
const key = bytes32('key');

const SUITES: readonly [string, Suite, string][] = [
  ['WebAssembly', sha256Suite, 'sha256'],
  ['plain SHA-256', plainSha256Suite, 'sha256'],
  ['OpenSSL SHA-256', nodeSuite('vd1-sha256'), 'sha256'],
  ['plain SM3', sm3Suite, 'sm3'],
  ['OpenSSL SM3', nodeSuite('vd1-sm3'), 'sm3'],
];

function opensslOf(name: string, ...parts: readonly Uint8Array[]): string {
  const hash = createHash(name);
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

function ticketsOf(suite: Suite, j: number, ids: readonly string[]): string[] {
  const table = new Uint32Array(8 * ids.length);
  suite.tickets({ key, j, ids, words: 8 }, table);
  return ids.map((_, i) =>
    Array.from(table.subarray(8 * i, 8 * i + 8), (word) => word.toString(16).padStart(8, '0')).join(''),
  );
}

function headsOf(suite: Suite, ids: readonly string[]): string[] {
  const heads = new Uint32Array(ids.length);
  suite.tickets({ key, j: 254, ids, words: 1 }, heads);
  return Array.from(heads, (word) => word.toString(16).padStart(8, '0'));
}

function digestsOf(suite: Suite, prefix: Uint8Array, texts: readonly string[]): string[] {
  const digests = suite.digests(prefix, messagesOf(texts));
  return texts.map((_, i) => toHex(digests.subarray(32 * i, 32 * i + 32)));
}

describe.each(SUITES)('the engine %s', (_name, suite, openssl) => {
  it('gives the tickets of any ids, few or many, as OpenSSL does', () => {
    const id = fc.oneof(
      fc.stringMatching(/^[0-9A-Z]{18}$/),
      fc.constant('企'.repeat(65)),
      fc.string({ unit: 'grapheme', maxLength: 70 }),
    );
    const count = fc.constantFrom(0, 1, 3, MANY - 1, MANY, MANY + 1, BATCH, BATCH + 3);
    fc.assert(
      fc.property(fc.array(id, { minLength: 1, maxLength: 9 }), count, fc.nat(254), (some, length, j) => {
        const ids = Array.from({ length }, (_, i) => some[i % some.length] as string);
        expect(ticketsOf(suite, j, ids)).toEqual(
          ids.map((each) => opensslOf(openssl, key, Uint8Array.of(j), utf8(each))),
        );
      }),
      { numRuns: 25 },
    );
  });

  it('gives the first words of tickets, of ids of any one length, of different ones, of any script', () => {
    const alike = Array.from({ length: 66 }, (_, length) => ['x'.repeat(length), 'y'.repeat(length)]);
    for (const some of [...alike, ['', 'a', 'bb', 'x'.repeat(23)], ['录', '录1'], ['é', 'ab'], ['\n', 'a']]) {
      const ids = Array.from({ length: MANY + 1 }, (_, i) => some[i % some.length] as string);
      expect(headsOf(suite, ids)).toEqual(
        ids.map((id) => opensslOf(openssl, key, Uint8Array.of(254), utf8(id)).slice(0, 8)),
      );
      expect(ticketsOf(suite, 254, ids).map((ticket) => ticket.slice(0, 8))).toEqual(headsOf(suite, ids));
    }
  });

  it('gives the digests of messages of every length up to three blocks, behind any prefix', () => {
    for (const length of [0, 1, 55, 63, 64, 65, 128, 130]) {
      const prefix = new Uint8Array(length).fill(0xa5);
      const texts = Array.from({ length: MANY + 3 }, (_, i) => 'é'.repeat(i % 3) + 'x'.repeat(i % 190));
      expect(digestsOf(suite, prefix, texts)).toEqual(texts.map((text) => opensslOf(openssl, prefix, utf8(text))));
    }
  });

  it('gives the digest of one long message among many', () => {
    for (const long of [16_374, 16_375, 16_376, 40_000]) {
      const texts = ['x'.repeat(long), ...Array.from({ length: MANY }, (_, i) => `short ${i}`)];
      expect(digestsOf(suite, Uint8Array.of(0), texts)[0]).toBe(
        opensslOf(openssl, Uint8Array.of(0), utf8('x'.repeat(long))),
      );
    }
  });

  it('gives the HMAC of many messages, under keys of any length', () => {
    for (const length of [0, 32, 64, 65]) {
      const secret = new Uint8Array(length).fill(7);
      const texts = Array.from({ length: MANY }, (_, i) => `91120111MA${i}`);
      const macs = hmacs(suite, secret, messagesOf(texts));
      texts.forEach((text, i) =>
        expect(toHex(macs.subarray(32 * i, 32 * i + 32))).toBe(toHex(hmac(suite, secret, utf8(text)))),
      );
    }
  });
});

describe('the WebAssembly kernel', () => {
  const ids = Array.from({ length: MANY }, (_, i) => `DIR-${i}`);
  const asked: string[] = [];
  /** As in a page whose policy has no `'wasm-unsafe-eval'`, or a browser without 128-bit instructions. */
  const forbidden: WebAssemblyParts = {
    Instance: WebAssembly.Instance,
    Module: class extends WebAssembly.Module {
      constructor(bytes: BufferSource) {
        asked.push('compile');
        super(bytes);
        throw new WebAssembly.CompileError('blocked by the policy of the page');
      }
    },
  };

  it('is what its source assembles to, byte for byte', async () => {
    expect(await readFile(new URL('kernel.ts', import.meta.url), 'utf8')).toBe(await kernelFile());
  });

  it('stands beside rounds that are what their source writes, byte for byte', async () => {
    expect(await readFile(new URL('rounds.ts', import.meta.url), 'utf8')).toBe(roundsFile());
  });

  it('names its own hash, and is short enough for the main thread of any browser', async () => {
    const bytes = fromBase64(KERNEL);
    expect(await readFile(new URL('kernel.ts', import.meta.url), 'utf8')).toContain(opensslOf('sha256', bytes));
    expect(bytes.length).toBeLessThanOrEqual(4096);
  });

  it.each([
    ['does not exist', undefined],
    ['is forbidden', forbidden],
  ])('where it %s is replaced by the plain engine', (_case, parts) => {
    const suite: Suite = { id: 'vd1-sha256', ...wasmEngine(plainSha256Suite, parts) };
    expect(openKernel(parts)).toBeUndefined();
    expect(ticketsOf(suite, 3, ids)).toEqual(ticketsOf(plainSha256Suite, 3, ids));
    expect(digestsOf(suite, Uint8Array.of(0), ids)).toEqual(digestsOf(plainSha256Suite, Uint8Array.of(0), ids));
  });

  it('is asked for once, and not at all while there is little to hash', () => {
    const suite: Suite = { id: 'vd1-sha256', ...wasmEngine(plainSha256Suite, forbidden) };
    asked.length = 0;
    ticketsOf(suite, 0, ids.slice(1));
    digestsOf(suite, key, ids.slice(1));
    expect(asked).toEqual([]);
    ticketsOf(suite, 0, ids);
    ticketsOf(suite, 0, ids);
    expect(asked).toEqual(['compile']);
  });
});
