/** 事项清单: the items of an edition, the one in force unless another is chosen. @module */
import type { ReactNode } from 'react';
import { formatCitations } from '../../../items/rules/citations.ts';
import { CATALOGUE_STATES, ITEM_CATEGORIES, type Catalogue, type ItemVersion } from '../../../items/types.ts';
import { AppLink } from '../../kit/app-link.tsx';
import type { Column } from '../../kit/data-table.tsx';
import { sentenceDate } from '../../kit/format.ts';
import { ListPage, type ListAnswer } from '../../kit/list-page.tsx';
import { useRead } from '../../kit/read.tsx';
import { useUrlState } from '../../kit/routing.ts';
import { useMayDo } from '../../kit/session.ts';
import { itemEditorText } from '../../kit/strings/items-editor.zh.ts';
import { itemFilesText } from '../../kit/strings/items-files.zh.ts';
import { itemsText } from '../../kit/strings/items.zh.ts';
import { lawText } from '../../kit/strings/law.zh.ts';
import './items.css';
import { methodText, scopeText } from './words.ts';

const text = itemsText.list;

const COLUMNS: readonly Column<ItemVersion>[] = [
  {
    key: 'name',
    isSortable: true,
    title: text.name,
    render: ({ itemId, content }) => <AppLink to={`/items/${itemId}`}>{`${content.code} ${content.name}`}</AppLink>,
  },
  { key: 'category', title: text.category, render: ({ content }) => ITEM_CATEGORIES[content.category] },
  { key: 'scope', title: text.scope, render: ({ content }) => scopeText(content.scope) },
  { key: 'methods', title: text.methods, render: ({ content }) => methodText(content.methods) },
  {
    key: 'points',
    title: text.points,
    isNumber: true,
    isSortable: true,
    render: ({ content }) => content.points.length,
  },
  {
    key: 'frequency',
    title: text.frequency,
    isNumber: true,
    isSortable: true,
    render: ({ content }) => text.perYear(content.frequency),
  },
  { key: 'duties', title: text.duties, render: ({ content }) => formatCitations(content.bases, 'duty') },
];

export function ItemListPage(): ReactNode {
  const catalogues = useRead<ListAnswer<Catalogue>>('/api/item-catalogues').value?.rows ?? [];
  const [latest] = catalogues;
  const [{ edition }] = useUrlState();
  const chosen = catalogues.find((each) => String(each.edition) === edition);
  return (
    <ListPage<ItemVersion>
      title={text.title}
      standing={chosen === undefined ? standing(catalogues) : <Chosen catalogue={chosen} />}
      path="/api/items"
      fixed={{ edition }}
      columns={COLUMNS}
      rowKey={({ itemId }) => itemId}
      searchHint={text.search}
      filters={[
        {
          key: 'category',
          title: text.category,
          options: Object.entries(ITEM_CATEGORIES).map(([value, label]) => ({ value, label })),
        },
      ]}
      empty={{ title: text.empty, next: text.emptyNext }}
      action={<Actions latest={latest} />}
    />
  );
}

function Actions({ latest }: { readonly latest: Catalogue | undefined }): ReactNode {
  const mayImport = useMayDo('items.import');
  const maySave = useMayDo('items.save');
  return (
    <div className="item-links">
      <AppLink to="/items/law">{lawText.changes}</AppLink>
      {latest !== undefined && (
        <AppLink to={`/items/editions/${latest.edition}`} look="button">
          {text.open}
        </AppLink>
      )}
      {mayImport && (
        <AppLink to="/items/import" look="button">
          {itemFilesText.open}
        </AppLink>
      )}
      {maySave && (
        <AppLink to="/items/new" look="button">
          {itemEditorText.new}
        </AppLink>
      )}
    </div>
  );
}

/** Another edition than the one in force, and the way back. */
function Chosen({ catalogue: { edition, state } }: { readonly catalogue: Catalogue }): ReactNode {
  return (
    <>
      {text.shown(text.editionName(edition, CATALOGUE_STATES[state]))} <AppLink to="/items">{text.back}</AppLink>
    </>
  );
}

/** Which edition is in force, and what waits. */
function standing(catalogues: readonly Catalogue[]): string {
  const published = catalogues.find(({ state }) => state === 'published');
  const open = catalogues.find(({ state }) => state !== 'published');
  const current =
    published === undefined ? text.none : text.inForce(published.edition, sentenceDate(published.publishedOn ?? ''));
  return open === undefined ? current : `${current}；${text.waiting(open.edition, CATALOGUE_STATES[open.state])}`;
}
