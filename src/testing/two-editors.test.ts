/** The short form of `npm run battery -- editors`. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openScene, type Scene } from '../inspection/scene.testing.ts';
import { contestEdits } from './two-editors.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
}, 120_000);
afterAll(() => scene.close());

test('of those who change the same at once one is taken, the others are told, and nothing is overwritten', async () => {
  const { told, wrong } = await contestEdits(scene, { from: 0, count: 60 });
  expect(wrong).toEqual([]);
  expect(told).toBeGreaterThan(60);
});
