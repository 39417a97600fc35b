/**
 * A visit in airplane mode whose browser is killed (SIGKILL) at random moments. Ends with 1 when anything older than a
 * second, or any photo, is gone.
 *
 * `npm run battery -- field-kill [--count kills] [--seed text]`
 * @module
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killVisit } from '../../e2e/field/kills.ts';
import { openScene } from '../../src/inspection/scene.testing.ts';
import { benchRuntime } from '../../src/testing/bench-runtime.ts';
import { readRange } from '../range.ts';

const { count, seed } = readRange(50);
const scene = await openScene(await benchRuntime());
const folder = await mkdtemp(join(tmpdir(), 'sunlot-kill-'));
try {
  const { lost, ...figures } = await killVisit(scene, folder, count, seed);
  for (const each of lost) console.error(each);
  console.log(JSON.stringify({ battery: 'field-kill', ...figures, lost: lost.length }));
  process.exitCode = lost.length === 0 ? 0 : 1;
} finally {
  await scene.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
