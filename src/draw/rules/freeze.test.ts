import { describe, expect, test } from 'vitest';
import { creditCodeOf, demoCreditCode } from '../../../demo/codes.ts';
import type { Refusal } from '../../core/result.ts';
import type { PlanForDraw } from '../../plan/types.ts';
import { PUBLISHED_ITEM, sampleConfig } from '../../testing/draw-district.ts';
import type { DrawConfig } from '../types.ts';
import { freezeRefusals, strataOf, type FreezeFacts } from './freeze.ts';
import type { PersonEntry, RosterEntry } from './pool.ts';

const PLAN: PlanForDraw = {
  planId: 'plan',
  year: 2026,
  version: 1,
  state: 'in-progress',
  title: '计划',
  ratio: 4000,
  count: 8,
  kRule: 'ceil(20*40/100)',
  windowFrom: '2026-01-01',
  windowTo: '2026-09-30',
  scope: { safetyDomains: [], riskColors: [], keyUnit: null },
  strata: [],
  universe: { size: 20, measuredOn: '2026-01-05', strata: [], unplaced: 0, overlapping: 0 },
  exceptions: [],
  caps: undefined,
  joint: [],
  exempt: new Set(),
  hash: '1'.repeat(64),
};

const ROSTER: readonly RosterEntry[] = Array.from({ length: 20 }, (_, n) => ({
  id: demoCreditCode(n + 1),
  enterpriseId: `e${n}`,
  name: `企业${n}`,
  status: 'eligible',
  stratum: n % 4 === 0 ? 'hazchem' : 'general',
  weight: 1,
}));

function officer(n: number, change: Partial<PersonEntry> = {}): PersonEntry {
  const tags = ['valid', ...(n % 2 === 0 ? ['lead'] : []), n % 4 < 2 ? 'hazchem' : 'machinery'];
  return { id: `ZF-${n}`, personId: `o${n}`, tags, cap: 10, prior: 0, ...change };
}

function facts(change: Partial<FreezeFacts> = {}, config: Partial<DrawConfig> = {}): FreezeFacts {
  return {
    config: sampleConfig(config),
    plan: PLAN,
    today: '2026-03-02',
    publishedCodes: [PUBLISHED_ITEM],
    drawnCount: 0,
    roster: ROSTER,
    officers: Array.from({ length: 8 }, (_, n) => officer(n)),
    experts: [],
    conflicts: [],
    vehicles: [],
    devices: [],
    heldBy: undefined,
    chains: [],
    sealedBefore: undefined,
    ...change,
  };
}

function codes(refusals: readonly Refusal[]): string[] {
  return refusals.map(({ code }) => code);
}

