/** What can be said of a matching without any search: places, loads, Hall sets. SPEC §15. @module */
import type { HallSet } from '../assign/hall.ts';
import type { Instance, MatchingInput } from '../assign/instance.ts';
import type { StepRecord, UnfilledRecord } from '../result.ts';
import { slotParts } from '../slots.ts';
import type { Findings } from './report.ts';

/** Each step is checked alone, without any search. */
export function placeProblems(instance: Instance, trace: readonly StepRecord[]): string[] {
  const slotAt = new Map(instance.slotIds.map((id, slot) => [id, slot]));
  const officerAt = new Map(instance.officers.map(({ id }, index) => [id, index]));
  const seen = new Set<string>();
  return trace.flatMap(({ slot, officer }) => {
    const [s, o] = [slotAt.get(slot), officerAt.get(officer)];
    const pair = `${slotParts(slot).ent}|${officer}`;
    const isTwice = seen.has(slot) || seen.has(pair);
    seen.add(slot).add(pair);
    if (s === undefined || o === undefined) return [`${slot}: no such place, or no officer ${officer}`];
    if (isTwice) return [`${slot}: ${officer} stands twice`];
    return (instance.fits[s] as Int32Array).includes(o) ? [] : [`${slot}: ${officer} lacks a tag or is recused`];
  });
}

/** How many places everyone holds. */
export function loadsOf(trace: readonly StepRecord[]): ReadonlyMap<string, number> {
  const loads = new Map<string, number>();
  for (const { officer } of trace) loads.set(officer, (loads.get(officer) ?? 0) + 1);
  return loads;
}

/** Who holds more than the cap allows, or another number than was published. */
export function loadProblems(
  input: MatchingInput,
  trace: readonly StepRecord[],
  published: Readonly<Record<string, number>>,
  bonus: number,
): string[] {
  const loads = loadsOf(trace);
  return input.officers.flatMap(({ id, cap }) => {
    const load = loads.get(id) ?? 0;
    const stated = Object.hasOwn(published, id) ? published[id] : undefined;
    if (load > cap + bonus) return [`${id}: ${load} enterprises, at most ${cap + bonus}`];
    return stated === load ? [] : [`${id}: ${load} enterprises, published are ${stated ?? 'none'}`];
  });
}

/** Counts a Hall set again: its places want more than its officers can give. */
export function isHallSet(instance: Instance, hall: HallSet, bonus: number): boolean {
  const slotAt = new Map(instance.slotIds.map((id, slot) => [id, slot]));
  const slots = new Set(hall.slots.map((id) => slotAt.get(id)));
  if (slots.has(undefined) || slots.size !== hall.slots.length) return false;
  let capacity = 0;
  instance.officers.forEach(({ cap }, officer) => {
    const posts = [...slots].filter((slot) => (instance.fits[slot as number] as Int32Array).includes(officer));
    const enterprises = new Set(posts.map((slot) => instance.postOf[slot as number]));
    capacity += Math.min(cap + bonus, enterprises.size);
  });
  return hall.slots.length > capacity && capacity === hall.capacity;
}

/** Every empty place has a Hall set that can be counted again. */
export function checkUnfilled(f: Findings, instance: Instance, unfilled: readonly UnfilledRecord[]): void {
  for (const { slot, hall } of unfilled) {
    const counts = `${hall.slots.length} > ${hall.capacity}`;
    f.check(hall.slots.includes(slot) && isHallSet(instance, hall, 0), `${slot} 空缺`, `${slot} stays empty`, counts);
  }
}
