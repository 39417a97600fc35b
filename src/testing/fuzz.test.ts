/** The short form of `npm run battery -- fuzz`. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openScene, type Scene } from '../inspection/scene.testing.ts';
import { carry } from '../inspection/steps.testing.ts';
import { fuzzSite } from './fuzz.ts';
import { idsOfBureauOne, openSite, type TestSite } from './served-site.ts';

let scene: Scene;
let site: TestSite;

beforeAll(async () => {
  scene = await openScene();
  await carry(scene, scene.take(), 'signed-off');
  site = await openSite(scene.runtime);
}, 120_000);
afterAll(async () => {
  await site.app.close();
  await scene.close();
});

test('no question, however bent, makes the server fail', async () => {
  const figures = await fuzzSite(site, await idsOfBureauOne(scene.runtime), 1_000_000, 3_000);
  expect(figures.failures).toEqual([]);
  expect(figures.routes).toBeGreaterThan(300);
  // Right questions are among them: a fuzz that is refused at the door finds nothing.
  expect(figures.statuses['200'] ?? 0).toBeGreaterThan(300);
  // The gate of one second is the battery's: here other tests share the processor.
  expect(figures.p99Milliseconds).toBeLessThan(4_000);
}, 240_000);
