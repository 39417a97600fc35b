/** When a person, a vehicle or a device may be booked. Browser-safe. @module */
import { mayDo, type Role } from '../../core/actor.ts';
import type { Refusal } from '../../core/result.ts';
import { directoryDeeds } from '../deeds.ts';
import type { PoolEquipment, PoolVehicle } from '../types/pools.ts';
import type { BookedType, BookInput, BookingUse } from '../types/bookings.ts';

/** Why this vehicle may not go out: it is in repair or retired. */
export function vehicleRefusals({ plate, status }: Pick<PoolVehicle, 'plate' | 'status'>): Refusal[] {
  return status === 'available' ? [] : [{ code: 'asset-not-available', facts: { name: plate, status } }];
}

/** Why this device may not be used on `day`: not available, or past its calibration (计量法 §9: 未按照规定申请检定的不得使用). */
export function equipmentRefusals(
  { serial, status, calibrationDueOn }: Pick<PoolEquipment, 'serial' | 'status' | 'calibrationDueOn'>,
  day: string,
): Refusal[] {
  const refusals: Refusal[] = [];
  if (status !== 'available') refusals.push({ code: 'asset-not-available', facts: { name: serial, status } });
  if (calibrationDueOn !== null && day > calibrationDueOn)
    refusals.push({ code: 'calibration-expired', facts: { name: serial, until: calibrationDueOn, day } });
  return refusals;
}

/** These do not ask that the thing can be used. */
const WITHOUT_USE: readonly BookingUse[] = ['leave', 'repair', 'calibration', 'training', 'other'];
/** Longer is a change of the record's state, not a booking. */
const MOST_DAYS = 366;

/** Every reason against the days themselves and against the use of what is booked. `bars`: what its record says for the last day. */
export function bookingRefusals({ fromOn, untilOn, use }: BookInput, bars: readonly Refusal[]): Refusal[] {
  const refusals: Refusal[] = [];
  if (fromOn > untilOn)
    refusals.push({ code: 'days-reversed', at: 'untilOn', facts: { from: fromOn, until: untilOn } });
  else if (Temporal.PlainDate.from(fromOn).until(untilOn).days >= MOST_DAYS)
    refusals.push({ code: 'booking-too-long', at: 'untilOn', facts: { days: MOST_DAYS } });
  return WITHOUT_USE.includes(use) ? refusals : [...refusals, ...bars];
}

/** Vehicles and devices by their keepers and the office; a person by the office, the section, or the person alone. */
export function bookerRefusals(roles: readonly Role[], type: BookedType, isOwn: boolean): Refusal[] {
  const isAsset = type === 'vehicle' || type === 'equipment';
  const keepers: readonly Role[] = isAsset ? ['group-office', 'equipment-keeper'] : ['group-office', 'section-chief'];
  const rule = { title: directoryDeeds['directory.book'].title, roles: keepers };
  if (mayDo(roles, rule) || (isOwn && !isAsset)) return [];
  return [{ code: 'booking-of-another', facts: { roles: [...keepers] } }];
}
