/** What an announcement must say of teams, days, vehicles and devices. SPEC §6.5. @module */
import type { Announcement, AssignRule, Templates } from '../announcement.ts';
import { namesOutside, placesOf, teamProblems } from '../templates.ts';

/** Most places in the vehicles or for the devices of a stratum. */
const MOST_PLACES = 9;
/** Longest list of days: one year. */
const MOST_DAYS = 366;

/** Everything that is wrong with the announced teams, days, vehicles and devices. */
export function meansProblems(a: Announcement): string[] {
  const { assign, vehicles, devices, bookings } = a;
  const problems = [...teamRuleProblems(a), ...dayProblems(assign)];
  if (assign.vehicles !== undefined && vehicles === undefined)
    problems.push('places in vehicles need a list of vehicles');
  if ((assign.devices === undefined) !== (devices === undefined))
    problems.push('devices and their places must be announced together');
  const needDays = assign.vehicles ?? assign.devices ?? bookings;
  if (needDays !== undefined && assign.days === undefined) problems.push('vehicles, devices and bookings need days');
  return [
    ...problems,
    ...placeProblems('vehicles', a, assign.vehicles),
    ...placeProblems('devices', a, assign.devices),
  ];
}

function teamRuleProblems({ assign, select }: Announcement): string[] {
  const { teams } = assign;
  if (teams === undefined) return [];
  const larger = select.strata.filter(({ id }) => placesOf(assign.slots, id).length > teams.slots.length);
  return [
    ...teamProblems('assign.teams', teams.slots),
    ...larger.map(({ id }) => `stratum ${id}: more places than a team has`),
  ];
}

function dayProblems({ days }: AssignRule): string[] {
  if (days === undefined) return [];
  const { list } = days;
  const problems: string[] = [];
  if (list.length < 1 || list.length > MOST_DAYS)
    problems.push(`assign.days: 1 … ${MOST_DAYS} days, got ${list.length}`);
  if (list.some((day, i) => i > 0 && day <= (list[i - 1] as string)))
    problems.push('assign.days: days must be strictly ascending');
  return problems;
}

function placeProblems(what: 'vehicles' | 'devices', { select }: Announcement, templates: Templates = {}): string[] {
  const strata = select.strata.map(({ id }) => id);
  const problems = namesOutside(strata, templates).map((id) => `assign.${what}: ${id} is no stratum`);
  for (const id of strata) {
    const places = placesOf(templates, id);
    if (places.length > MOST_PLACES)
      problems.push(`assign.${what} ${id}: at most ${MOST_PLACES} places, got ${places.length}`);
    places.forEach(({ all }, i) => {
      if (!all.includes('valid')) problems.push(`assign.${what} ${id} place ${i}: must ask for the tag valid`);
    });
  }
  return problems;
}
