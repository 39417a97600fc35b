/** The short form of `npm run battery -- soak`. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { soak } from './soak.ts';

const HOURS = 0.004;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sunlot-soak-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('an office at work is answered without an error, and what a program keeps is seen', async () => {
  const { errors, samples } = await soak(join(folder, 'good'), { hours: HOURS, enterprises: 20, rate: 8 });
  expect(errors).toEqual({});
  expect(samples.length).toBeGreaterThan(5);
  const leaking = await soak(join(folder, 'leaking'), { hours: HOURS, enterprises: 20, rate: 8, leaks: true });
  expect(leaking.filesGrown).toBeGreaterThan(0);
}, 240_000);
