import { describe, expect, test } from 'vitest';
import { compareTimes, timesChances, yearChance, type Record } from './fairness.ts';
import { drawEnd, withoutOpenTypings } from './log.ts';

const firms = (count: number, drawn: (n: number, year: number) => boolean, years = 3): Record[] =>
  Array.from({ length: count }, (_, n) => ({
    id: `E${n}`,
    name: `企业${n}`,
    years: Array.from({ length: years }, (_year, year) => ({
      year: 2024 + year,
      chance: 0.4,
      isDrawn: drawn(n, year),
    })),
  }));

describe('fairness over the years', () => {
  test('the chances of none, one, two years are those of the coin thrown so often', () => {
    expect(timesChances([0.5, 0.5]).map((p) => p.toFixed(4))).toEqual(['0.2500', '0.5000', '0.2500']);
    expect(timesChances([])).toEqual([1]);
    expect(timesChances([0.4, 0.25, 0.1]).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
  });

  test('who is drawn in the first batch of a year or else in the second has one chance for the year', () => {
    expect(yearChance([0.4, 0.5])).toBeCloseTo(0.7, 12);
    expect(yearChance([])).toBe(0);
  });

  test('counts that chance would give lie in the band; a list from which the same are always drawn does not', () => {
    const even = compareTimes(firms(1_000, (n, year) => (n * 7 + year * 331) % 10 < 4));
    expect(even.reduce((sum, { actual }) => sum + actual, 0)).toBe(1_000);
    const same = compareTimes(firms(1_000, (n) => n < 400));
    expect(same.map(({ actual }) => actual)).toEqual([600, 0, 0, 400]);
    expect(same.every(({ isInside }) => !isInside)).toBe(true);
    expect(same[3]?.expected).toBeCloseTo(64, 6);
  });

  test('without draws there is one line and nothing to complain of', () => {
    expect(compareTimes([])).toMatchObject([{ times: 0, actual: 0, isInside: true }]);
  });
});

describe('how an announced draw ended', () => {
  const draw = {
    state: 'released',
    isVoid: false,
    openBy: undefined,
    isOpened: false,
    now: '2026-03-02T01:00:00Z',
  } as const;
  test.each([
    ['done', {}],
    ['open', { state: 'rolling' }],
    ['void', { isVoid: true, openBy: '2026-01-01T00:00:00Z' }],
    ['sealed', { openBy: '2026-03-02T01:00:00Z' }],
    ['overdue', { openBy: '2026-03-02T00:59:59Z' }],
    ['overdue', { openBy: '2026-03-02T00:59:59Z', state: 'announced' }],
    ['done', { openBy: '2026-03-02T00:59:59Z', isOpened: true }],
  ] as const)('%s', (end, change) => {
    expect(drawEnd({ ...draw, ...change })).toBe(end);
  });
});

describe('what was typed is shown once it was typed again', () => {
  const dice = (draw: string, kind: string, attempt: number) => ({ draw, kind, facts: { attempt } });
  const fresh = (request: number, kind: string, attempt: number, source = `fresh:${request}:dice`) => ({
    draw: 'a',
    kind,
    facts: { request, source, attempt },
  });

  test('in the same draw, not because of another draw', () => {
    const entries = [
      dice('a', 'draw.record-dice', 1),
      dice('b', 'draw.confirm-dice', 1),
      { draw: 'a', kind: 'draw.propose-void', facts: {} },
      dice('b', 'draw.record-dice', 2),
    ];
    expect(withoutOpenTypings(entries)).toEqual([entries[1], entries[2]]);
    expect(withoutOpenTypings([...entries, dice('a', 'draw.confirm-dice', 1)])).toContain(entries[0]);
  });

  test('of the same request, source and attempt: a check of one request says nothing of another', () => {
    const entries = [
      fresh(1, 'draw.record-fresh', 1),
      fresh(2, 'draw.record-fresh', 1),
      fresh(1, 'draw.record-fresh', 1, 'fresh:1:lottery'),
      fresh(1, 'draw.confirm-fresh', 1),
      fresh(1, 'draw.record-fresh', 2),
    ];
    expect(withoutOpenTypings(entries)).toEqual([entries[0], entries[3]]);
  });

  test('but a beacon proves itself and waits for nobody', () => {
    const beacon = { draw: 'a', kind: 'draw.record-fresh', facts: { request: 1, source: 'fresh:1:drand' } };
    expect(withoutOpenTypings([beacon])).toEqual([beacon]);
  });
});
