/** 工作日历: a year at a glance, its holidays, and the notices it rests on. @module */
import type { ReactNode } from 'react';
import { calendarDeeds } from '../../../calendar/deeds.ts';
import { calendarOf } from '../../../calendar/rules/calendar.ts';
import type { CalendarView } from '../../../calendar/types.ts';
import { isProvisional, workdaysBetween } from '../../../core/calendar/work-calendar.ts';
import { AppLink } from '../../kit/app-link.tsx';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { DateText } from '../../kit/date-text.tsx';
import { tableDate } from '../../kit/format.ts';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { useUrlState } from '../../kit/routing.ts';
import { useMayDo } from '../../kit/session.ts';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { calendarText as text } from '../../kit/strings/calendar.zh.ts';
import './calendar.css';
import { SpanTable } from './span-table.tsx';
import { YearGrid } from './year-grid.tsx';

export function CalendarPage(): ReactNode {
  const read = useRead<CalendarView>('/api/calendar');
  const mayLoad = useMayDo('calendar.load-notice');
  const { value } = read;
  return (
    <>
      <PageHeader
        title={text.title}
        standing={value && text.standing(value.coveredFrom.slice(0, 4), value.coveredTo.slice(0, 4))}
        action={
          mayLoad && (
            <AppLink to="/calendar/load" look="button">
              {calendarDeeds['calendar.load-notice'].title}
            </AppLink>
          )
        }
      />
      <Loaded read={read} skeleton={<TextSkeleton lines={16} />}>
        {(view) => <Year view={view} asOf={read.asOf} />}
      </Loaded>
    </>
  );
}

function Year({ view, asOf }: { readonly view: CalendarView; readonly asOf: string | undefined }): ReactNode {
  const [{ year: chosen }, changeUrl] = useUrlState();
  const calendar = calendarOf(view);
  const [first, last] = [Number(view.coveredFrom.slice(0, 4)), Number(view.coveredTo.slice(0, 4)) + 1];
  const now = asOf === undefined ? last - 1 : Number(tableDate(asOf).slice(0, 4));
  const year = Math.min(last, Math.max(first, /^\d{4}$/.test(chosen ?? '') ? Number(chosen) : now));
  const holidays = view.years.find((each) => each.year === year);
  const isKnown = !isProvisional(`${year}-12-31`, calendar);
  return (
    <>
      <nav className="year-nav" aria-label={text.year}>
        {year > first && (
          <button type="button" className="link-button" onClick={() => changeUrl({ year: String(year - 1) })}>
            {text.previous(year - 1)}
          </button>
        )}
        {year < last && (
          <button type="button" className="link-button" onClick={() => changeUrl({ year: String(year + 1) })}>
            {text.previous(year + 1)}
          </button>
        )}
      </nav>
      <section>
        <h2>{text.workdays(year, workdaysBetween(`${year - 1}-12-31`, `${year}-12-31`, calendar))}</h2>
        {!isKnown && <p className="calendar-provisional">{text.provisional(year)}</p>}
        <YearGrid year={year} calendar={calendar} />
      </section>
      {holidays !== undefined && (
        <section>
          <h2>{text.spans}</h2>
          <SpanTable holidays={holidays} />
        </section>
      )}
      <section>
        <h2>{text.notices}</h2>
        <Notices view={view} />
        <p className="muted">{text.version(view.version)}</p>
      </section>
    </>
  );
}

type Notice = CalendarView['notices'][number];

const COLUMNS: readonly Column<Notice>[] = [
  { key: 'revision', title: text.revision, render: ({ year, revision }) => text.revisionOf(year, revision) },
  { key: 'title', title: text.noticeTitle, render: ({ title }) => title },
  { key: 'source', title: text.source, render: ({ source }) => source },
  { key: 'by', title: text.loadedBy, render: ({ loadedBy }) => loadedBy },
  { key: 'at', title: text.loadedAt, render: ({ loadedAt }) => <DateText value={loadedAt} withTime inTable /> },
];

function Notices({ view }: { readonly view: CalendarView }): ReactNode {
  if (view.notices.length === 0) return <p className="muted">{text.noNotices}</p>;
  return (
    <>
      <p className="muted">{text.noticesHint}</p>
      <DataTable
        caption={text.notices}
        isCaptionHidden
        columns={COLUMNS}
        rows={view.notices}
        rowKey={({ year, revision }) => `${year}.${revision}`}
      />
    </>
  );
}
