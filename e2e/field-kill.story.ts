/** The visit on a phone whose battery is taken out at any moment; the long form is `npm run battery -- field-kill`. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openScene, type Scene } from '../src/inspection/scene.testing.ts';
import { testRuntime } from '../src/testing/runtime.ts';
import { killVisit } from './field/kills.ts';

let scene: Scene;
let folder: string;

beforeAll(async () => {
  scene = await openScene(await testRuntime());
  folder = await mkdtemp(join(tmpdir(), 'sunlot-kill-'));
}, 120_000);
afterAll(async () => {
  await scene.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

test('killed four times in airplane mode, the phone has lost nothing older than a second and no photo', async () => {
  const { lost, acts } = await killVisit(scene, folder, 4, 'story');
  expect(lost).toEqual([]);
  expect(acts).toBeGreaterThan(0);
});
