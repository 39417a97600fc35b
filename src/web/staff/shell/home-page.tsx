/** Home: what waits for me, the nearest deadline first. @module */
import type { ReactNode } from 'react';
import { AppLink } from '../../kit/app-link.tsx';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { DateText } from '../../kit/date-text.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { TableSkeleton } from '../../kit/skeletons.tsx';
import { StateTag } from '../../kit/state-tag.tsx';
import { shellText } from '../../kit/strings/shell.zh.ts';

/** One thing that waits for the signed-in person. */
export interface QueueEntry {
  readonly id: string;
  readonly title: string;
  /** The enterprise, plan or draw it is about. */
  readonly where: string;
  readonly stands: string;
  readonly dueOn?: string;
  /** Days until `dueOn`; negative when overdue. */
  readonly daysLeft?: number;
  /** Path below /desk. */
  readonly href: string;
}

const text = shellText.home;
const SOON_DAYS = 3;

const COLUMNS: readonly Column<QueueEntry>[] = [
  { key: 'title', title: text.what, render: ({ title, href }) => <AppLink to={href}>{title}</AppLink> },
  { key: 'where', title: text.where, render: ({ where }) => where },
  { key: 'stands', title: text.stands, render: ({ stands }) => stands },
  {
    key: 'dueOn',
    title: text.due,
    render: ({ dueOn }) => (dueOn === undefined ? text.noDue : <DateText value={dueOn} inTable />),
  },
  {
    key: 'daysLeft',
    title: text.left,
    render: ({ daysLeft }) => (daysLeft === undefined ? '' : <DaysLeft days={daysLeft} />),
  },
];

export function HomePage(): ReactNode {
  const queue = useRead<readonly QueueEntry[]>('/api/queue');
  return (
    <>
      <PageHeader title={text.title} standing={text.standing} />
      <Loaded read={queue} skeleton={<TableSkeleton rows={6} />}>
        {(entries) =>
          entries.length === 0 ? (
            <EmptyState title={text.empty} next={text.emptyNext} />
          ) : (
            <DataTable caption={text.title} isCaptionHidden columns={COLUMNS} rows={entries} rowKey={({ id }) => id} />
          )
        }
      </Loaded>
    </>
  );
}

function DaysLeft({ days }: { readonly days: number }): ReactNode {
  if (days < 0) return <StateTag tone="problem" word={text.overdue(-days)} />;
  return (
    <StateTag tone={days <= SOON_DAYS ? 'waiting' : 'draft'} word={days === 0 ? text.today : text.daysLeft(days)} />
  );
}
