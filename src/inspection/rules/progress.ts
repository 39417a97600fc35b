/** Planned against done, month by month. Browser-safe. @module */
import type { ProgressMonth } from '../types/progress.ts';

interface Target {
  readonly month: string;
  readonly count: number;
}

/** Every month that has a target or a visit, ascending; visits outside the planned months count where they happened. */
export function progressMonths(targets: readonly Target[], signedOn: readonly string[]): ProgressMonth[] {
  const months = [...new Set([...targets.map(({ month }) => month), ...signedOn.map(monthOf)])].toSorted();
  const rows: ProgressMonth[] = [];
  for (const month of months) {
    const planned = sum(targets.filter((target) => target.month === month));
    const done = signedOn.filter((day) => monthOf(day) === month).length;
    const before = rows.at(-1);
    rows.push({
      month,
      planned,
      done,
      plannedSoFar: (before?.plannedSoFar ?? 0) + planned,
      doneSoFar: (before?.doneSoFar ?? 0) + done,
    });
  }
  return rows;
}

/** What should have been done by `today`: the targets of the months that are over. */
export function dueBy(targets: readonly Target[], today: string): number {
  return sum(targets.filter(({ month }) => month < monthOf(today)));
}

function monthOf(day: string): string {
  return day.slice(0, 7);
}

function sum(targets: readonly Target[]): number {
  return targets.reduce((total, { count }) => total + count, 0);
}
