/** Holidays of a year, each with its days off and the weekend days worked for it. @module */
import type { ReactNode } from 'react';
import { daysBetween } from '../../../core/calendar/day.ts';
import type { HolidayYear } from '../../../core/calendar/work-calendar.ts';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { tableDate } from '../../kit/format.ts';
import { calendarText as text } from '../../kit/strings/calendar.zh.ts';

interface Row {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly work: readonly string[];
}

const COLUMNS: readonly Column<Row>[] = [
  { key: 'name', title: text.holiday, render: ({ name }) => name },
  { key: 'off', title: text.offSpan, render: ({ from, to }) => <span className="digits">{spanText(from, to)}</span> },
  {
    key: 'work',
    title: text.makeUp,
    render: ({ work }) =>
      work.length === 0 ? text.none : <span className="digits">{work.map(tableDate).join('、')}</span>,
  },
  { key: 'days', title: text.count, isNumber: true, render: ({ from, to }) => daysBetween(from, to) + 1 },
];

export function SpanTable({ holidays }: { readonly holidays: Pick<HolidayYear, 'off' | 'work'> }): ReactNode {
  const rows = holidays.off.map(([name, from, to], index): Row => {
    const isFirst = holidays.off.findIndex(([other]) => other === name) === index;
    const work = holidays.work.flatMap(([other, day]) => (other === name && isFirst ? [day] : []));
    return { name, from, to, work };
  });
  return <DataTable caption={text.spans} isCaptionHidden columns={COLUMNS} rows={rows} rowKey={({ from }) => from} />;
}

function spanText(from: string, to: string): string {
  return from === to ? tableDate(from) : `${tableDate(from)} — ${tableDate(to)}`;
}
