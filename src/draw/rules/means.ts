/** Vehicles and devices as a draw sees them, what its visits ask of them, and what speaks against a freeze. @module */
import {
  assign,
  formationInput,
  sha256Suite,
  type AssignRule,
  type PersonLeaf,
  type Slot,
  type TeamRule,
} from 'verifiable-draw';
import { addDays } from '../../core/calendar/day.ts';
import { NATIONAL_CALENDAR } from '../../core/calendar/national.ts';
import { isWorkday } from '../../core/calendar/work-calendar.ts';
import type { Refusal } from '../../core/result.ts';
import type { PoolEquipment, PoolVehicle } from '../../directory/types/pools.ts';
import type { DrawConfig } from '../types.ts';
import { inOrder, LEAD, VALID, type PersonEntry } from './pool.ts';

/** Tag of a vehicle that may go where there is explosive gas or dust. */
const EXPLOSION_PROOF = 'explosion-proof';
/** How the directory of vehicles says so. */
const EXPLOSION_PROOF_MARK = '防爆';
/** Nothing is random yet. */
const NO_KEY = new Uint8Array(32);

/** 占用: someone or something that has a task on a day already, by public id. */
export interface BookingEntry {
  readonly id: string;
  readonly day: string;
  /** The draw it is booked by. */
  readonly since: string;
}

/** Id of a vehicle or device in public documents. */
export function meansId(id: string): string {
  return id.toUpperCase();
}

/** All vehicles; those in repair or retired are listed without `valid`. */
export function vehiclesOf(vehicles: readonly PoolVehicle[], { means }: Pick<DrawConfig, 'means'>): PersonEntry[] {
  const entries = vehicles.map(({ vehicleId, kind, status, seats, tags }) => ({
    id: meansId(vehicleId),
    personId: vehicleId,
    tags: [
      ...(status === 'available' ? [VALID] : []),
      ...(tags.some((tag) => tag.includes(EXPLOSION_PROOF_MARK)) ? [EXPLOSION_PROOF] : []),
      kind,
      ...Array.from({ length: seats }, (_, i) => `seats>=${i + 1}`),
    ].toSorted(),
    cap: means?.vehicleTrips ?? 1,
    prior: 0,
  }));
  return inOrder(entries);
}

/** All devices; those in repair, retired, or past their calibration on any planned day are listed without `valid`. */
export function devicesOf(
  equipment: readonly PoolEquipment[],
  { means, inspectTo }: Pick<DrawConfig, 'means' | 'inspectTo'>,
): PersonEntry[] {
  const entries = equipment.map(({ equipmentId, kind, status, calibrationDueOn }) => {
    const isValid = status === 'available' && (calibrationDueOn === null || calibrationDueOn >= inspectTo);
    return {
      id: meansId(equipmentId),
      personId: equipmentId,
      tags: [...(isValid ? [VALID] : []), kind].toSorted(),
      cap: means?.deviceVisits ?? 1,
      prior: 0,
    };
  });
  return inOrder(entries);
}

/** Workdays among the planned days of inspection. */
export function workdaysOf({ inspectFrom, inspectTo }: Pick<DrawConfig, 'inspectFrom' | 'inspectTo'>): string[] {
  const days: string[] = [];
  for (let day = inspectFrom; day <= inspectTo; day = addDays(day, 1)) {
    if (isWorkday(day, NATIONAL_CALENDAR)) days.push(day);
  }
  return days;
}

/** What the announcement asks of teams, days, vehicles and devices; nothing where nothing was configured. */
export function meansRule(config: DrawConfig): Pick<AssignRule, 'teams' | 'days' | 'vehicles' | 'devices'> {
  const { means, strata } = config;
  const teams = teamRuleOf(config);
  if (means === undefined) return teams === undefined ? {} : { teams };
  const devicesFor = (id: string): Slot[] =>
    means.devices
      .filter((each) => each.strata.length === 0 || each.strata.includes(id))
      .map(({ kind }) => ({ all: [VALID, kind] }));
  return {
    ...(teams === undefined ? {} : { teams }),
    days: { by: means.days, list: workdaysOf(config), perPerson: means.visitsPerDay },
    ...(means.vehicleTrips === 0
      ? {}
      : {
          vehicles: Object.fromEntries(
            strata.map(({ id }) => [
              id,
              [{ all: [VALID, ...(means.explosionProof.includes(id) ? [EXPLOSION_PROOF] : [])] }],
            ]),
          ),
        }),
    devices: Object.fromEntries(strata.map(({ id }) => [id, devicesFor(id)])),
  };
}

