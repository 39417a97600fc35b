/** Ids and secrets: the only place where the product takes randomness from. @module */
import { createHash, randomBytes, randomUUID } from 'node:crypto';

/** A new record id. */
export function newId(): string {
  return randomUUID();
}

/** `bytes` unpredictable bytes as lower-case hex. */
export function newSecret(bytes = 32): string {
  return randomBytes(bytes).toString('hex');
}

/** The id of a part of something that has one: the same each time (a UUID of version 8, RFC 9562). */
export function derivedId(id: string, part: string): string {
  const hex = createHash('sha256').update(`${id}\n${part}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
