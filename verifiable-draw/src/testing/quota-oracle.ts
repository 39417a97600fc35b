/** Quotas by their definition, in exact fractions. SPEC §9. @module */
import fc from 'fast-check';
import { compareBytes } from '../bytes.ts';
import type { Stratum } from '../quotas.ts';
import type { Suite } from '../suite.ts';
import { ticket } from '../tickets.ts';

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

/** What `quotas` must give, by stratum. */
export function quotaOracle(
  suite: Suite,
  key: Uint8Array,
  k: number,
  strata: readonly Stratum[],
): Record<string, number> {
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

/** Strata that can be met, some of them empty. */
export const quotaProblem = fc
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
