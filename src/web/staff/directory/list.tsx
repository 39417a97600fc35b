/** One directory as a list: search, filters, the way to each record, to Excel and back. @module */
import type { ReactNode } from 'react';
import { ATTENTIONS } from '../../../directory/types/attention.ts';
import { SEALED_FIELDS } from '../../../directory/types/records.ts';
import { SCOPES } from '../../../directory/types/scope.ts';
import type { Bar } from '../../../directory/types/views.ts';
import { DIRECTORY_KINDS, type DirectoryKind } from '../../../directory/types/vocabulary.ts';
import { AppLink } from '../../kit/app-link.tsx';
import { useListColumns } from '../../kit/column-menu.tsx';
import type { Column } from '../../kit/data-table.tsx';
import { DateText } from '../../kit/date-text.tsx';
import type { Filter } from '../../kit/list-filters.tsx';
import { ListPage } from '../../kit/list-page.tsx';
import { useUrlState } from '../../kit/routing.ts';
import { useMayDo } from '../../kit/session.ts';
import { StateTag } from '../../kit/state-tag.tsx';
import { duplicatesText } from '../../kit/strings/directory-duplicates.zh.ts';
import { directoryText as text } from '../../kit/strings/directory.zh.ts';
import { BulkMarking } from './bulk.tsx';
import { ExportMenu } from './export-menu.tsx';
import { KindNav } from './kind-nav.tsx';
import { fieldsOf, KIND_VIEWS, type FieldName, type Words } from './kinds.ts';
import { Sublibraries } from './sublibraries.tsx';
import { useSubdistricts } from './subdistricts.ts';
import { labelOf, toneOf, valueText } from './values.ts';

export interface Row {
  readonly recordId: string;
  readonly version: number;
  readonly updatedOn: string;
  readonly barred: readonly Bar[];
  readonly content: Readonly<Record<string, unknown>>;
}

export function DirectoryListPage({ kind }: { readonly kind: DirectoryKind }): ReactNode {
  const subdistricts = useSubdistricts();
  const view = KIND_VIEWS[kind];
  const mayEdit = useMayDo(`directory.save-${kind}`);
  return (
    <div className="directory-list">
      <ListPage<Row>
        title={text.lists[kind]}
        standing={
          <>
            <KindNav />
            <Sublibraries kind={kind} />
          </>
        }
        path={`/api/directory/${view.slug}`}
        columns={kind === 'enterprise' ? withScope(columnsOf(kind, subdistricts)) : columnsOf(kind, subdistricts)}
        rowKey={({ recordId }) => recordId}
        searchHint={text.searchHints[kind]}
        filters={filtersOf(kind, subdistricts)}
        empty={{ title: text.empty(text.lists[kind]), next: text.emptyNext }}
        action={<Actions kind={kind} />}
        bulk={
          mayEdit
            ? {
                nameOf: ({ content }) => String(content['name'] ?? content['plate'] ?? content['serial']),
                render: (rows, onDone) => <BulkMarking kind={kind} rows={rows} onDone={onDone} />,
              }
            : undefined
        }
      />
    </div>
  );
}

function Actions({ kind }: { readonly kind: DirectoryKind }): ReactNode {
  const [{ page: _page, ...conditions }] = useUrlState();
  const mayEdit = useMayDo(`directory.save-${kind}`);
  return (
    <div className="directory-links">
      <ExportMenu
        kind={kind}
        columns={useShownFields(kind, `/api/directory/${KIND_VIEWS[kind].slug}`)}
        conditions={conditions}
      />
      {mayEdit && (
        <>
          <AppLink to={`/directory/import?kind=${kind}`} look="button">
            {text.import}
          </AppLink>
          <AppLink to={`/directory/${KIND_VIEWS[kind].slug}/new`} look="button">
            {text.add(DIRECTORY_KINDS[kind])}
          </AppLink>
        </>
      )}
    </div>
  );
}

/** Sort keys of the server. */
const SORT_KEYS: Readonly<Partial<Record<FieldName, string>>> = {
  name: 'name',
  creditCode: 'key',
  certificateNumber: 'key',
  directoryNumber: 'key',
  assistantNumber: 'key',
  plate: 'key',
  serial: 'key',
};

/** What the list can show besides: everything but phones and ID numbers, which are not in lists. */
function spareFields(kind: DirectoryKind): readonly FieldName[] {
  const others = new Set<string>([...KIND_VIEWS[kind].listed, ...SEALED_FIELDS]);
  return fieldsOf(kind).flatMap(({ field }) => (others.has(field) ? [] : [field]));
}

