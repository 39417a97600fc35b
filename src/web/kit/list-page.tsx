/**
 * A list from the server: search, chips as filters, sorting, pages, all kept in the address; count and time of the data;
 * loading, empty and error states. The server answers `ListAnswer` to `q, page, size, sort` and the filters' keys. @module
 */
import { Pagination } from 'antd';
import type { ReactNode } from 'react';
import type { Query } from './api.ts';
import { DataTable, type Column } from './data-table.tsx';
import { EmptyState } from './empty-state.tsx';
import { sentenceTime } from './format.ts';
import { ListFilters, type Filter } from './list-filters.tsx';
import { PageHeader } from './page-header.tsx';
import { Loaded, useRead, type Read } from './read.tsx';
import { useUrlState, type UrlState } from './routing.ts';
import { TableSkeleton } from './skeletons.tsx';
import { kitText } from './strings/kit.zh.ts';

export const PAGE_SIZE = 20;

/** What a list route answers to `?q=&page=1&size=20&sort=-dueOn&state=draft` (every one optional). */
export interface ListAnswer<Row> {
  /** The rows of this page, at most `size`. */
  readonly rows: readonly Row[];
  /** How many rows meet the conditions, over all pages. */
  readonly total: number;
}

interface ListViewProps<Row> {
  readonly title: string;
  readonly standing?: ReactNode;
  readonly action?: ReactNode;
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string;
  readonly filters?: readonly Filter[];
  /** What can be searched: 企业名称、统一社会信用代码、拼音首字母. Left out when the list cannot be searched. */
  readonly searchHint?: string;
  readonly empty: { readonly title: string; readonly next?: string; readonly action?: ReactNode };
}

interface ListPageProps<Row> extends ListViewProps<Row> {
  /** The read, e.g. `/api/plans`. */
  readonly path: string;
  /** Query values that the person cannot change. */
  readonly fixed?: Query;
}

export function ListPage<Row>({ path, fixed, ...view }: ListPageProps<Row>): ReactNode {
  const [state] = useUrlState();
  const query = {
    ...conditionsOf(state, view.filters),
    ...fixed,
    sort: state['sort'],
    page: pageOf(state),
    size: PAGE_SIZE,
  };
  return <ListView {...view} list={useRead<ListAnswer<Row>>(path, query)} />;
}

/** The list without its read; pages use `ListPage`. */
export function ListView<Row>({
  list,
  ...view
}: ListViewProps<Row> & { readonly list: Read<ListAnswer<Row>> }): ReactNode {
  const { title, standing, action, filters = [], searchHint } = view;
  return (
    <>
      <PageHeader title={title} standing={standing} action={action} />
      <ListFilters filters={filters} {...(searchHint === undefined ? {} : { searchHint })} />
      <Loaded read={list} skeleton={<TableSkeleton rows={10} />}>
        {(answer) => (
          <section aria-busy={list.isPending}>
            <ListStatus total={answer.total} asOf={list.asOf} filters={filters} />
            <ListRows {...view} rows={answer.rows} />
            <Pager total={answer.total} />
          </section>
        )}
      </Loaded>
    </>
  );
}

interface ListStatusProps {
  readonly total: number;
  readonly asOf: string | undefined;
  readonly filters: readonly Filter[];
}

function ListStatus({ total, asOf, filters }: ListStatusProps): ReactNode {
  const [state, change] = useUrlState();
  const conditions = Object.keys(conditionsOf(state, filters));
  const clear = (): void => change(Object.fromEntries([...conditions, 'page'].map((key) => [key, undefined])));
  return (
    <p className="list-status" role="status">
      {conditions.length > 0 ? kitText.list.found(total) : kitText.list.count(total)}
      {asOf !== undefined && <span className="muted">{kitText.list.asOf(sentenceTime(asOf))}</span>}
      {conditions.length > 0 && (
        <button type="button" className="link" onClick={clear}>
          {kitText.list.clear}
        </button>
      )}
    </p>
  );
}

function ListRows<Row>({
  title,
  columns,
  rows,
  rowKey,
  filters,
  empty,
}: ListViewProps<Row> & { readonly rows: readonly Row[] }): ReactNode {
  const [state, change] = useUrlState();
  if (rows.length === 0) {
    const isFiltered = Object.keys(conditionsOf(state, filters)).length > 0;
    return isFiltered ? (
      <EmptyState title={kitText.list.nothingFound} next={kitText.list.nothingFoundNext} />
    ) : (
      <EmptyState {...empty} />
    );
  }
  const sorting = { sort: state['sort'], onSort: (sort: string | undefined) => change({ sort, page: undefined }) };
  return <DataTable caption={title} isCaptionHidden columns={columns} rows={rows} rowKey={rowKey} sorting={sorting} />;
}

function Pager({ total }: { readonly total: number }): ReactNode {
  const [state, change] = useUrlState();
  if (total <= PAGE_SIZE) return null;
  return (
    <nav aria-label={kitText.list.pages} className="pager">
      <Pagination
        current={pageOf(state)}
        total={total}
        pageSize={PAGE_SIZE}
        showSizeChanger={false}
        onChange={(page) => change({ page: page === 1 ? undefined : String(page) })}
      />
    </nav>
  );
}

/** The search and the filters that are set; the rest of the address is none of the list's conditions. */
function conditionsOf(state: UrlState, filters: readonly Filter[] = []): UrlState {
  const keys = ['q', ...filters.map(({ key }) => key)];
  return Object.fromEntries(Object.entries(state).filter(([key, value]) => keys.includes(key) && value !== ''));
}

function pageOf(state: UrlState): number {
  return /^[1-9]\d{0,6}$/.test(state['page'] ?? '') ? Number(state['page']) : 1;
}
