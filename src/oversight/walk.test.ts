import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openScene, type Scene } from '../inspection/scene.testing.ts';
import { seededDice } from '../testing/walk-dice.ts';
import { oversightGround, walkOversight, type OversightGround } from './walk.testing.ts';

const WALKS = 40;

describe('random commands against a 督办 and a reply', () => {
  let scene: Scene;
  let ground: OversightGround;
  beforeAll(async () => {
    scene = await openScene();
    ground = await oversightGround(scene);
  }, 60_000);
  afterAll(() => scene.close());

  test('lead only where the tables say, and an end is never left', async () => {
    const deeds = new Set<string>();
    let ended = 0;
    for (let seed = 0; seed < WALKS; seed += 1) {
      const walked = await walkOversight(ground, seededDice(seed));
      for (const deed of walked.deeds) deeds.add(deed);
      if (walked.ended) ended += 1;
    }
    // The walks are worth something only if they come far.
    expect([...deeds].toSorted()).toEqual([
      'feedback.record-reply',
      'feedback.return-reply',
      'feedback.settle-reply',
      'oversight.close-notice',
      'oversight.reply-notice',
      'oversight.return-notice',
    ]);
    expect(ended).toBeGreaterThan(0);
  }, 60_000);
});
