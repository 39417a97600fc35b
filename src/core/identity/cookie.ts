/** Reading the session cookie that better-auth sets: `<token>.<base64 of HMAC-SHA-256(secret, token)>`, URI-encoded. @module */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/**
 * The cookie's name. On https it has the prefix that browsers take from this very host alone: no neighbour under the same domain can
 * put a session of his own in its place (RFC 6265bis §4.1.3.2).
 */
export function sessionCookie(isSecure: boolean): string {
  return isSecure ? '__Host-sunlot_session' : 'sunlot_session';
}

/** Reads the token out of a `Cookie` header; undefined when there is none or its signature is not ours. */
export function tokenReader(secret: string, isSecure: boolean): (cookies: string) => string | undefined {
  const cookie = new RegExp(`(?:^|;\\s*)${sessionCookie(isSecure)}=([^;\\s]+)`);
  return (cookies) => {
    const [, encoded] = cookie.exec(cookies) ?? [];
    // What encodeURIComponent makes of such a value; anything else is not our cookie.
    if (encoded === undefined || !/^(?:[\w.+/=]|%2[BF]|%3D)+$/i.test(encoded)) return undefined;
    const [token = '', signature = ''] = decodeURIComponent(encoded).split('.', 2);
    const expected = createHmac('sha256', secret).update(token).digest();
    const given = Buffer.from(signature, 'base64');
    return given.length === expected.length && timingSafeEqual(given, expected) ? token : undefined;
  };
}

/** How a session is found without its token being stored: SHA-256 of the token, which has 190 random bits. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
