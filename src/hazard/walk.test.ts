import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openScene, type Scene } from '../inspection/scene.testing.ts';
import { walkGround, walkHazard, type WalkGround } from '../testing/hazard-walk.ts';
import { seededDice } from '../testing/walk-dice.ts';
import { hazardIn } from './scene.testing.ts';
import { isMove } from './rules/moves.ts';

const WALKS = 25;

describe('random commands', () => {
  let scene: Scene;
  let ground: WalkGround;
  beforeAll(async () => {
    scene = await openScene();
    const { team, hazard } = await hazardIn(scene, { measureKind: 'stop-work', days: 5 });
    ground = await walkGround(scene.runtime, hazard, team.officerIds);
  }, 60_000);
  afterAll(() => scene.close());

  test('never lead where the table does not, never leave a hazard without owner and timer, never leave an ended state', async () => {
    const dice = seededDice(20260312);
    const deeds = new Set<string>();
    let ended = 0;
    for (let n = 0; n < WALKS; n += 1) {
      const walked = await walkHazard(ground, dice);
      for (const deed of walked.deeds) deeds.add(deed);
      if (walked.ended) ended += 1;
    }
    // The walk is worth something only if it comes far.
    expect(deeds.size).toBeGreaterThan(12);
    expect(ended).toBeGreaterThan(0);
  }, 120_000);

  test('a step that leads elsewhere is no move', () => {
    expect(isMove('hazard.remove', 'accepted', 'removed')).toBe(true);
    expect(isMove('hazard.remove', 'treating', 'removed')).toBe(false);
    expect(isMove('hazard.register', 'found', 'removed')).toBe(false);
    expect(isMove('hazard.assign', 'removed', 'removed')).toBe(false);
    expect(isMove('hazard.unheard-of', 'found', 'found')).toBe(false);
  });
});
