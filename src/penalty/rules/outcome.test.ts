/** Which benchmark applies, what is heard and discussed, and what is heavier than what (行政处罚法 §29–37, 44–45, 57, 63). */
import { describe, expect, test } from 'vitest';
import type { Report } from '../types/acts.ts';
import type { Outcome, PenaltyKind } from '../types/case.ts';
import { DEFAULT_SETTING, type Benchmark } from '../types/settings.ts';
import type { CaseContext, EarlierDecision } from './context.ts';
import {
  appliedBenchmark,
  benchmarkOn,
  beyondRefusals,
  isDiscussed,
  isHeard,
  ON_SPOT,
  proposalRefusals,
  restsOnFacts,
  yuan,
} from './outcome.ts';
import { BENCHMARK, fine, NO_PENALTY, sampleCase, sampleContext, sampleReport } from './sample.testing.ts';

const penalty = (...items: { kind: PenaltyKind; fen?: number }[]): Outcome => ({ kind: 'penalty', items }) as Outcome;

describe('what a case rests on', () => {
  const decided = (outcome: Outcome) => ({ outcome, on: '2026-03-02', by: 'head', documentHash: '' });
  const rests = (change: Parameters<typeof sampleCase>[0]): boolean => restsOnFacts(sampleCase(change));

  test('its facts, from the lead to the decision and after it', () => {
    expect(rests({ state: 'lead' })).toBe(true);
    expect(rests({ state: 'executing', decision: decided(fine(8_000)) })).toBe(true);
    expect(rests({ state: 'closed', decision: decided(fine(8_000)) })).toBe(true);
    expect(rests({ state: 'closed', decision: decided(NO_PENALTY) })).toBe(true);
    // Handed to the police without a decision of its own.
    expect(rests({ state: 'closed', decision: null })).toBe(true);
  });
  test('no more when it was declined, withdrawn, its facts denied, or its decision revoked', () => {
    expect(rests({ state: 'not-filed' })).toBe(false);
    expect(rests({ state: 'closed', decision: decided({ kind: 'withdraw', reason: '' }) })).toBe(false);
    const denied: Outcome = { kind: 'no-penalty', ground: 'facts-fail', reason: '' };
    expect(rests({ state: 'closed', decision: decided(denied) })).toBe(false);
    expect(rests({ state: 'executed', decision: decided(fine(8_000)), revokedOn: '2026-05-01' })).toBe(false);
  });
});

describe('a hearing', () => {
  const heard = (outcome: Outcome, kind: 'unit' | 'person' = 'unit'): boolean =>
    isHeard(outcome, { kind }, DEFAULT_SETTING);
  test('is told of a large amount, by the threshold of units and of persons', () => {
    expect([heard(fine(49_999.99)), heard(fine(50_000))]).toEqual([false, true]);
    expect([heard(fine(19_999.99), 'person'), heard(fine(20_000), 'person')]).toEqual([false, true]);
    expect(heard(penalty({ kind: 'gains', fen: 5_000_000 }))).toBe(true);
  });
  test('is told of 降级、吊销、停产、关闭、限制从业 whatever the amount, not of a warning, nor without a penalty', () => {
    for (const kind of ['downgrade', 'revoke', 'stop', 'close', 'profession'] as const)
      expect(heard(penalty({ kind }))).toBe(true);
    expect(heard(penalty({ kind: 'warning' }))).toBe(false);
    expect(heard(NO_PENALTY)).toBe(false);
    // A kind without an amount is not a large one, however low the threshold.
    expect(isHeard(penalty({ kind: 'warning' }), { kind: 'unit' }, { ...DEFAULT_SETTING, hearingUnitFen: 0 })).toBe(
      false,
    );
  });
});

describe('集体讨论', () => {
  const hearing = { heardOn: '2026-03-01' } as NonNullable<ReturnType<typeof sampleCase>['hearing']>;
  const discussed = (
    outcome: Outcome,
    change: Parameters<typeof sampleCase>[0] = {},
    setting = DEFAULT_SETTING,
  ): boolean => isDiscussed(sampleCase(change), outcome, setting);
  test('of what is large, was heard, would be heard, or is complex', () => {
    const low = { ...DEFAULT_SETTING, discussFen: 1_000_000 };
    expect([discussed(fine(9_999.99), {}, low), discussed(fine(10_000), {}, low)]).toEqual([false, true]);
    expect(discussed(penalty({ kind: 'revoke' }))).toBe(true);
    expect(discussed(fine(1), { hearing })).toBe(true);
    expect(discussed(fine(1), { hearing: { ...hearing, heardOn: null } })).toBe(false);
    expect(discussed(fine(1), { report: sampleReport(fine(1), { isComplex: true }) })).toBe(true);
    expect(discussed(fine(1), { report: sampleReport(fine(1)) })).toBe(false);
  });
  test('of what is not punished only where it is complex', () => {
    expect(discussed(NO_PENALTY, { hearing })).toBe(false);
    expect(discussed(NO_PENALTY, { report: sampleReport(NO_PENALTY, { isComplex: true }) })).toBe(true);
    expect(discussed(NO_PENALTY, { report: sampleReport(NO_PENALTY) })).toBe(false);
  });
});

