/** What changed in the directory since the roster before, with its alarm. @module */
import { Alert } from 'antd';
import type { ReactNode } from 'react';
import type { ChurnView } from '../../../draw/types/views.ts';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { DateText } from '../../kit/date-text.tsx';
import { DescriptionList } from '../../kit/description-list.tsx';
import { drawInputsText } from '../../kit/strings/draw-inputs.zh.ts';

const text = drawInputsText.churn;
const CHANGES = ['added', 'removed', 'status', 'stratum', 'weight'] as const;

export function ChurnFigures({ churn }: { readonly churn: ChurnView }): ReactNode {
  return (
    <section>
      <h2>{text.title}</h2>
      <p className="muted">{text.since(churn.before)}</p>
      {churn.isRaised && <Alert type="warning" showIcon title={text.alarm} />}
      <DescriptionList
        items={[
          ...CHANGES.map((change) => ({ label: text.counts[change], value: text.households(churn.counts[change]) })),
          { label: text.share, value: text.shareValue(churn.share, churn.threshold) },
          { label: text.authors, value: text.authorsValue(churn.authors) },
        ]}
      />
      {churn.changes.length > 0 && (
        <DataTable
          caption={text.byAuthor}
          columns={AUTHOR_COLUMNS}
          rows={churn.changes}
          rowKey={({ staffId }) => staffId}
        />
      )}
    </section>
  );
}

type Author = ChurnView['changes'][number];

const AUTHOR_COLUMNS: readonly Column<Author>[] = [
  { key: 'name', title: text.author, render: ({ name }) => name },
  ...(['added', 'removed', 'deactivated', 'activated', 'riskMoved', 'renamed', 'other'] as const).map(
    (key): Column<Author> => ({ key, title: text.kinds[key], isNumber: true, render: (row) => row[key] }),
  ),
  { key: 'lastAt', title: text.lastAt, render: ({ lastAt }) => <DateText value={lastAt} inTable /> },
];
