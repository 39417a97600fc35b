/** Three days on a phone without a line; the long form is `npm run battery -- field-days`. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openScene, type Scene } from '../src/inspection/scene.testing.ts';
import { testRuntime } from '../src/testing/runtime.ts';
import { spendDays } from './field/days.ts';

let scene: Scene;
let folder: string;

beforeEach(async () => {
  scene = await openScene(await testRuntime());
  folder = await mkdtemp(join(tmpdir(), 'sunlot-days-'));
}, 120_000);
afterEach(async () => {
  await scene.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

test('killed three times in three days without a line, the phone has lost no photo, and had warned of what it cannot promise', async () => {
  const report = await spendDays(scene, folder, { photos: 24, kills: 3, seed: 'story' });
  expect(report).toMatchObject({ lost: [], isWarnedOrKept: true, isWarnedOfAge: true });
});

test('pictures that a browser forgot are missed', async () => {
  const { lost } = await spendDays(scene, folder, { photos: 10, kills: 1, seed: 'control', dropsEvery: 4 });
  expect(lost.length).toBeGreaterThan(0);
});