/** Teams have as many places as the largest stratum asks for. */
function teamRuleOf({ teams, strata }: Pick<DrawConfig, 'teams' | 'strata'>): TeamRule | undefined {
  if (teams === undefined) return undefined;
  const size = Math.max(...strata.map(({ seats }) => seats.length));
  return {
    ...teams,
    slots: Array.from({ length: size }, (_, seat) => ({ all: [VALID, ...(seat === 0 ? [LEAD] : [])] })),
  };
}

/** Lists and rules the means of a draw are judged by. */
export interface MeansFacts {
  readonly config: DrawConfig;
  readonly officers: readonly PersonEntry[];
  readonly vehicles: readonly PersonEntry[];
  readonly devices: readonly PersonEntry[];
  /** Name of another draw that holds the vehicles and devices. */
  readonly heldBy: string | undefined;
}

/** Every reason against days, vehicles and devices as they are configured. */
export function meansRefusals({ config, vehicles, devices, heldBy }: MeansFacts): Refusal[] {
  const { means } = config;
  if (means === undefined) return [];
  const refusals: Refusal[] = [];
  if (heldBy !== undefined) refusals.push({ code: 'draw-means-held', facts: { name: heldBy } });
  if (workdaysOf(config).length === 0) {
    const facts = { from: config.inspectFrom, to: config.inspectTo };
    refusals.push({ code: 'draw-no-workday', at: 'inspectTo', facts });
  }
  const usable = vehicles.filter(({ tags }) => tags.includes(VALID));
  if (means.vehicleTrips > 0 && usable.length === 0)
    refusals.push({ code: 'draw-no-vehicle', at: 'means.vehicleTrips', facts: { listed: vehicles.length } });
  if (
    means.vehicleTrips > 0 &&
    means.explosionProof.length > 0 &&
    !usable.some(({ tags }) => tags.includes(EXPLOSION_PROOF))
  )
    refusals.push({ code: 'draw-no-explosion-proof', at: 'means.explosionProof', facts: { usable: usable.length } });
  const lacking = means.devices.filter(
    ({ kind }) => !devices.some(({ tags }) => tags.includes(VALID) && tags.includes(kind)),
  );
  if (lacking.length > 0)
    refusals.push({
      code: 'draw-no-device',
      at: 'means.devices',
      facts: { kinds: lacking.map(({ kind }) => kind), to: config.inspectTo },
    });
  return refusals;
}

/** Every reason against forming the teams: too few officers or leads, or too few teams for the enterprises to be drawn. */
export function formationRefusals(config: DrawConfig, officers: readonly PersonEntry[], k: number): Refusal[] {
  const rule = teamRuleOf(config);
  if (rule === undefined) return [];
  const refusals: Refusal[] = [];
  const most = rule.count * rule.cap;
  if (most < k)
    refusals.push({
      code: 'draw-teams-too-few',
      at: 'teams.count',
      facts: { count: rule.count, cap: rule.cap, most, k },
    });
  const leaves: PersonLeaf[] = officers.map(({ id, tags, cap, prior }) => ({ id, tags, cap, prior, salt: '' }));
  const input = formationInput(
    { officers: { leaves, hashes: [], root: '', size: leaves.length } },
    rule,
    config.balance,
  );
  const formed = assign(sha256Suite, { order: NO_KEY, pair: NO_KEY }, input);
  if (!formed.feasible) {
    const facts = { count: rule.count, seats: formed.hall.slots.length, capacity: formed.hall.capacity };
    refusals.push({ code: 'draw-formation-impossible', at: 'teams.count', facts });
  }
  return refusals;
}

/** Strata that the means name but the draw does not have. */
export function meansConfigRefusals({ means, strata }: DrawConfig): Refusal[] {
  if (means === undefined) return [];
  const known = strata.map(({ id }) => id);
  const named = [...means.explosionProof, ...means.devices.flatMap((each) => each.strata)];
  const unknown = [...new Set(named.filter((id) => !known.includes(id)))];
  return unknown.length === 0 ? [] : [{ code: 'draw-means-stratum', at: 'means', facts: { ids: unknown } }];
}
