/** One system: what waits, what lacks something, what went out, and the columns. @module */
import { Checkbox, Radio } from 'antd';
import { useState, type ReactNode } from 'react';
import { FORMATS, type BatchView, type PackView, type PendingView } from '../../../exchange/types.ts';
import { PACKS } from '../../../exchange/types/packs.ts';
import { AppLink } from '../../kit/app-link.tsx';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { DeedButton } from '../../kit/deed-button.tsx';
import { useDeed } from '../../kit/deed.ts';
import { tableDate } from '../../kit/format.ts';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { useParam } from '../../kit/routing.ts';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { exchangeText as text } from '../../kit/strings/exchange.zh.ts';
import './exchange.css';
import { MappingEditor } from './mapping.tsx';
import { BatchTag, fileHref } from './parts.tsx';

export function PackPage(): ReactNode {
  const read = useRead<PackView>(`/api/exchange/${useParam('pack')}`);
  return (
    <Loaded read={read} skeleton={<TextSkeleton lines={10} />}>
      {(view) => {
        const { title, system, basis } = PACKS[view.pack];
        return (
          <>
            <PageHeader title={title} parent={{ to: '/exchange', title: text.title }} standing={system} />
            {view.version === 0 && (
              <section className="exchange-weak">
                <h2>{text.weakTitle}</h2>
                <p>{text.weak(basis)}</p>
              </section>
            )}
            <Export view={view} />
            <section>
              <h2>{text.batches}</h2>
              {view.batches.length === 0 ? (
                <p className="muted">{text.noBatch}</p>
              ) : (
                <DataTable
                  caption={text.batches}
                  isCaptionHidden
                  columns={BATCH_COLUMNS}
                  rows={view.batches}
                  rowKey={({ batchId }) => batchId}
                />
              )}
            </section>
            <MappingEditor key={view.version} view={view} />
          </>
        );
      }}
    </Loaded>
  );
}

type Problem = PendingView['problems'][number];
const PROBLEM_COLUMNS: readonly Column<Problem>[] = [
  { key: 'name', title: text.record, render: ({ name }) => name },
  { key: 'missing', title: text.missing, render: ({ missing }) => missing.join('、') },
];

function Export({ view: { pack, pending } }: { readonly view: PackView }): ReactNode {
  const [format, setFormat] = useState<keyof typeof FORMATS>('xlsx');
  const [leaveOut, setLeaveOut] = useState(false);
  const deed = useDeed<unknown>('exchange.export');
  const { add, change, withdraw } = pending.counts;
  const isEmpty = add + change + withdraw === 0;
  return (
    <section>
      <h2>{text.exportTitle}</h2>
      <p>{text.exportLead}</p>
      <p>{isEmpty ? text.nothing : text.waitingValue(add, change, withdraw)}</p>
      {pending.incomplete > 0 && (
        <>
          <DataTable
            caption={text.problems}
            columns={PROBLEM_COLUMNS}
            rows={pending.problems}
            rowKey={({ recordId }) => recordId}
          />
          {pending.incomplete > pending.problems.length && (
            <p className="muted">{text.problemsMore(pending.problems.length, pending.incomplete)}</p>
          )}
        </>
      )}
      <RefusalBox refusals={deed.refusals} />
      {!isEmpty && (
        <div className="exchange-form">
          <Radio.Group
            aria-label={text.format}
            value={format}
            onChange={({ target }) => setFormat(target.value as keyof typeof FORMATS)}
            options={Object.entries(FORMATS).map(([value, label]) => ({ value, label }))}
          />
          {pending.incomplete > 0 && (
            <Checkbox checked={leaveOut} onChange={({ target }) => setLeaveOut(target.checked)}>
              {text.leaveOut}
            </Checkbox>
          )}
          <DeedButton
            kind="exchange.export"
            isPrimary
            isPending={deed.isPending}
            onPress={() => void deed.run({ pack, format, seen: pending.seen, leaveOut })}
          />
        </div>
      )}
    </section>
  );
}

const BATCH_COLUMNS: readonly Column<BatchView>[] = [
  {
    key: 'number',
    title: text.number,
    render: ({ pack, batchId, number, exportedOn }) => (
      <AppLink to={`/exchange/${pack}/${batchId}`}>{text.batchName(number, tableDate(exportedOn))}</AppLink>
    ),
  },
  { key: 'state', title: text.state, render: (batch) => <BatchTag batch={batch} /> },
  { key: 'rows', title: text.rowCount, isNumber: true, render: ({ rows }) => rows },
  { key: 'rejected', title: text.rejected, isNumber: true, render: ({ rejected }) => rejected },
  { key: 'receipt', title: text.receipt, render: ({ receiptNumber }) => receiptNumber ?? '—' },
  { key: 'by', title: text.exportedBy, render: ({ exportedBy }) => exportedBy },
  {
    key: 'file',
    title: text.file,
    render: (batch) => (
      <a className="link" href={fileHref(batch)} aria-label={`${text.download} ${batch.number}`}>
        {text.download}
      </a>
    ),
  },
];
