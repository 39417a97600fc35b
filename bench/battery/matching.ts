/**
 * RP-F against a min-cost flow solved again from nothing for every candidate, every Hall set counted again, quotas against
 * exact fractions, pairs of alike officers by χ². One JSON line each; ends with 1 when something differs.
 *
 * `npm run battery -- matching [instances] [quotas] [draws]`
 * @module
 */
import fc from 'fast-check';
import { assign, quotas, sha256Suite as suite } from 'verifiable-draw';
import { isFillable, matchingProblem, slotsOf } from '../../verifiable-draw/src/testing/matchings.ts';
import { oracle } from '../../verifiable-draw/src/testing/oracle.ts';
import { CHI_SQUARE_14, pairChiSquare } from '../../verifiable-draw/src/testing/pairs.ts';
import { quotaOracle, quotaProblem } from '../../verifiable-draw/src/testing/quota-oracle.ts';

const [instances = 2000, problems = 5000, draws = 100_000] = process.argv.slice(2).map(Number);
const SEED = 20_190_409;
const keys = { order: suite.hash(Uint8Array.of(1)), pair: suite.hash(Uint8Array.of(2)) };

function report(name: string, differences: number, facts: Readonly<Record<string, number>>): void {
  console.log(JSON.stringify({ name, differences, ...facts }));
  if (differences > 0) process.exitCode = 1;
}

let [feasible, skips, different, wrongHalls] = [0, 0, 0, 0];
for (const input of fc.sample(matchingProblem, { numRuns: instances, seed: SEED })) {
  const [found, expected] = [assign(suite, keys, input), oracle(suite, keys, input)];
  if (found.feasible !== expected.feasible) different += 1;
  if (found.feasible && expected.feasible) {
    feasible += 1;
    skips += found.trace.reduce((sum, step) => sum + step.skipped.length, 0);
    if (JSON.stringify(found.trace) !== JSON.stringify(expected.trace) || found.phi !== expected.phi) different += 1;
  }
  if (!found.feasible) {
    const slots = slotsOf(input);
    const last = slots.findIndex((_, i) => !isFillable(input, new Map(), 0, slots.slice(0, i + 1)));
    const some = slots.slice(0, last + 1);
    const critical = some.filter((slot) =>
      isFillable(
        input,
        new Map(),
        0,
        some.filter((other) => other !== slot),
      ),
    );
    const isRight =
      found.hall.slots.join() === critical.toSorted().join() && found.hall.slots.length > found.hall.capacity;
    if (!isRight) wrongHalls += 1;
  }
}
report('RP-F = min-cost flow from scratch', different, { instances, feasible, skips });
report('Hall sets', wrongHalls, { infeasible: instances - feasible });

const wrongQuotas = fc.sample(quotaProblem, { numRuns: problems, seed: SEED }).filter(({ strata, k }) => {
  const given = Object.entries(quotaOracle(suite, keys.order, k, strata));
  const found = quotas(suite, keys.order, k, strata);
  return given.some(([id, n]) => found.get(id) !== n) || found.size !== given.length;
});
report('quotas = exact fractions', wrongQuotas.length, { problems });

const { chiSquare, freedom, met } = pairChiSquare(draws);
const isAlike = chiSquare > CHI_SQUARE_14.least && chiSquare < CHI_SQUARE_14.most;
report('pairs of alike officers', isAlike ? 0 : 1, {
  draws,
  met,
  freedom,
  chiSquare: Math.round(chiSquare * 100) / 100,
});
