/** The result read into days and uses: which vehicle goes out when, which device goes along. @module */
import { slotParts, type DetailsDocument } from 'verifiable-draw';
import type { DrawConfig } from '../types.ts';

/** 检查日期 of one drawn enterprise. */
export interface VisitDay {
  readonly enterprise: string;
  readonly day: string;
  /** The enterprise that names the outing; null when no vehicles are drawn. */
  readonly outing: string | null;
}

/** One place in a vehicle of an outing; `trip` counts the vehicle's outings of the day from 1. */
export interface VehicleUse {
  readonly outing: string;
  readonly place: number;
  readonly vehicleId: string;
  readonly day: string;
  readonly trip: number;
  readonly trips: number;
}

/** One device of a visit; `turn` counts its visits of the day from 1. */
export interface DeviceUse {
  readonly enterprise: string;
  readonly place: number;
  readonly deviceId: string;
  readonly day: string;
  readonly turn: number;
  readonly turns: number;
}

export function visitDaysOf({ days, vehicles }: DetailsDocument): VisitDay[] {
  const outingOf = new Map(vehicles?.outings.flatMap(({ id, enterprises }) => enterprises.map((ent) => [ent, id])));
  return (days?.visits ?? []).map(({ ent: enterprise, day }) => ({
    enterprise,
    day,
    outing: outingOf.get(enterprise) ?? null,
  }));
}

export function vehicleUsesOf(
  { vehicles }: DetailsDocument,
  ids: ReadonlyMap<string, string>,
  trips: number,
): VehicleUse[] {
  const dayOf = new Map(vehicles?.outings.map(({ id, day }) => [id, day]));
  return numbered(vehicles?.trace ?? [], dayOf, ids).map(({ post, id, number, ...use }) => ({
    ...use,
    outing: post,
    vehicleId: id,
    trip: number,
    trips,
  }));
}

export function deviceUsesOf(
  { devices, days }: DetailsDocument,
  ids: ReadonlyMap<string, string>,
  turns: number,
): DeviceUse[] {
  const dayOf = new Map(days?.visits.map(({ ent, day }) => [ent, day]));
  return numbered(devices?.trace ?? [], dayOf, ids).map(({ post, id, number, ...use }) => ({
    ...use,
    enterprise: post,
    deviceId: id,
    turn: number,
    turns,
  }));
}

/** How often a vehicle or a device may be used on a day, as it was announced. */
export function usesPerDay({ means }: Pick<DrawConfig, 'means'>): { readonly trips: number; readonly turns: number } {
  return { trips: means?.vehicleTrips ?? 1, turns: means?.deviceVisits ?? 1 };
}

interface Numbered {
  readonly post: string;
  readonly place: number;
  readonly id: string;
  readonly day: string;
  /** 1 for the first use of the day. */
  readonly number: number;
}

function numbered(
  trace: readonly { readonly slot: string; readonly officer: string }[],
  dayOf: ReadonlyMap<string, string>,
  ids: ReadonlyMap<string, string>,
): Numbered[] {
  const counts = new Map<string, number>();
  return trace.map(({ slot, officer }) => {
    const { ent: post, place } = slotParts(slot);
    const [day, id] = [dayOf.get(post), ids.get(officer)];
    if (day === undefined || id === undefined) throw new Error(`${slot}: ${officer} is used but was not frozen`);
    const number = (counts.get(`${id}|${day}`) ?? 0) + 1;
    counts.set(`${id}|${day}`, number);
    return { post, place, id, day, number };
  });
}
