/**
 * Hybrid logical clock: close to the time of day, never behind what was seen, never twice the same (Kulkarni et al. 2014).
 * Browser-safe. @module
 */
import type { Stamp } from '../../types/operation.ts';

/** Before, after, or the same; total, and the same everywhere. */
export function compareStamps(a: Stamp, b: Stamp): number {
  if (a.wall !== b.wall) return a.wall - b.wall;
  if (a.count !== b.count) return a.count - b.count;
  return a.device < b.device ? -1 : Number(a.device > b.device);
}

/** The stamp of what happens now on the device, after everything it has seen. `latest` is undefined on a new device. */
export function nextStamp(latest: Stamp | undefined, now: number, device: string): Stamp {
  if (latest === undefined || now > latest.wall) return { wall: now, count: 0, device };
  return { wall: latest.wall, count: latest.count + 1, device };
}

/** The later of two; what a device keeps when it hears of another's. */
export function laterStamp(a: Stamp | undefined, b: Stamp | undefined): Stamp | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return compareStamps(a, b) >= 0 ? a : b;
}

const DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' });

/** The day an act counts for: the device's, but never later than the day it became known (docs/adr/0035). */
export function actedAt(stamp: Stamp, receivedAt: number): number {
  return Math.min(stamp.wall, receivedAt);
}

/** The calendar day in Asia/Shanghai of milliseconds since 1970; for browsers without Temporal. */
export function dayOfMillis(millis: number): string {
  return DAY.format(millis);
}

/** Hours after which an entry counts as late; the reason is asked for (§0.3 of the guidance on coded visits: back-filling with reason). */
export const LATE_AFTER_HOURS = 24;
const HOUR = 3_600_000;

/** Whether an act is entered so late that a reason is asked. */
export function isLate(stamp: Stamp, receivedAt: number): boolean {
  return receivedAt - stamp.wall > LATE_AFTER_HOURS * HOUR;
}