describe('what the party was told', () => {
  const told = penalty({ kind: 'fine', fen: 1_000_000 }, { kind: 'warning' });
  test('bounds the decision: no other kind, no larger amount', () => {
    expect(beyondRefusals(fine(10_000), told)).toEqual([]);
    expect(beyondRefusals(penalty({ kind: 'warning' }), told)).toEqual([]);
    expect(beyondRefusals(fine(10_000.01), told)).toEqual([
      { code: 'penalty-more-than-told', facts: { kind: '罚款', told: '10000.00', now: '10000.01' } },
    ]);
    expect(beyondRefusals(penalty({ kind: 'warning' }, { kind: 'revoke' }), told)).toEqual([
      { code: 'penalty-kind-not-told', facts: { kind: '吊销许可证件' } },
    ]);
  });
  test('not to punish needs no notice; to punish without one is refused', () => {
    expect(beyondRefusals(NO_PENALTY, undefined)).toEqual([]);
    for (const before of [undefined, NO_PENALTY])
      expect(beyondRefusals(fine(1), before)).toEqual([{ code: 'penalty-not-told' }]);
  });
});

describe('money', () => {
  test('is said in yuan with two places; on the spot 200 for a person, 3,000 for a unit, 100 in cash', () => {
    expect([yuan(0), yuan(1), yuan(123_456)]).toEqual(['0.00', '0.01', '1234.56']);
    expect(ON_SPOT).toEqual({ person: 20_000, unit: 300_000, cash: 10_000 });
  });
});

describe('从旧兼从轻 (行政处罚法 §37)', () => {
  const version = (validFrom: string, maxFen: number, code = 'b'): Benchmark =>
    ({ ...BENCHMARK, code, validFrom, grades: [{ ...BENCHMARK.grades[0], maxFen }] }) as Benchmark;
  const days = { violatedOn: '2025-12-01', today: '2026-03-12' };
  const chosen = (...benchmarks: Benchmark[]): string | undefined =>
    appliedBenchmark(benchmarks, { code: 'b', grade: 'g' }, days)?.benchmark.validFrom;

  test('the version of a day is the last one that was in force by then', () => {
    const all = [version('2024-01-01', 1), version('2022-01-01', 1), version('2023-01-01', 1, 'other')];
    expect(benchmarkOn(all, 'b', '2023-12-31')?.validFrom).toBe('2022-01-01');
    expect(benchmarkOn(all, 'b', '2024-01-01')?.validFrom).toBe('2024-01-01');
    expect(benchmarkOn(all, 'b', '2021-12-31')).toBeUndefined();
  });
  test('the version of the day of the act, unless that of today is lighter', () => {
    const old = version('2025-01-01', 500);
    expect(chosen(old)).toBe('2025-01-01');
    expect(chosen(old, version('2026-01-01', 400))).toBe('2026-01-01');
    expect(chosen(old, version('2026-01-01', 500))).toBe('2025-01-01');
    expect(chosen(old, version('2026-01-01', 600))).toBe('2025-01-01');
    expect(chosen(version('2026-01-01', 400))).toBeUndefined();
    const without = { ...version('2026-01-01', 1), grades: [] };
    expect(chosen(old, without)).toBe('2025-01-01');
    expect(appliedBenchmark([old], { code: 'b', grade: 'x' }, days)).toBeUndefined();
  });
});

