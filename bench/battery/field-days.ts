/**
 * Three days without a line on one phone (its clock goes on with each start), five hundred photos, the browser killed again and again: what it
 * showed as kept is there after every kill and arrives whole; it warned beforehand that it might be cleared, unless the browser had agreed to keep
 * everything, and asked for upload or backup after a day. First the control: a browser that forgets some pictures and says that it has them.
 *
 * `npm run battery -- field-days [--count photos] [--seed text]`
 * @module
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spendDays, type DaysReport } from '../../e2e/field/days.ts';
import { openScene } from '../../src/inspection/scene.testing.ts';
import { benchRuntime } from '../../src/testing/bench-runtime.ts';
import { readRange } from '../range.ts';

const KILLS = 9;
const { count: photos, seed } = readRange(500);
const folder = await mkdtemp(join(tmpdir(), 'sunlot-days-'));
try {
  const control = await onScene({ photos: 20, kills: 1, seed: 'control', dropsEvery: 7 });
  const { lost, ...figures } = await onScene({ photos, kills: KILLS, seed });
  for (const each of lost.slice(0, 20)) console.error(each);
  console.log(
    JSON.stringify({ battery: 'field-days', ...figures, lost: lost.length, control: { lost: control.lost.length } }),
  );
  const isGood = lost.length === 0 && figures.isWarnedOrKept && figures.isWarnedOfAge;
  if (!isGood || control.lost.length === 0) process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

async function onScene(options: Parameters<typeof spendDays>[2]): Promise<DaysReport> {
  const scene = await openScene(await benchRuntime());
  try {
    return await spendDays(scene, folder, options);
  } finally {
    await scene.close();
  }
}
