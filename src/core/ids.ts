/** Ids and secrets: the only place where the product takes randomness from. @module */
import { randomBytes, randomUUID } from 'node:crypto';

/** A new record id. */
export function newId(): string {
  return randomUUID();
}

/** `bytes` unpredictable bytes as lower-case hex. */
export function newSecret(bytes = 32): string {
  return randomBytes(bytes).toString('hex');
}
