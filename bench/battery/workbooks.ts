/**
 * Mutated workbooks through the check of an import: no row lost, none taken wrongly, nothing thrown.
 *
 * `npm run battery -- workbooks [count] [seed]`
 * @module
 */
import { benchRuntime } from '../../src/testing/bench-runtime.ts';
import { tryWorkbooks } from '../../src/testing/workbook-battery.ts';

const count = Number(process.argv[2] ?? 2_000);
const seed = process.argv[3] ?? 'battery';
const runtime = await benchRuntime();
try {
  const { holes, ...figures } = await tryWorkbooks(runtime, seed, count);
  for (const hole of holes) console.error(hole);
  console.log(JSON.stringify({ battery: 'workbooks', seed, ...figures, holes: holes.length }));
  if (holes.length > 0) process.exitCode = 1;
} finally {
  await runtime.close();
}