describe('freezing a draw', () => {
  test('nothing stands against a sound draw', () => {
    expect(freezeRefusals(facts())).toEqual([]);
  });

  test('everything that is wrong is said at once, with its facts', () => {
    const wrong = facts(
      { plan: { ...PLAN, state: 'approved' }, officers: [officer(1)], today: '2026-10-08' },
      { itemCodes: [PUBLISHED_ITEM, 'XX-99'], inspectFrom: '2026-09-28', inspectTo: '2026-10-12' },
    );
    expect(freezeRefusals(wrong)).toEqual([
      { code: 'draw-plan-state', facts: { state: 'approved' } },
      { code: 'draw-day-outside-window', facts: { day: '2026-10-08', from: '2026-01-01', to: '2026-09-30' } },
      {
        code: 'draw-dates-outside-window',
        at: 'inspectTo',
        facts: { first: '2026-10-01', last: '2026-10-12', days: 12, from: '2026-01-01', to: '2026-09-30' },
      },
      { code: 'draw-item-unpublished', at: 'itemCodes', facts: { codes: ['XX-99'] } },
      { code: 'draw-officers-too-few', facts: { certified: 1, needed: 2, listed: 1 } },
      { code: 'draw-no-lead', facts: { certified: 1 } },
      expect.objectContaining({ code: 'draw-teams-impossible' }),
    ]);
  });

  test('an approved exception opens days outside the window', () => {
    const exception = {
      exceptionId: 'x',
      validFrom: '2026-10-01',
      validTo: '2026-10-31',
      reason: '专项',
      approvedBy: 'head',
      approvedOn: '2026-09-01',
    };
    const exceptions = [
      { ...exception, act: 'draw' as const },
      { ...exception, act: 'inspection' as const },
    ];
    const late = facts(
      { plan: { ...PLAN, exceptions }, today: '2026-10-08' },
      { inspectFrom: '2026-09-28', inspectTo: '2026-10-12' },
    );
    expect(freezeRefusals(late)).toEqual([]);
    expect(codes(freezeRefusals({ ...late, plan: { ...PLAN, exceptions: exceptions.slice(0, 1) } }))).toEqual([
      'draw-dates-outside-window',
    ]);
  });

  test('teams that cannot be made name the Hall set: which seats, which officers, how many they can give', () => {
    const barred = ['ZF-0', 'ZF-4'].map((person) => ({
      person,
      enterprise: demoCreditCode(5),
      reason: 'KIN',
      registeredAt: '2026-01-01T00:00:00Z',
    }));
    expect(freezeRefusals(facts({ conflicts: barred }))).toEqual([
      {
        code: 'draw-teams-impossible',
        facts: { seats: 1, capacity: 0, enterpriseCount: 1, enterprises: ['企业4'], officerCount: 0, officers: [] },
      },
    ]);
  });

  test('caps too small for the seats are a Hall set too', () => {
    const [refusal] = freezeRefusals(facts({ officers: Array.from({ length: 8 }, (_, n) => officer(n, { cap: 1 })) }));
    expect(refusal?.code).toBe('draw-teams-impossible');
    expect(Number(refusal?.facts?.['seats'])).toBeGreaterThan(Number(refusal?.facts?.['capacity']));
  });

  test('no more than can be drawn, than the plan allows, than the strata hold', () => {
    const excluded = ROSTER.map((entry, n): RosterEntry =>
      n < 15 ? { ...entry, status: 'excluded', reason: 'FREQ' } : entry,
    );
    expect(codes(freezeRefusals(facts({ roster: excluded })))).toContain('draw-size-beyond-eligible');
    expect(codes(freezeRefusals(facts({ drawnCount: 1 })))).toEqual(['draw-size-beyond-plan']);
    const [hazchem, general] = sampleConfig().strata;
    if (hazchem === undefined || general === undefined) throw new Error('two strata expected');
    expect(codes(freezeRefusals(facts({}, { strata: [hazchem, { ...general, max: 2 }] })))).toEqual([
      'draw-size-outside-strata',
    ]);
    expect(codes(freezeRefusals(facts({}, { strata: [{ ...hazchem, min: 6 }, general] })))).toContain(
      'draw-stratum-bounds',
    );
  });

  test('a stratum that would give nobody is refused; a batch smaller than its strata is not', () => {
    const [hazchem, general] = sampleConfig().strata;
    if (hazchem === undefined || general === undefined) throw new Error('two strata expected');
    const strata = [{ ...hazchem, min: 2 }, general];
    expect(freezeRefusals(facts({}, { strata, size: { by: 'count', count: 2 } }))).toEqual([
      { code: 'draw-stratum-without-chance', at: 'strata', facts: { name: '工贸', eligible: 15 } },
    ]);
    expect(freezeRefusals(facts({}, { size: { by: 'count', count: 1 } }))).toEqual([]);
  });

  test('two officers with one certificate number cannot be told apart in public', () => {
    const twice = Array.from({ length: 8 }, (_, n) => officer(n, n === 7 ? { id: 'ZF-0' } : {}));
    const [refusal] = freezeRefusals(facts({ officers: twice }));
    expect(refusal).toEqual({ code: 'draw-id-unusable', facts: { count: 1, ids: ['ZF-0'] } });
  });

  test('a list of a hundred thousand is judged in seconds: the database ends what is silent for thirty', () => {
    const roster = Array.from({ length: 100_000 }, (_, n) => ({
      ...ROSTER[n % 20],
      id: creditCodeOf(`M${String(n).padStart(7, '0')}`),
    })) as RosterEntry[];
    const began = performance.now();
    expect(freezeRefusals(facts({ roster }))).toEqual([]);
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});

test('equal rates give quotas in proportion, and they add up', () => {
  const strata = strataOf(sampleConfig(), ROSTER, 8);
  expect(strata.map(({ id, eligible, quota }) => [id, eligible, quota])).toEqual([
    ['hazchem', 5, 2],
    ['general', 15, 6],
  ]);
});
