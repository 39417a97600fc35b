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
import { seededDice, walkGround, walkHazard } from '../../src/testing/hazard-walk.ts';
import { readRange } from '../range.ts';

const LANES = 4;
const range = readRange(10_000);
const scene = await openScene(await benchRuntime());
const started = performance.now();
const deeds = new Set<string>();
const sums = { walks: 0, commands: 0, done: 0, ended: 0 };
let wrong = 0;

async function walkLane(lane: number): Promise<void> {
  const { team, hazard } = await hazardIn(scene, { measureKind: 'stop-work', days: 5 });
  const ground = await walkGround(scene.runtime, hazard, team.officerIds);
  for (let n = range.from + lane; n < range.from + range.count; n += LANES) {
    try {
      const walked = await walkHazard(ground, seededDice(n));
      sums.walks += 1;
      sums.commands += walked.commands;
      sums.done += walked.done;
      sums.ended += walked.ended ? 1 : 0;
      for (const deed of walked.deeds) deeds.add(deed);
    } catch (error) {
      wrong += 1;
      console.error(`walk ${n}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

await Promise.all(Array.from({ length: LANES }, (_, lane) => walkLane(lane)));
await scene.close();
const seconds = Math.round((performance.now() - started) / 1000);
console.log(JSON.stringify({ battery: 'hazards', ...sums, deeds: deeds.size, wrong, seconds }));
process.exitCode = wrong === 0 ? 0 : 1;
