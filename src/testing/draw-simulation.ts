/** Many draws by the protocol's own functions, from the dice to the drawn, and whether chance looks like chance. @module */
import { createHash } from 'node:crypto';
import { assign, deriveKeys, derivePrk, select, sha256Suite, utf8, type DrawKeys } from 'verifiable-draw';
import { chiSquareTail } from './chi-square.ts';

export interface Verdict {
  readonly draws: number;
  readonly statistic: number;
  readonly freedom: number;
  /** Chance of counts that stray at least this far, if all had the same chance. */
  readonly p: number;
  /** How often the rarest came up; 0 would be one that never does. */
  readonly least: number;
  readonly most: number;
}

/** Draws that can be made in pieces: counts of draws number `from` up to `to`, added to those before them. */
export interface Simulation {
  /** As many as there are enterprises, or pairs of officers. */
  readonly outcomes: number;
  readonly count: (counts: number[], from: number, to: number) => void;
  readonly verdict: (counts: readonly number[], draws: number) => Verdict;
}

/** All draws of a simulation at once. */
export function simulate({ outcomes, count, verdict: judge }: Simulation, draws: number): Verdict {
  const counts = Array.from({ length: outcomes }, () => 0);
  count(counts, 0, draws);
  return judge(counts, draws);
}

/** The keys of the `n`-th simulated draw: twenty dice under an announcement that `label` stands for. */
function keysOf(label: string, n: number): DrawKeys {
  const announcement = createHash('sha256').update(label).digest();
  const dice = String(createHash('sha256').update(`${label} ${n}`).digest().readBigUInt64BE()).padStart(20, '0');
  return deriveKeys(sha256Suite, derivePrk(sha256Suite, announcement, [{ id: 'dice', value: utf8(dice) }]));
}

/**
 * Draws `k` of `size` enterprises again and again and compares how often each was drawn. Since every draw takes exactly
 * `k`, the counts of one draw are negatively correlated: Σ(c−Dp)² / (D·p·(1−p)) · (N−1)/N is χ² with N−1 degrees.
 */
export function selections(size: number, k: number, label = `${size} ${k}`): Simulation {
  const population = Array.from({ length: size }, (_, i) => ({ id: `E${String(i).padStart(6, '0')}`, weight: 1 }));
  const p = k / size;
  return {
    outcomes: size,
    count: (counts, from, to) => {
      for (let n = from; n < to; n += 1)
        for (const { id } of select(sha256Suite, keysOf(label, n).ent, population, k, 'none').selected)
          add(counts, Number(id.slice(1)));
    },
    verdict: (counts, draws) => verdict(counts, draws, (draws * p * (1 - p) * size) / (size - 1), draws * p),
  };
}

/** Who visits one enterprise: each ordered pair (lead, second) of `officers` alike must come up as often as any other. */
export function pairs(officers: number, label = `pairs ${officers}`): Simulation {
  const people = Array.from({ length: officers }, (_, i) => ({
    id: `P${i}`,
    tags: ['lead', 'valid'],
    cap: 3,
    prior: 0,
  }));
  const slots = [{ all: ['valid', 'lead'] }, { all: ['valid'] }];
  const posts = ['A', 'B', 'C', 'D'].map((id) => ({ id, slots }));
  const input = { posts, officers: people, conflicts: [], balance: 'strict' } as const;
  const names = people.flatMap(({ id: lead }) =>
    people.filter(({ id }) => id !== lead).map(({ id }) => `${lead} ${id}`),
  );
  return {
    outcomes: names.length,
    count: (counts, from, to) => {
      for (let n = from; n < to; n += 1) {
        const keys = keysOf(label, n);
        const matched = assign(sha256Suite, { order: keys.assignOrder, pair: keys.assignPair }, input, []);
        if (!matched.feasible) throw new Error('eight places and no matching');
        const holder = (slot: string): string => matched.trace.find((step) => step.slot === slot)?.officer ?? '';
        add(counts, names.indexOf(`${holder('A#0')} ${holder('A#1')}`));
      }
    },
    verdict: (counts, draws) => verdict(counts, draws, draws / names.length, draws / names.length),
  };
}

function add(counts: number[], outcome: number): void {
  counts[outcome] = (counts[outcome] ?? 0) + 1;
}

function verdict(counts: readonly number[], draws: number, variance: number, expected: number): Verdict {
  const statistic = counts.reduce((sum, count) => sum + (count - expected) ** 2, 0) / variance;
  const freedom = counts.length - 1;
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return { draws, statistic, freedom, p: chiSquareTail(statistic, freedom), least, most };
}