describe('a proposal', () => {
  const judge = (
    report: Report,
    context: Partial<CaseContext> = {},
    change: Parameters<typeof sampleCase>[0] = {},
  ): unknown[] => proposalRefusals(sampleCase(change), report, sampleContext(context));
  const grade = { grade: '一般', from: '1000.00', to: '20000.00' };

  test('keeps to its grade; below it only with a reason to mitigate', () => {
    expect(judge(sampleReport(fine(1_000)))).toEqual([]);
    expect(judge(sampleReport(fine(20_000)))).toEqual([]);
    expect(judge(sampleReport(fine(999.99)))).toEqual([{ code: 'fine-below-grade', facts: grade }]);
    expect(judge(sampleReport(fine(20_000.01)))).toEqual([{ code: 'fine-above-grade', facts: grade }]);
    const mitigation = { ground: 'minor' } as unknown as NonNullable<Report['mitigation']>;
    expect(judge(sampleReport(fine(1), { mitigation }))).toEqual([]);
    expect(judge(sampleReport(fine(20_001), { mitigation }))).toMatchObject([{ code: 'fine-above-grade' }]);
  });
  test('has the kinds of its grade; gains are confiscated with every penalty', () => {
    expect(judge(sampleReport(penalty({ kind: 'warning' }, { kind: 'gains', fen: 1 })))).toEqual([]);
    expect(judge(sampleReport(penalty({ kind: 'revoke' })))).toEqual([
      { code: 'penalty-kind-outside', facts: { kind: '吊销许可证件', grade: '一般' } },
    ]);
  });
  test('rests on a benchmark of the day of the act', () => {
    expect(judge(sampleReport(fine(1_000), { grade: 'x' }))).toEqual([
      { code: 'benchmark-unknown', at: 'report.grade', facts: { day: '2025-12-01' } },
    ]);
  });
  test('within two years; within five where life and health are touched and there was harm (§36)', () => {
    const { lead } = sampleCase();
    const old = (violatedOn: string) => ({ lead: { ...lead, violatedOn } });
    const late = (report: Partial<Report>, day: string, benchmarks = [BENCHMARK]): unknown[] =>
      judge(sampleReport(fine(1_000), report), { benchmarks }, old(day));
    expect(late({}, '2024-01-05')).toEqual([]);
    expect(late({}, '2024-01-04')).toEqual([{ code: 'penalty-time-limit', facts: { until: '2026-01-04' } }]);
    expect(late({ hasHarm: true }, '2021-01-05')).toEqual([]);
    expect(late({ hasHarm: true }, '2021-01-04')).toEqual([
      { code: 'penalty-time-limit', facts: { until: '2026-01-04' } },
    ]);
    const other = [{ ...BENCHMARK, isSafety: false }];
    expect(late({ hasHarm: true }, '2024-01-04', other)).toMatchObject([{ code: 'penalty-time-limit' }]);
  });

  const had: EarlierDecision = { benchmark: 'b', violatedOn: '2025-12-01', decidedOn: '2025-12-20', hasFine: true };
  test('one act is fined once (§29); a warning beside the fine is none', () => {
    const fined = [{ code: 'act-fined-before', facts: { on: '2025-12-20' } }];
    expect(judge(sampleReport(fine(1_000)), { earlier: [had] })).toEqual(fined);
    expect(judge(sampleReport(penalty({ kind: 'warning' })), { earlier: [had] })).toEqual([]);
    for (const change of [{ hasFine: false }, { benchmark: 'other' }, { violatedOn: '2025-12-02' }])
      expect(judge(sampleReport(fine(1_000)), { earlier: [{ ...had, ...change }] })).toEqual([]);
  });
  test('of 按日连续处罚 is counted, not graded: every day is its own', () => {
    const daily = { days: 3 } as unknown as NonNullable<ReturnType<typeof sampleCase>['daily']>;
    expect(judge(sampleReport(fine(99_999)), { earlier: [had] }, { daily })).toEqual([]);
    const minor: Outcome = { kind: 'no-penalty', ground: 'minor', reason: '' };
    expect(judge(sampleReport(minor), {}, { daily })).toMatchObject([{ code: 'no-penalty-uncorrected' }]);
  });

  const none = (
    ground: 'minor' | 'first-time' | 'no-fault',
    change: Partial<Report> = {},
    earlier: EarlierDecision[] = [],
  ): unknown[] => judge(sampleReport({ kind: 'no-penalty', ground, reason: '' }, change), { earlier });
  test('not to punish what is minor asks that it is corrected and did no harm (§33)', () => {
    expect(none('minor', { isCorrected: true })).toEqual([]);
    expect(none('minor', { hasHarm: true })).toEqual([{ code: 'no-penalty-uncorrected' }, { code: 'no-penalty-harm' }]);
  });
  test('not to punish the first time asks that it is corrected, and the first within the years of the bureau', () => {
    expect(none('first-time', { isCorrected: true, hasHarm: true })).toEqual([]);
    expect(none('first-time')).toEqual([{ code: 'no-penalty-uncorrected' }]);
    const earlier = (decidedOn: string): unknown[] =>
      none('first-time', { isCorrected: true }, [{ ...had, decidedOn }]);
    expect(earlier('2024-01-05')).toEqual([{ code: 'no-penalty-not-first', facts: { on: '2024-01-05' } }]);
    expect(earlier('2024-01-04')).toEqual([]);
  });
  test('other grounds ask neither', () => {
    expect(none('no-fault', { hasHarm: true }, [had])).toEqual([]);
    expect(judge(sampleReport({ kind: 'withdraw', reason: '' }, { hasHarm: true }))).toEqual([]);
  });
});
