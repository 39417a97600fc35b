/** One-time code chains of sealed draws, and the escrow of their end among three bodies. SPEC §20. @module */
import { fromHex, toHex, utf8 } from './bytes.ts';
import { otcBefore } from './sources.ts';
import { sha256Suite, type Suite } from './suite.ts';

/**
 * Code number `index` of a chain; number 0 is the anchor, which is published.
 *
 * @param end - the secret 32 bytes the chain begins with, code number `length`
 * @throws {RangeError} when there is no such number
 */
export function otcCode(suite: Suite, end: Uint8Array, length: number, index: number): Uint8Array {
  if (end.length !== 32) throw new RangeError(`the end of a chain has 32 bytes, this has ${end.length}`);
  if (!Number.isInteger(index) || index < 0 || index > length)
    throw new RangeError(`a chain of ${length} has no code ${index}`);
  let code = end;
  for (let at = length; at > index; at -= 1) code = otcBefore(suite, code);
  return code;
}

/** Number of the share, and its 32 bytes: values of one polynomial for each byte of the secret. */
interface Share {
  readonly x: number;
  readonly bytes: Uint8Array;
}

const SHARE = /^vdraw-share-1-([1-9]|1\d)-([0-9a-f]{64})-([0-9a-f]{8})$/;
const SECRET = 32;

/**
 * Splits a secret so that any `need` of the shares give it back, and fewer say nothing about it (Shamir over GF(2⁸)).
 *
 * @param secret - 32 bytes
 * @param random - `need − 1` times 32 bytes nobody else knows
 * @returns texts to be written down, with their check digits
 * @throws {RangeError} when the numbers do not fit
 */
export function splitSecret(secret: Uint8Array, need: number, count: number, random: Uint8Array): string[] {
  if (secret.length !== SECRET) throw new RangeError(`a secret has 32 bytes, this has ${secret.length}`);
  if (!Number.isInteger(need) || !Number.isInteger(count) || need < 2 || count < need || count > 19)
    throw new RangeError(`cannot need ${need} of ${count} shares`);
  if (random.length !== (need - 1) * SECRET)
    throw new RangeError(`expected ${(need - 1) * SECRET} random bytes, got ${random.length}`);
  return Array.from({ length: count }, (_, i) => {
    const x = i + 1;
    const bytes = secret.map((constant, byte) => {
      let sum = 0;
      for (let power = need - 1; power >= 1; power -= 1) {
        const coefficient = random[(power - 1) * SECRET + byte] as number;
        sum = multiply(sum ^ coefficient, x);
      }
      return sum ^ constant;
    });
    return shareText({ x, bytes });
  });
}

/**
 * Gives the secret back. Whether it is the right one is seen from the anchor of its chain.
 * @throws {RangeError} when a text is no share, mistyped, or stands twice
 */
export function combineShares(texts: readonly string[]): Uint8Array {
  const shares = texts.map(readShare);
  if (shares.length < 2) throw new RangeError('at least two shares are needed');
  if (new Set(shares.map(({ x }) => x)).size !== shares.length) throw new RangeError('a share stands twice');
  const factors = shares.map(({ x }) =>
    shares.reduce((product, other) => (other.x === x ? product : multiply(product, divide(other.x, other.x ^ x))), 1),
  );
  return Uint8Array.from({ length: SECRET }, (_, byte) =>
    shares.reduce((sum, { bytes }, i) => sum ^ multiply(bytes[byte] as number, factors[i] as number), 0),
  );
}

/** Whether a text is a share with its check digits right: a slip of the pen is told before anything is combined. */
export function isShare(text: string): boolean {
  return SHARE.test(text) && isTypedWell(text);
}

/** Hash by which a share is known in the log before anyone needs it: H("vdraw/1/share" ‖ 0 ‖ text). */
export function shareHash(suite: Suite, text: string): string {
  return toHex(suite.hash(utf8(`vdraw/1/share\0${text}`)));
}

function shareText({ x, bytes }: Share): string {
  const body = `vdraw-share-1-${x}-${toHex(bytes)}`;
  return `${body}-${check(body)}`;
}

function readShare(text: string): Share {
  const [, x, hex] = SHARE.exec(text) ?? [];
  if (x === undefined || hex === undefined) throw new RangeError('expected a share like vdraw-share-1-2-…');
  if (!isTypedWell(text)) throw new RangeError(`share ${x} is mistyped`);
  return { x: Number(x), bytes: fromHex(hex, SECRET) };
}

function isTypedWell(text: string): boolean {
  const end = text.lastIndexOf('-');
  return text.slice(end + 1) === check(text.slice(0, end));
}

/** Check digits of what people type from paper: the first 4 bytes of SHA-256. */
function check(body: string): string {
  return toHex(sha256Suite.hash(utf8(body)).slice(0, 4));
}

/** Product in GF(2⁸) modulo x⁸ + x⁴ + x³ + x + 1. */
function multiply(a: number, b: number): number {
  let [product, factor] = [0, a];
  for (let bit = 0; bit < 8; bit += 1) {
    if ((b >> bit) & 1) product ^= factor;
    factor = (factor << 1) ^ (factor & 0x80 ? 0x11b : 0);
  }
  return product;
}

/** a · b⁻¹, where b⁻¹ = b²⁵⁴. */
function divide(a: number, b: number): number {
  let inverse = 1;
  for (let i = 0; i < 254; i += 1) inverse = multiply(inverse, b);
  return multiply(a, inverse);
}
