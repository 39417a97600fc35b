/** What the check of a workbook found: chips choose the verdict, every fault has its place, reason and remedy. @module */
import type { ReactNode } from 'react';
import { formatCitations } from '../../../items/rules/citations.ts';
import type { ImportPreview } from '../../../items/types/import.ts';
import { DataTable } from '../../kit/data-table.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { useUrlState } from '../../kit/routing.ts';
import { itemFilesText as text } from '../../kit/strings/items-files.zh.ts';
import { itemsText } from '../../kit/strings/items.zh.ts';
import { kitText } from '../../kit/strings/kit.zh.ts';
import { refusalMessage, type RefusalMessage } from '../../kit/strings/refusals.ts';

type Outcome = keyof typeof text.outcomes;
type Problem = ImportPreview['problems'][number];
type Row = ImportPreview['rows'][number];

const OUTCOMES = ['bad', 'new', 'changed', 'unchanged'] as const satisfies readonly Outcome[];
/** A browser draws some thousand rows slowly; who mends these will upload again. */
const MOST_PROBLEMS = 200;

/** How many faults, and how many good rows of each kind. */
export function countOutcomes({ rows, problemCount }: ImportPreview): Readonly<Record<Outcome, number>> {
  const count = (outcome: Row['outcome']): number => rows.filter((row) => row.outcome === outcome).length;
  return { bad: problemCount, new: count('new'), changed: count('changed'), unchanged: count('unchanged') };
}

export function ImportRows({ preview }: { readonly preview: ImportPreview }): ReactNode {
  const [state, change] = useUrlState();
  const counts = countOutcomes(preview);
  const chosen =
    OUTCOMES.find((each) => each === state['outcome']) ?? OUTCOMES.find((each) => counts[each] > 0) ?? 'new';
  return (
    <>
      <div className="chips" role="group" aria-label={text.check}>
        {OUTCOMES.map((each) => (
          <button
            key={each}
            type="button"
            className="chip"
            aria-pressed={each === chosen}
            onClick={() => change({ outcome: each })}
          >
            {text.outcomes[each]} {each === 'bad' ? text.places(counts.bad) : text.items(counts[each])}
          </button>
        ))}
      </div>
      {counts[chosen] === 0 && <EmptyState title={text.none[chosen]} />}
      {chosen === 'bad' && counts.bad > 0 && <Problems problems={preview.problems} count={preview.problemCount} />}
      {chosen !== 'bad' && counts[chosen] > 0 && (
        <Rows rows={preview.rows.filter(({ outcome }) => outcome === chosen)} outcome={chosen} />
      )}
    </>
  );
}

function Problems({ problems, count }: { readonly problems: readonly Problem[]; readonly count: number }): ReactNode {
  const shown = problems
    .slice(0, MOST_PROBLEMS)
    .map((problem) => ({ ...problem, ...refusalMessage(problem.code, { found: problem.found, ...problem.facts }) }));
  return (
    <>
      {count > shown.length && <p>{text.firstOf(shown.length, count)}</p>}
      <DataTable
        caption={text.outcomes.bad}
        isCaptionHidden
        rows={shown}
        rowKey={({ code, sheet, row, column }) => `${sheet} ${row} ${column} ${code}`}
        columns={[
          { key: 'place', title: text.place, render: (problem) => placeOf(problem) },
          { key: 'problem', title: text.problem, render: (problem) => <Fault fault={problem} /> },
        ]}
      />
    </>
  );
}

function Fault({ fault }: { readonly fault: RefusalMessage & Pick<Problem, 'found'> }): ReactNode {
  const { found, reason, remedy } = fault;
  return (
    <>
      <p>{reason}</p>
      {remedy !== undefined && <p>{`${kitText.remedy}${remedy}`}</p>}
      <p className="muted">{text.found(found)}</p>
    </>
  );
}

/** 事项清单 第 3 行 D 列“检查内容要点”; a fault of the whole table has no row or no column. */
function placeOf({ sheet, row, column, title }: Problem): string {
  return [
    sheet,
    ...(row === null ? [] : [text.rowNumber(row)]),
    ...(column === null ? (title === null ? [] : [title]) : [text.column(column, title ?? '')]),
  ].join(' ');
}

function Rows({ rows, outcome }: { readonly rows: readonly Row[]; readonly outcome: Row['outcome'] }): ReactNode {
  const name = {
    key: 'name',
    title: text.name,
    render: ({ row, content }: Row): ReactNode => (
      <>
        <span className="muted digits">{text.rowNumber(row)}</span> {content.code} {content.name}
      </>
    ),
  };
  const columns =
    outcome === 'changed'
      ? [
          {
            key: 'fields',
            title: text.fields,
            render: ({ fields }: Row): ReactNode => fields.map(itemsText.field).join('、'),
          },
        ]
      : [
          {
            key: 'points',
            title: itemsText.item.points,
            isNumber: true,
            render: ({ content }: Row): ReactNode => content.points.length,
          },
          {
            key: 'bases',
            title: itemsText.item.duty,
            render: ({ content }: Row): ReactNode => formatCitations(content.bases, 'duty'),
          },
        ];
  return (
    <DataTable
      caption={text.outcomes[outcome]}
      isCaptionHidden
      rows={rows}
      rowKey={({ row }) => String(row)}
      columns={[name, ...columns]}
    />
  );
}
