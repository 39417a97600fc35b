/** What a password must be (口令策略), by the bureau's login policy. @module */
import type { Refusal } from '../result.ts';
import { isGuessedFirst } from './common-passwords.ts';
import { DEFAULT_POLICY, PASSWORD_POLICY, type LoginPolicy } from './policy.ts';

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
  if (length >= minLength && isGuessedFirst(lower)) refusals.push({ code: 'password-common', at });
  return refusals;
}
