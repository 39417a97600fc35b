/** Whose order it is, and the code that opens it. Browser-safe. @module */
import type { Actor } from '../../core/actor.ts';

/** How the enterprise of an order appears in the log: no name, no person. */
export function enterpriseActor(bureauId: number, orderId: string): Actor {
  return { bureauId, staffId: `enterprise/${orderId}`, name: '企业', roles: [], party: 'enterprise' };
}

/** Whether this actor is the enterprise of this very order. */
export function isOwnEnterprise(actor: Pick<Actor, 'staffId'>, orderId: string): boolean {
  return actor.staffId === `enterprise/${orderId}`;
}

/** Crockford's base 32: no letter that is read as a digit. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const SYMBOLS = 16;
const CODE = new RegExp(`^[${ALPHABET}]{${SYMBOLS}}$`);

/** 80 random bits as 16 symbols, e.g. `7K3MQ9AB2CXYZ04D`. @throws RangeError unless `secret` is 20 hex digits */
export function accessCode(secret: string): string {
  if (!/^[0-9a-f]{20}$/.test(secret)) throw new RangeError('an access code is made of 20 hex digits');
  const number = BigInt(`0x${secret}`);
  return Array.from({ length: SYMBOLS }, (_, n) =>
    ALPHABET.charAt(Number((number >> BigInt(5 * (SYMBOLS - 1 - n))) & 31n)),
  ).join('');
}

/** The code as it was typed: gaps, small letters, and the letters people read as digits. Undefined when it cannot be one. */
export function readAccessCode(typed: string): string | undefined {
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s-]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  return CODE.test(code) ? code : undefined;
}

/** The code as it is printed: four groups of four. */
export function printAccessCode(code: string): string {
  return (code.match(/.{4}/g) ?? []).join('-');
}

/** The enterprise's page. */
export function accessPath(code: string): string {
  return `/e/${code}`;
}
