/** Passwords at rest: argon2id (RFC 9106) in PHC string format, OWASP parameters. @module */
import { argon2, timingSafeEqual, type Argon2Parameters } from 'node:crypto';
import { promisify } from 'node:util';
import { newSecret } from '../ids.ts';

const MEMORY_KIB = 19_456;
const PASSES = 2;
const LANES = 1;
const SALT_BYTES = 16;
const TAG_BYTES = 32;
const PHC = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d)\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{43})$/;

const deriveKey = promisify(argon2);

/** No password has this hash: checking against it costs as much as any other check and always fails. */
export const UNUSABLE_HASH = `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/** A salted hash, e.g. `$argon2id$v=19$m=19456,t=2,p=1$<salt>$<hash>`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = Buffer.from(newSecret(SALT_BYTES), 'hex');
  const tag = await derive(password, salt, { memory: MEMORY_KIB, passes: PASSES, parallelism: LANES });
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$${unpadded(salt)}$${unpadded(tag)}`;
}

/** Whether the password has this hash, under the parameters the hash names. @throws when it is not such a hash */
export async function verifyPassword(hash: string, password: string): Promise<boolean> {
  const match = PHC.exec(hash);
  if (match === null) throw new Error('not an argon2id hash in PHC format');
  const [, memory, passes, parallelism, salt = '', tag = ''] = match;
  const found = await derive(password, Buffer.from(salt, 'base64'), {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
  });
  return timingSafeEqual(found, Buffer.from(tag, 'base64'));
}

type Costs = Pick<Argon2Parameters, 'memory' | 'passes' | 'parallelism'>;

async function derive(password: string, nonce: Buffer, costs: Costs): Promise<Buffer> {
  // The same characters typed on another keyboard are the same password (RFC 8265 §4.2.1 asks for one normal form).
  return deriveKey('argon2id', { message: password.normalize('NFKC'), nonce, tagLength: TAG_BYTES, ...costs });
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}
