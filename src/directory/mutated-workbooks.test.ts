import { afterAll, beforeAll, expect, test } from 'vitest';
import { testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { tryWorkbooks } from '../testing/workbook-battery.ts';

let runtime: TestRuntime;
beforeAll(async () => {
  runtime = await testRuntime();
});
afterAll(() => runtime.close());

test('of workbooks as nobody designed them every row gets one verdict, the right one; nothing is thrown', async () => {
  const { holes, rows, refused, outcomes } = await tryWorkbooks(runtime, 'short', 40);
  expect(holes).toEqual([]);
  // The sum is of real verdicts of each sort, not of files that were all refused.
  expect(refused).toBeGreaterThan(0);
  expect(rows).toBeGreaterThan(200);
  expect(Math.min(outcomes.new, outcomes.bad, outcomes.duplicate)).toBeGreaterThan(0);
});
