import { describe, expect, it } from 'vitest';
import { compile, matchingProblems, type MatchingInput, type Officer } from './instance.ts';

const officer = (id: string, change: Partial<Officer> = {}): Officer => ({ id, tags: [], cap: 2, prior: 0, ...change });
const input = (change: Partial<MatchingInput> = {}): MatchingInput => ({
  posts: [
    { id: 'a', slots: [{ all: ['dust'] }, { all: [] }] },
    { id: 'b', slots: [{ all: ['dust'] }] },
  ],
  officers: [officer('2'), officer('1', { tags: ['dust'] })],
  conflicts: [],
  balance: 'strict',
  ...change,
});

describe('a matching problem', () => {
  it.each([
    [{ cap: -1 }, 1],
    [{ cap: 0.5 }, 1],
    [{ cap: 1_000_001 }, 1],
    [{ prior: -1 }, 1],
    [{ prior: 1_000_001 }, 1],
    [{ cap: 1_000_000, prior: 1_000_000 }, 0],
    [{ cap: 0, prior: 0 }, 0],
  ])('with an officer of %o has %i problem', (change, count) => {
    const problems = matchingProblems(input({ officers: [officer('1', change)] }));
    expect(problems).toEqual(
      Array.from({ length: count }, () => 'officer 1: cap and prior must be whole numbers from 0'),
    );
  });

  it('names everything that stands twice', () => {
    const [post] = input().posts;
    const twice = { posts: post === undefined ? [] : [post, post], officers: [officer('1'), officer('1')] };
    expect(matchingProblems(input(twice))).toEqual(['an enterprise stands twice', 'an officer stands twice']);
    expect(() => compile(input(twice))).toThrow('an enterprise stands twice; an officer stands twice');
  });
});

describe('a compiled problem', () => {
  it('has officers in the order of their ids, and who fits where', () => {
    const { officerIds, slotIds, fits, postOf, slotsOf, usable } = compile(input());
    expect(officerIds).toEqual(['1', '2']);
    expect(slotIds).toEqual(['a#0', 'a#1', 'b#0']);
    expect(fits.map((each) => [...each])).toEqual([[0], [0, 1], [0]]);
    expect([[...postOf], slotsOf]).toEqual([
      [0, 0, 1],
      [[0, 1], [2]],
    ]);
    expect(usable).toEqual([0, 1]);
  });

  it('leaves out who fits nothing, and bars recused officers from their own enterprise alone', () => {
    const conflicts = [
      { officer: '1', ent: 'b' },
      { officer: '2', ent: 'a' },
    ];
    const { fits, usable } = compile(input({ conflicts }));
    expect(fits.map((each) => [...each])).toEqual([[0], [0], []]);
    expect(usable).toEqual([0]);
  });

  it('lets a recusal from or of somebody who is not there change nothing', () => {
    const conflicts = [
      { officer: '1', ent: 'elsewhere' },
      { officer: 'nobody', ent: 'a' },
    ];
    expect(compile(input({ conflicts }))).toEqual(compile(input()));
  });
});
