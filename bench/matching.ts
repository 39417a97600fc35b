/**
 * Matching officers at the size of a province, beside the plain greedy that looks no step ahead; at the size of a bureau
 * beside one min-cost flow from scratch; and the narrowing audit of 1,000 seeds. One JSON line per figure.
 *
 * `node bench/matching.ts`
 * @module
 */
import {
  assign,
  auditNarrowing,
  commitConflicts,
  commitPeople,
  sha256Suite as suite,
  ticket,
  toHex,
  type MatchingInput,
} from 'verifiable-draw';
import { solve } from '../verifiable-draw/src/testing/oracle.ts';
import { chanceOf } from '../verifiable-draw/src/testing/chance.ts';
import { scene } from '../verifiable-draw/src/testing/scene.ts';
import { printFigure, timed } from './figure.ts';

const STRATA = ['hazchem', 'metallurgy', 'warehouse'];
const keys = { order: suite.hash(Uint8Array.of(1)), pair: suite.hash(Uint8Array.of(2)) };

/** Two places each, the first of a lead; every officer knows two of three trades; one pair in twenty is recused. */
function problem(firms: number, officers: number): MatchingInput {
  const chance = chanceOf(`${firms} × ${officers}`);
  return {
    posts: Array.from({ length: firms }, (_, i) => ({
      id: `E${i}`,
      slots: [{ all: ['valid', 'lead'] }, { all: ['valid', STRATA[i % 3] as string] }],
    })),
    officers: Array.from({ length: officers }, (_, i) => ({
      id: `ZF-${i}`,
      tags: ['valid', ...(i % 2 === 1 ? ['lead'] : []), ...STRATA.filter((_stratum, s) => (i + s) % 3 !== 0)],
      cap: Math.ceil((firms * 2) / officers) + 1,
      prior: i % 4,
    })),
    conflicts: Array.from({ length: Math.floor(firms * officers * 0.05) }, () => ({
      officer: `ZF-${chance.below(officers)}`,
      ent: `E${chance.below(firms)}`,
    })),
    balance: 'strict',
  };
}

/** Milliseconds of processor time for each round since then: what a machine that others use does not distort. */
function processorTime(since: NodeJS.CpuUsage, rounds: number): number {
  const { user, system } = process.cpuUsage(since);
  return Math.round((user + system) / 1000 / rounds);
}

/** The plain greedy: the first officer by ticket who fits and has not reached the cap; no look ahead. @returns dead ends */
function greedy({ posts, officers, conflicts }: MatchingInput): number {
  const barred = new Set(conflicts.map(({ officer, ent }) => `${officer}|${ent}`));
  const load = new Map<string, number>();
  let deadEnds = 0;
  for (const { id, slots } of posts) {
    const team = new Set<string>();
    for (const [place, { all }] of slots.entries()) {
      const key = ticket(suite, keys.pair, 0, `${id}#${place}`);
      const [first] = officers
        .filter(
          (officer) =>
            all.every((tag) => officer.tags.includes(tag)) &&
            !barred.has(`${officer.id}|${id}`) &&
            !team.has(officer.id) &&
            (load.get(officer.id) ?? 0) < officer.cap,
        )
        .map((officer) => ({ id: officer.id, score: toHex(ticket(suite, key, 0, officer.id)) }))
        .toSorted((a, b) => (a.score < b.score ? -1 : 1));
      if (first === undefined) deadEnds += 1;
      else {
        team.add(first.id);
        load.set(first.id, (load.get(first.id) ?? 0) + 1);
      }
    }
  }
  return deadEnds;
}

for (const [firms, officers, rounds] of [
  [2000, 400, 3],
  [5000, 600, 3],
] as const) {
  const input = problem(firms, officers);
  const size = { firms, officers };
  let skips = 0;
  const before = process.cpuUsage();
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    times.push(
      await timed(() => {
        const result = assign(suite, keys, input);
        if (!result.feasible) throw new Error('the problem is feasible');
        skips = result.trace.reduce((sum, step) => sum + step.skipped.length, 0);
      }),
    );
  }
  printFigure('RP-F', 'ms', times, { ...size, skips, processorMs: processorTime(before, rounds) });
  let deadEnds = 0;
  const plain = await timed(() => {
    deadEnds = greedy(input);
  });
  printFigure('plain greedy, without look-ahead', 'ms', [plain], { ...size, deadEnds });
}

const small = problem(80, 30);
const smallTimes: number[] = [];
for (let round = 0; round < 20; round += 1) smallTimes.push(await timed(() => assign(suite, keys, small)));
printFigure('RP-F', 'ms', smallTimes, { firms: 80, officers: 30 });
printFigure('one min-cost flow from scratch', 'ms', [await timed(() => solve(small, new Map()))], {
  firms: 80,
  officers: 30,
});

const { announcement, lists } = scene({ enterprises: 244 });
const saltKey = new Uint8Array(32);
const audited = {
  ...lists,
  officers: commitPeople(
    suite,
    saltKey,
    small.officers.map((officer) => ({ ...officer, cap: 8 })),
  ),
  conflicts: commitConflicts(
    suite,
    saltKey,
    lists.roster.leaves
      .filter((_, i) => i % 2 === 0)
      .map(({ id: ent }, i) => ({ person: `ZF-${i % 30}`, ent, reason: 'KIN', registeredAt: '2026-01-05' })),
  ),
};
const rule = { ...announcement, select: { ...announcement.select, k: 80, kRule: '80' } };
const RUNS = 1000;
let infeasible = 0;
const started = process.cpuUsage();
const audit = await timed(() => {
  ({ infeasible } = auditNarrowing(rule, audited, RUNS));
});
printFigure('narrowing audit', 's', [audit / 1000], {
  seeds: RUNS,
  drawn: 80,
  officers: 30,
  infeasible,
  processorMs: processorTime(started, 1),
});
