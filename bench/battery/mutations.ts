/**
 * Real bundles bent by one byte or one member, judged by both verifiers: number n bends one of them, each in its turn. With
 * `--bundle` it is that bundle (a zip as it is downloaded) that is bent.
 *
 * `npm run battery -- mutations [--from n] [--count n] [--seed text] [--bundle file.zip]`
 * @module
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { unzipSync } from 'fflate';
import { AFTERWARDS, WITH_MEANS } from '../../verifiable-draw/batteries/afterwards.ts';
import { ORDERS } from '../../verifiable-draw/batteries/orders.ts';
import { startPythonJudge } from '../../verifiable-draw/batteries/python.ts';
import { forge, unsigned, type Forged } from '../../verifiable-draw/batteries/smith.ts';
import { failures, tryMutations } from '../../verifiable-draw/batteries/trial.ts';
import { scene } from '../../verifiable-draw/src/testing/scene.ts';
import { readRange } from '../range.ts';

const { from, count, seed } = readRange(10_000);
const { bundle } = parseArgs({ options: { bundle: { type: 'string' } }, strict: false }).values;

const bundles: readonly (readonly [string, Forged])[] =
  typeof bundle === 'string'
    ? [[bundle, unsigned(new Map(Object.entries(unzipSync(await readFile(bundle)))))]]
    : [
        ...ORDERS.map((order) => [order.name, forge(order)] as const),
        ...AFTERWARDS.map(([name, files]) => [name, unsigned(files)] as const),
        ...WITH_MEANS.map(([name, options]) => [name, unsigned(scene(options).files)] as const),
      ];

const started = performance.now();
const python = startPythonJudge();
const by: Record<string, number> = {};
const holes: string[] = [];
for (const [name, { files }] of bundles)
  for (const failed of [failures(files), await python.failures(files)])
    if (failed.length > 0) holes.push(`${name}, not bent: ${failed.join(' ')}`);
for (let n = from; n < from + count; n += 1) {
  const [name, forged] = bundles[n % bundles.length] as (typeof bundles)[number];
  const found = await tryMutations(forged, python, seed, 1, n);
  for (const hole of found.holes) {
    holes.push(hole);
    console.error(`${name}: ${hole}`);
  }
  for (const forger of Object.keys(found.by)) by[forger] = (by[forger] ?? 0) + 1;
}
python.close();
const seconds = Math.round((performance.now() - started) / 1000);
const facts = { seed, from, bent: count, bundles: bundles.length, by, holes: holes.length, seconds };
console.log(JSON.stringify({ battery: 'mutations', ...facts }));
process.exitCode = holes.length === 0 ? 0 : 1;
