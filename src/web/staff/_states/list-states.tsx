/** The list with rows, and what it shows instead of rows. @module */
import type { ReactNode } from 'react';
import { AppLink } from '../../kit/app-link.tsx';
import type { Column } from '../../kit/data-table.tsx';
import { DateText } from '../../kit/date-text.tsx';
import { ListView } from '../../kit/list-page.tsx';
import { StateTag } from '../../kit/state-tag.tsx';
import { sampleFilters, sampleRows, SAMPLE_TIME, stateText, tones, type SampleRow } from './samples.zh.ts';

const COLUMNS: readonly Column<SampleRow>[] = [
  {
    key: 'name',
    title: stateText.name,
    isSortable: true,
    render: ({ name }) => <AppLink to="/_states">{name}</AppLink>,
  },
  {
    key: 'creditCode',
    title: stateText.creditCode,
    render: ({ creditCode }) => <span className="digits">{creditCode}</span>,
  },
  { key: 'street', title: stateText.street, render: ({ street }) => street },
  { key: 'state', title: stateText.state, render: ({ tone }) => <Tone index={tone} /> },
  {
    key: 'employees',
    title: stateText.employees,
    isNumber: true,
    isSortable: true,
    render: ({ employees }) => employees.toLocaleString('zh-CN'),
  },
  {
    key: 'lastOn',
    title: stateText.lastOn,
    isSortable: true,
    render: ({ lastOn }) => <DateText value={lastOn} inTable />,
  },
];

export function ListStates(): ReactNode {
  return (
    <ListView
      title={stateText.listTitle}
      path="/api/samples"
      loadWhole={() => Promise.resolve(sampleRows)}
      arrangement={{ shown: COLUMNS, saved: [], isKnown: true }}
      columns={COLUMNS}
      rowKey={({ id }) => id}
      filters={sampleFilters}
      searchHint={stateText.searchHint}
      empty={{ title: stateText.emptyTitle, next: stateText.emptyNext }}
      list={{
        value: { rows: sampleRows, total: 10_000 },
        asOf: SAMPLE_TIME,
        refusals: [],
        isPending: false,
        retry: () => undefined,
      }}
    />
  );
}

function Tone({ index }: { readonly index: number }): ReactNode {
  const [tone, word] = tones[index] ?? ['draft', ''];
  return <StateTag tone={tone} word={word} />;
}
