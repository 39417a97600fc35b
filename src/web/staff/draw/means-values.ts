/** Teams, days, vehicles and devices between a draw's configuration and the fields of its editor. @module */
import type { DrawConfig } from '../../../draw/types.ts';

/** What the fields begin with when they are opened. */
const NO_TEAMS = { mode: 'each', count: 6, cap: 20 };
const NO_MEANS = { days: 'none', visitsPerDay: 1, vehicleTrips: 1, deviceVisits: 1, explosionProof: [], devices: [] };

/** The part of a configuration as this form holds it: a choice of none stands for a part that is left out. */
export function meansValues({ teams, means }: DrawConfig): Readonly<Record<string, unknown>> {
  return { teams: teams === undefined ? NO_TEAMS : { ...teams, mode: 'fixed' }, means: means ?? NO_MEANS };
}

/** Back to a configuration: what was not chosen is left out. */
export function withoutUnchosen(config: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { teams, means, ...rest } = config;
  const { mode, ...team } = partOf(teams);
  return {
    ...rest,
    ...(mode === 'fixed' ? { teams: team } : {}),
    ...(partOf(means)['days'] === 'none' ? {} : { means: { explosionProof: [], devices: [], ...partOf(means) } }),
  };
}

/** The members of a value that may be anything. */
export function partOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
