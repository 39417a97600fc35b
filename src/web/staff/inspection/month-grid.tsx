/** The month as a grid: a row for each person, vehicle and device, a square for each day. One stop for Tab, arrows move in it. @module */
import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { BookedType } from '../../../directory/types/bookings.ts';
import { MONTH_USES, type MonthRow, type MonthUse, type MonthView } from '../../../inspection/types/month.ts';
import { AppLink } from '../../kit/app-link.tsx';
import { sentenceDate } from '../../kit/format.ts';
import { monthText as text } from '../../kit/strings/month.zh.ts';
import { usesOn, weekdayOf } from './month-days.ts';

const SLUGS: Readonly<Record<BookedType, string>> = {
  officer: 'officers',
  expert: 'experts',
  vehicle: 'vehicles',
  equipment: 'equipment',
};

interface Place {
  readonly row: number;
  readonly day: number;
}

/** Where an arrow leads from a square; undefined for other keys. */
const MOVES: Readonly<Record<string, (at: Place, last: Place) => Place>> = {
  ArrowLeft: ({ row, day }) => ({ row, day: Math.max(0, day - 1) }),
  ArrowRight: ({ row, day }, last) => ({ row, day: Math.min(last.day, day + 1) }),
  ArrowUp: ({ row, day }) => ({ row: Math.max(0, row - 1), day }),
  ArrowDown: ({ row, day }, last) => ({ row: Math.min(last.row, row + 1), day }),
  Home: ({ row }) => ({ row, day: 0 }),
  End: ({ row }, last) => ({ row, day: last.day }),
};

export function MonthGrid({ view }: { readonly view: MonthView }): ReactNode {
  const { rows, days, month, today } = view;
  const todayAt = days.findIndex(({ day }) => day === today);
  const [chosen, choose] = useState<Place>();
  const stop = chosen ?? { row: 0, day: Math.max(0, todayAt) };
  const grid = useRef<HTMLTableElement>(null);
  const detail = useRef<HTMLElement>(null);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') {
      detail.current?.querySelector('a')?.focus();
      return;
    }
    const next = MOVES[event.key]?.(stop, { row: rows.length - 1, day: days.length - 1 });
    if (next === undefined) return;
    event.preventDefault();
    grid.current?.querySelector<HTMLElement>(`[data-at="${next.row}.${next.day}"]`)?.focus();
  };

  return (
    <>
      <p className="muted month-hint">{text.hint}</p>
      <div className="table-scroll month-scroll">
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- the grid of WAI-ARIA: its squares take the focus */}
        <table ref={grid} role="grid" aria-label={text.grid(month)} className="month-table" onKeyDown={onKeyDown}>
          <thead>
            <tr>
              <th scope="col">{text.who}</th>
              {days.map(({ day, isWorkday }) => (
                <th key={day} scope="col" className={dayClass(isWorkday, day === today)}>
                  <span className="digits">{Number(day.slice(8))}</span>
                  <small>{text.weekdays[weekdayOf(day)]}</small>
                  {!isWorkday && <span className="visually-hidden">{text.rest}</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, rowAt) => (
              <tr key={`${row.type} ${row.subjectId}`}>
                <th scope="row">
                  {row.name} <small className="muted">{row.note}</small>
                </th>
                {days.map(({ day, isWorkday }, dayAt) => (
                  <Square
                    key={day}
                    row={row}
                    day={day}
                    className={dayClass(isWorkday, day === today)}
                    at={`${rowAt}.${dayAt}`}
                    isStop={stop.row === rowAt && stop.day === dayAt}
                    isChosen={chosen?.row === rowAt && chosen.day === dayAt}
                    onChoose={() => choose({ row: rowAt, day: dayAt })}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <section
        className={chosen === undefined ? 'month-detail' : 'month-detail chosen'}
        aria-live="polite"
        ref={detail}
      >
        {chosen === undefined ? <p className="muted">{text.noneChosen}</p> : <Detail view={view} at={chosen} />}
      </section>
      <Legend />
    </>
  );
}

function dayClass(isWorkday: boolean, isToday: boolean): string {
  return [isWorkday ? '' : 'rest', isToday ? 'today' : ''].filter((name) => name !== '').join(' ');
}

interface SquareProps {
  readonly row: MonthRow;
  readonly day: string;
  readonly className: string;
  /** Its place in the grid, for the arrows. */
  readonly at: string;
  /** Where Tab enters the grid. */
  readonly isStop: boolean;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function Square({ row, day, className, at, isStop, isChosen, onChoose }: SquareProps): ReactNode {
  const uses = usesOn(row, day);
  const isEnd = row.validTo === day;
  const isOver = row.validTo !== null && row.validTo < day;
  const marks = [...new Set(uses.map(({ use }) => text.marks[use]))].join('');
  const said = [
    ...uses.map(({ use, what }) => `${MONTH_USES[use]}：${what}`),
    ...(isEnd ? [text.papers[row.type]] : []),
    ...(isOver ? [text.over] : []),
  ];
  return (
    <td
      data-at={at}
      tabIndex={isStop ? 0 : -1}
      aria-selected={isChosen}
      aria-label={`${text.chosen(row.name, sentenceDate(day))}：${said.join('；') || text.nothing}`}
      className={[className, isOver ? 'over' : '', uses.some(({ use }) => use === 'visit') ? 'out' : '']
        .join(' ')
        .trim()}
      onFocus={onChoose}
      onClick={({ currentTarget }) => currentTarget.focus()}
    >
      {marks}
      {isEnd && <strong className="month-end">{text.end}</strong>}
    </td>
  );
}

function Detail({ view: { rows, days }, at }: { readonly view: MonthView; readonly at: Place }): ReactNode {
  const row = rows[at.row];
  const day = days[at.day]?.day;
  if (row === undefined || day === undefined) return null;
  const uses = usesOn(row, day);
  return (
    <>
      <h2>{text.chosen(row.name, sentenceDate(day))}</h2>
      <ul>
        {uses.length === 0 && <li>{text.nothing}</li>}
        {uses.map((use) => (
          <li key={`${use.use} ${use.fromOn} ${use.what}`}>
            {MONTH_USES[use.use]}：
            {use.inspectionId === null ? (
              use.what
            ) : (
              <AppLink to={`/inspection/${use.inspectionId}`}>{use.what}</AppLink>
            )}
            {text.span(use.fromOn, use.untilOn)}
          </li>
        ))}
        {row.validTo === day && <li>{text.papers[row.type]}</li>}
        <li>
          <AppLink to={`/directory/${SLUGS[row.type]}/${row.subjectId}`}>{text.open(row.name)}</AppLink>
        </li>
      </ul>
    </>
  );
}

function Legend(): ReactNode {
  const uses = Object.entries(MONTH_USES) as [MonthUse, string][];
  return (
    <p className="muted month-legend">
      {text.legend}：{uses.map(([use, word]) => `${text.marks[use]} ${word}`).join('，')}，{text.endLegend}
    </p>
  );
}
