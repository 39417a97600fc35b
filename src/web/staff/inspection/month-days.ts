/** 月历 in days: what stands in one square, and everything of one day. @module */
import { daysBetween } from '../../../core/calendar/day.ts';
import type { MonthRow, MonthView } from '../../../inspection/types/month.ts';

export type Use = MonthRow['uses'][number];

export function usesOn({ uses }: MonthRow, day: string): readonly Use[] {
  return uses.filter(({ fromOn, untilOn }) => fromOn <= day && day <= untilOn);
}

/** 0 for Monday. */
export function weekdayOf(day: string): number {
  // 1970-01-05 was a Monday.
  return ((daysBetween('1970-01-05', day) % 7) + 7) % 7;
}

export interface DayAgenda {
  readonly day: string;
  readonly visits: readonly { readonly inspectionId: string; readonly enterprise: string; readonly who: string[] }[];
  /** What begins, runs or is booked for a day, apart from visits. */
  readonly others: readonly { readonly row: MonthRow; readonly use: Use }[];
  /** Whose certificate, term or calibration ends. */
  readonly ending: readonly MonthRow[];
}

/** The days on which something is. */
export function agendaOf({ days, rows }: Pick<MonthView, 'days' | 'rows'>): readonly DayAgenda[] {
  return days
    .map(({ day }): DayAgenda => {
      const onDay = rows.flatMap((row) => usesOn(row, day).map((use) => ({ row, use })));
      return {
        day,
        visits: visitsIn(onDay),
        others: onDay.filter(({ use }) => use.inspectionId === null),
        ending: rows.filter(({ validTo }) => validTo === day),
      };
    })
    .filter(({ visits, others, ending }) => visits.length + others.length + ending.length > 0);
}

function visitsIn(onDay: readonly { readonly row: MonthRow; readonly use: Use }[]): DayAgenda['visits'] {
  const found = new Map<
    string,
    { readonly inspectionId: string; readonly enterprise: string; readonly who: string[] }
  >();
  for (const { row, use } of onDay) {
    const { inspectionId, what } = use;
    if (inspectionId === null) continue;
    const visit = found.get(inspectionId) ?? { inspectionId, enterprise: what, who: [] };
    if (!visit.who.includes(row.name)) visit.who.push(row.name);
    found.set(inspectionId, visit);
  }
  return [...found.values()];
}

/** `2026-03` → `2026-02`, `2026-04`. */
export function monthBeside(month: string, by: -1 | 1): string {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + by;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
}
