/**
 * Phones without signal: every interleaving of three devices with four operations, online and arriving late, and random
 * histories with three days of clock error, duplicates, reordering and loss. Planted faults must be caught. One JSON line
 * each; ends with 1 when something is wrong.
 *
 * `npm run battery -- sync [histories] [seed]`
 * @module
 */
import fc from 'fast-check';
import {
  anyHistory,
  exploreArrivals,
  exploreOnline,
  faultsOf,
  SCRIPTS,
  type Explored,
} from '../../src/inspection/rules/sync/interleavings.testing.ts';

const [histories = 20_000, seed = 20_190_409] = process.argv.slice(2).map(Number);

function report(name: string, { runs, faults }: Explored): void {
  console.log(
    JSON.stringify({ name, runs, faults: faults.length, ...(faults[0] === undefined ? {} : { first: faults[0] }) }),
  );
  if (faults.length > 0) process.exitCode = 1;
}

for (const script of SCRIPTS) {
  report(`every order of words online ${JSON.stringify(script)}`, exploreOnline(script));
  report(`every order of arrival ${JSON.stringify(script)}`, exploreArrivals(script));
}

const random = fc.sample(anyHistory, { numRuns: histories, seed });
report('random histories', { runs: histories, faults: random.flatMap((history) => faultsOf(history)) });

for (const fault of ['blind', 'last-write-wins', 'drops-late'] as const) {
  const caught = random.slice(0, 500).filter((history) => faultsOf(history, fault).length > 0).length;
  report(`planted fault ${fault} is caught`, { runs: 500, faults: caught > 0 ? [] : ['not caught'] });
}
