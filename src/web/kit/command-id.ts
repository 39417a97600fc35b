/** Command ids for `Idempotency-Key`. Pages need not call it: `useDeed` makes one per submission. @module */

const VERSION_4 = 0x40;
const VARIANT = 0x80;

/**
 * A random UUID (RFC 9562 version 4). Not `crypto.randomUUID`: browsers hide it on plain http addresses, and many
 * bureaus run on their intranet without a certificate.
 */
export function newCommandId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte, index) => markVersion(byte, index).toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function markVersion(byte: number, index: number): number {
  if (index === 6) return (byte & 0x0f) | VERSION_4;
  return index === 8 ? (byte & 0x3f) | VARIANT : byte;
}
