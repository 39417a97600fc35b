import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openScene, type Scene } from '../inspection/scene.testing.ts';
import { seededDice } from '../testing/walk-dice.ts';
import { isItemMove, isOrderMove } from './rules/moves.ts';
import { orderGround, walkOrder, type OrderGround } from './walk.testing.ts';

const WALKS = 30;

describe('random commands', () => {
  let scene: Scene;
  let ground: OrderGround;
  beforeAll(async () => {
    scene = await openScene();
    ground = await orderGround(scene);
  }, 60_000);
  afterAll(() => scene.close());

  test('never lead where the table does not, never change what is settled, never close with something open', async () => {
    const dice = seededDice(20260312);
    const deeds = new Set<string>();
    let ended = 0;
    for (let n = 0; n < WALKS; n += 1) {
      const walked = await walkOrder(ground, dice);
      for (const deed of walked.deeds) deeds.add(deed);
      if (walked.ended) ended += 1;
    }
    // The walk is worth something only if it comes far.
    expect(deeds.size).toBeGreaterThan(12);
    expect(deeds).toContain('rectification.void-finding');
    expect(ended).toBeGreaterThan(0);
  }, 120_000);

  test('a step that leads elsewhere is no move', () => {
    expect(isOrderMove('rectification.serve', 'draft', 'served')).toBe(true);
    expect(isOrderMove('rectification.serve', 'closed', 'served')).toBe(false);
    expect(isOrderMove('rectification.report', 'served', 'closed')).toBe(false);
    expect(isItemMove('rectification.consent', 'awaiting-consent', 'passed')).toBe(true);
    expect(isItemMove('rectification.report', 'passed', 'reported')).toBe(false);
    expect(isItemMove('rectification.unheard-of', 'open', 'open')).toBe(false);
  });
});
