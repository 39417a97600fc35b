import { describe, expect, test } from 'vitest';
import type { UniverseEntry } from '../../directory/types/pools.ts';
import type { PlanCaps } from '../../plan/types/caps.ts';
import { sampleConfig } from '../../testing/draw-district.ts';
import { rosterOf, type RosterRule } from './pool.ts';

const EVERYONE = { safetyDomains: [], riskColors: [], keyUnit: null };
const CAPS: PlanCaps = {
  classes: [
    { name: '红色', filter: { ...EVERYONE, riskColors: ['red'], standardizationLevels: [] }, cap: 3 },
    { name: '危化', filter: { ...EVERYONE, safetyDomains: ['hazchem'], standardizationLevels: [] }, cap: 2 },
  ],
  others: 1,
};

function entry(id: string, change: Partial<UniverseEntry>): UniverseEntry {
  return {
    enterpriseId: id,
    creditCode: id,
    name: id,
    kind: 'enterprise',
    status: 'active',
    subdistrictCode: '120111100',
    safetyDomain: 'machinery',
    specialFlags: [],
    riskColor: null,
    creditClass: null,
    sizeClass: null,
    standardizationLevel: null,
    regulatorLevel: 'district',
    keyUnit: false,
    employees: null,
    industryCode: null,
    version: 1,
    ...change,
  };
}

const UNIVERSE = [
  entry('red', { riskColor: 'red', safetyDomain: 'hazchem' }),
  entry('hazchem', { safetyDomain: 'hazchem' }),
  entry('other', {}),
];

/** Who is excluded when each of them was drawn so often, and why. */
function excluded(times: number, change: Partial<RosterRule['plan']> = {}, frequencyCap = 9): string[] {
  const { strata, scope, weights, exclusions } = sampleConfig();
  const roster = rosterOf(UNIVERSE, {
    planScope: EVERYONE,
    itemScopes: [],
    plan: { caps: CAPS, exempt: new Set(), ...change },
    config: { strata, scope, weights, exclusions, frequencyCap },
    drawnBefore: new Map(UNIVERSE.map(({ enterpriseId }) => [enterpriseId, { times, lastDraw: '120111-2026-A-1' }])),
  });
  return roster.flatMap(({ id, reason, ref }) => (reason === undefined ? [] : [`${id} ${reason} ${ref}`]));
}

describe('the cap of its class at the freeze', () => {
  test.each([
    [0, []],
    [1, ['other']],
    [2, ['hazchem', 'other']],
    [3, ['hazchem', 'other', 'red']],
  ])('after %i visits excludes, with the code and the draw that gave the last', (times, who) => {
    expect(excluded(times)).toEqual(who.map((id) => `${id} FREQ 120111-2026-A-1`));
  });

  test('the configuration’s own cap holds where it is smaller', () => {
    expect(excluded(1, {}, 1)).toHaveLength(3);
    expect(excluded(1, { caps: undefined }, 2)).toEqual([]);
  });

  test('a lifted cap lets exactly that enterprise be drawn again', () => {
    expect(excluded(3, { exempt: new Set(['hazchem']) })).toEqual([
      'other FREQ 120111-2026-A-1',
      'red FREQ 120111-2026-A-1',
    ]);
  });
});
