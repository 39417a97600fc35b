/** The χ² test: how likely counts are that stray this far, or farther, from what was expected. @module */

/**
 * Upper tail of the χ² distribution: P(X ≥ statistic).
 * @param freedom - degrees of freedom, at least 1
 */
export function chiSquareTail(statistic: number, freedom: number): number {
  return statistic <= 0 ? 1 : upperGamma(freedom / 2, statistic / 2);
}

/** Regularised upper incomplete gamma function Q(a, x): the series below a + 1, the continued fraction (Lentz) above. */
function upperGamma(a: number, x: number): number {
  const scale = Math.exp(a * Math.log(x) - x - logGamma(a));
  if (x < a + 1) {
    let [term, sum] = [1 / a, 1 / a];
    for (let n = 1; term > sum * Number.EPSILON; n += 1) {
      term *= x / (a + n);
      sum += term;
    }
    return 1 - scale * sum;
  }
  let b = x + 1 - a;
  let c = Number.MAX_VALUE;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; ; n += 1) {
    const factor = n * (a - n);
    b += 2;
    d = 1 / (b + factor * d);
    c = b + factor / c;
    fraction *= c * d;
    if (Math.abs(c * d - 1) < 4 * Number.EPSILON) return scale * fraction;
  }
}

/** ln Γ(a) by Stirling's series, moved up to where it is exact to the last digits. */
function logGamma(a: number): number {
  let [shift, z] = [0, a];
  for (; z < 15; z += 1) shift += Math.log(z);
  const series = 1 / (12 * z) - 1 / (360 * z ** 3) + 1 / (1260 * z ** 5) - 1 / (1680 * z ** 7);
  return (z - 0.5) * Math.log(z) - z + Math.log(2 * Math.PI) / 2 + series - shift;
}
