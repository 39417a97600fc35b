/**
 * A list from the server: search, chips as filters, sorting, pages, all kept in the address; count and time of the data;
 * loading, empty and error states. The server answers `ListAnswer` to `q, page, pageSize, sort` and the filters' keys. @module
 */
import { Pagination } from 'antd';
import type { ReactNode } from 'react';
import type { Query } from './api.ts';
import { DataTable, type Column } from './data-table.tsx';
import { EmptyState } from './empty-state.tsx';
import { sentenceTime } from './format.ts';
import { ListFilters, type Filter } from './list-filters.tsx';
import { PageHeader } from './page-header.tsx';
import { Loaded, useRead } from './read.tsx';
import { useUrlState, type UrlState } from './routing.ts';
import { TableSkeleton } from './skeletons.tsx';
import { kitText } from './strings/kit.zh.ts';

export const PAGE_SIZE = 20;

/** What a list route answers to `?q=&page=1&pageSize=20&sort=-dueOn&state=draft` (every one optional). */
export interface ListAnswer<Row> {
  /** The rows of this page, at most `pageSize`. */
  readonly rows: readonly Row[];
  /** How many rows meet the conditions, over all pages. */
  readonly total: number;
}

interface ListPageProps<Row> {
  readonly title: string;
  readonly standing?: ReactNode;
  readonly action?: ReactNode;
  /** The read, e.g. `/api/plans`. */
  readonly path: string;
  /** Query values that the person cannot change. */
  readonly fixed?: Query;
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string;
  readonly filters?: readonly Filter[];
  /** What can be searched: 企业名称、统一社会信用代码、拼音首字母. Left out when the list cannot be searched. */
  readonly searchHint?: string;
  readonly empty: { readonly title: string; readonly next?: string; readonly action?: ReactNode };
}

export function ListPage<Row>({
  title,
  standing,
  action,
  path,
  fixed,
  columns,
  rowKey,
  filters = [],
  searchHint,
  empty,
}: ListPageProps<Row>): ReactNode {
  const [state, change] = useUrlState();
  const conditions = conditionsOf(state, filters);
  const page = Math.max(1, Number.parseInt(state['page'] ?? '1', 10) || 1);
  const list = useRead<ListAnswer<Row>>(path, {
    ...conditions,
    ...fixed,
    sort: state['sort'],
    page,
    pageSize: PAGE_SIZE,
  });
  const isFiltered = Object.keys(conditions).length > 0;
  const clear = (): void =>
    change(Object.fromEntries([...Object.keys(conditions), 'page'].map((key) => [key, undefined])));
  return (
    <>
      <PageHeader title={title} standing={standing} action={action} />
      <ListFilters filters={filters} {...(searchHint === undefined ? {} : { searchHint })} />
      <Loaded read={list} skeleton={<TableSkeleton rows={10} />}>
        {({ rows, total }) => (
          <section aria-busy={list.isPending}>
            <p className="list-status" role="status">
              {isFiltered ? kitText.list.found(total) : kitText.list.count(total)}
              {list.asOf !== undefined && <span className="muted">{kitText.list.asOf(sentenceTime(list.asOf))}</span>}
              {isFiltered && (
                <button type="button" className="link" onClick={clear}>
                  {kitText.list.clear}
                </button>
              )}
            </p>
            {rows.length === 0 ? (
              <NothingHere isFiltered={isFiltered} empty={empty} />
            ) : (
              <DataTable
                caption={title}
                isCaptionHidden
                columns={columns}
                rows={rows}
                rowKey={rowKey}
                sorting={{ sort: state['sort'], onSort: (sort) => change({ sort, page: undefined }) }}
              />
            )}
            {total > PAGE_SIZE && (
              <nav aria-label={kitText.list.pages} className="pager">
                <Pagination
                  current={page}
                  total={total}
                  pageSize={PAGE_SIZE}
                  showSizeChanger={false}
                  onChange={(next) => change({ page: next === 1 ? undefined : String(next) })}
                />
              </nav>
            )}
          </section>
        )}
      </Loaded>
    </>
  );
}

function conditionsOf(state: UrlState, filters: readonly Filter[]): UrlState {
  const keys = ['q', ...filters.map(({ key }) => key)];
  return Object.fromEntries(Object.entries(state).filter(([key, value]) => keys.includes(key) && value !== ''));
}

function NothingHere({
  isFiltered,
  empty,
}: {
  readonly isFiltered: boolean;
  readonly empty: ListPageProps<never>['empty'];
}): ReactNode {
  return isFiltered ? (
    <EmptyState title={kitText.list.nothingFound} next={kitText.list.nothingFoundNext} />
  ) : (
    <EmptyState {...empty} />
  );
}
