import { describe, expect, it } from 'vitest';
import {
  anyObject,
  boolean,
  day,
  hash32,
  instant,
  integer,
  lines,
  list,
  literal,
  object,
  oneOf,
  optional,
  publicId,
  read,
  reasonOf,
  ShapeError,
  shortName,
  table,
  tagged,
  text,
  type Shape,
} from './shape.ts';

/** What is wrong with a value; none when it has the shape. */
function problemsOf(shape: Shape<unknown>, value: unknown): readonly string[] {
  try {
    expect(read(shape, value, 'document')).toBe(value);
    return [];
  } catch (error) {
    if (error instanceof ShapeError && error.name === 'ShapeError') return error.problems;
    throw error;
  }
}

describe('a document that is not as it should be', () => {
  const shape = object<{ a: number; b?: string; c: readonly { d: boolean }[] }>({
    a: integer(1, 3),
    b: optional(text(/^x/, 'an x')),
    c: list(object<{ d: boolean }>({ d: boolean })),
  });

  it('is told every problem at once, each with its place', () => {
    expect(problemsOf(shape, { a: 2, c: [{ d: true }, { d: false }] })).toEqual([]);
    expect(problemsOf(shape, { a: 4, b: 'y', c: [{ d: true }, { d: 1 }, 7], e: 1, f: 2 })).toEqual([
      '$: unknown member e',
      '$: unknown member f',
      '$.a: expected a whole number 1 … 3',
      '$.b: expected an x',
      '$.c[1].d: expected true or false',
      '$.c[2]: expected an object',
    ]);
    expect(problemsOf(shape, { b: 'x' })).toEqual(['$: a is missing', '$: c is missing']);
    expect(problemsOf(shape, { a: 1, c: {}, b: undefined })).toEqual(['$.b: expected an x', '$.c: expected a list']);
    expect(() => read(shape, {}, 'plan')).toThrow('plan: $: a is missing; $: c is missing');
  });

  it('is refused for any one of them', () => {
    for (const bad of [
      { a: 4, c: [] },
      { a: 1, b: 'y', c: [] },
      { a: 1, c: [{ d: 1 }, { d: true }] },
      { a: 1, c: [], e: 1 },
      { c: [] },
    ])
      expect(problemsOf(shape, bad)).toHaveLength(1);
  });

  it('may be no object at all', () => {
    for (const value of [null, undefined, 1, 'x', [], true]) {
      expect(problemsOf(shape, value)).toEqual(['$: expected an object']);
      expect(problemsOf(table(boolean), value)).toEqual(['$: expected an object']);
      expect(problemsOf(anyObject, value)).toEqual(['$: expected an object']);
    }
    expect(problemsOf(anyObject, { any: 1 })).toEqual([]);
    // A member that every object inherits is not there.
    expect(problemsOf(object<{ toString: boolean }>({ toString: boolean }), {})).toEqual(['$: toString is missing']);
    expect(problemsOf(shape, { a: 1, c: [], constructor: 1 })).toEqual(['$: unknown member constructor']);
  });

  it('has the reason in words', () => {
    expect(reasonOf(new RangeError('too long'))).toBe('too long');
  });
});

