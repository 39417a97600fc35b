/** Home: what waits for me, the nearest deadline first, and nothing else (docs/adr/0052); below it, for the system admin, how the night went. @module */
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { AppLink } from '../../kit/app-link.tsx';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { DateText } from '../../kit/date-text.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { useMayDo } from '../../kit/session.ts';
import { TableSkeleton } from '../../kit/skeletons.tsx';
import { StateTag } from '../../kit/state-tag.tsx';
import { calendarText } from '../../kit/strings/calendar.zh.ts';
import { shellText } from '../../kit/strings/shell.zh.ts';
import { OperationChecks } from './operation.tsx';

/** One thing that waits for the signed-in person. */
interface QueueEntry {
  readonly id: string;
  readonly title: string;
  /** The enterprise, plan or draw it is about. */
  readonly where: string;
  readonly stands: string;
  readonly why: string;
  readonly dueOn: string | null;
  /** Days until `dueOn`, counted as the law counts them; negative when past. */
  readonly left: number | null;
  readonly unit: 'workday' | 'day';
  /** The holiday notice of its year is still to come. */
  readonly isProvisional: boolean;
  /** Path below /desk. */
  readonly href: string;
}
interface More {
  readonly duty: string;
  readonly title: string;
  readonly shown: number;
  readonly total: number;
}
interface Queue {
  readonly total: number;
  readonly entries: readonly QueueEntry[];
  readonly more: readonly More[];
}

const text = shellText.home;
const SOON_DAYS = 3;

const COLUMNS: readonly Column<QueueEntry>[] = [
  {
    key: 'title',
    title: text.what,
    render: ({ title, href, why }) => (
      <>
        <AppLink to={href}>{title}</AppLink>
        <span className="queue-why">{why}</span>
      </>
    ),
  },
  { key: 'where', title: text.where, render: ({ where }) => where },
  { key: 'stands', title: text.stands, render: ({ stands }) => stands },
  {
    key: 'dueOn',
    title: text.due,
    render: ({ dueOn, isProvisional }) =>
      dueOn === null ? (
        text.noDue
      ) : (
        <>
          <DateText value={dueOn} inTable />
          {isProvisional && calendarText.mark}
        </>
      ),
  },
  {
    key: 'left',
    title: text.left,
    render: ({ left, unit }) => (left === null ? '' : <DaysLeft days={left} unit={unit} />),
  },
];

export function HomePage(): ReactNode {
  const queue = useRead<Queue>('/api/queue');
  const mayReadOperation = useMayDo('operation.read');
  const total = queue.value?.total;
  return (
    <>
      <PageHeader title={text.title} {...(total === undefined ? {} : { standing: text.standing(total) })} />
      <Loaded read={queue} skeleton={<TableSkeleton rows={6} />}>
        {(value) =>
          value.entries.length === 0 ? (
            <EmptyState title={text.empty} next={text.emptyNext} />
          ) : (
            <Entries {...value} caption={text.title} />
          )
        }
      </Loaded>
      {mayReadOperation && <OperationChecks />}
    </>
  );
}

function Entries({ entries, more, caption }: Queue & { readonly caption: string }): ReactNode {
  return (
    <>
      <DataTable caption={caption} isCaptionHidden columns={COLUMNS} rows={entries} rowKey={({ id }) => id} />
      {more.map((each) => (
        <MoreOf key={each.duty} {...each} />
      ))}
    </>
  );
}

/** What of one duty did not fit: its next page, when somebody asks for it. */
function MoreOf({ duty, title, shown, total }: More): ReactNode {
  const [isAsked, setAsked] = useState(false);
  if (isAsked) return <NextPage duty={duty} skip={shown} title={title} />;
  return (
    <p className="queue-more">
      {text.more(title, total - shown)} <Button onClick={() => setAsked(true)}>{text.showMore}</Button>
    </p>
  );
}

function NextPage({ duty, skip, title }: { readonly duty: string; readonly skip: number; readonly title: string }) {
  const page = useRead<Queue>('/api/queue', { duty, skip });
  return (
    <Loaded read={page} skeleton={<TableSkeleton rows={6} />}>
      {(value) => <Entries {...value} caption={title} />}
    </Loaded>
  );
}

function DaysLeft({ days, unit }: { readonly days: number; readonly unit: QueueEntry['unit'] }): ReactNode {
  if (days < 0) return <StateTag tone="problem" word={text.overdue(-days, unit)} />;
  return (
    <StateTag
      tone={days <= SOON_DAYS ? 'waiting' : 'draft'}
      word={days === 0 ? text.today : text.daysLeft(days, unit)}
    />
  );
}
