/** Random walks; thousands of them are a battery (`npm run battery -- archive`). */
import { expect, test } from 'vitest';
import { openedCaseScene } from '../penalty/scene.testing.ts';
import { checkStore } from './actions/store.ts';
import { VOLUME_STATES } from './types/volume.ts';
import { walkVolume } from './walk.testing.ts';

const scene = openedCaseScene();

test('whoever does whatever in whichever order, a volume is never where the table does not let it be, and the store holds what the rows say', async () => {
  const seen = new Set<string>();
  for (let seed = 1; seed <= 16; seed += 1)
    for (const state of (await walkVolume(scene, seed, 40)).states) seen.add(state);
  // The walks get about: what they never reach they prove nothing of.
  expect(Object.keys(VOLUME_STATES).filter((state) => !seen.has(state))).toEqual([]);
  expect((await checkStore(scene.runtime, 1)).findings).toEqual([]);
}, 120_000);
