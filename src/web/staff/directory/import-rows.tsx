/** The rows of an import with their verdicts; chips choose the verdict, every fault has its place, reason and remedy. @module */
import { Pagination } from 'antd';
import type { ReactNode } from 'react';
import {
  ROW_OUTCOMES,
  type CellProblem,
  type ImportBatch,
  type ImportRow,
  type RowOutcome,
} from '../../../directory/types/imports.ts';
import { codesOf, type DirectoryKind } from '../../../directory/types/vocabulary.ts';
import { DataTable } from '../../kit/data-table.tsx';
import { PAGE_SIZE, type ListAnswer } from '../../kit/list-page.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { useUrlState } from '../../kit/routing.ts';
import { TableSkeleton } from '../../kit/skeletons.tsx';
import { directoryFilesText } from '../../kit/strings/directory-files.zh.ts';
import { directoryText } from '../../kit/strings/directory.zh.ts';
import { kitText } from '../../kit/strings/kit.zh.ts';
import { refusalMessage } from '../../kit/strings/refusals.ts';
import { labelOf } from './values.ts';

const text = directoryText.result;

export function ImportRows({ batch }: { readonly batch: ImportBatch }): ReactNode {
  const { batchId, counts } = batch;
  const [state, change] = useUrlState();
  const outcome = chosenOutcome(state['outcome'], counts);
  const page = /^[1-9]\d{0,6}$/.test(state['page'] ?? '') ? Number(state['page']) : 1;
  const rows = useRead<ListAnswer<ImportRow>>(`/api/directory/imports/${batchId}/rows`, {
    outcome,
    page,
    size: PAGE_SIZE,
  });
  return (
    <section>
      <h2>{text.filters}</h2>
      <div className="upload-row">
        <div className="chips" role="group" aria-label={text.filters}>
          {codesOf(ROW_OUTCOMES).map((each) => (
            <button
              key={each}
              type="button"
              className="chip"
              aria-pressed={each === outcome}
              onClick={() => change({ outcome: each, page: undefined })}
            >
              {ROW_OUTCOMES[each]} {counts[each].toLocaleString('zh-CN')}
            </button>
          ))}
        </div>
        {counts.bad + counts.duplicate > 0 && (
          <>
            <a className="link" href={`/api/directory/imports/${batchId}/errors`}>
              {text.download}
            </a>
            <span className="muted">{directoryFilesText.markedHint(batch.fileName)}</span>
          </>
        )}
      </div>
      <Loaded read={rows} skeleton={<TableSkeleton rows={10} />}>
        {(answer) => (
          <>
            <RowTable kind={batch.kind} rows={answer.rows} />
            {answer.total > PAGE_SIZE && (
              <nav aria-label={kitText.list.pages} className="pager">
                <Pagination
                  current={page}
                  total={answer.total}
                  pageSize={PAGE_SIZE}
                  showSizeChanger={false}
                  onChange={(next) => change({ page: next === 1 ? undefined : String(next) })}
                />
              </nav>
            )}
          </>
        )}
      </Loaded>
    </section>
  );
}

function RowTable({ kind, rows }: { readonly kind: DirectoryKind; readonly rows: readonly ImportRow[] }): ReactNode {
  return (
    <DataTable
      caption={text.filters}
      isCaptionHidden
      rows={rows}
      rowKey={({ sheet, row }) => `${sheet} ${row}`}
      columns={[
        {
          key: 'name',
          title: text.name,
          render: ({ sheet, row, name }) => (
            <>
              <span className="muted digits">{`${sheet} ${text.rowNumber(row)}`}</span> {name}
            </>
          ),
        },
        { key: 'problem', title: text.problem, render: (row) => <Verdict kind={kind} row={row} /> },
        { key: 'key', title: text.key, render: ({ key }) => <span className="digits">{key}</span> },
      ]}
    />
  );
}

function Verdict({
  kind,
  row: { outcome, changes, problems },
}: {
  readonly kind: DirectoryKind;
  readonly row: ImportRow;
}): ReactNode {
  if (problems.length === 0 && outcome === 'bad') return text.tooMany;
  return (
    <>
      {changes.length > 0 && `${text.changes}：${changes.map((field) => labelOf(kind, field)).join('、')}`}
      {problems.length > 0 && (
        <ul className="cell-problems">
          {problems.map((problem) => (
            <li key={`${problem.column} ${problem.code}`}>{problemText(problem)}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function problemText({ code, column, title, found, facts }: CellProblem): string {
  const { reason, remedy } = refusalMessage(code, { found, ...facts });
  const place = text.problemPlace(column, title);
  return `${place}：${reason}${remedy === undefined ? '' : `；${remedy}`}`;
}

/** What needs the reader first: faults, then repeats, then what would be written. */
function chosenOutcome(wanted: string | undefined, counts: ImportBatch['counts']): RowOutcome {
  const order: readonly RowOutcome[] = ['bad', 'duplicate', 'new', 'update', 'unchanged'];
  return order.find((each) => each === wanted) ?? order.find((each) => counts[each] > 0) ?? 'new';
}