/** The fields of the columns as the person arranged them, for an export of what the screen shows. */
export function useShownFields(kind: DirectoryKind, path: string): readonly string[] {
  const { shown } = useListColumns(path, columnsOf(kind, {}));
  const fields = [...KIND_VIEWS[kind].listed, ...spareFields(kind)];
  return shown.flatMap(({ key }) => fields.find((field) => (SORT_KEYS[field] ?? field) === key) ?? []);
}

export function columnsOf(kind: DirectoryKind, subdistricts: Words): readonly Column<Row>[] {
  const { listed, slug } = KIND_VIEWS[kind];
  const columns = [...listed, ...spareFields(kind)].map((field, index): Column<Row> => {
    const sortKey = SORT_KEYS[field];
    return {
      key: sortKey ?? field,
      isSpare: index >= listed.length,
      title: labelOf(kind, field),
      isSortable: sortKey !== undefined,
      isNumber: fieldsOf(kind).some((view) => view.field === field && view.control === 'number'),
      render: ({ recordId, barred, content }) => {
        const value = valueText(kind, field, content[field], subdistricts);
        if (index === 0) return <AppLink to={`/directory/${slug}/${recordId}`}>{value}</AppLink>;
        if (field === 'status') return <Status status={String(content[field])} word={value} barred={barred} />;
        return sortKey === 'key' ? <span className="digits">{value}</span> : value;
      },
    };
  });
  const updated: Column<Row> = {
    key: 'updated',
    title: text.lastUpdate,
    isSortable: true,
    render: ({ updatedOn }) => <DateText value={updatedOn} inTable />,
  };
  return [...columns, updated];
}

/** 为什么不在抽查范围, before the day of the last change; the whole sentences are on the record's page. */
function withScope(columns: readonly Column<Row>[]): readonly Column<Row>[] {
  const scope: Column<Row> = {
    key: 'scope',
    title: duplicatesText.scope,
    render: ({ barred }) => {
      const words: Words = duplicatesText.short;
      return barred.length === 0 ? duplicatesText.inScope : barred.flatMap(({ code }) => words[code] ?? []).join('、');
    },
  };
  return columns.toSpliced(-1, 0, scope);
}

/** The state, and what of the papers stands against sending the person out. */
function Status({
  status,
  word,
  barred,
}: {
  readonly status: string;
  readonly word: string;
  readonly barred: readonly Bar[];
}): ReactNode {
  const words: Words = text.bars;
  const papers = barred.flatMap(({ code }) => words[code] ?? []);
  return papers.length === 0 ? (
    <StateTag tone={toneOf(status)} word={word} />
  ) : (
    <StateTag tone="problem" word={[word, ...papers].join('，')} />
  );
}

function filtersOf(kind: DirectoryKind, subdistricts: Words): readonly Filter[] {
  const { filters, spareFilters = [] } = KIND_VIEWS[kind];
  return [
    ...filters.map((field) => filterOf(kind, field, subdistricts)),
    ...(kind === 'enterprise' ? [SCOPE_FILTER] : []),
    ...attentionFilter(kind),
    ...spareFilters.map((field) => ({ ...filterOf(kind, field, subdistricts), isSpare: true })),
  ];
}

const SCOPE_FILTER: Filter = {
  key: 'scope',
  title: duplicatesText.scope,
  options: Object.entries(SCOPES).map(([value, label]) => ({ value, label })),
  isMultiple: true,
};

/** 待处理, where the kind has papers or days that end. */
function attentionFilter(kind: DirectoryKind): readonly Filter[] {
  if (kind === 'vehicle') return [];
  const options = Object.entries(ATTENTIONS[kind]).map(([value, label]) => ({ value, label }));
  return [{ key: 'attention', title: text.attention, options, isMultiple: true }];
}

export function filterOf(kind: DirectoryKind, field: FieldName, subdistricts: Words): Filter {
  const view = fieldsOf(kind).find((each) => each.field === field);
  const words = field === 'keyUnit' ? text.keyUnits : view?.control === 'subdistrict' ? subdistricts : view?.words;
  return {
    key: field,
    title: labelOf(kind, field),
    options: Object.entries(words ?? {}).map(([value, label]) => ({ value, label })),
    isMultiple: true,
  };
}
