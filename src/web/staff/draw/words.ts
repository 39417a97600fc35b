/** Values of a draw as people read and type them. @module */
import type { SubstitutionView } from '../../../draw/types/after.ts';
import { afterText } from '../../kit/strings/draw-after.zh.ts';
import { addDays, isDay } from '../../../core/calendar/day.ts';
import type { DrawState } from '../../../draw/types.ts';
import type { StateTone } from '../../kit/state-tag.tsx';

export const DRAW_TONES: Readonly<Record<DrawState, StateTone>> = {
  configuring: 'draft',
  frozen: 'waiting',
  announced: 'active',
  rolling: 'active',
  seeded: 'active',
  drawn: 'waiting',
  confirmed: 'active',
  released: 'done',
};

const HOURS_AHEAD = 8;

/** `2026-03-02T14:30` as typed in Beijing → `2026-03-02T06:30:00Z`; what is no such text stays as it is. */
export function toInstant(local: unknown): unknown {
  const [, day, hour, minute] = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})/.exec(String(local)) ?? [];
  if (day === undefined || hour === undefined || minute === undefined || !isDay(day)) return local;
  return `${shifted(day, Number(hour) - HOURS_AHEAD)}:${minute}:00Z`;
}

/** `2026-03-02T06:30:00Z` → `2026-03-02T14:30`, for the field. */
export function toLocal(instant: string): string {
  const [day = '', time = ''] = instant.split('T');
  const [hour = '', minute = ''] = time.split(':');
  return `${shifted(day, Number(hour) + HOURS_AHEAD)}:${minute}`;
}

function shifted(day: string, hour: number): string {
  const days = Math.floor(hour / 24);
  return `${addDays(day, days)}T${String(hour - days * 24).padStart(2, '0')}`;
}

/** `40.0%` */
export function share(part: number, whole: number): string {
  return whole === 0 ? '—' : `${((part / whole) * 100).toFixed(1)}%`;
}

/** 换下的一户，或其一席. */
export function outOf({ what, enterpriseName, place, personName }: SubstitutionView): string {
  return what === 'enterprise' ? enterpriseName : afterText.place(enterpriseName, place ?? 0, personName ?? '');
}
