import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { read } from '../core/transact.ts';
import { carryTo } from '../testing/draw-ceremony.ts';
import { BUREAU_SIZE, buildDistrict, sampleConfig, type District } from '../testing/draw-district.ts';
import { testRuntime, type TestRuntime } from '../testing/runtime.ts';

let runtime: TestRuntime;
let district: District;

beforeAll(async () => {
  runtime = await testRuntime('2026-03-02T01:00:00Z');
  district = await buildDistrict(runtime, 1, BUREAU_SIZE);
});
afterAll(() => runtime.close());

describe('the life of a draw', () => {
  test('from the configuration to the release of its teams', async () => {
    const drawId = await carryTo(runtime, 'released', { planId: district.planId, config: sampleConfig({ officerCap: 12 }) });
    const counts = await read(runtime, 1, async ({ db }) => ({
      picks: await db.selectFrom('draw_pick').select('id').where('bureau_id', '=', 1).where('draw_id', '=', drawId).execute(),
      seats: await db.selectFrom('draw_seat').select(['person', 'enterprise', 'kind']).where('bureau_id', '=', 1).where('draw_id', '=', drawId).execute(),
    }));
    expect(counts.picks).toHaveLength(80);
    expect(counts.seats.filter(({ kind }) => kind === 'officer')).toHaveLength(160);
  });
});
