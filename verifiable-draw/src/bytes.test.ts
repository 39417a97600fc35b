import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bigEndian,
  compareBytes,
  concat,
  equalBytes,
  fromBase64,
  fromHex,
  fromUtf8,
  toBase64,
  toHex,
  toHexes,
  utf8,
} from './bytes.ts';

const bytes = fc.uint8Array({ maxLength: 70 });

describe('bytes', () => {
  it('of many values are written in hexadecimal as each of them is', () => {
    fc.assert(
      fc.property(bytes, fc.integer({ min: 1, max: 9 }), (all, width) => {
        const values = Array.from({ length: Math.floor(all.length / width) }, (_, i) => all.subarray(width * i));
        for (const length of [1, width])
          expect(toHexes(all, width, length)).toEqual(values.map((value) => toHex(value.subarray(0, length))));
      }),
    );
  });

  it('survive hexadecimal and Base64, which agree with Node', () => {
    fc.assert(
      fc.property(bytes, (original) => {
        expect(fromHex(toHex(original), original.length)).toEqual(original);
        expect(fromBase64(toBase64(original))).toEqual(original);
        expect(toBase64(original)).toBe(Buffer.from(original).toString('base64'));
      }),
    );
  });

  it.each(['0', 'AA', 'zz', ' 00', '00\n'])('hexadecimal %j is refused', (text) => {
    expect(() => fromHex(text)).toThrow('hexadecimal');
  });

  it('hexadecimal of another length than expected is refused', () => {
    expect(() => fromHex('00', 2)).toThrow('expected 2 bytes in hexadecimal, got 1');
  });

  it.each(['A', 'AAA', 'AA=A', 'AB==', 'AA==\n', 'A-_=', 'AA', '===='])('Base64 %j is refused', (text) => {
    expect(() => fromBase64(text)).toThrow('Base64');
  });

  it('are ordered as memcmp orders them', () => {
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        expect(Math.sign(compareBytes(a, b))).toBe(Buffer.compare(a, b));
        expect(equalBytes(a, b)).toBe(Buffer.from(a).equals(b));
      }),
    );
    expect(compareBytes(Uint8Array.of(1), Uint8Array.of(1, 0))).toBeLessThan(0);
  });

  it('hold whole numbers big-endian, if they fit', () => {
    expect(concat(bigEndian(0x0102, 2), bigEndian(255, 1), bigEndian(2 ** 40 + 1, 8))).toEqual(
      fromHex('0102ff0000010000000001'),
    );
    expect(() => bigEndian(256, 1)).toThrow('does not fit');
    expect(() => bigEndian(-1, 4)).toThrow('does not fit');
    expect(() => bigEndian(0.5, 4)).toThrow('does not fit');
  });

  it('are strict UTF-8 both ways', () => {
    expect(fromUtf8(utf8('\uFEFF抽'))).toBe('\uFEFF抽');
    expect(() => fromUtf8(Uint8Array.of(0xc0, 0x80))).toThrow(TypeError);
  });
});
