/** Random walks; 10,000 of them are a battery (`npm run battery -- penalty`). */
import { expect, test } from 'vitest';
import { openedCaseScene } from './scene.testing.ts';
import { CASE_STATES } from './types/case.ts';
import { brokenChain, openStarts, walk } from './walk.testing.ts';

const scene = openedCaseScene();

test('whoever does whatever in whichever order, a case is never where the table does not let it be', async () => {
  const starts = await openStarts(scene);
  const seen = new Set<string>();
  for (let seed = 1; seed <= 60; seed += 1)
    for (const state of (await walk(scene, starts, seed, 15)).states) seen.add(state);
  expect(await brokenChain(scene)).toBeUndefined();
  // The walks get about: what they never reach they prove nothing of.
  expect(seen.size).toBeGreaterThan(Object.keys(CASE_STATES).length - 4);
}, 240_000);
