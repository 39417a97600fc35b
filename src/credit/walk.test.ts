import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCaseScene, type CaseScene } from '../penalty/scene.testing.ts';
import { seededDice } from '../testing/walk-dice.ts';
import { isMove } from './rules/moves.ts';
import { creditGround, walkCredit, type CreditGround } from './walk.testing.ts';

const WALKS = 25;

describe('random commands', () => {
  let scene: CaseScene;
  let ground: CreditGround;
  beforeAll(async () => {
    scene = await openCaseScene();
    ground = await creditGround(scene);
  }, 60_000);
  afterAll(() => scene.close());

  test('never lead where the table does not, never leave an entry without a timer, never leave an ended state', async () => {
    const dice = seededDice(20260302);
    const deeds = new Set<string>();
    let ended = 0;
    for (let n = 0; n < WALKS; n += 1) {
      const walked = await walkCredit(ground, dice);
      for (const deed of walked.deeds) deeds.add(deed);
      if (walked.ended) ended += 1;
    }
    // The walk is worth something only if it comes far.
    expect(deeds.size).toBeGreaterThan(8);
    expect(ended).toBeGreaterThan(3);
  }, 120_000);

  test('a step that leads elsewhere is no move', () => {
    expect(isMove('credit.decide', 'notified', 'listed')).toBe(true);
    expect(isMove('credit.decide', 'reviewed', 'listed')).toBe(false);
    expect(isMove('credit.publish', 'listed', 'removed')).toBe(false);
    expect(isMove('credit.review', 'removed', 'reviewed')).toBe(false);
    expect(isMove('credit.unheard-of', 'proposed', 'proposed')).toBe(false);
  });
});
