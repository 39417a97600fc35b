/**
 * RP-F by its definition, as slowly as it can be done: for every candidate the whole min-cost flow is solved again from
 * nothing, with Bellman–Ford on an explicit network. Shares no code with the library but tickets. @module
 */
import type { MatchingInput } from '../assign/instance.ts';
import type { Suite } from '../suite.ts';
import { drawOrder, ticket } from '../tickets.ts';

interface Edge {
  readonly from: string;
  readonly to: string;
  capacity: number;
  readonly cost: number;
  readonly back: number;
}

export type OracleResult =
  | {
      readonly feasible: true;
      readonly trace: { slot: string; officer: string; skipped: string[] }[];
      readonly phi: number;
    }
  | { readonly feasible: false };

export function oracle(
  suite: Suite,
  keys: { order: Uint8Array; pair: Uint8Array },
  input: MatchingInput,
): OracleResult {
  const best = solve(input, new Map());
  if (best === undefined) return { feasible: false };
  const fixed = new Map<string, string>();
  const trace: { slot: string; officer: string; skipped: string[] }[] = [];
  for (const ent of drawOrder(
    suite,
    keys.order,
    input.posts.map(({ id }) => id),
  )) {
    const post = input.posts.find(({ id }) => id === ent);
    for (const [place] of post?.slots.entries() ?? []) {
      const slot = `${ent}#${place}`;
      const taken = [...fixed].filter(([other]) => other.startsWith(`${ent}#`)).map(([, officer]) => officer);
      const able = input.officers
        .filter(({ id }) => !taken.includes(id) && fits(input, ent, place, id))
        .map(({ id }) => id);
      const skipped: string[] = [];
      for (const officer of drawOrder(suite, ticket(suite, keys.pair, 0, slot), able)) {
        if (solve(input, new Map(fixed).set(slot, officer)) === best) {
          fixed.set(slot, officer);
          trace.push({ slot, officer, skipped });
          break;
        }
        skipped.push(officer);
      }
    }
  }
  return { feasible: true, trace, phi: best };
}

export function fits(input: MatchingInput, ent: string, place: number, officer: string): boolean {
  const slot = input.posts.find(({ id }) => id === ent)?.slots[place];
  const tags = input.officers.find(({ id }) => id === officer)?.tags ?? [];
  const isBarred = input.conflicts.some((conflict) => conflict.officer === officer && conflict.ent === ent);
  return !isBarred && (slot?.all.every((tag) => tags.includes(tag)) ?? false);
}

/** Least Φ of a complete matching that agrees with the fixed slots; undefined when there is none. */
export function solve(input: MatchingInput, fixed: ReadonlyMap<string, string>): number | undefined {
  const edges: Edge[] = [];
  const add = (from: string, to: string, cost: number): void => {
    edges.push(
      { from, to, capacity: 1, cost, back: edges.length + 1 },
      { from: to, to: from, capacity: 0, cost: -cost, back: edges.length },
    );
  };
  for (const { id, cap, prior } of input.officers) {
    for (let t = 1; t <= cap; t += 1) add('S', `o:${id}`, input.balance === 'strict' ? prior + t : 0);
  }
  let slots = 0;
  for (const { id: ent, slots: places } of input.posts) {
    for (const { id: officer } of input.officers) add(`o:${officer}`, `p:${officer}|${ent}`, 0);
    for (const place of places.keys()) {
      const slot = `${ent}#${place}`;
      slots += 1;
      add(`s:${slot}`, 'T', 0);
      for (const { id: officer } of input.officers) {
        const only = fixed.get(slot);
        if (fits(input, ent, place, officer) && (only === undefined || only === officer))
          add(`p:${officer}|${ent}`, `s:${slot}`, 0);
      }
    }
  }
  let cost = 0;
  for (let flow = 0; flow < slots; flow += 1) {
    const path = shortest(edges);
    if (path === undefined) return undefined;
    for (const index of path) {
      const edge = edges[index] as Edge;
      edge.capacity -= 1;
      (edges[edge.back] as Edge).capacity += 1;
      cost += edge.cost;
    }
  }
  return cost;
}

function shortest(edges: readonly Edge[]): number[] | undefined {
  const distance = new Map([['S', 0]]);
  const via = new Map<string, number>();
  for (let changed = true; changed;) {
    changed = false;
    edges.forEach(({ from, to, capacity, cost }, index) => {
      const d = distance.get(from);
      if (capacity === 0 || d === undefined || d + cost >= (distance.get(to) ?? Number.POSITIVE_INFINITY)) return;
      distance.set(to, d + cost);
      via.set(to, index);
      changed = true;
    });
  }
  if (!via.has('T')) return undefined;
  const path: number[] = [];
  for (let node = 'T'; node !== 'S';) {
    const index = via.get(node) as number;
    path.unshift(index);
    node = (edges[index] as Edge).from;
  }
  return path;
}
