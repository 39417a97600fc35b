/**
 * Commands over a line that is cut before, inside and behind them, each sent again under its key until it is answered: each
 * has its effect once, and the same answer every time. First the control: senders that forget their keys must be seen to double.
 *
 * `npm run battery -- lost-answers [--count answers that are lost]`
 * @module
 */
import { benchRuntime, openNeighbour } from '../../src/testing/bench-runtime.ts';
import { loseAnswers } from '../../src/testing/lost-answers.ts';
import { openSite } from '../../src/testing/served-site.ts';
import { readRange } from '../range.ts';

const { count } = readRange(5_000);
const runtime = await benchRuntime();
await openNeighbour(runtime);
const site = await openSite(runtime);
const control = await loseAnswers(site, runtime, { seed: 'C', lost: 100, isForgetful: true });
const { wrong, ...figures } = await loseAnswers(site, runtime, { seed: 'A', lost: count });
await site.app.close();
await runtime.close();

for (const each of wrong.slice(0, 20)) console.error(each);
console.log(JSON.stringify({ battery: 'lost-answers', ...figures, wrong: wrong.length, control: control.doubled }));
if (wrong.length > 0 || figures.doubled > 0 || figures.missing > 0 || control.doubled === 0) process.exitCode = 1;
