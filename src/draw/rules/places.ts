/** The result read for people: day, vehicles and devices of a visit, and what stays empty. @module */
import { slotParts, type DetailsDocument } from 'verifiable-draw';
import type { Unfilled, VisitMeans } from '../types/means.ts';

/** Vehicles and devices by public id. */
export interface KnownMeans {
  readonly vehicles: ReadonlyMap<string, VisitMeans['vehicles'][number]>;
  readonly devices: ReadonlyMap<string, VisitMeans['devices'][number]>;
}

/** Day, vehicles and devices of every drawn enterprise. */
export function meansByEnterprise(details: DetailsDocument, known: KnownMeans): (id: string) => VisitMeans {
  const dayOf = new Map(details.days?.visits.map(({ ent, day }) => [ent, day]));
  const outingOf = new Map(
    details.vehicles?.outings.flatMap(({ id, enterprises }) => enterprises.map((ent) => [ent, id])),
  );
  const vehicles = holdersOf(details.vehicles?.trace ?? []);
  const devices = holdersOf(details.devices?.trace ?? []);
  return (id) => ({
    day: dayOf.get(id) ?? null,
    vehicles: (vehicles.get(outingOf.get(id) ?? '') ?? []).flatMap((each) => known.vehicles.get(each) ?? []),
    devices: (devices.get(id) ?? []).flatMap((each) => known.devices.get(each) ?? []),
  });
}

/** Holders of the places of each enterprise or outing, by place. */
function holdersOf(trace: DetailsDocument['teams']['trace']): ReadonlyMap<string, readonly string[]> {
  const groups = Map.groupBy(trace, ({ slot }) => slotParts(slot).ent);
  return new Map([...groups].map(([post, steps]) => [post, steps.map(({ officer }) => officer)]));
}

/** Every seat and place that stays empty, with the count that shows why. */
export function unfilledOf(details: DetailsDocument, names: ReadonlyMap<string, string>): Unfilled[] {
  const lists = { expert: details.experts, vehicle: details.vehicles, device: details.devices };
  return (Object.keys(lists) as (keyof typeof lists)[]).flatMap((kind) =>
    (lists[kind]?.unfilled ?? []).map(({ slot, hall }): Unfilled => {
      const { ent, place } = slotParts(slot);
      return {
        kind,
        enterprise: names.get(ent) ?? ent,
        seat: place,
        wanted: hall.slots.length,
        capacity: hall.capacity,
        able: hall.officers.length,
      };
    }),
  );
}
