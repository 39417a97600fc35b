import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256Suite as suite } from '../suite.ts';
import { bytes32 } from '../testing/log.ts';
import { isFillable, matchingProblem, slotsOf } from '../testing/matchings.ts';
import { fits, oracle } from '../testing/oracle.ts';
import { assign, capBonus } from './assign.ts';

const keys = { order: bytes32('order'), pair: bytes32('pair') };
describe('matching officers', () => {
  it('gives what the definition gives, on every small case, and a valid reason when there is no team', () => {
    let feasible = 0;
    let skips = 0;
    fc.assert(
      fc.property(matchingProblem, (input) => {
        const [found, expected] = [assign(suite, keys, input), oracle(suite, keys, input)];
        expect(found.feasible).toBe(expected.feasible);
        if (found.feasible && expected.feasible) {
          expect(found.trace).toEqual(expected.trace);
          expect(found.phi).toBe(expected.phi);
          feasible += 1;
          skips += found.trace.reduce((sum, step) => sum + step.skipped.length, 0);
        }
        if (!found.feasible) {
          const { slots, capacity, officers } = found.hall;
          const able = (officer: string): string[] =>
            slots.filter((slot) => fits(input, slot.slice(0, 3), Number(slot.slice(4)), officer));
          const most = input.officers.reduce(
            (sum, { id, cap }) => sum + Math.min(cap, new Set(able(id).map((s) => s.slice(0, 3))).size),
            0,
          );
          expect(capacity).toBe(most);
          expect(slots.length).toBeGreaterThan(capacity);
          expect([...officers]).toEqual(input.officers.map(({ id }) => id).filter((id) => able(id).length > 0));
        }
      }),
      { numRuns: 400, seed: 20190409 },
    );
    // Both kinds of cases were met, and skips among them.
    expect(feasible).toBeGreaterThan(80);
    expect(feasible).toBeLessThan(320);
    expect(skips).toBeGreaterThan(20);
  });

  it('shows of a problem without teams exactly the places one of which must stay empty', () => {
    fc.assert(
      fc.property(matchingProblem, (input) => {
        const found = assign(suite, keys, input);
        if (found.feasible) return;
        const slots = slotsOf(input);
        const last = slots.findIndex((_, i) => !isFillable(input, new Map(), 0, slots.slice(0, i + 1)));
        const some = slots.slice(0, last + 1);
        const critical = some.filter((slot) =>
          isFillable(
            input,
            new Map(),
            0,
            some.filter((other) => other !== slot),
          ),
        );
        expect(found.hall.slots).toEqual(critical.toSorted());
      }),
      { numRuns: 300 },
    );
  });

  it('does not depend on the order in which anything is listed', () => {
    fc.assert(
      fc.property(matchingProblem, (input) => {
        const turned = {
          ...input,
          posts: input.posts.toReversed(),
          officers: input.officers.toReversed(),
          conflicts: [
            ...input.conflicts.toReversed(),
            { officer: 'ZF-99', ent: 'E-0' },
            { officer: 'ZF-0', ent: 'E-99' },
          ],
        };
        const [a, b] = [assign(suite, keys, input), assign(suite, keys, turned)];
        expect(b.feasible).toBe(a.feasible);
        if (a.feasible && b.feasible) expect(b.trace).toEqual(a.trace);
      }),
      { numRuns: 150 },
    );
  });

  it('is the same for officers who are the same: each leads as often as the others', () => {
    const officers = ['A', 'B', 'C', 'D'].map((id) => ({ id, tags: [], cap: 1, prior: 0 }));
    const input = { posts: [{ id: 'E', slots: [{ all: [] }] }], officers, conflicts: [], balance: 'strict' } as const;
    const counts = new Map<string, number>();
    for (let i = 0; i < 2000; i += 1) {
      const result = assign(suite, { order: bytes32(`o${i}`), pair: bytes32(`p${i}`) }, input);
      const officer = result.feasible ? (result.trace[0]?.officer ?? '') : '';
      counts.set(officer, (counts.get(officer) ?? 0) + 1);
    }
    const chiSquare = [...counts.values()].reduce((sum, n) => sum + (n - 500) ** 2 / 500, 0);
    // 3 degrees of freedom: beyond 16.3 once in a thousand; the keys are fixed, so this is no gamble.
    expect(chiSquare).toBeLessThan(16.3);
    expect(counts.size).toBe(4);
  });

  it('evens out what was carried before', () => {
    const officers = [
      { id: 'A', tags: [], cap: 9, prior: 5 },
      { id: 'B', tags: [], cap: 9, prior: 0 },
    ];
    const posts = ['1', '2', '3'].map((id) => ({ id, slots: [{ all: [] }] }));
    const result = assign(suite, keys, { posts, officers, conflicts: [], balance: 'strict' });
    expect(result.feasible && [...result.loads]).toEqual([
      ['A', 0],
      ['B', 3],
    ]);
    expect(result.feasible && result.phi).toBe(6);
  });

  it('climbs the announced ladder only as far as needed', () => {
    const officers = [{ id: 'A', tags: [], cap: 1, prior: 0 }];
    const posts = ['1', '2', '3'].map((id) => ({ id, slots: [{ all: [] }] }));
    const input = { posts, officers, conflicts: [], balance: 'cap-only' } as const;
    const relaxed = assign(suite, keys, input, ['cap+1', 'cap+2', 'cap+3']);
    expect(relaxed.feasible && relaxed.relaxed).toBe('cap+2');
    expect(assign(suite, keys, input, ['cap+1'])).toMatchObject({
      feasible: false,
      hall: { capacity: 2, officers: ['A'] },
    });
    expect(() => capBonus('cap+0')).toThrow('unknown relax step "cap+0"');
  });

  it('works on more slots and officers than a machine word has bits', () => {
    const officers = Array.from({ length: 40 }, (_, i) => ({
      id: `O${i}`,
      tags: i % 2 === 0 ? ['lead'] : [],
      cap: 6,
      prior: i % 4,
    }));
    const posts = Array.from({ length: 70 }, (_, i) => ({ id: `E${i}`, slots: [{ all: ['lead'] }, { all: [] }] }));
    const result = assign(suite, keys, { posts, officers, conflicts: [], balance: 'strict' });
    expect(result.feasible && result.trace.length).toBe(140);
    const loads = result.feasible
      ? [...result.loads].map(([id, load]) => load + (officers.find((o) => o.id === id)?.prior ?? 0))
      : [];
    expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
  });

  it('refuses ids that stand twice and numbers that are none', () => {
    const officer = { id: 'A', tags: [], cap: 1, prior: 0 };
    const post = { id: '1', slots: [] };
    const input = {
      posts: [post, post],
      officers: [officer, { ...officer, cap: -1, prior: 0.5 }],
      conflicts: [],
      balance: 'strict',
    } as const;
    expect(() => assign(suite, keys, input)).toThrow(
      'an enterprise stands twice; an officer stands twice; officer A: cap and prior must be whole numbers from 0',
    );
  });
});
