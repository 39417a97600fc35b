/**
 * Random commands against orders to rectify on a real PostgreSQL: no state that the table does not allow, nothing settled ever changed,
 * no round done without verdicts and two signatures. Ends with 1 when a walk went wrong, naming its seed.
 *
 * `npm run battery -- rectification [--from n] [--count n]`
 * @module
 */
import { openScene } from '../../src/inspection/scene.testing.ts';
import { orderGround, walkOrder } from '../../src/rectification/walk.testing.ts';
import { benchRuntime } from '../../src/testing/bench-runtime.ts';
import { runWalks } from '../walks.ts';

const scene = await openScene(await benchRuntime());
const ground = await orderGround(scene);
await runWalks('rectification', () => Promise.resolve(ground), walkOrder);
await scene.close();
