import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quotaProblems, quotas } from './quotas.ts';
import { sha256Suite as suite, type Suite } from './suite.ts';
import { quotaOracle, quotaProblem } from './testing/quota-oracle.ts';

const key = new Uint8Array(32).fill(3);

describe('quotas', () => {
  it('agree with the definition in exact fractions, keep the bounds and add up to k', () => {
    fc.assert(
      fc.property(quotaProblem, ({ strata, k }) => {
        const result = quotas(suite, key, k, strata);
        expect(Object.fromEntries(result)).toEqual(quotaOracle(suite, key, k, strata));
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
      fc.property(quotaProblem, ({ strata, k }) => {
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
