/** All orders in which the words of several phones can reach the server; and random ones. @module */
import fc from 'fast-check';
import { mergeVisit, type MergedVisit } from './merge.ts';
import { merge, stateText, World, type Act } from './simulator.testing.ts';
import type { Operation } from '../../types/operation.ts';

const DAY_MS = 86_400_000;

/** What each device says, in its order: answers to the same point, a finding, a record frozen, signed, sealed, reopened. */
export const SCRIPTS: readonly (readonly (readonly number[])[])[] = [
  [[0], [1], [2]],
  [
    [0, 2],
    [1, 3],
    [4, 0],
  ],
  [
    [6, 7, 8],
    [7, 8, 6],
    [6, 6, 7],
  ],
  [
    [0, 1, 6, 2],
    [0, 7, 3, 8],
    [2, 6, 4, 5],
  ],
  [
    [0, 9, 10, 11],
    [1, 9, 11, 10],
    [2, 6, 12, 0],
  ],
];

/** Every way to lay the sequences into one, each keeping its own order. */
export function* interleavings(lengths: readonly number[]): Generator<readonly number[]> {
  if (lengths.every((length) => length === 0)) {
    yield [];
    return;
  }
  for (const [device, length] of lengths.entries()) {
    if (length === 0) continue;
    const rest = lengths.map((each, n) => (n === device ? each - 1 : each));
    for (const order of interleavings(rest)) yield [device, ...order];
  }
}

export interface Explored {
  readonly runs: number;
  readonly faults: readonly string[];
}

/** Every phone online at once: each word goes to the server and everything comes back, in every order of words. */
export function exploreOnline(script: readonly (readonly number[])[], fault?: 'blind' | 'last-write-wins'): Explored {
  let runs = 0;
  const faults: string[] = [];
  for (const order of interleavings(script.map(({ length }) => length))) {
    const world = new World({
      devices: script.length,
      skews: [3 * DAY_MS, -3 * DAY_MS, 0],
      ...(fault === undefined ? {} : { fault }),
    });
    const next = script.map(() => 0);
    for (const device of order) {
      const at = next[device] ?? 0;
      next[device] = at + 1;
      world.do({ act: 'say', device, what: script[device]?.[at] ?? 0 });
      world.do({ act: 'sync', device, take: 100, order: 'kept', loses: 'nothing' });
    }
    world.settle();
    runs += 1;
    faults.push(...world.faults());
  }
  return { runs, faults };
}

/** Every phone without signal: all is said apart, then arrives in every order; the state is always the same. */
export function exploreArrivals(script: readonly (readonly number[])[]): Explored {
  const world = new World({ devices: script.length, skews: [3 * DAY_MS, -3 * DAY_MS, 0] });
  for (const [device, said] of script.entries()) for (const what of said) world.do({ act: 'say', device, what });
  const byDevice = [...Map.groupBy(world.said, ({ stamp }) => stamp.device).values()];
  const states = new Set<string>();
  let runs = 0;
  for (const order of interleavings(byDevice.map(({ length }) => length))) {
    const next = byDevice.map(() => 0);
    const arrived: Operation[] = order.flatMap((device) => {
      const at = next[device] ?? 0;
      next[device] = at + 1;
      return byDevice[device]?.[at] ?? [];
    });
    runs += 1;
    states.add(stateText(merge(arrived)));
  }
  return { runs, faults: states.size === 1 ? [] : [`${states.size} states of one set`] };
}

/** Anything phones may do: two to three devices, clocks up to three days apart, losses, duplicates, turned batches. */
export const anyHistory = fc.record({
  devices: fc.integer({ min: 2, max: 3 }),
  skews: fc.array(fc.integer({ min: -3 * DAY_MS, max: 3 * DAY_MS }), { minLength: 3, maxLength: 3 }),
  acts: fc.array(
    fc.oneof(
      { weight: 3, arbitrary: fc.record({ act: fc.constant('say' as const), device: fc.nat(2), what: fc.nat(12) }) },
      {
        weight: 2,
        arbitrary: fc.record({
          act: fc.constant('sync' as const),
          device: fc.nat(2),
          take: fc.integer({ min: 1, max: 5 }),
          order: fc.constantFrom('kept' as const, 'turned' as const, 'doubled' as const),
          loses: fc.constantFrom('nothing' as const, 'request' as const, 'reply' as const),
        }),
      },
    ),
    { minLength: 8, maxLength: 40, size: 'max' },
  ),
});

/** What went wrong in a history; empty when nothing did. */
export function faultsOf(
  history: { readonly devices: number; readonly skews: readonly number[]; readonly acts: readonly Act[] },
  fault?: 'blind' | 'last-write-wins' | 'drops-late',
): string[] {
  const world = new World({ ...history, ...(fault === undefined ? {} : { fault }) });
  for (const act of history.acts) world.do({ ...act, device: act.device % history.devices });
  world.settle();
  return world.faults();
}

/** The merge of a visit whose closings all hold. */
export function mergeTrusting(operations: readonly Operation[], settled?: string): MergedVisit {
  return mergeVisit(operations, { isRecord: () => true, ...(settled === undefined ? {} : { settled }) });
}
