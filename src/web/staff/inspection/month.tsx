/** 月历: who is out on which visit, and what vehicles and devices are given to, in one month. @module */
import { Button, Input } from 'antd';
import { useId, useState, type ReactNode } from 'react';
import { BOOKED_TYPES } from '../../../directory/types/bookings.ts';
import type { MonthView } from '../../../inspection/types/month.ts';
import { EmptyState } from '../../kit/empty-state.tsx';
import { ListFilters } from '../../kit/list-filters.tsx';
import { splitValues } from '../../kit/list-state.ts';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { useUrlState } from '../../kit/routing.ts';
import { TableSkeleton } from '../../kit/skeletons.tsx';
import { monthText as text } from '../../kit/strings/month.zh.ts';
import { Agenda } from './month-agenda.tsx';
import { agendaOf, monthBeside } from './month-days.ts';
import { MonthGrid } from './month-grid.tsx';
import './month.css';

const TYPE_FILTER = {
  key: 'type',
  title: text.type,
  options: Object.entries(BOOKED_TYPES).map(([value, label]) => ({ value, label })),
  isMultiple: true,
};

export function MonthPage(): ReactNode {
  const [state] = useUrlState();
  const wanted = /^\d{4}-(?:0[1-9]|1[0-2])$/.test(state['month'] ?? '') ? state['month'] : undefined;
  const read = useRead<MonthView>('/api/inspection-month', { month: wanted });
  const types = splitValues(state['type'] ?? '');
  const rows = (read.value?.rows ?? []).filter(({ type }) => types.length === 0 || types.includes(type));
  const shown = read.value && { ...read.value, rows };
  return (
    <div className="month-page">
      <PageHeader title={text.title} standing={shown && <Standing view={shown} />} />
      {read.value !== undefined && <MonthNav key={read.value.month} month={read.value.month} />}
      <ListFilters filters={[TYPE_FILTER]} />
      <Loaded read={{ ...read, value: shown }} skeleton={<TableSkeleton rows={12} />}>
        {(view) =>
          view.rows.length === 0 ? (
            <EmptyState title={text.empty} next={text.emptyNext} />
          ) : (
            <>
              <MonthGrid key={view.month} view={view} />
              <Agenda view={view} />
            </>
          )
        }
      </Loaded>
    </div>
  );
}

function Standing({ view }: { readonly view: MonthView }): ReactNode {
  const agenda = agendaOf(view);
  const visits = new Set(agenda.flatMap((day) => day.visits.map(({ inspectionId }) => inspectionId))).size;
  const away = view.rows.reduce((sum, { uses }) => sum + uses.filter(({ use }) => use !== 'visit').length, 0);
  const ending = agenda.reduce((sum, day) => sum + day.ending.length, 0);
  return text.standing(visits, away, ending);
}

function MonthNav({ month }: { readonly month: string }): ReactNode {
  const [, change] = useUrlState();
  const [wanted, want] = useState(month);
  const id = useId();
  return (
    <nav aria-label={text.nav} className="month-nav">
      <button type="button" className="link-button" onClick={() => change({ month: monthBeside(month, -1) })}>
        {text.previous}
      </button>
      <form action={() => change({ month: wanted })}>
        <label htmlFor={id}>{text.month}</label>
        <Input id={id} type="month" required value={wanted} onChange={({ target }) => want(target.value)} />
        <Button htmlType="submit" autoInsertSpace={false}>
          {text.show}
        </Button>
      </form>
      <button type="button" className="link-button" onClick={() => change({ month: monthBeside(month, 1) })}>
        {text.next}
      </button>
    </nav>
  );
}
