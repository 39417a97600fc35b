/** The short form of `npm run battery -- jobs`. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { killJobs } from './many-jobs.ts';
import { testRuntime, type TestRuntime } from './runtime.ts';

let runtime: TestRuntime;
beforeAll(async () => {
  runtime = await testRuntime();
});
afterAll(() => runtime.close());

test('of processes that are killed over their jobs each deed has its effect once, and no number is left out', async () => {
  const figures = await killJobs(runtime, { jobs: 120, seed: 'a' });
  expect(figures).toMatchObject({ doubled: 0, missing: 0, gaps: 0, logProblems: 0 });
  expect(figures.kills).toBeGreaterThan(0);
}, 300_000);

test('jobs that have their effect before they are noted are seen to have it twice', async () => {
  const { doubled } = await killJobs(runtime, { jobs: 400, seed: 'b', isCareless: true });
  expect(doubled).toBeGreaterThan(0);
}, 300_000);
