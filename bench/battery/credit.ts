/**
 * Random commands against entries of the list of serious dishonesty on a real PostgreSQL: no state that the table does not allow, no
 * open entry without a timer, no ended state ever left, no two hands of one person. Ends with 1 when a walk went wrong, naming its seed.
 *
 * `npm run battery -- credit [--from n] [--count n]`
 * @module
 */
import { creditGround, walkCredit } from '../../src/credit/walk.testing.ts';
import { openCaseScene } from '../../src/penalty/scene.testing.ts';
import { benchRuntime } from '../../src/testing/bench-runtime.ts';
import { runWalks } from '../walks.ts';

const scene = await openCaseScene(await benchRuntime());
await runWalks('credit', (lane) => creditGround(scene, lane), walkCredit);
await scene.close();
