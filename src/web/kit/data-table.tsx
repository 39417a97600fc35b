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
}

export function DataTable<Row>({
  caption,
  isCaptionHidden = false,
  columns,
  rows,
  rowKey,
  sorting,
}: DataTableProps<Row>): ReactNode {
  return (
    // A region that scrolls must be reachable by keyboard (WCAG 2.1.1).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="table-scroll" role="region" aria-label={kitText.list.region(caption)} tabIndex={0}>
      <table className="data-table">
        <caption className={isCaptionHidden ? 'visually-hidden' : ''}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <HeaderCell key={column.key} column={column} {...(sorting === undefined ? {} : { sorting })} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map(({ key, isNumber, render }, index) =>
                index === 0 ? (
                  <th key={key} scope="row">
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

function HeaderCell<Row>({ column, sorting }: { readonly column: Column<Row>; readonly sorting?: Sorting }): ReactNode {
  const { key, title, isNumber, isSortable } = column;
  const className = isNumber === true ? 'number' : '';
  if (isSortable !== true || sorting === undefined) {
    return (
      <th scope="col" className={className}>
        {title}
      </th>
    );
  }
  const direction = directionOf(key, sorting.sort);
  return (
    <th scope="col" className={className} aria-sort={direction}>
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
