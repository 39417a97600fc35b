/** The short form of `npm run battery -- recovery`. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { killAndRecover } from './recovery.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sunlot-recovery-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('killed with its database, and without it, the program comes back with all that was told to be saved', async () => {
  const figures = await killAndRecover(join(folder, 'whole'), { kills: 4, seed: 'A' });
  expect(figures).toMatchObject({ lost: 0, doubled: 0, logProblems: 0 });
  expect(figures.acknowledged).toBeGreaterThan(20);
  // The gate is 5 s at rest; other tests run beside this one.
  expect(Math.max(...figures.recoveries.map(({ ms }) => ms))).toBeLessThan(30_000);
}, 180_000);

test('the count sees answers that did not wait for the disk, and the clock sees a late start', async () => {
  const figures = await killAndRecover(join(folder, 'hasty'), {
    kills: 4,
    seed: 'B',
    victims: ['postgres'],
    isHasty: true,
    restartAfterMs: 2_000,
  });
  expect(figures.lost).toBeGreaterThan(0);
  expect(Math.min(...figures.recoveries.map(({ ms }) => ms))).toBeGreaterThan(2_000);
}, 180_000);
