/** The short form of `npm run battery -- lost-answers`. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loseAnswers } from './lost-answers.ts';
import { testRuntime, type TestRuntime } from './runtime.ts';
import { openSite, type TestSite } from './served-site.ts';

let runtime: TestRuntime;
let site: TestSite;

beforeAll(async () => {
  runtime = await testRuntime();
  site = await openSite(runtime);
}, 120_000);
afterAll(async () => {
  await site.app.close();
  await runtime.close();
});

test('what is sent again because no answer came is done once, and answered as the first time', async () => {
  const figures = await loseAnswers(site, runtime, { seed: 'A', lost: 150 });
  expect(figures).toMatchObject({ doubled: 0, missing: 0, wrong: [] });
  expect(figures.ambiguous).toBeGreaterThanOrEqual(150);
});

test('the count sees what a sender without a memory does twice', async () => {
  const figures = await loseAnswers(site, runtime, { seed: 'B', lost: 100, isForgetful: true });
  expect(figures.doubled).toBeGreaterThan(10);
});
