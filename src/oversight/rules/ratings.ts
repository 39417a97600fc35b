/** Quarters of ratings. Browser-safe. @module */

/** `2026-03-12` → `2026-1`. */
export function quarterOf(day: string): string {
  return `${day.slice(0, 4)}-${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
}
