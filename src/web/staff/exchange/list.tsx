/** 数据归集: each system that is fed, and what waits to go there. @module */
import type { ReactNode } from 'react';
import type { PackView } from '../../../exchange/types.ts';
import { PACKS } from '../../../exchange/types/packs.ts';
import { AppLink } from '../../kit/app-link.tsx';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { tableDate } from '../../kit/format.ts';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { TableSkeleton } from '../../kit/skeletons.tsx';
import { StateTag } from '../../kit/state-tag.tsx';
import { disclosureText } from '../../kit/strings/disclosure.zh.ts';
import { exchangeText as text } from '../../kit/strings/exchange.zh.ts';
import { BatchTag } from './parts.tsx';

const COLUMNS: readonly Column<PackView>[] = [
  {
    key: 'pack',
    title: text.pack,
    render: ({ pack }) => <AppLink to={`/exchange/${pack}`}>{PACKS[pack].title}</AppLink>,
  },
  { key: 'system', title: text.system, render: ({ pack }) => PACKS[pack].system },
  {
    key: 'waiting',
    title: text.waiting,
    render: ({ pending: { counts } }) => text.waitingValue(counts.add, counts.change, counts.withdraw),
  },
  {
    key: 'incomplete',
    title: text.incomplete,
    render: ({ pending: { incomplete } }) =>
      incomplete === 0 ? '—' : <StateTag tone="problem" word={text.rows(incomplete)} />,
  },
  {
    key: 'last',
    title: text.lastBatch,
    render: ({ batches: [last] }) =>
      last === undefined ? (
        text.noBatch
      ) : (
        <>
          {text.batchName(last.number, tableDate(last.exportedOn))} <BatchTag batch={last} />
        </>
      ),
  },
];

export function ExchangePage(): ReactNode {
  const read = useRead<{ readonly packs: readonly PackView[] }>('/api/exchange');
  return (
    <>
      <PageHeader
        title={text.title}
        parent={{ to: '/disclosure', title: disclosureText.list.title }}
        standing={text.standing}
      />
      <Loaded read={read} skeleton={<TableSkeleton rows={4} />}>
        {({ packs }) => (
          <DataTable caption={text.title} isCaptionHidden columns={COLUMNS} rows={packs} rowKey={({ pack }) => pack} />
        )}
      </Loaded>
    </>
  );
}
