/** Ways to draw k of a list, each in a few plain lines, to set ours beside them (docs/comparison.md). @module */
import { createHash } from 'node:crypto';
import { select, sha256Suite } from 'verifiable-draw';

/** Draws `k` of `ids` with a seed. */
export type DrawMethod = (ids: readonly string[], k: number, seed: string) => string[];

/** Every ⌊N/k⌋-th row from one start: one choice among ⌊N/k⌋, and the order of the list decides the rest. */
export const everyNth: DrawMethod = (ids, k, seed) => {
  const step = Math.floor(ids.length / k);
  const start = Number(BigInt(`0x${hash('sha256', seed)}`) % BigInt(step));
  return Array.from({ length: k }, (_, i) => ids[start + i * step] ?? '');
};

/** Practice of number-plate lotteries: a seed of six digits, a linear congruential generator, a shuffle. */
export const sixDigits: DrawMethod = (ids, k, seed) => {
  let state = Number(BigInt(`0x${hash('sha256', seed)}`) % 1_000_000n) + 1;
  return shuffled(ids, k, (below) => {
    state = (16_807 * state) % 2_147_483_647;
    return state % below;
  });
};

/** RFC 3797: MD5(index ‖ seed ‖ index) modulo the number of those left. */
export const rfc3797: DrawMethod = (ids, k, seed) => {
  const rest = [...ids];
  return Array.from({ length: k }, (_, i) => {
    const index = Buffer.of(i >> 8, i & 255);
    const number = BigInt(`0x${createHash('md5').update(index).update(seed).update(index).digest('hex')}`);
    return rest.splice(Number(number % BigInt(rest.length)), 1)[0] ?? '';
  });
};

/** Consistent sampling (Rivest): each one's own number is the hash of seed and id; the smallest are drawn. */
export const consistent: DrawMethod = (ids, k, seed) =>
  ids
    .map((id) => ({ id, ticket: hash('sha256', `${seed},${id}`) }))
    .toSorted((a, b) => (a.ticket < b.ticket ? -1 : 1))
    .slice(0, k)
    .map(({ id }) => id);

/** Ours: consistent sampling too, but the key is made of an announcement, two sealed shares and dice, in this order in public. */
export const sunlot: DrawMethod = (ids, k, seed) =>
  select(
    sha256Suite,
    createHash('sha256').update(seed).digest(),
    ids.map((id) => ({ id, weight: 1 })),
    k,
    'none',
  ).selected.map(({ id }) => id);

export const DRAW_METHODS = { everyNth, sixDigits, rfc3797, consistent, sunlot } as const;

/** Log2 of the number of ways to choose k of n: the bits a seed needs to reach them all. */
export function choiceBits(n: number, k: number): number {
  return Array.from({ length: k }, (_, i) => Math.log2((n - i) / (i + 1))).reduce((sum, bits) => sum + bits, 0);
}

function shuffled(ids: readonly string[], k: number, draw: (below: number) => number): string[] {
  const rest = [...ids];
  return Array.from({ length: k }, () => rest.splice(draw(rest.length), 1)[0] ?? '');
}

function hash(algorithm: string, text: string): string {
  return createHash(algorithm).update(text).digest('hex');
}
