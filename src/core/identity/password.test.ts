import { argon2Sync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { passwordRefusals } from './password-policy.ts';
import { hashPassword, UNUSABLE_HASH, verifyPassword } from './password.ts';

const PASSWORD = '西青安监 spot-check 2026';

describe('a password at rest', () => {
  test('is argon2id in PHC format with the parameters of the policy', async () => {
    expect(await hashPassword(PASSWORD)).toMatch(
      /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/,
    );
  });
  test('is recognised, and nothing else is', async () => {
    const hash = await hashPassword(PASSWORD);
    expect(await verifyPassword(hash, PASSWORD)).toBe(true);
    expect(await verifyPassword(hash, `${PASSWORD} `)).toBe(false);
    expect(await verifyPassword(hash, '')).toBe(false);
  });
  test('is salted: the same password twice gives two hashes', async () => {
    expect(await hashPassword(PASSWORD)).not.toBe(await hashPassword(PASSWORD));
  });
  test('typed full-width is the same password', async () => {
    expect(await verifyPassword(await hashPassword('abcdefgh12345'), 'ａｂｃｄｅｆｇｈ１２３４５')).toBe(true);
  });
  test('hashed elsewhere with other parameters is still recognised', async () => {
    const nonce = Buffer.alloc(16, 7);
    const tag = argon2Sync('argon2id', {
      message: PASSWORD,
      nonce,
      parallelism: 1,
      tagLength: 32,
      memory: 4_096,
      passes: 3,
    });
    const text = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '');
    expect(await verifyPassword(`$argon2id$v=19$m=4096,t=3,p=1$${text(nonce)}$${text(tag)}`, PASSWORD)).toBe(true);
  });
  test('has a hash that no password has', async () => {
    expect(await verifyPassword(UNUSABLE_HASH, '')).toBe(false);
    expect(await verifyPassword(UNUSABLE_HASH, PASSWORD)).toBe(false);
  });
  test('in another format is a bug, not a wrong password', async () => {
    await expect(verifyPassword('$2b$10$abc', PASSWORD)).rejects.toThrow('not an argon2id hash');
  });
});

describe('the password policy', () => {
  const codes = (password: string, username = 'wangmin'): readonly string[] =>
    passwordRefusals(password, username, 'password').map(({ code }) => code);

  test.each(['春江潮水连海平海上明月共', 'correct horse battery', 'kX9w2mQ7tzr4', 'onlylowercaseletters'])(
    'takes %s',
    (password) => {
      expect(codes(password)).toEqual([]);
    },
  );
  test.each([
    ['短', ['password-too-short']],
    ['kX9w2mQ7tzr', ['password-too-short']],
    ['x'.repeat(129), ['password-too-long', 'password-common']],
    ['Wangmin-20260301', ['password-has-username']],
    ['Password1234', ['password-common']],
    ['qazwsxedcrfv', ['password-common']],
    ['Password@2026', ['password-common']],
    ['!!Sunshine2026', ['password-common']],
    ['Woaini1314520', ['password-common']],
    ['abcabcabcabc', ['password-common']],
    ['111111111111', ['password-common']],
    ['wangmin', ['password-too-short', 'password-has-username']],
  ])('refuses %s with every reason', (password, expected) => {
    expect(codes(password)).toEqual(expected);
  });
  test('counts characters, not code units', () => {
    expect(passwordRefusals('𠮷𠮷𠮷𠮷𠮷𠮷', 'wangmin', 'password')).toMatchObject([
      { facts: { length: 6, minLength: 12 } },
    ]);
  });
});
