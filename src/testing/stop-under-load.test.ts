/** The short form of `npm run battery -- stop`. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stopUnderLoad } from './stop-under-load.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sunlot-stop-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a program that is told to stop answers what was sent to it before, and leaves nothing half done', async () => {
  const figures = await stopUnderLoad(join(folder, 'orderly'), { stops: 2, seed: 'A' });
  expect(figures).toMatchObject({ broken: 0, complaints: [], lost: 0, doubled: 0, logProblems: 0 });
  expect(figures.inFlight).toBeGreaterThan(0);
  expect(figures.unheard).toBeLessThan(figures.inFlight / 2);
  // The gate is 10 s at rest; other tests run beside this one.
  expect(Math.max(...figures.ends)).toBeLessThan(30_000);
}, 180_000);

test('commands that a killed program left without an answer are seen', async () => {
  const { broken, unheard } = await stopUnderLoad(join(folder, 'killed'), { stops: 2, seed: 'B', signal: 'SIGKILL' });
  expect(broken + unheard).toBeGreaterThan(0);
}, 180_000);
