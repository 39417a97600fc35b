/**
 * Four jobs follow the same deeds in three processes that are killed (SIGKILL) again and again: each deed has its effect once in each, the numbers
 * taken have no gap, and the log holds (gate: 20,000 jobs). First the control: jobs with their effect apart from the step that notes them, which
 * must be seen to have it twice.
 *
 * `npm run battery -- jobs [--count jobs]`
 * @module
 */
import { benchRuntime } from '../../src/testing/bench-runtime.ts';
import { killJobs } from '../../src/testing/many-jobs.ts';
import { readRange } from '../range.ts';

const CONTROL_JOBS = 1_000;
const { count } = readRange(20_000);
const runtime = await benchRuntime();
try {
  const control = await killJobs(runtime, { jobs: CONTROL_JOBS, seed: 'c', isCareless: true });
  const figures = await killJobs(runtime, { jobs: count, seed: 'a' });
  console.log(JSON.stringify({ battery: 'jobs', ...figures, control: { doubled: control.doubled } }));
  const { doubled, missing, gaps, logProblems } = figures;
  if (doubled + missing + gaps + logProblems > 0 || control.doubled === 0) process.exitCode = 1;
} finally {
  await runtime.close();
}
