/** V12: experts, days, vehicles and devices, directly and by computing them again. SPEC §15. @module */
import type { OpenedBundle } from '../bundle-reading.ts';
import { compile } from '../assign/instance.ts';
import { expertInput, expertsOf } from '../draw.ts';
import type { PersonLeaf } from '../leaves.ts';
import {
  bookingsOf,
  dayInput,
  deviceDays,
  meansOf,
  outingsOf,
  peopleOf,
  vehicleDays,
  type DayOfMeans,
} from '../means/means.ts';
import type { DayRecord, ExpertRecord } from '../result.ts';
import { slotParts } from '../slots.ts';
import { seedOf } from './draw-steps.ts';
import { finished, isSame, suiteOfBundle, type Finished } from './evidence.ts';
import { checkUnfilled, loadProblems, loadsOf, placeProblems } from './place-checks.ts';
import { NotApplicable, type Findings } from './report.ts';

/** V12: whoever and whatever goes along fits, is free on the day, and is what the draw gives. */
export function checkMeans(f: Findings, opened: OpenedBundle): void {
  const bundle = finished(opened);
  const { assign, experts } = bundle.announcement;
  const { details } = bundle;
  const published = details.experts ?? details.days ?? details.vehicles ?? details.devices;
  if (experts === undefined && assign.days === undefined && published === undefined)
    throw new NotApplicable(
      '本次抽取没有专家、日期、车辆、装备',
      'this draw has no experts, days, vehicles or devices',
    );
  checkExperts(f, bundle);
  checkRecomputed(f, bundle);
  if (details.days === undefined) return;
  checkDays(f, bundle, details.days);
  checkVehicles(f, bundle, details.days);
  checkDevices(f, bundle, details.days);
}

function checkExperts(f: Findings, bundle: Finished): void {
  const { announcement, lists, details } = bundle;
  const experts = expertsOf(suiteOfBundle(bundle), seedOf(bundle).keys, lists, announcement.assign, details.selected);
  const count = experts?.trace.length ?? 0;
  f.check(isSamePart(experts, details.experts), '专家匹配逐步相同', 'matching of experts is the same', count);
  const input = expertInput(lists, announcement.assign, details.selected);
  if (input === undefined || details.experts === undefined) return;
  const instance = compile(input);
  f.problems(placeProblems(instance, details.experts.trace), '专业与回避', 'specialties and recusals');
  checkUnfilled(f, instance, details.experts.unfilled);
}

/** Both left out, or the same byte for byte. */
function isSamePart(a: object | undefined, b: object | undefined): boolean {
  return a === undefined || b === undefined ? a === b : isSame(a, b);
}

/** The same again, from the teams and experts that the steps before have checked. */
function checkRecomputed(f: Findings, bundle: Finished): void {
  const { announcement, lists, details } = bundle;
  const { selected, teams, experts } = details;
  const { keys } = seedOf(bundle);
  const again = meansOf(suiteOfBundle(bundle), keys, lists, announcement.assign, selected, teams, experts);
  const counts = { days: 'visits', vehicles: 'trace', devices: 'trace' } as const;
  for (const [name, zh] of [
    ['days', '日期'],
    ['vehicles', '车辆'],
    ['devices', '装备'],
  ] as const) {
    const same = isSamePart(again[name], details[name]);
    const part: Partial<Record<'visits' | 'trace', readonly object[]>> = again[name] ?? {};
    f.check(same, `${zh}逐步相同`, `${name} are the same`, part[counts[name]]?.length ?? 0);
  }
}

/** Every visit has an announced day, and nobody is booked or at more places than allowed. */
function checkDays(f: Findings, { announcement, lists, details }: Finished, days: DayRecord): void {
  const { list = [], perPerson = 0 } = announcement.assign.days ?? {};
  const people = peopleOf(details.teams, details.experts);
  const isBooked = bookingsOf(lists);
  const visits = new Map<string, number>();
  const problems = days.visits.flatMap(({ ent, day }) => {
    const wrong = list.includes(day) ? [] : [`${ent}: ${day} was not announced`];
    for (const id of people.get(ent) ?? []) {
      const count = (visits.get(`${id}|${day}`) ?? 0) + 1;
      visits.set(`${id}|${day}`, count);
      if (count > perPerson) wrong.push(`${id}: ${count} visits on ${day}`);
      if (isBooked(id, day)) wrong.push(`${id}: booked on ${day}`);
    }
    return wrong;
  });
  f.problems(problems, '日期在公告之内，无人分身', 'days are announced ones, nobody is in two places');
  f.note('未排日期', 'without a day', days.unplaced.length);
}

function checkVehicles(f: Findings, bundle: Finished, days: DayRecord): void {
  const { announcement, lists, details } = bundle;
  if (announcement.assign.vehicles === undefined || lists.vehicles === undefined || details.vehicles === undefined)
    return;
  const people = peopleOf(details.teams, details.experts);
  const groups = vehicleDays(announcement.assign.vehicles, details.selected, outingsOf(days, details.teams), people);
  checkPool(f, bundle, '车辆', 'vehicles', lists.vehicles.leaves, groups, details.vehicles);
}

function checkDevices(f: Findings, bundle: Finished, days: DayRecord): void {
  const { announcement, lists, details } = bundle;
  if (announcement.assign.devices === undefined || lists.devices === undefined || details.devices === undefined) return;
  const groups = deviceDays(announcement.assign.devices, details.selected, days);
  checkPool(f, bundle, '装备', 'devices', lists.devices.leaves, groups, details.devices);
}

/** Day by day: everything fits, is free, is within its cap; every place is filled or has its Hall set. */
function checkPool(
  f: Findings,
  { announcement, lists }: Finished,
  zh: string,
  en: string,
  pool: readonly PersonLeaf[],
  groups: readonly DayOfMeans[],
  record: ExpertRecord,
): void {
  const isBooked = bookingsOf(lists);
  let places = 0;
  for (const group of groups) {
    const ids = new Set(group.posts.map(({ id }) => id));
    const onDay = ({ slot }: { readonly slot: string }): boolean => ids.has(slotParts(slot).ent);
    const input = dayInput(pool, group, isBooked, announcement.assign.balance);
    const instance = compile(input);
    const trace = record.trace.filter(onDay);
    const loads = Object.fromEntries(loadsOf(trace));
    const stated = Object.fromEntries(pool.map(({ id }) => [id, loads[id] ?? 0]));
    const problems = [...placeProblems(instance, trace), ...loadProblems(input, trace, stated, 0)];
    f.problems(problems, `${group.day} ${zh}：条件、占用、每日上限`, `${group.day} ${en}: conditions, bookings, caps`);
    checkUnfilled(f, instance, record.unfilled.filter(onDay));
    places += instance.slotCount;
  }
  const filled = record.trace.length + record.unfilled.length;
  f.check(filled === places, `${zh}席位：已分与空缺`, `places of ${en}, filled or empty`, `${filled} / ${places}`);
}
