/** 公示台: what waits to be published, the nearest deadline first. @module */
import type { ReactNode } from 'react';
import { DISCLOSURE_STATES, type EntryRow } from '../../../disclosure/types.ts';
import { CONCLUSIONS } from '../../../inspection/types/visit.ts';
import { AppLink } from '../../kit/app-link.tsx';
import type { Column } from '../../kit/data-table.tsx';
import { tableDate } from '../../kit/format.ts';
import { ListPage } from '../../kit/list-page.tsx';
import { StateTag } from '../../kit/state-tag.tsx';
import { exposureText } from '../../kit/strings/exposure.zh.ts';
import { disclosureText } from '../../kit/strings/disclosure.zh.ts';
import { daysLeftText, DISCLOSURE_TONES } from './words.ts';

const text = disclosureText.list;

const COLUMNS: readonly Column<EntryRow>[] = [
  {
    key: 'enterprise',
    isSortable: true,
    title: text.enterprise,
    render: ({ entryId, enterpriseName }) => <AppLink to={`/disclosure/${entryId}`}>{enterpriseName}</AppLink>,
  },
  {
    key: 'state',
    title: text.state,
    render: ({ state }) => <StateTag tone={DISCLOSURE_TONES[state]} word={DISCLOSURE_STATES[state]} />,
  },
  { key: 'conclusion', title: text.conclusion, render: ({ conclusion }) => CONCLUSIONS[conclusion] },
  { key: 'findings', title: text.findings, isNumber: true, isSortable: true, render: ({ findings }) => findings },
  {
    key: 'due',
    isSortable: true,
    title: text.due,
    render: ({ dueOn }) => <span className="digits">{tableDate(dueOn)}</span>,
  },
  { key: 'left', title: text.left, render: ({ workdaysLeft }) => <DaysLeft workdaysLeft={workdaysLeft} /> },
];

export function DisclosureListPage(): ReactNode {
  return (
    <ListPage<EntryRow>
      title={text.title}
      standing={text.standing}
      action={<AppLink to="/disclosure/exposures">{exposureText.link}</AppLink>}
      path="/api/disclosures"
      columns={COLUMNS}
      rowKey={({ entryId }) => entryId}
      searchHint={text.search}
      filters={[
        {
          key: 'state',
          title: text.state,
          options: Object.entries(DISCLOSURE_STATES).map(([value, label]) => ({ value, label })),
        },
      ]}
      empty={{ title: text.empty, next: text.emptyNext }}
    />
  );
}

function DaysLeft({ workdaysLeft }: Pick<EntryRow, 'workdaysLeft'>): ReactNode {
  const words = daysLeftText(workdaysLeft);
  return workdaysLeft !== null && workdaysLeft < 0 ? <StateTag tone="problem" word={words} /> : words;
}
