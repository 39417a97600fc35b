/**
 * A list from the server: search, chips as filters, sorting, pages, all kept in the address; columns as the person arranged them; rows
 * to choose for a deed on several; count and time of the data; loading, empty and error states; the keyboard (list-keys.ts).
 * The server answers `ListAnswer` to `q, page, size, sort` and the filters' keys. @module
 */
import { Pagination } from 'antd';
import { useRef, type ReactNode } from 'react';
import { getJson, type Query } from './api.ts';
import { ColumnMenu, useListColumns, type ListArrangement } from './column-menu.tsx';
import { DataTable, type Column } from './data-table.tsx';
import { EmptyState } from './empty-state.tsx';
import { sentenceTime } from './format.ts';
import { ListFilters, type Filter } from './list-filters.tsx';
import { useListKeys } from './list-keys.ts';
import { MOST_CHOSEN, SelectionBar, useSelection, type Bulk } from './list-selection.tsx';
import { readListState, type ListState } from './list-state.ts';
import { PageHeader } from './page-header.tsx';
import { Loaded, useRead, type Read } from './read.tsx';
import { useUrlState } from './routing.ts';
import { TableSkeleton } from './skeletons.tsx';
import { kitText } from './strings/kit.zh.ts';

export const PAGE_SIZE = 20;
/** As many rows as a list route gives at once. */
const WIDEST_PAGE = 100;

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
  /** Beside the title. */
  readonly action?: ReactNode;
  /** The first leads to the record. */
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string;
  readonly filters?: readonly Filter[];
  /** What can be searched: 企业名称、统一社会信用代码、拼音首字母. Left out when the list cannot be searched. */
  readonly searchHint?: string;
  readonly empty: { readonly title: string; readonly next?: string; readonly action?: ReactNode };
  /** Deeds on several rows; left out when there are none, or the person may not do them. */
  readonly bulk?: Bulk<Row> | undefined;
}

interface ListPageProps<Row> extends ListViewProps<Row> {
  /** The read, e.g. `/api/plans`; also the name under which the person's columns are kept. */
  readonly path: string;
  /** Query values that the person cannot change. */
  readonly fixed?: Query;
}

export function ListPage<Row>({ path, fixed, ...view }: ListPageProps<Row>): ReactNode {
  const { conditions, sort, page } = useListState(view);
  const list = useRead<ListAnswer<Row>>(path, { ...conditions, ...fixed, sort, page, size: PAGE_SIZE });
  const arrangement = useListColumns(path, view.columns);
  const loadWhole = async (): Promise<readonly Row[]> => {
    const pages = Array.from({ length: MOST_CHOSEN / WIDEST_PAGE }, (_, index) => index + 1);
    const query = { ...conditions, ...fixed, sort, size: WIDEST_PAGE };
    const answers = await Promise.all(pages.map((each) => getJson<ListAnswer<Row>>(path, { ...query, page: each })));
    return answers.flatMap(({ rows }) => rows);
  };
  return <ListView {...view} path={path} list={list} arrangement={arrangement} loadWhole={loadWhole} />;
}

interface WholeListProps<Row> extends ListViewProps<Row> {
  readonly path: string;
  readonly list: Read<ListAnswer<Row>>;
  readonly arrangement: ListArrangement<Row>;
  /** Reads the first `MOST_CHOSEN` rows that meet the conditions, to choose them. */
  readonly loadWhole: () => Promise<readonly Row[]>;
}

/** The list without its reads; pages use `ListPage`. */
export function ListView<Row>({ list, ...view }: WholeListProps<Row>): ReactNode {
  const { title, standing, action, filters = [], searchHint, arrangement } = view;
  const whole = useRef<HTMLDivElement>(null);
  useListKeys(whole);
  return (
    <div className="list-page" ref={whole}>
      <PageHeader title={title} standing={standing} action={action} />
      <ListFilters filters={filters} {...(searchHint === undefined ? {} : { searchHint })} />
      <Loaded read={arrangement.isKnown ? list : { ...list, value: undefined }} skeleton={<TableSkeleton rows={10} />}>
        {(answer) => (
          <section aria-busy={list.isPending} className="list-body">
            <ListStatus {...view} total={answer.total} asOf={list.asOf} />
            {view.bulk === undefined ? (
              <ListRows {...view} rows={answer.rows} />
            ) : (
              <ChosenRows {...view} bulk={view.bulk} rows={answer.rows} total={answer.total} />
            )}
            <Pager {...view} total={answer.total} />
          </section>
        )}
      </Loaded>
    </div>
  );
}

