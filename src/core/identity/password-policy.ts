/** What a password must be (口令策略), by the bureau's login policy. Browser-safe. @module */
import type { Refusal } from '../result.ts';
import { DEFAULT_POLICY, type LoginPolicy } from './policy.ts';

export const PASSWORD_POLICY = {
  /** In characters. */
  maxLength: 128,
  /** A one-time password must be used within this time. */
  oneTimeHours: 72,
} as const;

/** Long passwords that everyone tries first; compared in lower case. What repeats a short piece is found by rule. */
const COMMON = new Set(
  `123456789012 1234567890123 12345678901234 1234567890abc 1q2w3e4r5t6y 1qaz2wsx3edc 1qaz2wsx3edc4rfv abc123456789
   abcdefghijkl abcdefg123456 a123456789012 admin1234567 admin12345678 admin123456789 administrator administrator1
   changeme1234 iloveyou1314520 password1234 password12345 password123456 passw0rd1234 p@ssw0rd1234 p@ssword1234
   qwer1234qwer qwertyuiop12 qwertyuiop123 qwerty123456 qwerty1234567 welcome12345 woaini1314520 yingjiguanliju
   zaq12wsxcde3 zxcvbnm12345 zxcvbnm123456 root12345678 test12345678 0987654321098 098765432109`.split(/\s+/),
);
const REPEATED = /^(.{1,4})\1+.{0,3}$/u;

/** Capitals, small letters, digits, and everything else (Chinese characters too). */
const CLASSES = [/[A-Z]/, /[a-z]/, /[0-9]/, /[^A-Za-z0-9]/];

/** Every reason why this may not be the password of this user; `at` names the field. */
export function passwordRefusals(
  password: string,
  username: string,
  at: string,
  { minLength, classes }: Pick<LoginPolicy, 'minLength' | 'classes'> = DEFAULT_POLICY,
): Refusal[] {
  const refusals: Refusal[] = [];
  const { maxLength } = PASSWORD_POLICY;
  const length = Array.from(password).length;
  const lower = password.normalize('NFKC').toLowerCase();
  const name = username.trim().toLowerCase();
  if (length < minLength) refusals.push({ code: 'password-too-short', at, facts: { length, minLength } });
  if (password.length > maxLength) refusals.push({ code: 'password-too-long', at, facts: { maxLength } });
  const kinds = CLASSES.filter((kind) => kind.test(password)).length;
  if (classes > 1 && kinds < classes) refusals.push({ code: 'password-too-uniform', at, facts: { kinds, classes } });
  if (name.length >= 3 && lower.includes(name)) refusals.push({ code: 'password-has-username', at });
  if (COMMON.has(lower) || (length >= minLength && REPEATED.test(lower)))
    refusals.push({ code: 'password-common', at });
  return refusals;
}
