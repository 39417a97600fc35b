import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accessCode, accessPath, enterpriseActor, isOwnEnterprise, printAccessCode, readAccessCode } from './access.ts';

const secret = fc
  .uint8Array({ minLength: 10, maxLength: 10 })
  .map((bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''));

describe('the code of an order', () => {
  test('a known secret gives the code that anybody can work out: five bits a symbol', () => {
    expect(accessCode('00000000000000000001')).toBe('0000000000000001');
    expect(accessCode('ffffffffffffffffffff')).toBe('ZZZZZZZZZZZZZZZZ');
    expect(accessCode('00443214c74254b635cf')).toBe('0123456789ABCDEF');
  });

  test('every code is read back as printed, in small letters, with gaps, in full width, and with O, I, L for 0 and 1', () => {
    fc.assert(
      fc.property(secret, (made) => {
        const code = accessCode(made);
        const misread = code.replaceAll('0', 'o').replaceAll('1', 'l');
        for (const typed of [printAccessCode(code), ` ${code.toLowerCase()} `, misread])
          expect(readAccessCode(typed)).toBe(code);
      }),
    );
    expect(readAccessCode('０１２３４５６７８９ＡＢＣＤＥＦ')).toBe('0123456789ABCDEF');
  });

  test('two secrets never share a code', () => {
    fc.assert(fc.property(secret, secret, (a, b) => a === b || accessCode(a) !== accessCode(b)));
  });

  test.each([
    '',
    '0123',
    '0123456789ABCDEFG',
    '0123456789ABCDEU',
    '<script>alert(1)',
    '我我我我我我我我我我我我我我我我',
  ])('what cannot be a code is none: %s', (typed) => expect(readAccessCode(typed)).toBeUndefined());

  test('a secret of another length is a bug', () => {
    for (const secret of ['00', `${'0'.repeat(20)}1`, `x${'0'.repeat(20)}`, '0'.repeat(19).concat('g')])
      expect(() => accessCode(secret)).toThrow('an access code is made of 20 hex digits');
  });

  test('is printed in four groups of four, and opens the page of its enterprise', () => {
    expect(printAccessCode('0123456789ABCDEF')).toBe('0123-4567-89AB-CDEF');
    expect(printAccessCode('')).toBe('');
    expect(accessPath('0123456789ABCDEF')).toBe('/e/0123456789ABCDEF');
  });
});

describe('the enterprise of an order', () => {
  test('is an actor of its bureau without a name, a role or an account', () => {
    expect(enterpriseActor(7, 'o')).toEqual({
      bureauId: 7,
      staffId: 'enterprise/o',
      name: '企业',
      roles: [],
      party: 'enterprise',
    });
  });
  test('is that of this order and of no other', () => {
    expect(isOwnEnterprise(enterpriseActor(7, 'o'), 'o')).toBe(true);
    expect(isOwnEnterprise(enterpriseActor(7, 'o'), 'p')).toBe(false);
    expect(isOwnEnterprise({ staffId: 'o' }, 'o')).toBe(false);
  });
});
