/** Matching officers to enterprises: RP-F, random priority over the most even feasible matchings. SPEC §10. @module */
import type { MatchingKeys } from '../keys.ts';
import type { Suite } from '../suite.ts';
import { compareTickets, drawOrder, ticket, ticketTable } from '../tickets.ts';
import { fillSlot } from './augment.ts';
import { exchangeIn, type Exchange } from './exchange.ts';
import { hallSet, type HallSet } from './hall.ts';
import { clearBit, compile, hasBit, type Instance, type MatchingInput } from './instance.ts';
import { emptyMatching, heldSlot, NONE, slotsHeld, type Matching } from './matching.ts';

/** Who got a slot, and who stood before them in the order but could not have it in any optimal matching. */
export interface Step {
  readonly slot: string;
  readonly officer: string;
  readonly skipped: readonly string[];
}

/** A complete matching, step by step. */
export interface Assigned {
  readonly feasible: true;
  readonly trace: readonly Step[];
  /** Enterprises per officer in this draw, every officer listed. */
  readonly loads: ReadonlyMap<string, number>;
  /** Φ = Σ over officers of (prior+1) + … + (prior+load); 0 with `cap-only`. */
  readonly phi: number;
  /** The step of the relax ladder that was needed. */
  readonly relaxed?: string;
}

/** No matching exists, with the reason for the last step of the ladder. */
export interface Unassignable {
  readonly feasible: false;
  readonly hall: HallSet;
}

export type Assignment = Assigned | Unassignable;

/** What to try when no matching exists, in order: `cap+1` gives every officer one enterprise more. */
export function capBonus(step: string): number {
  const match = /^cap\+([1-9]\d?)$/.exec(step);
  if (match === null) throw new RangeError(`unknown relax step ${JSON.stringify(step)}: expected cap+1 … cap+99`);
  return Number(match[1]);
}

/**
 * Matches officers to all slots (SPEC §10).
 *
 * Enterprises come in random order, each slot takes the first officer of its own random order with whom some complete
 * matching of least Φ is still possible. So a matching is found whenever one exists, and every skip has a reason that
 * can be checked.
 *
 * @param relax - announced ladder, tried in order only when no matching exists
 * @throws {RangeError} when an id stands twice or a number is not allowed
 */
export function assign(
  suite: Suite,
  keys: MatchingKeys,
  input: MatchingInput,
  relax: readonly string[] = [],
): Assignment {
  const instance = compile(input);
  let hall: HallSet | undefined;
  for (const step of ['', ...relax]) {
    const matching = emptyMatching(instance, step === '' ? 0 : capBonus(step));
    const stuck = fillAll(instance, matching);
    if (stuck === undefined) {
      const trace = priorityOrder(
        suite,
        keys,
        instance,
        matching,
        input.posts.map(({ id }) => id),
      );
      return { feasible: true, trace, ...workload(instance, matching), ...(step === '' ? {} : { relaxed: step }) };
    }
    hall = hallSet(instance, matching, stuck);
  }
  return { feasible: false, hall: hall as HallSet };
}

/** Any matching of least Φ; the slots that cannot be filled when there is none. */
function fillAll(instance: Instance, matching: Matching): readonly number[] | undefined {
  for (let slot = 0; slot < instance.slotCount; slot += 1) {
    const stuck = fillSlot(instance, matching, slot);
    if (stuck !== undefined) return stuck;
  }
  return undefined;
}

/**
 * Fixes slot by slot in random priority. Slots without an officer (unfilled expert places) are passed over.
 * @param posts - ids of the enterprises, in the order of the instance
 */
export function priorityOrder(
  suite: Suite,
  keys: MatchingKeys,
  instance: Instance,
  matching: Matching,
  posts: readonly string[],
): Step[] {
  const at = new Map(posts.map((id, index) => [id, index]));
  const exchange = exchangeIn(instance, matching);
  return drawOrder(suite, keys.order, posts).flatMap((id) =>
    (instance.slotsOf[at.get(id) as number] as readonly number[])
      .filter((slot) => matching.who[slot] !== NONE)
      .map((slot) => fixSlot(suite, keys.pair, instance, matching, exchange, slot)),
  );
}

function fixSlot(
  suite: Suite,
  pairKey: Uint8Array,
  instance: Instance,
  matching: Matching,
  exchange: Exchange,
  slot: number,
): Step {
  exchange.start(slot);
  const name = instance.slotIds[slot] as string;
  const holder = matching.who[slot] as number;
  const skipped: string[] = [];
  let chosen = holder;
  // The present holder is one of them, so one is always found.
  for (const officer of inTicketOrder(
    suite,
    ticket(suite, pairKey, 0, name),
    instance,
    candidates(instance, matching, slot),
  )) {
    chosen = officer;
    if (officer === holder || exchange.reaches(officer)) break;
    skipped.push(instance.officerIds[officer] as string);
  }
  if (chosen !== holder) exchange.give(chosen);
  clearBit(matching.open, slot);
  return { slot: name, officer: instance.officerIds[chosen] as string, skipped };
}

/** Officers who fit the slot and are not yet fixed to another place of the same enterprise. */
function candidates(instance: Instance, matching: Matching, slot: number): Int32Array {
  const post = instance.postOf[slot] as number;
  return (instance.fits[slot] as Int32Array).filter((officer) => {
    const held = heldSlot(instance, matching, officer, post);
    return held === NONE || hasBit(matching.open, held);
  });
}

/** Officers by ticket; each is looked for only when asked for, as the first few nearly always do. */
function* inTicketOrder(
  suite: Suite,
  slotKey: Uint8Array,
  instance: Instance,
  officers: Int32Array,
): Generator<number, void> {
  const table = ticketTable(
    suite,
    slotKey,
    0,
    Array.from(officers, (officer) => instance.officerIds[officer] as string),
  );
  // Stays in the order of ids, which decides between equal tickets.
  const left = Uint32Array.from(officers.keys());
  for (let size = left.length; size > 0; size -= 1) {
    let least = 0;
    for (let i = 1; i < size; i += 1) {
      if (compareTickets(table, left[i] as number, left[least] as number) < 0) least = i;
    }
    yield officers[left[least] as number] as number;
    left.copyWithin(least, least + 1, size);
  }
}

/** Loads and Φ of a matching. */
export function workload(instance: Instance, matching: Matching): Pick<Assigned, 'loads' | 'phi'> {
  const loads = instance.officers.map((officer, index) => ({ ...officer, load: slotsHeld(matching, index).length }));
  const phi = loads.reduce((sum, { prior, load }) => sum + load * prior + (load * (load + 1)) / 2, 0);
  return { loads: new Map(loads.map(({ id, load }) => [id, load])), phi: instance.balance === 'strict' ? phi : 0 };
}
