import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from './bytes.ts';
import { negLog2 } from './explog.ts';
import { scoresOf, select, type Candidate, type Weighting, openPool } from './select.ts';
import { sha256Suite as suite, sm3Suite, type Suite } from './suite.ts';
import { bytes32 } from './testing/log.ts';
import { compareTickets, drawOrder, orderOf, scoreTable, ticket, ticketBytes, ticketTable } from './tickets.ts';

const key = bytes32('key');
const mode = fc.constantFrom<Weighting>('none', 'tickets', 'explog');
const population = fc
  .uniqueArray(fc.stringMatching(/^[A-Z0-9]{1,30}$/), { minLength: 1, maxLength: 25 })
  .chain((ids) =>
    fc.tuple(...ids.map((id) => fc.record({ id: fc.constant(id), weight: fc.integer({ min: 1, max: 9 }) }))),
  );
const ids = (of: readonly { id: string }[]): string[] => of.map(({ id }) => id);
/** A suite whose every ticket is the same, to see what decides then. */
const flat: Suite = { ...suite, hash: () => new Uint8Array(32), tickets: () => undefined };

describe('drawing', () => {
  it('does not depend on the order of the list', () => {
    fc.assert(
      fc.property(population, mode, fc.nat(), (all, weighting, n) => {
        const count = n % (all.length + 1);
        expect(ids(select(suite, key, all.toReversed(), count, weighting).selected)).toEqual(
          ids(select(suite, key, all, count, weighting).selected),
        );
      }),
    );
  });

  it('leaves everyone else in place when one is struck', () => {
    fc.assert(
      fc.property(population, mode, fc.nat(), (all, weighting, n) => {
        const struck = all[n % all.length] as Candidate;
        const order = ids(select(suite, key, all, all.length, weighting).selected);
        const rest = all.filter(({ id }) => id !== struck.id);
        expect(ids(select(suite, key, rest, rest.length, weighting).selected)).toEqual(
          order.filter((id) => id !== struck.id),
        );
      }),
    );
  });

  it('of shards, merged, is the drawing of the whole', () => {
    fc.assert(
      fc.property(population, mode, fc.nat(), fc.integer({ min: 1, max: 4 }), (all, weighting, n, shards) => {
        const count = n % (all.length + 1);
        const parts = Array.from({ length: shards }, (_, shard) => all.filter((_candidate, i) => i % shards === shard));
        const merged = parts.flatMap(
          (part) => select(suite, key, part, Math.min(count, part.length), weighting).selected,
        );
        expect(ids(select(suite, key, merged, count, weighting).selected)).toEqual(
          ids(select(suite, key, all, count, weighting).selected),
        );
      }),
    );
  });

  it('lists reserves as the next ones, as far as there are any', () => {
    const all = Array.from({ length: 6 }, (_, i) => ({ id: `E${i}`, weight: 1 }));
    const { selected, reserve } = select(suite, key, all, 2, 'none', 3);
    expect(ids([...selected, ...reserve])).toEqual(ids(select(suite, key, all, 5, 'none').selected));
    expect(select(suite, key, all, 6, 'none', 9).reserve).toEqual([]);
    expect(select(suite, key, all, 0, 'none').selected).toEqual([]);
  });

  it('by weights comes close to the exact chances of successive sampling', () => {
    const all = [1, 2, 4, 8].map((weight) => ({ id: `W${weight}`, weight }));
    const counts = new Map<string, number>();
    const runs = 3000;
    for (let i = 0; i < runs; i += 1) {
      for (const { id } of select(suite, bytes32(`seed ${i}`), all, 2, 'tickets').selected)
        counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    // Protocol §5.3: 0.177 0.344 0.632 0.847; the deviation of a share is below 0.01 here.
    const shares = all.map(({ id }) => (counts.get(id) ?? 0) / runs);
    [0.177, 0.344, 0.632, 0.847].forEach((exact, i) =>
      expect(Math.abs((shares[i] as number) - exact)).toBeLessThan(0.03),
    );
  });

  it('gives everyone the same chance without weights', () => {
    const all = Array.from({ length: 10 }, (_, i) => ({ id: `E${i}`, weight: 1 }));
    const counts = new Map<string, number>();
    for (let i = 0; i < 3000; i += 1) {
      for (const { id } of select(suite, bytes32(`chi ${i}`), all, 4, 'none').selected)
        counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    const chiSquare = [...counts.values()].reduce((sum, n) => sum + (n - 1200) ** 2 / (1200 * 0.6), 0) * (9 / 10);
    // 9 degrees of freedom: beyond 27.9 once in a thousand.
    expect(chiSquare).toBeLessThan(27.9);
  });

  it('decides equal tickets by the id', () => {
    const all = ['B', 'A', 'C'].map((id) => ({ id, weight: 2 }));
    for (const weighting of ['none', 'tickets', 'explog'] as const) {
      expect(ids(select(flat, key, all, 2, weighting).selected)).toEqual(['A', 'B']);
    }
    expect(drawOrder(flat, key, ['B', 'A'])).toEqual(['A', 'B']);
  });

  it('refuses what cannot be drawn', () => {
    const all = [{ id: 'A', weight: 1 }];
    expect(() => select(suite, key, all, 2, 'none')).toThrow('cannot draw 2 of 1');
    expect(() => select(suite, key, all, -1, 'none')).toThrow(RangeError);
    expect(() => select(suite, key, all, 0.5, 'none')).toThrow(RangeError);
    expect(() => select(suite, key, [...all, ...all], 1, 'none')).toThrow('an id stands twice');
    for (const weight of [0, 256, 1.5])
      expect(() => select(suite, key, [{ id: 'A', weight }], 1, 'tickets')).toThrow(
        `weight of A must be 1 … 255, got ${weight}`,
      );
    for (const weight of [0, 1.5])
      expect(() => select(suite, key, [{ id: 'A', weight }], 1, 'explog')).toThrow('whole number from 1');
    expect(() => drawOrder(suite, key, ['A', 'A'])).toThrow('an id stands twice');
  });
});

/** A suite whose tickets are these, in the order of the ids. */
const rigged = (tickets: readonly string[]): Suite => ({
  ...suite,
  tickets: ({ ids, words }, table) =>
    ids.forEach((name, i) => {
      const hex = tickets[Number(name.slice(1))] as string;
      for (let word = 0; word < words; word += 1)
        table[words * i + word] = Number.parseInt(hex.slice(8 * word, 8 * word + 8), 16);
    }),
});

describe('the exponential race', () => {
  const extreme = fc.constantFrom(
    '0'.repeat(64),
    `${'0'.repeat(63)}1`,
    `${'0'.repeat(40)}${'5'.repeat(24)}`,
    `7${'f'.repeat(63)}`,
    `8${'0'.repeat(63)}`,
    `${'f'.repeat(16)}${'0'.repeat(48)}`,
    `${'f'.repeat(31)}e${'0'.repeat(32)}`,
    `${'f'.repeat(63)}e`,
    'f'.repeat(64),
  );
  const any = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(toHex);
  const runner = fc.record({
    ticket: fc.oneof(extreme, any),
    weight: fc.oneof(fc.constantFrom(1, 2, 255, 2 ** 31, Number.MAX_SAFE_INTEGER), fc.integer({ min: 1, max: 99 })),
  });

  it('turns nobody away who is among the first, however extreme ticket and weight', () => {
    fc.assert(
      fc.property(fc.array(runner, { minLength: 8, maxLength: 60 }), fc.integer({ min: 1, max: 3 }), (runners, n) => {
        const all = runners.map(({ weight }, i) => ({ id: `E${i}`, weight }));
        const exponents = runners.map(({ ticket: hex }) => negLog2(fromHex(hex)));
        const exact = [...all.keys()].sort((a, b) => {
          const left = (exponents[a] as bigint) * BigInt((all[b] as Candidate).weight);
          const right = (exponents[b] as bigint) * BigInt((all[a] as Candidate).weight);
          if (left !== right) return left < right ? -1 : 1;
          return `E${a}` < `E${b}` ? -1 : 1;
        });
        const first = exact.slice(0, n).map((i) => `E${i}`);
        const track = rigged(runners.map(({ ticket: hex }) => hex));
        expect(ids(select(track, key, all, n, 'explog').selected)).toEqual(first);
        const pool = openPool(track, key, 'explog', n);
        for (const runner of all) pool.add([runner]);
        expect(ids(pool.selection(n).selected)).toEqual(first);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a pool', () => {
  const population = Array.from({ length: 3000 }, (_, i) => ({
    id: `E${String(i).padStart(4, '0')}`,
    weight: 1 + (i % 4),
  }));
  /** A suite that remembers of whom it was asked the whole ticket. */
  const counting = (): { readonly suite: Suite; readonly whole: string[] } => {
    const whole: string[] = [];
    const tickets: Suite['tickets'] = (job, table) => {
      if (job.words === 8 && job.j === 0) whole.push(...job.ids);
      suite.tickets(job, table);
    };
    return { suite: { ...suite, tickets }, whole };
  };

  it.each(['none', 'tickets', 'explog'] as const)('asks the whole ticket of few, by %s', (mode) => {
    const asked = counting();
    const pool = openPool(asked.suite, key, mode, 5);
    for (let start = 0; start < population.length; start += 50) pool.add(population.slice(start, start + 50));
    expect(ids(pool.selection(5).selected)).toEqual(ids(select(suite, key, population, 5, mode).selected));
    // The first 50, and then those who are before the fifth of all so far: 5/60 + 5/110 + … of 50, and a few more.
    expect(asked.whole.slice(0, 50)).toEqual(population.slice(0, 50).map(({ id }) => id));
    expect(asked.whole.length).toBeLessThan(50 + 45);
    expect(new Set(asked.whole).size).toBe(asked.whole.length);
  });

  it('of nobody asks nothing', () => {
    const asked = counting();
    const pool = openPool(asked.suite, key, 'none', 0);
    pool.add(population);
    expect(asked.whole).toEqual([]);
    expect(pool.selection(0)).toEqual({ selected: [], reserve: [] });
  });

  it('tells those apart whose tickets begin alike', () => {
    const begin = (rest: string): string => `0000000a${rest.repeat(56)}`;
    const track = rigged([begin('9'), begin('8'), begin('7'), begin('1'), begin('6')]);
    for (const mode of ['none', 'explog'] as const) {
      const pool = openPool(track, key, mode, 1);
      for (const id of ['E0', 'E1', 'E2', 'E3', 'E4']) pool.add([{ id, weight: 1 }]);
      expect(ids(pool.selection(1).selected)).toEqual(['E3']);
    }
  });

  it('takes each of a population once, however many there are', () => {
    const many = Array.from({ length: 20_000 }, (_, i) => ({ id: `E${String(i).padStart(6, '0')}`, weight: 1 }));
    const order = drawOrder(
      suite,
      key,
      many.map(({ id }) => id),
    );
    const { selected, reserve } = select(suite, key, many, 100, 'none', 50);
    expect(ids([...selected, ...reserve])).toEqual(order.slice(0, 150));
    expect(ids(select(suite, key, many.toReversed(), 100, 'none').selected)).toEqual(order.slice(0, 100));
  });
});

describe('tickets', () => {
  it('compare as their bytes do, when they begin alike too', () => {
    const word = fc.constantFrom(0, 1, 0x7fffffff, 0x80000000, 0xffffffff);
    const row = fc.array(word, { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(row, fc.nat(8), row, (a, same, b) => {
        const table = Uint32Array.from([...a, ...a.slice(0, same), ...b.slice(same)]);
        const [left, right] = [toHex(ticketBytes(table, 0)), toHex(ticketBytes(table, 1))];
        expect(Math.sign(compareTickets(table, 0, 1))).toBe(left < right ? -1 : Number(left > right));
        expect(orderOf(table, ['A', 'B'])).toEqual(left <= right ? [0, 1] : [1, 0]);
      }),
    );
  });

  it('of a weight are compared to the last word', () => {
    const tickets: Suite['tickets'] = ({ j }, table) => table.set([1, 2, 3, 4, 5, 6, 7, j === 4 ? 1 : 9 + j]);
    expect(scoreTable({ ...suite, tickets }, key, ['A'], [9])).toEqual(Uint32Array.of(1, 2, 3, 4, 5, 6, 7, 1));
    expect(scoreTable({ ...suite, tickets }, key, ['A'], [4])).toEqual(Uint32Array.of(1, 2, 3, 4, 5, 6, 7, 9));
  });

  it('in tables are the same as one by one, whatever the id', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 30 })),
        fc.nat(254),
        fc.constantFrom(suite, sm3Suite),
        (names, j, each) => {
          const table = ticketTable(each, key, j, names);
          names.forEach((name, i) => expect(toHex(ticketBytes(table, i))).toBe(toHex(ticket(each, key, j, name))));
        },
      ),
    );
  });

  it.each(['', '\u0080', '测试', 'É', 'A'.repeat(22), 'A'.repeat(23), 'A\u0080', '\u007f'])(
    'of the id %j are the same in a table',
    (id) => {
      for (const each of [suite, sm3Suite]) {
        expect(toHex(ticketBytes(ticketTable(each, key, 254, [id]), 0))).toBe(toHex(ticket(each, key, 254, id)));
      }
    },
  );

  it('of a weight are the smallest of so many', () => {
    const names = ['A', 'B', 'C'];
    const scores = scoreTable(suite, key, names, [1, 7, 255]);
    names.forEach((name, i) => {
      const all = Array.from({ length: [1, 7, 255][i] as number }, (_, j) => toHex(ticket(suite, key, j, name))).sort();
      expect(toHex(ticketBytes(scores, i))).toBe(all[0]);
    });
    expect(scoresOf(suite, key, [{ id: 'B', weight: 7 }], 'tickets').map(toHex)).toEqual([
      toHex(ticketBytes(scores, 1)),
    ]);
    expect(orderOf(new Uint32Array(16), ['B', 'A'])).toEqual([1, 0]);
  });
});

describe('negLog2', () => {
  it('has the values of its definition', () => {
    const at = (first: number): Uint8Array => new Uint8Array(32).fill(0).with(0, first);
    expect(negLog2(at(0))).toBe(0n);
    expect(negLog2(at(0x80))).toBe(1n << 64n);
    expect(negLog2(new Uint8Array(32).fill(255))).toBe(256n << 64n);
    expect(Number(negLog2(at(0x40))) / 2 ** 64).toBeCloseTo(-Math.log2(0.75), 12);
  });

  it('never falls when the ticket grows', () => {
    const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        const [low, high] = toHex(a) <= toHex(b) ? [a, b] : [b, a];
        expect(negLog2(low) <= negLog2(high)).toBe(true);
      }),
    );
  });
});
