/** The short form of `npm run battery -- witness-delay`. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { measureDelay } from './witness-delay.ts';

const HALT_MS = 4_000;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sunlot-delay-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a deed is in a checkpoint of the witness within a minute, and one that stands still shows in the figure', async () => {
  const calm = await measureDelay(join(folder, 'calm'), { seconds: 4 });
  expect(calm.deeds).toBeGreaterThan(0);
  expect(calm.unseen).toBe(0);
  expect(Math.max(...calm.delays)).toBeLessThan(60);
  const halted = await measureDelay(join(folder, 'halted'), { seconds: 2, haltMs: HALT_MS });
  expect(Math.max(...halted.delays)).toBeGreaterThan(HALT_MS / 1_000);
}, 240_000);
