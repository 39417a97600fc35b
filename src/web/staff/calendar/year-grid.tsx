/** One year as twelve small months: rest days shaded, holidays and make-up days with their word. @module */
import type { ReactNode } from 'react';
import { addDays, daysBetween } from '../../../core/calendar/day.ts';
import { isWorkday, type WorkCalendar } from '../../../core/calendar/work-calendar.ts';
import { calendarText as text } from '../../kit/strings/calendar.zh.ts';

interface YearGridProps {
  readonly year: number;
  readonly calendar: WorkCalendar;
}

const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);

export function YearGrid({ year, calendar }: YearGridProps): ReactNode {
  return (
    <div className="year-grid">
      {MONTHS.map((month) => (
        <Month key={month} year={year} month={month} calendar={calendar} />
      ))}
    </div>
  );
}

function Month({ year, month, calendar }: YearGridProps & { readonly month: number }): ReactNode {
  return (
    <table className="month">
      <caption>{text.month(month)}</caption>
      <thead>
        <tr>
          {text.weekdays.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(year, month).map((week) => (
          <tr key={week.find((day) => day !== undefined)}>
            {week.map((day, index) =>
              day === undefined ? (
                // oxlint-disable-next-line react/no-array-index-key, jsx-a11y/control-has-associated-label -- an empty place says nothing
                <td key={index} />
              ) : (
                <Day key={day} day={day} calendar={calendar} />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Day({ day, calendar }: { readonly day: string; readonly calendar: WorkCalendar }): ReactNode {
  const [off, work] = [calendar.off.get(day), calendar.work.get(day)];
  const name = work === undefined ? off && text.offDay(off) : text.workDay(work);
  return (
    <td className={isWorkday(day, calendar) ? '' : 'rest'} {...(name === undefined ? {} : { title: name })}>
      <span className="digits">{Number(day.slice(8))}</span>
      {name !== undefined && (
        <>
          <small aria-hidden="true">{work === undefined ? text.off : text.work}</small>
          <span className="visually-hidden">{name}</span>
        </>
      )}
    </td>
  );
}

/** The days of a month in weeks from Monday; undefined before the first and after the last. */
function weeksOf(year: number, month: number): (string | undefined)[][] {
  const first = `${year}-${String(month).padStart(2, '0')}-01`;
  // 1970-01-05 was a Monday.
  const offset = ((daysBetween('1970-01-05', first) % 7) + 7) % 7;
  const places = Array.from({ length: 42 }, (_, index) => addDays(first, index - offset));
  const days = places.map((day) => (day.slice(0, 7) === first.slice(0, 7) ? day : undefined));
  return [0, 7, 14, 21, 28, 35]
    .map((at) => days.slice(at, at + 7))
    .filter((week) => week.some((day) => day !== undefined));
}
