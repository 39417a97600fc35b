/** User names (用户名). Browser-safe. @module */

/** Letters without case, digits, `.`, `_`, `-`; 3 to 32 characters, the first a letter or a digit. */
export const USERNAME = /^[a-z0-9][a-z0-9._-]{2,31}$/;

/** How user names are compared: half-width and lower case. */
export function normalName(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase();
}
