/** 运行检查: whether the records could be brought back and still hold, for the system admin. @module */
import type { ReactNode } from 'react';
import type { OperationView } from '../../../bureau/types/operation.ts';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { DateText } from '../../kit/date-text.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { TableSkeleton } from '../../kit/skeletons.tsx';
import { StateTag } from '../../kit/state-tag.tsx';
import { operationText as text } from '../../kit/strings/operation.zh.ts';

type Check = OperationView['checks'][number];

const COLUMNS: readonly Column<Check>[] = [
  { key: 'name', title: text.name, render: (check) => text.nameOf(check) },
  { key: 'state', title: text.state, render: (check) => <Standing {...check} /> },
  { key: 'at', title: text.at, render: ({ at }) => <DateText value={at} withTime inTable /> },
  {
    key: 'goodAt',
    title: text.goodAt,
    render: ({ goodAt }) => (goodAt === null ? text.never : <DateText value={goodAt} withTime inTable />),
  },
];

export function OperationChecks(): ReactNode {
  const read = useRead<OperationView>('/api/operation');
  return (
    <section className="home-operation">
      <h2>{text.title}</h2>
      <Loaded read={read} skeleton={<TableSkeleton rows={4} />}>
        {({ checks }) =>
          checks.length === 0 ? (
            <p>{text.none}</p>
          ) : (
            <>
              <DataTable
                caption={text.title}
                isCaptionHidden
                columns={COLUMNS}
                rows={checks}
                rowKey={({ name }) => name}
              />
              {checks.some(({ isGood, isStale }) => !isGood || isStale) && <p>{text.failedNext}</p>}
            </>
          )
        }
      </Loaded>
    </section>
  );
}

function Standing({ isGood, isStale }: Check): ReactNode {
  if (!isGood) return <StateTag tone="problem" word={text.failed} />;
  return isStale ? <StateTag tone="waiting" word={text.stale} /> : <StateTag tone="done" word={text.good} />;
}
