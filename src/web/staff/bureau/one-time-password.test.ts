import { expect, test } from 'vitest';
import { OneTimePassword } from '../../../bureau/types.ts';
import { newOneTimePassword } from './one-time-password.ts';

test('a one-time password has the form the server asks for, every letter occurs, and none comes twice', () => {
  const made = Array.from({ length: 500 }, newOneTimePassword);
  expect(made.every((password) => OneTimePassword.safeParse(password).success)).toBe(true);
  expect(new Set(made.join('')).size).toBe(32);
  expect(new Set(made).size).toBe(500);
});
