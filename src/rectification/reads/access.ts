/** The code of an order: sealed in its row, found by a keyed hash. @module */
import { renderSVG } from 'uqr';
import { portalAddress } from '../../bureau/reads.ts';
import type { FieldCipher } from '../../core/field-cipher.ts';
import { newSecret } from '../../core/ids.ts';
import type { ReadTx } from '../../core/transact.ts';
import { accessCode, accessPath, printAccessCode, readAccessCode } from '../rules/access.ts';
import type { OrderView } from '../types/views.ts';
import { findOrderByCode, type StoredOrder } from './orders.ts';

/** Without an order: the context of the hash that finds it. */
export function codeContext(bureauId: number, orderId?: string): string {
  return orderId === undefined ? `rectification code ${bureauId}` : `rectification code ${bureauId} ${orderId}`;
}

/** A code as its row keeps it: found by its hash, told again from its seal. */
export interface KeptCode {
  readonly code_hash: Buffer;
  readonly code_sealed: Buffer;
}

/** A code that nobody has had before. @param contextOf - of all codes of a kind, and of one matter's */
export function keptCode(cipher: FieldCipher, contextOf: typeof codeContext, bureauId: number, id: string): KeptCode {
  const code = accessCode(newSecret(10));
  return { code_hash: cipher.hash(code, contextOf(bureauId)), code_sealed: cipher.seal(code, contextOf(bureauId, id)) };
}

/** The code of an order. */
export function newCode(cipher: FieldCipher, bureauId: number, orderId: string): KeptCode {
  return keptCode(cipher, codeContext, bureauId, orderId);
}

/** The order that a typed code opens; undefined when it opens none. */
export async function findByTypedCode(
  tx: ReadTx,
  cipher: FieldCipher,
  typed: string,
): Promise<StoredOrder | undefined> {
  const code = readAccessCode(typed);
  return code === undefined ? undefined : findOrderByCode(tx, cipher.hash(code, codeContext(tx.bureauId)));
}

/** The code to hand out again; undefined before the service. */
export function codeOf(cipher: FieldCipher, { row }: StoredOrder): string | undefined {
  return row.code_sealed === null ? undefined : cipher.open(row.code_sealed, codeContext(row.bureau_id, row.order_id));
}

/** What the officer hands over: address, code, and both as a QR code at the bureau's public address. */
export async function accessOf(tx: ReadTx, cipher: FieldCipher, order: StoredOrder): Promise<OrderView['access']> {
  const code = codeOf(cipher, order);
  return code === undefined ? null : doorOf(tx, code);
}

/** A code as it is handed over, with the page it opens and both as a QR code at the bureau's public address. */
export async function doorOf(tx: ReadTx, code: string): Promise<NonNullable<OrderView['access']>> {
  const href = accessPath(code);
  const address = new URL(href, await portalAddress(tx));
  return { href, code: printAccessCode(code), qr: renderSVG(address.href, { ecc: 'M', border: 2 }) };
}