type StatusProps<Row> = Omit<WholeListProps<Row>, 'list'> & {
  readonly total: number;
  readonly asOf: string | undefined;
};

function ListStatus<Row>({ total, asOf, ...view }: StatusProps<Row>): ReactNode {
  const [, change] = useUrlState();
  const conditions = Object.keys(useListState(view).conditions);
  const clear = (): void => change(Object.fromEntries([...conditions, 'page'].map((key) => [key, undefined])));
  return (
    <div className="list-status">
      <p role="status">
        {conditions.length > 0 ? kitText.list.found(total) : kitText.list.count(total)}
        {asOf !== undefined && <span className="muted">{kitText.list.asOf(sentenceTime(asOf))}</span>}
        {conditions.length > 0 && (
          <button type="button" className="link" onClick={clear}>
            {kitText.list.clear}
          </button>
        )}
      </p>
      <span className="muted list-keys">
        {view.bulk === undefined ? kitText.list.keys : kitText.list.keysWithChoice}
      </span>
      <ColumnMenu list={view.path} columns={view.columns} arrangement={view.arrangement} />
    </div>
  );
}

type RowsProps<Row> = Omit<WholeListProps<Row>, 'list'> & { readonly rows: readonly Row[] };

interface ChosenRowsProps<Row> extends RowsProps<Row> {
  readonly bulk: Bulk<Row>;
  readonly total: number;
}

function ChosenRows<Row>({ bulk, total, ...view }: ChosenRowsProps<Row>): ReactNode {
  const { conditions } = useListState(view);
  const chosen = useSelection(JSON.stringify(conditions), view.rowKey, bulk.nameOf);
  return (
    <>
      <SelectionBar
        chosen={chosen}
        bulk={bulk}
        whole={total > view.rows.length ? { total, load: view.loadWhole } : undefined}
      />
      <ListRows {...view} selection={chosen} />
    </>
  );
}

function ListRows<Row>({
  selection,
  ...view
}: RowsProps<Row> & { readonly selection?: ReturnType<typeof useSelection<Row>> }): ReactNode {
  const { title, rows, rowKey, empty, arrangement } = view;
  const [, change] = useUrlState();
  const { conditions, sort } = useListState(view);
  if (rows.length === 0) {
    return Object.keys(conditions).length > 0 ? (
      <EmptyState title={kitText.list.nothingFound} next={kitText.list.nothingFoundNext} />
    ) : (
      <EmptyState {...empty} />
    );
  }
  const onSort = (wanted: string | undefined): void => change({ sort: wanted, page: undefined });
  return (
    <DataTable
      caption={title}
      isCaptionHidden
      columns={arrangement.shown}
      rows={rows}
      rowKey={rowKey}
      sorting={{ sort, onSort }}
      {...(selection === undefined ? {} : { selection })}
    />
  );
}

function Pager<Row>({ total, ...view }: ListViewProps<Row> & { readonly total: number }): ReactNode {
  const [, change] = useUrlState();
  const { page } = useListState(view);
  if (total <= PAGE_SIZE) return null;
  return (
    <nav aria-label={kitText.list.pages} className="pager">
      <Pagination
        current={page}
        total={total}
        pageSize={PAGE_SIZE}
        showSizeChanger={false}
        onChange={(wanted) => change({ page: wanted === 1 ? undefined : String(wanted) })}
      />
    </nav>
  );
}

function useListState<Row>({ columns, filters = [] }: Pick<ListViewProps<Row>, 'columns' | 'filters'>): ListState {
  const [state] = useUrlState();
  return readListState(state, { columns, filters });
}
