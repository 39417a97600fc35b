/** The shape of a burn-up, for desk and portal: visits planned and done, added up over the months. @module */

export const BURN_UP_WIDTH = 360;
export const BURN_UP_HEIGHT = 190;
const LEFT = 28;
const RIGHT = 58;
const TOP = 12;
const BOTTOM = 22;
/** Labels at the ends of the lines are at least this far apart. */
const APART = 13;
/** More names of months than this do not fit beside each other. */
const MOST_NAMED = 10;

interface Month {
  readonly month: string;
  readonly plannedSoFar: number;
  readonly doneSoFar: number;
}

export interface BurnUpShape {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly grid: readonly { readonly y: number; readonly value: number }[];
  /** Where the months are named: every other one when their names would touch. */
  readonly months: readonly { readonly month: string; readonly x: number }[];
  /** Points of a polyline. */
  readonly planned: string;
  readonly done: string;
  readonly now: { readonly x: number; readonly y: number };
  readonly plannedEnd: { readonly x: number; readonly y: number; readonly count: number };
  readonly doneEnd: { readonly x: number; readonly y: number; readonly count: number };
}

/**
 * @param count the whole of the plan
 * @param asOf a day; what is to come has no line yet
 */
export function burnUpShape(months: readonly Month[], count: number, asOf: string): BurnUpShape {
  const past = months.filter(({ month }) => month <= asOf.slice(0, 7));
  const most = Math.max(1, count, ...months.map(({ doneSoFar }) => doneSoFar));
  const x = (ends: number): number => LEFT + (ends / Math.max(1, months.length)) * (BURN_UP_WIDTH - LEFT - RIGHT);
  const y = (value: number): number => TOP + (1 - value / most) * (BURN_UP_HEIGHT - TOP - BOTTOM);
  const line = (values: readonly number[]): string =>
    [0, ...values].map((value, index) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`).join(' ');
  const planned = months[months.length - 1]?.plannedSoFar ?? 0;
  const done = past[past.length - 1]?.doneSoFar ?? 0;
  const isNear = past.length === months.length && Math.abs(y(planned) - y(done)) < APART;
  return {
    left: LEFT,
    right: BURN_UP_WIDTH - RIGHT,
    top: TOP,
    bottom: BURN_UP_HEIGHT - BOTTOM,
    grid: [0, most / 2, most].map((value) => ({ y: y(value), value: Math.round(value) })),
    months: months
      .map(({ month }, index) => ({ month, x: x(index + 0.5) }))
      .filter((_, index) => months.length <= MOST_NAMED || index % 2 === 0),
    planned: line(months.map(({ plannedSoFar }) => plannedSoFar)),
    done: line(past.map(({ doneSoFar }) => doneSoFar)),
    now: { x: x(past.length), y: y(done) },
    plannedEnd: { x: x(months.length) + 5, y: y(planned) + 3.5, count: planned },
    doneEnd: { x: x(past.length) + 6, y: y(done) + (isNear ? APART + 3 : 3.5), count: done },
  };
}
