/** 年度计划: every year with its versions. @module */
import type { ReactNode } from 'react';
import { PLAN_STATES } from '../../../plan/types.ts';
import type { PlanSummary } from '../../../plan/types/views.ts';
import { AppLink } from '../../kit/app-link.tsx';
import type { Column } from '../../kit/data-table.tsx';
import { DateText } from '../../kit/date-text.tsx';
import { DueText } from '../../kit/due-text.tsx';
import { tableDate } from '../../kit/format.ts';
import { ListPage } from '../../kit/list-page.tsx';
import { useMayDo } from '../../kit/session.ts';
import { StateTag } from '../../kit/state-tag.tsx';
import { planText } from '../../kit/strings/plan.zh.ts';
import { templateText } from '../../kit/strings/plan-templates.zh.ts';
import { hundredths, PLAN_TONES } from './words.ts';
import './plan.css';

const text = planText.list;

const COLUMNS: readonly Column<PlanSummary>[] = [
  { key: 'year', isSortable: true, title: text.year, render: ({ year, version }) => text.version(year, version) },
  {
    key: 'title',
    isSortable: true,
    title: text.name,
    render: ({ planId, title }) => <AppLink to={`/plan/${planId}`}>{title}</AppLink>,
  },
  {
    key: 'state',
    title: text.state,
    render: ({ state }) => <StateTag tone={PLAN_TONES[state]} word={PLAN_STATES[state]} />,
  },
  {
    key: 'size',
    isSortable: true,
    title: text.size,
    render: ({ count, universeSize, ratio }) => text.sizeOf(count, universeSize, hundredths(ratio)),
  },
  {
    key: 'window',
    isSortable: true,
    title: text.window,
    render: ({ windowFrom, windowTo }) => (
      <span className="digits">{`${tableDate(windowFrom)} — ${tableDate(windowTo)}`}</span>
    ),
  },
  {
    key: 'discloseBy',
    isSortable: true,
    title: text.due,
    render: ({ state, discloseBy }) =>
      discloseBy === null ? (
        ''
      ) : state === 'approved' ? (
        <DueText value={discloseBy} />
      ) : (
        <DateText value={discloseBy} inTable />
      ),
  },
];

export function PlanListPage(): ReactNode {
  const mayCreate = useMayDo('plan.create');
  const create = (
    <AppLink to="/plan/new" look="button">
      {text.create}
    </AppLink>
  );
  return (
    <ListPage<PlanSummary>
      title={text.title}
      standing={text.standing}
      path="/api/plans"
      columns={COLUMNS}
      rowKey={({ planId }) => planId}
      searchHint={text.search}
      filters={[
        {
          key: 'state',
          title: text.state,
          options: Object.entries(PLAN_STATES).map(([value, label]) => ({ value, label })),
        },
      ]}
      empty={{ title: text.empty, next: text.emptyNext }}
      action={
        <div className="plan-links">
          <AppLink to="/plan/templates">{templateText.title}</AppLink>
          <AppLink to="/calendar">{text.calendar}</AppLink>
          {mayCreate && create}
        </div>
      }
    />
  );
}
