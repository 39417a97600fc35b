/** When the enterprise is reminded, and what may be exposed. Browser-safe. @module */
import { addDays } from '../../core/calendar/day.ts';
import { addWorkdays, isWorkday, nextWorkday, type WorkCalendar } from '../../core/calendar/work-calendar.ts';
import type { Refusal } from '../../core/result.ts';
import type { FindingLevel } from '../../inspection/types/visit.ts';
import { REMINDER_DAYS, type ExposureGround, type ReminderDays, type ReminderView } from '../types/remind.ts';
import type { Item, Order } from '../types/order.ts';
import { isOverdue } from './order.ts';

/**
 * The day on which to remind: so many calendar days before the deadline, as the deadline itself counts calendar days
 * (责令限期整改, domain §16.1); on a rest day nobody is in the office, so the workday before.
 */
export function remindOn(dueOn: string, days: ReminderDays, calendar: WorkCalendar): string {
  const day = addDays(dueOn, -days);
  return isWorkday(day, calendar) ? day : addWorkdays(day, -1, calendar);
}

/** The latest deadline that is to be reminded of today: `remindOn(…) <= today` for it and every earlier one. */
export function remindUntil(today: string, days: ReminderDays, calendar: WorkCalendar): string {
  return addDays(nextWorkday(addDays(today, 1), calendar), days - 1);
}

/** Every reminder whose day has come while the enterprise has still to report, given or not. */
export function remindersOf(
  items: readonly Pick<Item, 'state' | 'dueOn'>[],
  given: readonly Pick<ReminderView, 'dueOn' | 'days' | 'at' | 'means'>[],
  today: string,
  calendar: WorkCalendar,
): ReminderView[] {
  const waiting = items.flatMap(({ state, dueOn }) =>
    state === 'open' && dueOn !== null && dueOn >= today ? [dueOn] : [],
  );
  const due = [...new Set(waiting)]
    .toSorted()
    .flatMap((dueOn) =>
      REMINDER_DAYS.map((days) => ({ dueOn, days, remindOn: remindOn(dueOn, days, calendar) })).filter(
        (each) => each.remindOn <= today,
      ),
    );
  const open = due.filter((each) => !given.some(({ dueOn, days }) => dueOn === each.dueOn && days === each.days));
  return [
    ...given.map((each) => ({ ...each, remindOn: remindOn(each.dueOn, each.days, calendar) })),
    ...open.map((each) => ({ ...each, at: null, means: null })),
  ];
}

/**
 * Every reason a finding may not be proposed for exposure. Its time must be over, or it was hidden; of a general hazard only
 * the first can be said. What goes to another department is that department's.
 */
export function exposureRefusals(
  order: Pick<Order, 'state'>,
  item: Item,
  ground: ExposureGround,
  {
    level,
    isStanding,
    isSealed,
    today,
  }: { readonly level: FindingLevel; readonly isStanding: boolean; readonly isSealed: boolean; readonly today: string },
): Refusal[] {
  const refusals: Refusal[] = [];
  const facts = { number: item.number, dueOn: item.dueOn ?? '' };
  if (order.state === 'draft' || item.measureKind === 'transfer' || item.state === 'voided')
    refusals.push({ code: 'exposure-not-ordered', facts });
  const isLate =
    isOverdue(item, today) ||
    item.state === 'in-case' ||
    (item.state === 'supervised' && item.dueOn !== null && item.dueOn < today);
  if (ground !== 'hidden' && !isLate) refusals.push({ code: 'exposure-not-overdue', at: 'ground', facts });
  if (ground !== 'overdue' && level !== 'major') refusals.push({ code: 'exposure-not-major', at: 'ground', facts });
  // Of a sealed draw nobody outside the team may know before it is opened.
  if (isSealed) refusals.push({ code: 'exposure-sealed' });
  if (isStanding) refusals.push({ code: 'exposure-standing', facts });
  return refusals;
}
