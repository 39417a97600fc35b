/** A case and what its acts are judged against, for rules that need no database. @module */
import { NATIONAL_CALENDAR } from '../../core/calendar/national.ts';
import { certifiedOfficer } from '../../inspection/rules/sample.testing.ts';
import type { Report } from '../types/acts.ts';
import type { Outcome } from '../types/case.ts';
import type { CaseFile, Notice } from '../types/file.ts';
import { DEFAULT_SETTING, type Benchmark } from '../types/settings.ts';
import { newCase } from './begin.ts';
import type { CaseContext, CaseOfficer } from './context.ts';

export const TODAY = '2026-03-12';

/** A fine of so many yuan. */
export const fine = (yuan: number): Outcome => ({ kind: 'penalty', items: [{ kind: 'fine', fen: yuan * 100 }] });
export const NO_PENALTY: Outcome = { kind: 'no-penalty', ground: 'no-fault', reason: '没有主观过错' };

export const officer = (id: string, change: Partial<CaseOfficer> = {}): CaseOfficer => ({
  ...certifiedOfficer(id),
  staffId: `staff-${id}`,
  ...change,
});

/** A fine of 1,000 to 20,000 yuan, and 警告. */
export const BENCHMARK = {
  code: 'b',
  title: '基准',
  validFrom: '2020-01-01',
  isSafety: true,
  grades: [{ code: 'g', title: '一般', condition: '', minFen: 100_000, maxFen: 2_000_000, kinds: ['warning'] }],
} as unknown as Benchmark;

/** Two handlers investigate a unit; nothing else has happened. */
export function sampleCase(change: Partial<CaseFile> = {}): CaseFile {
  const empty = newCase(
    '00000000-0000-4000-8000-000000000001',
    {
      source: 'other',
      party: { kind: 'unit', name: '甲', creditCode: '', principal: '', address: '', enterpriseId: null },
      cause: '案由',
      facts: '情况',
      violatedOn: '2025-12-01',
    },
    { openedOn: '2026-01-05', findingId: null },
  );
  return {
    ...empty,
    state: 'investigating',
    handlers: ['a', 'b'].map((id) => ({ officerId: id, staffId: `staff-${id}` })),
    seats: { handler: ['staff-a', 'staff-b'], reviewer: ['reviewer'], presider: ['presider'], decider: [] },
    filedOn: '2026-01-12',
    ...change,
  };
}

/** A notice of that outcome, which has arrived. */
export function noticeOf(outcome: Outcome, change: Partial<Notice> = {}): Notice {
  const service = { means: 'direct', on: '2026-03-02', recipient: '厂长', officerIds: ['a', 'b'] } as const;
  return { outcome, isHeard: false, service, arrivedOn: '2026-03-02', ...change } as Notice;
}

export function sampleReport(outcome: Outcome, change: Partial<Report> = {}): Report {
  return {
    facts: [],
    benchmark: 'b',
    grade: 'g',
    circumstances: '',
    correction: '',
    isCorrected: false,
    hasHarm: false,
    isComplex: false,
    outcome,
    ...change,
  } as Report;
}

export function sampleContext(change: Partial<CaseContext> = {}): CaseContext {
  return {
    staffId: 'staff-a',
    roles: ['officer'],
    today: TODAY,
    now: `${TODAY}T02:00:00Z`,
    calendar: NATIONAL_CALENDAR,
    setting: DEFAULT_SETTING,
    benchmarks: [BENCHMARK],
    officers: [officer('a'), officer('b'), officer('c')],
    conflicts: [],
    hasDelegation: false,
    earlier: [],
    isBaseRevoked: false,
    uploads: new Map(),
    visit: { pieces: [], findings: [] },
    ...change,
  };
}
