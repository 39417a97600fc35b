/** Somebody who owns the server changes what is recorded: the auditor finds it, and says where it began. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { diceFor } from '../../../../demo/random.ts';
import { testRuntime, type TestRuntime } from '../../../testing/runtime.ts';
import { EXPERIMENTS } from '../../../testing/tamper.ts';
import { judge } from '../../../testing/tamper-judge.ts';
import { tamperGround, tamperOnce, type TamperGround } from '../../../testing/tamper-ground.ts';

describe('the auditor, with checkpoints that were kept outside,', () => {
  let runtime: TestRuntime;
  let ground: TamperGround;

  beforeAll(async () => {
    runtime = await testRuntime('2026-05-04T01:00:00Z');
    ground = await tamperGround(runtime, runtime.adminUrl, diceFor('tamper ground'));
  });
  afterAll(async () => {
    await ground.close();
    await runtime.close();
  });

  test('finds nothing where nothing was changed', async () => {
    const { log, projections } = await tamperOnce(ground, ground.outside, async () => undefined);
    expect(log).toMatchObject({ deeds: ground.deeds, findings: [], agreeing: 48, checkpoints: 48, cosignatures: 96 });
    expect(log.tiles).toBe(1);
    expect(projections).toMatchObject({ differences: [], compared: { 见证方: 2, 见证规则: 3 } });
  });

  test.each(EXPERIMENTS)('finds and places: $name', async (experiment) => {
    const judged = await judge(ground, experiment, ground.outside, diceFor(experiment.name));
    expect(judged, JSON.stringify(judged)).toMatchObject({ isFound: true, isPlaced: true });
  });

  test.each(EXPERIMENTS.filter(({ needsOutside }) => needsOutside))(
    'without them does not see, and cannot: $name',
    async (experiment) => {
      const judged = await judge(ground, experiment, [], diceFor(experiment.name));
      expect(judged.isFound).toBe(false);
    },
  );
});
