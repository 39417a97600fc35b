/**
 * Good, broken and hostile files through the check of uploads: the right answer for each, at a bounded cost.
 *
 * `npm run battery -- uploads`
 * @module
 */
import { tryUploads } from '../../src/testing/upload-battery.ts';

/** reliability §7: memory over idle, and how long the process may keep others waiting. */
const [MOST_MEGABYTES, MOST_MILLISECONDS] = [300, 200];

const { wrong, ...figures } = await tryUploads();
for (const each of wrong) console.error(each);
console.log(JSON.stringify({ battery: 'uploads', ...figures, wrong: wrong.length }));
if (wrong.length > 0 || figures.extraMegabytes > MOST_MEGABYTES || figures.lagMilliseconds > MOST_MILLISECONDS)
  process.exitCode = 1;
