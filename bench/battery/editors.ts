/**
 * Two to five people change the same thing at the same time, each having seen it as it was: one change is taken, the others
 * are told that it is another thing by now, and what stands is the change that was taken.
 *
 * `npm run battery -- editors [--from n] [--count rounds]`
 * @module
 */
import { openScene } from '../../src/inspection/scene.testing.ts';
import { benchRuntime } from '../../src/testing/bench-runtime.ts';
import { contestEdits } from '../../src/testing/two-editors.ts';
import { readRange } from '../range.ts';

const scene = await openScene(await benchRuntime());
const { wrong, ...figures } = await contestEdits(scene, readRange(2_000));
await scene.close();

for (const each of wrong.slice(0, 20)) console.error(each);
console.log(JSON.stringify({ battery: 'editors', ...figures, wrong: wrong.length }));
if (wrong.length > 0 || figures.told === 0) process.exitCode = 1;
