import fc from 'fast-check';
import { canonicalize } from 'verifiable-draw';
import { describe, expect, test } from 'vitest';
import { addDays, daysBetween } from '../../core/calendar/day.ts';
import { NATIONAL_CALENDAR } from '../../core/calendar/national.ts';
import { nextWorkday } from '../../core/calendar/work-calendar.ts';
import { FINDING_LEVELS, FindingInput, MEASURES, type Finding } from '../types/visit.ts';
import { finding, ITEM, LINE, recordParts as parts } from './sample.testing.ts';
import {
  closingRefusals,
  conclusionOf,
  dueOf,
  findingRefusals,
  proposedLevel,
  proposedMeasure,
  recordDocument,
  recordRefusals,
  type RecordParts,
} from './record.ts';
import { codesOf } from '../../directory/types/vocabulary.ts';

const codes = (refusals: readonly { readonly code: string }[]): string[] => refusals.map(({ code }) => code);
const bytes = (record: RecordParts): string => new TextDecoder().decode(canonicalize(recordDocument(record)));

describe('the deadline of a finding', () => {
  test('calendar days from the next day, and never on a rest day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 180 }), fc.integer({ min: 0, max: 364 }), (days, offset) => {
        const stated = addDays('2026-01-01', offset);
        const due = dueOf(days, stated, NATIONAL_CALENDAR)?.due ?? '';
        expect(due).toBe(nextWorkday(addDays(stated, days), NATIONAL_CALENDAR));
        expect(daysBetween(stated, due)).toBeGreaterThanOrEqual(days);
      }),
    );
  });

  test('over the National Day week to the first workday after it; none for what is corrected on the spot', () => {
    expect(dueOf(7, '2026-09-25', NATIONAL_CALENDAR)?.due).toBe('2026-10-08');
    expect(dueOf(0, '2026-03-12', NATIONAL_CALENDAR)).toBeUndefined();
  });
});

describe('what a finding may say', () => {
  test('whatever is typed or pasted can stand in a record', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (typed) => {
        const parsed = FindingInput.safeParse({ ...finding(), description: typed, criterion: typed });
        if (parsed.success) expect(() => bytes(parts({ findings: [{ ...finding(), ...parsed.data }] }))).not.toThrow();
      }),
      { numRuns: 1_000, examples: [['第一行\n第二行\t\u0000'], ['\ud800'], ['e\u0301'], ['\u2028甲']] },
    );
    expect(FindingInput.parse({ ...finding(), description: ' 配电箱\r\n未锁闭 ' }).description).toBe('配电箱 未锁闭');
  });

  test('what is proposed for a point never stops work, and never speaks against the rules', () => {
    for (const severity of ['general', 'major', 'by-criterion'] as const) {
      const level = proposedLevel(severity);
      const input = FindingInput.parse({ ...finding(), level, criterion: '判定标准', ...proposedMeasure(level) });
      expect(findingRefusals(input, { ...LINE, severity }, 'fail')).toEqual([]);
      expect(['stop-use', 'stop-work']).not.toContain(input.measureKind);
    }
  });

  test('a point whose failure is a major hazard is not stated as general', () => {
    expect(codes(findingRefusals(finding(), { ...LINE, severity: 'major' }, undefined))).toEqual([
      'finding-level-too-low',
    ]);
  });

  test('a major hazard is never settled on the spot, whatever else is said of it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...codesOf(FINDING_LEVELS)),
        fc.constantFrom(...codesOf(MEASURES)),
        fc.integer({ min: 0, max: 180 }),
        (level, measureKind, days) => {
          const against = codes(
            findingRefusals(finding({ level, measureKind, days, criterion: '判定标准' }), LINE, 'fail'),
          );
          expect(against.includes('finding-major-on-the-spot')).toBe(
            level === 'major' && measureKind === 'on-the-spot',
          );
          expect(against.includes('finding-days-missing')).toBe(measureKind === 'rectify' && days === 0);
        },
      ),
    );
  });
});

describe('when a record may be closed', () => {
  test('complete: nothing speaks against it', () => {
    expect(recordRefusals(parts(), 2)).toEqual([]);
  });

  test('everything that is missing is said at once', () => {
    const bare = parts({
      inspection: { inspectionId: 'v', drawId: 'd', checkedIn: ['a'] },
      answers: [],
      opinions: [],
      findings: [finding({ level: 'major', needsReview: true })],
    });
    expect(codes(recordRefusals(bare, 2))).toEqual([
      'record-unanswered',
      'record-finding-without-fail',
      'record-major-unreviewed',
      'too-few-officers',
      'record-expert-silent',
    ]);
  });

  test('a withdrawn finding leaves its point without one', () => {
    expect(codes(recordRefusals(parts({ findings: [finding({ isWithdrawn: true })] }), 2))).toEqual([
      'record-fail-without-finding',
    ]);
  });
});

describe('the record that is signed', () => {
  test('the same parts give the same bytes; any change of what it says gives others', () => {
    const record = parts();
    expect(bytes(parts())).toBe(bytes(record));
    const changes: readonly Partial<RecordParts>[] = [
      { answers: [{ itemId: ITEM, pointNo: 1, answer: 'pass' }] },
      { findings: [] },
      { findings: [finding(), finding({ number: 2 })] },
      { opinions: [] },
      { inspectedOn: '2026-03-13' },
      { closedAt: '2026-03-12T08:00:01Z' },
      { enterprise: { name: '测试有限公司', creditCode: '91120111MA0000002X' } },
      { team: record.team.slice(0, 2) },
      { inspection: { ...record.inspection, checkedIn: ['a'] } },
    ];
    for (const change of changes) expect(bytes({ ...record, ...change })).not.toBe(bytes(record));
  });

  test('any edit of a finding changes the record', () => {
    const word = fc.stringMatching(/^[a-z0-9车间]{1,12}$/);
    const edit: fc.Arbitrary<Partial<Finding>> = fc.oneof(
      word.map((place) => ({ place })),
      word.map((description) => ({ description })),
      word.map((measure) => ({ measure })),
      word.map((criterion) => ({ criterion })),
      fc.constantFrom(...codesOf(MEASURES)).map((measureKind) => ({ measureKind })),
      fc.constantFrom(...codesOf(FINDING_LEVELS)).map((level) => ({ level })),
      fc.constantFrom('2026-03-27', '2026-04-01').map((dueOn) => ({ dueOn })),
    );
    fc.assert(
      fc.property(edit, (change) => {
        const before = finding();
        const after = { ...before, ...change };
        const isSame = Object.entries(change).every(([key, value]) =>
          Object.entries(before).some(([name, was]) => name === key && was === value),
        );
        expect(bytes(parts({ findings: [after] })) === bytes(parts())).toBe(isSame);
      }),
    );
  });
});

describe('the conclusion', () => {
  test('follows from what still stands', () => {
    const onTheSpot = finding({ measureKind: 'on-the-spot', days: 0, dueOn: null });
    expect(conclusionOf([])).toBe('no-problem');
    expect(conclusionOf([finding({ isWithdrawn: true })])).toBe('no-problem');
    expect(conclusionOf([onTheSpot])).toBe('corrected');
    expect(conclusionOf([onTheSpot, finding()])).toBe('follow-up');
    expect(closingRefusals([onTheSpot, finding({ isWithdrawn: true })])).toEqual([]);
    expect(codes(closingRefusals([onTheSpot, finding()]))).toEqual(['close-open-findings']);
  });
});
