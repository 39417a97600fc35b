/**
 * Random commands against the states of major hazards on a real PostgreSQL: no state that the table does not allow, no open
 * hazard without owner and timer, no ended state ever left. Ends with 1 at the first walk that went wrong, naming its seed.
 *
 * `npm run battery -- hazards [--from n] [--count n]`
 * @module
 */
import { hazardIn } from '../../src/hazard/scene.testing.ts';
import { openScene } from '../../src/inspection/scene.testing.ts';
import { benchRuntime } from '../../src/testing/bench-runtime.ts';
import { walkGround, walkHazard } from '../../src/testing/hazard-walk.ts';
import { runWalks } from '../walks.ts';

const scene = await openScene(await benchRuntime());
await runWalks(
  'hazards',
  async () => {
    const { team, hazard } = await hazardIn(scene, { measureKind: 'stop-work', days: 5 });
    return walkGround(scene.runtime, hazard, team.officerIds);
  },
  walkHazard,
);
await scene.close();
