import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contest, isSound, killAndResume } from '../testing/draw-battery.ts';
import { buildDistrict, sampleConfig, type District } from '../testing/draw-district.ts';
import { testRuntime, type TestRuntime } from '../testing/runtime.ts';

/** Short forms of `bench/battery/contest.ts` and `kill-draw.ts`. */
const CONTESTS = 20;
const KILLS = 3;
const CONFIG = sampleConfig({
  size: { by: 'count', count: 1 },
  strata: sampleConfig().strata.map((stratum) => ({ ...stratum, min: 0 })),
});

let runtime: TestRuntime;
let district: District;

beforeAll(async () => {
  runtime = await testRuntime('2026-03-02T01:00:00Z');
  const enterprises = CONTESTS + KILLS;
  district = await buildDistrict(runtime, 1, { enterprises, officers: 8, experts: 4, count: enterprises });
});
afterAll(() => runtime.close());

describe('one draw has one result', () => {
  test(`${CONTESTS} times two operators and a witness press at once`, { timeout: 120_000 }, async () => {
    for (let batch = 1; batch <= CONTESTS; batch += 1) {
      expect(await contest(runtime, { planId: district.planId, batch, config: CONFIG }, 5)).toSatisfy(isSound);
    }
  });

  test(
    `${KILLS} times the process is killed in the middle, and what is left is done after`,
    { timeout: 120_000 },
    async () => {
      for (let batch = CONTESTS + 1; batch <= CONTESTS + KILLS; batch += 1) {
        expect(
          await killAndResume(runtime, runtime.appUrl, { planId: district.planId, batch, config: CONFIG }, 60),
        ).toSatisfy(isSound);
      }
    },
  );
});
