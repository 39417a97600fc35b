/**
 * Random commands against 督办 and replies to a 通报 on a real PostgreSQL: no state that the tables do not allow, nothing ended ever left,
 * nothing open that nobody owes. Ends with 1 when a walk went wrong, naming its seed.
 *
 * `npm run battery -- oversight [--from n] [--count n]`
 * @module
 */
import { openScene } from '../../src/inspection/scene.testing.ts';
import { oversightGround, walkOversight } from '../../src/oversight/walk.testing.ts';
import { benchRuntime } from '../../src/testing/bench-runtime.ts';
import { runWalks } from '../walks.ts';

const scene = await openScene(await benchRuntime());
const ground = await oversightGround(scene);
await runWalks('oversight', () => Promise.resolve(ground), walkOversight);
await scene.close();
