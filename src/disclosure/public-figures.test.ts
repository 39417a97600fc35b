import { describe, expect, test } from 'vitest';
import type { Conclusion } from '../inspection/types/visit.ts';
import type { PublicProgress } from '../rectification/types/views.ts';
import {
  commonProblems,
  figuresOf,
  penalisedVisits,
  quartersOf,
  verdictOf,
  visitStanding,
} from './rules/public-figures.ts';
import type { PublicFinding } from './types.ts';
import type { PublicVisit } from './types/public-visit.ts';

const finding = (number: number, change: Partial<PublicFinding> = {}): PublicFinding => ({
  number,
  itemName: '配电箱',
  text: '未锁闭',
  level: 'general',
  measureKind: 'rectify',
  dueOn: '2026-04-01',
  ...change,
});
const passed: PublicProgress = { state: 'passed', settledOn: '2026-03-28', isOverdue: false };
const late: PublicProgress = { state: 'open', settledOn: null, isOverdue: true };

function visit(
  findings: readonly PublicFinding[],
  progress: readonly [number, PublicProgress][] = [],
  {
    on = '2026-03-02',
    conclusion = findings.length === 0 ? 'no-problem' : 'corrected',
  }: { on?: string; conclusion?: Conclusion } = {},
): PublicVisit {
  return {
    entryId: 'e',
    inspectionId: 'i',
    firstPublishedOn: on,
    publishedOn: on,
    progress: new Map(progress),
    content: {
      bureau: '示例区应急管理局',
      drawId: 'd',
      enterprise: {
        name: '甲',
        creditCode: 'A',
        subdistrictCode: '120111100',
        subdistrict: '杨柳青镇',
        safetyDomain: 'machinery',
      },
      inspectedOn: on,
      items: [],
      conclusion,
      findings: [...findings],
    },
  };
}

describe('how a visit stands', () => {
  test('it is rectified only when every finding was corrected on the spot or passed its re-inspection', () => {
    expect(visitStanding(visit([]))).toBe('clean');
    expect(visitStanding(visit([finding(1)]))).toBe('problem');
    expect(visitStanding(visit([finding(1), finding(2)], [[1, passed]]))).toBe('problem');
    expect(
      visitStanding(visit([finding(1), finding(2, { measureKind: 'on-the-spot', dueOn: null })], [[1, passed]])),
    ).toBe('rectified');
  });

  test('a finding that went to a case or elsewhere is not rectified by that', () => {
    for (const state of ['in-case', 'transferred', 'transferring', 'awaiting-consent', 'supervised'] as const)
      expect(visitStanding(visit([finding(1)], [[1, { state, settledOn: '2026-03-28', isOverdue: false }]]))).toBe(
        'problem',
      );
  });

  test('a finding that was voided is none, while the result still names it', () => {
    const voided: PublicProgress = { state: 'voided', settledOn: '2026-05-10', isOverdue: false };
    const both = visit([finding(1, { level: 'major' }), finding(2)], [[1, voided]]);
    expect(visitStanding(visit([finding(1)], [[1, voided]]))).toBe('clean');
    expect(visitStanding(both)).toBe('problem');
    expect(
      visitStanding(
        visit(
          [finding(1), finding(2)],
          [
            [1, voided],
            [2, passed],
          ],
        ),
      ),
    ).toBe('rectified');
    expect(verdictOf(both)).toMatchObject({ findings: 1, open: 1, rectifiedOn: undefined });
    expect(figuresOf([both])).toMatchObject({ findings: 1, majorFindings: 0, withProblems: 1 });
    expect(commonProblems([both])).toEqual([{ item: '配电箱', visits: 1, findings: 1 }]);
  });

  test('who could not be inspected is neither clean nor a problem; who refused is a problem without a finding', () => {
    expect(visitStanding(visit([], [], { conclusion: 'unreachable' }))).toBe('unable');
    expect(visitStanding(visit([], [], { conclusion: 'uncooperative' }))).toBe('problem');
  });

  test('its verdict adds up, and names the nearest deadline of what is open', () => {
    const verdict = verdictOf(
      visit(
        [finding(1), finding(2, { dueOn: '2026-03-20' }), finding(3, { dueOn: '2026-03-10' })],
        [
          [1, passed],
          [2, late],
          [3, { state: 'in-case', settledOn: '2026-03-11', isOverdue: false }],
        ],
      ),
    );
    expect(verdict).toMatchObject({ findings: 3, rectified: 1, overdue: 1, open: 0, cases: 1, dueOn: '2026-03-20' });
    expect(verdict.rectified + verdict.overdue + verdict.open + verdict.cases + verdict.transferred).toBe(3);
  });
});

test('figures: each visit is unable, clean, or with problems, and of these some are rectified', () => {
  const figures = figuresOf([
    visit([]),
    visit([], [], { conclusion: 'ended' }),
    visit([finding(1, { level: 'major' })], [[1, late]]),
    visit(
      [finding(1), finding(2)],
      [
        [1, passed],
        [2, passed],
      ],
    ),
  ]);
  expect(figures).toEqual({
    checked: 4,
    unable: 1,
    clean: 1,
    withProblems: 2,
    rectified: 1,
    findings: 3,
    findingsRectified: 2,
    findingsOverdue: 1,
    majorFindings: 1,
  });
});

test('common problems count visits, not findings, and the order of equals is fixed', () => {
  const other = (number: number): PublicFinding => finding(number, { itemName: '通道' });
  expect(commonProblems([visit([finding(1), finding(2), other(3)]), visit([other(1)]), visit([finding(1)])])).toEqual([
    { item: '配电箱', visits: 2, findings: 3 },
    { item: '通道', visits: 2, findings: 2 },
  ]);
});

test('twelve quarters end with that of today; a quarter is as bad as its worst visit; what is older has no cell', () => {
  const quarters = quartersOf(
    [
      visit([], [], { on: '2026-03-31' }),
      visit([finding(1)], [], { on: '2026-01-01' }),
      visit([], [], { on: '2024-12-31' }),
      visit([finding(1)], [], { on: '2023-03-31' }),
    ],
    '2026-01-01',
  );
  expect(quarters).toHaveLength(12);
  expect(quarters.at(-1)).toEqual({ year: 2026, quarter: 1, standing: 'problem', visits: 2 });
  expect(quarters[0]).toEqual({ year: 2023, quarter: 2, standing: undefined, visits: 0 });
  expect(quarters.filter(({ standing }) => standing !== undefined).map(({ year, quarter }) => [year, quarter])).toEqual(
    [
      [2024, 4],
      [2026, 1],
    ],
  );
});

test('a penalty counts for the visits with problems before it, of that enterprise alone, and marks its quarter', () => {
  const visits = [visit([finding(1)]), visit([]), visit([finding(1)], [[1, passed]], { on: '2026-05-06' })];
  expect(penalisedVisits(visits, [{ creditCode: 'A', decidedOn: '2026-04-10' }])).toBe(1);
  expect(penalisedVisits(visits, [{ creditCode: 'A', decidedOn: '2026-05-06' }])).toBe(2);
  expect(penalisedVisits(visits, [{ creditCode: 'B', decidedOn: '2026-12-31' }])).toBe(0);
  const quarters = quartersOf(visits, '2026-06-30', ['2026-04-10']);
  expect(quarters.slice(-2).map(({ standing }) => standing)).toEqual(['problem', 'penalty']);
});
