import { describe, expect, it } from 'vitest';
import { fillSlot } from './augment.ts';
import { compile, type Instance, type Officer } from './instance.ts';
import { emptyMatching, slotsHeld, type Matching } from './matching.ts';

const officer = (id: string, part: Partial<Officer> = {}): Officer => ({ id, tags: [], cap: 9, prior: 0, ...part });
const enterprises = (count: number, all: readonly string[] = []) =>
  Array.from({ length: count }, (_, i) => ({ id: `E${i}`, slots: [{ all }] }));
const problem = (officers: readonly Officer[], count: number): Instance =>
  compile({ posts: enterprises(count), officers, conflicts: [], balance: 'strict' });

/** The same instance and matching, and how often a place and an officer were looked at. */
function watched(instance: Instance, matching: Matching) {
  const looked = { places: 0, officers: 0 };
  const counting = <T extends object>(target: T, count: () => void): T =>
    new Proxy(target, {
      get(rows, key) {
        if (/^\d+$/.test(String(key))) count();
        return Reflect.get(rows, key) as unknown;
      },
    });
  return {
    looked,
    instance: { ...instance, postOf: counting(instance.postOf, () => (looked.places += 1)) },
    matching: { ...matching, held: counting(matching.held, () => (looked.officers += 1)) },
  };
}

function fillFirst(instance: Instance, matching: Matching, count: number): void {
  for (let slot = 0; slot < count; slot += 1) expect(fillSlot(instance, matching, slot)).toBeUndefined();
}

describe('filling one more place', () => {
  it('looks no further than this place when one of the least load fits it', () => {
    // Z has the least load of all but may take nothing more: nobody waits for Z.
    const officers = [officer('A', { prior: 3 }), officer('B', { prior: 9 }), officer('Z', { cap: 0 })];
    const instance = problem(officers, 5);
    const matching = emptyMatching(instance, 0);
    fillFirst(instance, matching, 4);
    const few = watched(instance, matching);
    expect(fillSlot(few.instance, few.matching, 4)).toBeUndefined();
    expect(slotsHeld(matching, 0)).toEqual([0, 1, 2, 3, 4]);
    // The place itself, and once more when it is written down.
    expect(few.looked.places).toBe(2);
  });
});