describe('shapes of single values', () => {
  it.each<[string, Shape<unknown>, readonly unknown[], readonly unknown[], string]>([
    ['a text', text(), ['x', '名'], ['', 1, 'e\u0301', '\ud800', undefined], 'a text'],
    ['one of some', oneOf('a', 'b'), ['a', 'b'], ['c', 'ab', 1, ''], 'one of a, b'],
    ['this number', literal(1), [1], [2, '1', 1.5], '1'],
    ['a number within bounds', integer(1, 3), [1, 2, 3], [0, 4, 1.5, '2', Number.NaN], 'a whole number 1 … 3'],
    [
      'a number without an upper bound',
      integer(0),
      [0, Number.MAX_SAFE_INTEGER],
      [-1, 2 ** 53],
      'a whole number 0 … 9007199254740991',
    ],
    ['lines', lines, [[], ['a', '']], [['a', 1], 'a', { length: 0 }], 'lines of text'],
    ['true or false', boolean, [true, false], [0, 'true', null], 'true or false'],
    [
      'a hash',
      hash32,
      ['0'.repeat(64), '0123456789abcdef'.repeat(4)],
      ['0'.repeat(63), '0'.repeat(65), 'A'.repeat(64), `x${'0'.repeat(64)}`, 'g'.repeat(64)],
      '64 lower-case hexadecimal digits',
    ],
    [
      'a public id',
      publicId,
      ['A', 'Z9._-', 'A'.repeat(64)],
      ['', 'a', 'A'.repeat(65), 'A B', 'aA', 'Aa'],
      'an id of A–Z, 0–9, dot, underscore, hyphen',
    ],
    [
      'a short name',
      shortName,
      ['a', 'Z9._:-', 'a'.repeat(64)],
      ['', 'a'.repeat(65), 'a b', '名', ' a', 'a '],
      'a short ASCII name',
    ],
    [
      'a day',
      day,
      ['2026-01-31', '2026-03-31', '2026-04-30', '2026-12-01', '2024-02-29', '2000-02-29', '2026-02-28'],
      [
        '2026-02-29',
        '1900-02-29',
        '2026-04-31',
        '2026-06-31',
        '2026-09-31',
        '2026-11-31',
        '2026-01-32',
        '2026-00-01',
        '2026-13-01',
        '2026-01-00',
        '12026-01-01',
        '2026-01-011',
        '2026-1-1',
        20260101,
        '',
      ],
      'a day like 2026-03-09',
    ],
    [
      'an instant',
      instant,
      ['2019-04-09T00:00:00Z', '2024-02-29T23:59:59Z', '2019-10-31T19:09:09Z', '2019-12-01T20:00:00Z'],
      [
        '2019-02-29T00:00:00Z',
        '2019-04-31T00:00:00Z',
        '2019-13-09T00:00:00Z',
        '2019-00-09T00:00:00Z',
        '2019-04-09T24:00:00Z',
        '2019-04-09T00:60:00Z',
        '2019-04-09T00:00:60Z',
        '2019-04-09T00:00:00',
        '2019-04-09T00:00:00.5Z',
        '2019-04-09 00:00:00Z',
        'x2019-04-09T00:00:00Z',
        '2019-04-09T00:00:00Zx',
        '2019-04-00T00:00:00Z',
        '2019-04-32T00:00:00Z',
        7,
      ],
      'a time like 2019-04-09T00:00:00Z',
    ],
  ])('take %s and nothing else', (_, shape, good, bad, expected) => {
    for (const value of good) expect(problemsOf(shape, value)).toEqual([]);
    for (const value of bad) expect([value, problemsOf(shape, value)]).toEqual([value, [`$: expected ${expected}`]]);
  });
});

describe('shapes of many', () => {
  it('are tables with any keys', () => {
    expect(problemsOf(table(integer(1)), { a: 1, 名: 2 })).toEqual([]);
    expect(problemsOf(table(integer(1)), { a: 0, b: 1, c: 'x' })).toEqual([
      '$.a: expected a whole number 1 … 9007199254740991',
      '$.c: expected a whole number 1 … 9007199254740991',
    ]);
  });

  it('are told apart by a member', () => {
    const shape = tagged<{ type: string }>('type', {
      dice: object<{ type: string; n: number }>({ type: oneOf('dice'), n: integer(1) }),
      drand: object<{ type: string }>({ type: oneOf('drand') }),
    });
    expect(problemsOf(shape, { type: 'dice', n: 1 })).toEqual([]);
    expect(problemsOf(shape, { type: 'drand' })).toEqual([]);
    expect(problemsOf(shape, { type: 'drand', n: 1 })).toEqual(['$: unknown member n']);
    for (const bad of [{ type: 'coin' }, { type: 'constructor' }, { type: 1 }, {}, [], 'dice', null])
      expect(problemsOf(shape, bad)).toEqual(['$.type: expected one of dice, drand']);
  });
});

describe('shapes', () => {
  it('name what was expected', () => {
    expect(() => read(boolean, 1, 'x')).toThrow('x: $: expected true or false');
    expect(() => read(table(text()), { a: '' }, 'x')).toThrow('x: $.a: expected a text');
    expect(() => read(text(), 'e\u0301', 'x')).toThrow('expected a text');
  });
});
