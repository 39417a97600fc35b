import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareBytes } from './bytes.ts';
import { quotaProblems, quotas, type Stratum } from './quotas.ts';
import { sha256Suite as suite, type Suite } from './suite.ts';
import { ticket } from './tickets.ts';

const key = new Uint8Array(32).fill(3);

/** Whole fractions, compared by cross-multiplication: the definition of SPEC §9 word for word. */
class Fraction {
  readonly n: bigint;
  readonly d: bigint;
  constructor(n: bigint, d: bigint) {
    [this.n, this.d] = [n, d];
  }
  minus(other: Fraction): Fraction {
    return new Fraction(this.n * other.d - other.n * this.d, this.d * other.d);
  }
  get sign(): number {
    return this.n === 0n ? 0 : this.n > 0n ? 1 : -1;
  }
}

function oracle(k: number, strata: readonly Stratum[]): Record<string, number> {
  const fixed: Record<string, number> = {};
  for (;;) {
    const active = strata.filter(({ id }) => fixed[id] === undefined);
    const claims = active.reduce((sum, { a }) => sum + BigInt(a), 0n);
    const rest = BigInt(k - Object.values(fixed).reduce((sum, n) => sum + n, 0));
    const shares = active.map((s) => ({
      ...s,
      x: claims === 0n ? new Fraction(0n, 1n) : new Fraction(rest * BigInt(s.a), claims),
    }));
    const gap = (select: (s: (typeof shares)[number]) => Fraction): Fraction =>
      shares
        .map(select)
        .filter((f) => f.sign > 0)
        .reduce((sum, f) => sum.minus(new Fraction(-f.n, f.d)), new Fraction(0n, 1n));
    const below = gap(({ min, x }) => new Fraction(BigInt(min), 1n).minus(x));
    const above = gap(({ max, x }) => x.minus(new Fraction(BigInt(max), 1n)));
    if (below.sign === 0 && above.sign === 0) {
      for (const { id, x } of shares) fixed[id] = Number(x.n / x.d);
      const order = shares
        .map(({ id, x }) => ({ id, rest: new Fraction(x.n % x.d, x.d), tie: ticket(suite, key, 0, id) }))
        .sort((a, b) => b.rest.minus(a.rest).sign || compareBytes(a.tie, b.tie));
      const missing = k - Object.values(fixed).reduce((sum, n) => sum + n, 0);
      for (const { id } of order.slice(0, missing)) fixed[id] = (fixed[id] ?? 0) + 1;
      return fixed;
    }
    const isBelow = below.minus(above).sign >= 0;
    for (const { id, min, max, x } of shares) {
      if (isBelow && new Fraction(BigInt(min), 1n).minus(x).sign > 0) fixed[id] = min;
      if (!isBelow && x.minus(new Fraction(BigInt(max), 1n)).sign > 0) fixed[id] = max;
    }
  }
}

const problem = fc
  .array(fc.record({ a: fc.integer({ min: 1, max: 40 }), min: fc.nat(6), more: fc.nat(9), isEmpty: fc.boolean() }), {
    minLength: 1,
    maxLength: 7,
  })
  .chain((drafts) => {
    const strata = drafts.map(({ a, min, more, isEmpty }, i) =>
      isEmpty && i > 0 ? { id: `s${i}`, a: 0, min: 0, max: 0 } : { id: `s${i}`, a, min, max: min + more },
    );
    const [least, most] = [strata.reduce((n, s) => n + s.min, 0), strata.reduce((n, s) => n + s.max, 0)];
    return fc.record({ strata: fc.constant(strata), k: fc.integer({ min: least, max: most }) });
  });

describe('quotas', () => {
  it('agree with the definition in exact fractions, keep the bounds and add up to k', () => {
    fc.assert(
      fc.property(problem, ({ strata, k }) => {
        const result = quotas(suite, key, k, strata);
        expect(Object.fromEntries(result)).toEqual(oracle(k, strata));
        for (const { id, min, max } of strata) {
          expect(result.get(id)).toBeGreaterThanOrEqual(min);
          expect(result.get(id)).toBeLessThanOrEqual(max);
        }
        expect([...result.values()].reduce((sum, n) => sum + n, 0)).toBe(k);
      }),
      { numRuns: 600 },
    );
  });

  it('do not depend on the order in which strata are listed', () => {
    fc.assert(
      fc.property(problem, ({ strata, k }) => {
        const turned = quotas(suite, key, k, strata.toReversed());
        for (const [id, n] of quotas(suite, key, k, strata)) expect(turned.get(id)).toBe(n);
      }),
    );
  });

  it('decide equal remainders and equal tickets by the id', () => {
    const flat: Suite = { ...suite, hash: () => new Uint8Array(32) };
    const strata = ['b', 'a', 'c'].map((id) => ({ id, a: 1, min: 0, max: 2 }));
    expect(Object.fromEntries(quotas(flat, key, 1, strata))).toEqual({ b: 0, a: 1, c: 0 });
  });

  it('give nothing when nothing can be given', () => {
    expect(Object.fromEntries(quotas(suite, key, 0, [{ id: 's', a: 0, min: 0, max: 0 }]))).toEqual({ s: 0 });
  });

  it('name every problem at once', () => {
    const strata = [
      { id: 'x', a: 1.5, min: 0, max: 1 },
      { id: 'y', a: 1, min: 3, max: 2 },
      { id: 'z', a: 0, min: 0, max: 2 },
      { id: 'z', a: -1, min: 0, max: 2 },
    ];
    expect(quotaProblems(1, strata)).toEqual([
      'stratum x: a, min and max must be whole numbers',
      'stratum y: min 3 is more than max 2',
      'stratum z: claim 0 although max is 2',
      'stratum z: a, min and max must be whole numbers',
      'a stratum stands twice',
    ]);
    expect(() => quotas(suite, key, 9, [{ id: 's', a: 1, min: 1, max: 5 }])).toThrow(
      'k = 9 is not within Σmin 1 … Σmax 5',
    );
    expect(quotaProblems(0, [{ id: 's', a: 1, min: 1, max: 5 }])).toHaveLength(1);
    expect(quotaProblems(1.5, [{ id: 's', a: 1, min: 1, max: 5 }])).toHaveLength(1);
  });
});
