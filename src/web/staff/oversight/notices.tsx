/** 督办: those that are open first. @module */
import type { ReactNode } from 'react';
import { ALERTS } from '../../../oversight/types/alerts.ts';
import { ADDRESSEES, NOTICE_STATES, type NoticeView } from '../../../oversight/types/notices.ts';
import { AppLink } from '../../kit/app-link.tsx';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { DateText } from '../../kit/date-text.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { TableSkeleton } from '../../kit/skeletons.tsx';
import { StateTag } from '../../kit/state-tag.tsx';
import { oversightText } from '../../kit/strings/oversight.zh.ts';

const text = oversightText.notices;
const PARENT = { to: '/oversight', title: oversightText.overview.title };

const COLUMNS: readonly Column<NoticeView>[] = [
  {
    key: 'number',
    title: text.number,
    render: ({ noticeId, number }) => <AppLink to={`/oversight/notices/${noticeId}`}>{number}</AppLink>,
  },
  { key: 'alert', title: text.alert, render: ({ alert }) => ALERTS[alert].title },
  { key: 'addressee', title: text.addressee, render: ({ addressee }) => ADDRESSEES[addressee] },
  { key: 'state', title: text.state, render: (notice) => <NoticeTag {...notice} /> },
  { key: 'replyBy', title: text.replyBy, render: ({ replyBy }) => <DateText value={replyBy} inTable /> },
];

export function NoticeTag({ state, isLate }: Pick<NoticeView, 'state' | 'isLate'>): ReactNode {
  if (isLate) return <StateTag tone="problem" word={text.late} />;
  return <StateTag tone={state === 'closed' ? 'done' : 'waiting'} word={NOTICE_STATES[state]} />;
}

export function NoticesPage(): ReactNode {
  const answer = useRead<{ readonly rows: readonly NoticeView[] }>('/api/oversight/notices');
  const open = answer.value?.rows.filter(({ state }) => state !== 'closed').length;
  return (
    <>
      <PageHeader
        title={text.title}
        parent={PARENT}
        {...(open === undefined ? {} : { standing: text.standing(open) })}
      />
      <Loaded read={answer} skeleton={<TableSkeleton rows={5} />}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState title={text.none} next={text.noneNext} />
          ) : (
            <DataTable
              caption={text.title}
              isCaptionHidden
              columns={COLUMNS}
              rows={rows}
              rowKey={({ noticeId }) => noticeId}
            />
          )
        }
      </Loaded>
    </>
  );
}
