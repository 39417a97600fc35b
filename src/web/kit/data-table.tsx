/**
 * A table of rows already at hand: caption, header and first column stay in sight, numbers right, wide tables scroll
 * inside themselves. For lists from the server with search and pages use `ListPage`, which shows its rows with this. @module
 */
import type { ReactNode } from 'react';
import { kitText } from './strings/kit.zh.ts';

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  readonly render: (row: Row) => ReactNode;
  readonly isNumber?: boolean;
  /** The server can sort by `key`. */
  readonly isSortable?: boolean;
  /** Not shown until the person asks for it (栏目). */
  readonly isSpare?: boolean;
}

/** Rows that are chosen for a deed on all of them. */
export interface Selection<Row> {
  readonly nameOf: (row: Row) => string;
  readonly isChosen: (row: Row) => boolean;
  readonly choose: (rows: readonly Row[], isWanted: boolean) => void;
}

export interface Sorting {
  /** Key of the column, with `-` before it for falling order. */
  readonly sort: string | undefined;
  readonly onSort: (sort: string | undefined) => void;
}

interface DataTableProps<Row> {
  readonly caption: string;
  /** The caption is already on the page as a heading. */
  readonly isCaptionHidden?: boolean;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly sorting?: Sorting;
  readonly selection?: Selection<Row>;
}

export function DataTable<Row>({
  caption,
  isCaptionHidden = false,
  columns,
  rows,
  rowKey,
  sorting,
  selection,
}: DataTableProps<Row>): ReactNode {
  return (
    // A region that scrolls must be reachable by keyboard (WCAG 2.1.1).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="table-scroll" role="region" aria-label={kitText.list.region(caption)} tabIndex={0}>
      <table className="data-table">
        <caption className={isCaptionHidden ? 'visually-hidden' : ''}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column, index) => (
              <HeaderCell key={column.key} column={column} {...(sorting === undefined ? {} : { sorting })}>
                {index === 0 && selection !== undefined && <AllBox rows={rows} selection={selection} />}
              </HeaderCell>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map(({ key, isNumber, render }, index) =>
                index === 0 ? (
                  <th key={key} scope="row">
                    {selection !== undefined && <RowBox row={row} selection={selection} />}
                    {render(row)}
                  </th>
                ) : (
                  <td key={key} className={isNumber === true ? 'number' : ''}>
                    {render(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RowBox<Row>({ row, selection }: { readonly row: Row; readonly selection: Selection<Row> }): ReactNode {
  const { nameOf, isChosen, choose } = selection;
  return (
    <input
      type="checkbox"
      className="row-box"
      aria-label={kitText.selection.one(nameOf(row))}
      checked={isChosen(row)}
      onChange={(event) => choose([row], event.target.checked)}
    />
  );
}

function AllBox<Row>({
  rows,
  selection: { isChosen, choose },
}: {
  readonly rows: readonly Row[];
  readonly selection: Selection<Row>;
}): ReactNode {
  return (
    <input
      type="checkbox"
      className="row-box"
      aria-label={kitText.selection.all}
      checked={rows.length > 0 && rows.every(isChosen)}
      onChange={(event) => choose(rows, event.target.checked)}
    />
  );
}

interface HeaderCellProps<Row> {
  readonly column: Column<Row>;
  readonly sorting?: Sorting;
  /** Stands before the title. */
  readonly children?: ReactNode;
}

function HeaderCell<Row>({ column, sorting, children }: HeaderCellProps<Row>): ReactNode {
  const { key, title, isNumber, isSortable } = column;
  const className = isNumber === true ? 'number' : '';
  if (isSortable !== true || sorting === undefined) {
    return (
      <th scope="col" className={className}>
        {children}
        {title}
      </th>
    );
  }
  const direction = directionOf(key, sorting.sort);
  return (
    <th scope="col" className={className} aria-sort={direction}>
      {children}
      <button
        type="button"
        className="sort"
        title={kitText.list.sortBy(title)}
        onClick={() => sorting.onSort(nextSort(key, direction))}
      >
        {title} <span aria-hidden="true">{ARROWS[direction]}</span>
      </button>
    </th>
  );
}

type Direction = 'ascending' | 'descending' | 'none';
const ARROWS: Readonly<Record<Direction, string>> = { ascending: '↑', descending: '↓', none: '↕' };

function directionOf(key: string, sort: string | undefined): Direction {
  if (sort === key) return 'ascending';
  return sort === `-${key}` ? 'descending' : 'none';
}

/** Rising, falling, then the list's own order again. */
function nextSort(key: string, direction: Direction): string | undefined {
  if (direction === 'none') return key;
  return direction === 'ascending' ? `-${key}` : undefined;
}
