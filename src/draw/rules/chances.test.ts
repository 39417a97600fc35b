import { createHash } from 'node:crypto';
import { select, sha256Suite } from 'verifiable-draw';
import { describe, expect, test } from 'vitest';
import { chanceClasses, chanceRange } from './chances.ts';

/** A stratum of so many enterprises of each weight. */
const of = (counts: Readonly<Record<number, number>>, stratum = 's') =>
  Object.entries(counts).flatMap(([weight, count]) =>
    Array.from({ length: count }, () => ({ status: 'eligible' as const, stratum, weight: Number(weight) })),
  );
const chances = (counts: Readonly<Record<number, number>>, quota: number) =>
  chanceClasses([{ id: 's', quota }], of(counts));

/** Successive sampling, every order of it: the chance of each of these weights to be among the first `k`. */
function enumerated(weights: readonly number[], k: number): number[] {
  const found = weights.map(() => 0);
  const go = (left: readonly number[], taken: readonly number[], probability: number): void => {
    if (taken.length === k) {
      for (const i of taken) found[i] = (found[i] ?? 0) + probability;
      return;
    }
    const all = left.reduce((sum, i) => sum + (weights[i] ?? 0), 0);
    for (const i of left)
      go(
        left.filter((other) => other !== i),
        [...taken, i],
        (probability * (weights[i] ?? 0)) / all,
      );
  };
  go([...weights.keys()], [], 1);
  return found;
}

describe('the chance of an enterprise', () => {
  test('is places by enterprises where all weigh the same, stratum by stratum, whatever is excluded', () => {
    const roster = [
      ...of({ 1: 5 }, 'a'),
      ...of({ 3: 20 }, 'b'),
      { status: 'excluded' as const, stratum: 'a', weight: 1 },
    ];
    const strata = [
      { id: 'a', quota: 2 },
      { id: 'b', quota: 20 },
    ];
    expect(chanceClasses(strata, roster).map(({ chance, isExact }) => [chance, isExact])).toEqual([
      [0.4, true],
      [1, true],
    ]);
    expect(chanceClasses([{ id: 'a', quota: 0 }], roster)[0]?.chance).toBe(0);
    expect(chanceClasses([{ id: 'none', quota: 0 }], roster)).toEqual([]);
  });

  test.each([
    [[1, 2, 4, 8], 2],
    [[1, 1, 4], 1],
    [[1, 2, 2, 5, 9], 4],
    [[1, 255], 1],
  ] as const)('with weights %j and %i places is that of every order counted out', (weights, k) => {
    const wanted = enumerated(weights, k);
    const counts = Object.fromEntries([...Map.groupBy(weights, (w) => w)].map(([w, same]) => [w, same.length]));
    for (const { weight, chance } of chances(counts, k))
      expect(chance).toBeCloseTo(wanted[(weights as readonly number[]).indexOf(weight)] ?? 0, 3);
  });

  test('is what four thousand draws of the protocol come to', () => {
    const population = of({ 1: 15, 2: 10, 4: 5 }).map(({ weight }, i) => ({ id: `E${i}`, weight }));
    const drawn = new Map<number, number>();
    for (let n = 0; n < 4_000; n += 1) {
      const key = createHash('sha256').update(`chances ${n}`).digest();
      const weights = new Map(population.map(({ id, weight }) => [id, weight]));
      for (const { id } of select(sha256Suite, key, population, 12, 'tickets').selected) {
        const weight = weights.get(id) ?? 0;
        drawn.set(weight, (drawn.get(weight) ?? 0) + 1);
      }
    }
    for (const { weight, enterprises, chance } of chances({ 1: 15, 2: 10, 4: 5 }, 12))
      expect((drawn.get(weight) ?? 0) / 4_000 / enterprises).toBeCloseTo(chance, 1.7);
  });

  test('adds up to the places, by integral and by approximation, which says that it is one', () => {
    const integral = chances({ 1: 100, 2: 60, 3: 40 }, 80);
    const approximate = chances({ 1: 4_000, 2: 3_000, 4: 2_000, 8: 1_000 }, 2_000);
    expect(integral.every(({ isExact }) => isExact)).toBe(true);
    expect(approximate.some(({ isExact }) => isExact)).toBe(false);
    const places = (some: typeof integral): number => some.reduce((sum, one) => sum + one.chance * one.enterprises, 0);
    expect(places(integral)).toBeCloseTo(80, 1);
    expect(places(approximate)).toBeCloseTo(2_000, 6);
  });

  test('holds where one weight has far more enterprises than places, or far fewer', () => {
    const [rare, common] = chances({ 1: 100, 10_000: 3 }, 50);
    expect(common?.chance).toBeCloseTo(1, 6);
    expect(rare?.chance).toBeCloseTo(0.47, 3);
  });
});

test('the middle one of all enterprises, not of all weights', () => {
  const classes = [
    { stratum: 's', weight: 4, enterprises: 1, chance: 0.9, isExact: true },
    { stratum: 's', weight: 1, enterprises: 10, chance: 0.2, isExact: true },
    { stratum: 's', weight: 2, enterprises: 3, chance: 0.5, isExact: true },
  ];
  expect(chanceRange(classes)).toEqual({ least: 0.2, middle: 0.2, most: 0.9 });
  expect(chanceRange([])).toBeUndefined();
});
