import { deflateSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toBase64 } from 'verifiable-draw';
import { printedNumber, publicId } from '../../draw/rules/public-id.ts';
import { receiptIn, receiptLink } from './receipt-link.ts';

const linkOf = (bytes: Uint8Array): string =>
  `/verify#receipt=${toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`;

describe('a receipt as a link', () => {
  test('comes back letter for letter, and every letter of the link can stand in an address', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 3_000 }), (text) => {
        const link = receiptLink(`{${text}`);
        expect(link).toMatch(/^\/verify#receipt=[A-Za-z0-9_-]*$/);
        expect(receiptIn(`https://yingji.example${link}`)).toBe(`{${text}`);
      }),
    );
  });

  test('is found in the text of a code as well; other words hold none', () => {
    expect(receiptIn(' {"type":"vdraw/1/receipt"} ')).toBe('{"type":"vdraw/1/receipt"}');
    expect(receiptIn('91120111MA0XQ00174')).toBeUndefined();
  });

  test('that is cut, is no deflate, or unpacks to megabytes gives nothing to believe', () => {
    const bomb = linkOf(deflateSync(new Uint8Array(16_000_000), { level: 1 }));
    for (const words of ['/verify#receipt=', '/verify#receipt=%%%', receiptLink('{"a":1}').slice(0, -4), bomb])
      expect((receiptIn(words) ?? '').length, words.slice(0, 40)).toBeLessThanOrEqual(32_768);
  });
});

test('a certificate number is read from its public id as it is printed', () => {
  for (const number of ['津0211', 'DEMO1201110015', '12-01.A_3']) expect(printedNumber(publicId(number))).toBe(number);
});
